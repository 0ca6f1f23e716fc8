"""Whatever bytes come: no fault of ours, nothing left, and what was said stands in its order."""

import asyncio
import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.edge.engine import packets
from helpline.edge.engine.packets import Kind, Packet
from tests.edge.engine_stage import masked, raw, stage, text, until

TALK = st.one_of(
    st.text(max_size=40).map(lambda said: text("4" + said)),
    st.text(max_size=8).map(text),
    st.binary(max_size=20).map(lambda body: masked(0x81, body)),
    st.builds(masked, st.integers(0, 255), st.binary(max_size=140)),
    st.binary(max_size=30),
)


@settings(max_examples=60)
@given(st.lists(TALK, max_size=12), st.lists(st.integers(1, 50), max_size=20))
def test_any_bytes_in_any_pieces(frames: list[bytes], cuts: list[int]) -> None:
    asyncio.run(_pieces(b"".join(frames), cuts))


async def _pieces(stream: bytes, cuts: list[int]) -> None:
    async with stage() as on, on.socket() as neighbour:
        async with raw(on) as (reader, writer):
            await reader.readuntil(b"}")
            with suppress(ConnectionError):
                for cut in cuts:
                    writer.write(stream[:cut])
                    stream = stream[cut:]
                    await writer.drain()
                    await asyncio.sleep(0)
                writer.write(stream)
        await until(lambda: len(on.engine.sockets) == 1)
        await neighbour.send_str("4still here")
        await until(lambda: on.heard.messages[-1:] == ["still here"])
        await until(lambda: len(on.heard.gone) == 1)
        await until(lambda: not on.engine._tasks)


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=30))
def test_whatever_is_said_comes_as_it_was_said(said: list[str]) -> None:
    asyncio.run(_said(said))


async def _said(said: list[str]) -> None:
    async with stage() as on, on.socket() as socket:
        for one in said:
            await socket.send_str("4" + one)
        await until(lambda: on.heard.messages == said)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@given(st.text(max_size=60))
def test_any_text_is_a_packet_or_a_value_error(packet: str) -> None:
    with suppress(ValueError):
        assert isinstance(packets.read(packet), Packet)


@given(
    st.sampled_from(["/", "/youth", "/a-b"]),
    NAMES.filter(lambda name: name not in packets._RESERVED),
    st.none() | st.integers(0, 10**15 - 1),
    DATA,
)
def test_an_event_is_read_as_it_was_meant(
    namespace: str, name: str, asked: int | None, data: object
) -> None:
    head = "" if namespace == "/" else namespace + ","
    number = "" if asked is None else str(asked)
    written = f"2{head}{number}{json.dumps([name, data])}"
    found = packets.read(written)
    assert found[:3] == (Kind.EVENT, namespace, asked)
    assert json.dumps(found.data) == json.dumps([name, data])
