"""What a hostile page sends: a code or a closed door, nothing changed, nobody disturbed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from helpline.core.names import ChatId
from helpline.edge.engine.limits import FRAME_BYTES
from helpline.edge.seats import ABUSE, RATES
from helpline.ephemeral.connection import Store
from helpline.wire.catalogue import Door as RealDoor
from tests.edge.conftest import Node
from tests.edge.page import BODY, KEY, Door, Page, Wire
from tests.edge.test_conversation import desk, message, seat_of, talk, token
from tests.store import keys_of

SAID = message(1)
NOBODY = "n" * 22


@asynccontextmanager
async def wire(node: Node, door: Door = "/youth", auth: Any = None) -> AsyncIterator[Wire]:
    """Give a bare wire that has greeted its namespace."""
    async with (
        aiohttp.ClientSession(headers={"Origin": node.at(door)}) as http,
        http.ws_connect(socket_of(node, door), max_msg_size=0) as socket,
    ):
        bare = Wire(socket, door)
        await bare.greet(auth)
        yield bare


def socket_of(node: Node, door: Door) -> str:
    return f"{node.at(door)}/socket.io/?EIO=4&transport=websocket"


async def picture(node: Node) -> list[str]:
    """Return everything the store holds, as text."""
    store, found = node.world.floor.store, []
    for key in await keys_of(store, node.world.floor.keys.floor):
        kind = await store.call("TYPE", key)
        read = {
            "hash": ("HGETALL", key),
            "zset": ("ZRANGE", key, 0, -1, "WITHSCORES"),
            "list": ("LRANGE", key, 0, -1),
        }[kind]
        reply = await store.call(*read)
        shown = sorted(reply.items()) if isinstance(reply, dict) else reply
        found.append(f"{key} {shown}")
    return found


BAD: list[tuple[str, Any, str]] = [
    ("an ask that is not", ["dance", {}], "bad_input"),
    ("staff's ask", ["arrive", {"public_key": KEY}], "bad_input"),
    ("two arguments", ["join", {}, {}], "bad_input"),
    ("a list", ["join", []], "bad_input"),
    ("a string", ["join", "x"], "bad_input"),
    ("null", ["join", None], "bad_input"),
    ("a number", ["join", 7], "bad_input"),
    ("an extra key", ["join", {"name": "x"}], "bad_input"),
    ("an inner extra key", ["join", {"intake": {"phone": "1"}}], "bad_input"),
    ("a language we lack", ["join", {"intake": {"language": "xx"}}], "bad_input"),
    ("a state of nowhere", ["join", {"intake": {"state": "XX"}}], "bad_input"),
    ("topics without end", ["join", {"intake": {"topics": ["home"] * 13}}], "bad_input"),
    ("no body", ["say", {"cid": "m" * 22, "n": 1, "epoch": 0}], "bad_input"),
    ("clear words", ["say", {**SAID, "body": "please help me " * 9}], "bad_input"),
    ("a short body", ["say", {**SAID, "body": "b" * 63}], "bad_input"),
    ("a long body", ["say", {**SAID, "body": "b" * 22_001}], "bad_input"),
    ("an id with a blank", ["say", {**SAID, "cid": "m" * 20 + " m"}], "bad_input"),
    ("an id with a line", ["say", {**SAID, "cid": "m" * 22 + "\n"}], "bad_input"),
    ("number zero", ["say", {**SAID, "n": 0}], "bad_input"),
    ("a number without end", ["say", {**SAID, "n": 10**50}], "bad_input"),
    ("half a number", ["say", {**SAID, "n": 1.5}], "bad_input"),
    ("a forged ticket", ["resume", {"ticket": "x" * 40}], "no_such_chat"),
    ("half a surrogate", ["resume", {"ticket": "\ud800" * 20}], "bad_input"),
    ("a ticket in dots", ["resume", {"ticket": "." * 40}], "bad_input"),
    ("before joining", ["say", SAID], "no_such_chat"),
    ("before joining", ["leave", {}], "no_such_chat"),
    ("a number over all", ["catch_up", {"after": 10**40}], "bad_input"),
]


@pytest.mark.parametrize(("_why", "event", "code"), BAD, ids=[one[0] for one in BAD])
async def test_a_bad_frame_of_nobody(node: Node, _why: str, event: Any, code: str) -> None:
    async with wire(node) as bare:
        assert await bare.ask(event) == {"ok": False, "code": code, "wait_s": None}
        assert await picture(node) == []
        assert (await bare.ask(["join", {}]))["ok"]


OUT_OF_PHASE: list[tuple[list[Any], str]] = [
    (["stay", {}], "not_now"),
    (["switch", {}], "not_now"),
    (["typing", {"on": True}], "not_now"),
    (["grant", {"reader": "r1", "epoch": 1, "public_key": KEY, "sealed": BODY}], "not_now"),
]


@pytest.mark.parametrize(("event", "code"), OUT_OF_PHASE, ids=[e[0][0] for e in OUT_OF_PHASE])
async def test_a_youth_in_the_line(node: Node, event: list[Any], code: str) -> None:
    async with wire(node) as bare:
        await bare.ask(["join", {}])
        before = await picture(node)
        assert (await bare.ask(event))["code"] == code
        assert await picture(node) == before


FOREIGN = [
    ("say", message(9)),
    ("catch_up", {"after": 0}),
    ("typing", {"on": True}),
    ("end", {}),
    ("hand_over", {}),
    ("accept", {}),
    ("decline", {}),
]


@pytest.mark.parametrize(("verb", "more"), FOREIGN, ids=[one[0] for one in FOREIGN])
async def test_a_desk_that_reaches_for_anothers_chat(
    node: Node, verb: str, more: dict[str, Any]
) -> None:
    youth, ana, chat = await talk(node)
    await youth.do("say", **SAID)
    ben = await desk(node, "ben")
    before = await picture(node)
    assert (await ben.ask(verb, **seat_of(chat), **more))["code"] == "not_yours"
    assert (await ben.ask(verb, chat=NOBODY, fence=1, **more))["code"] == "no_such_chat"
    old = seat_of(chat) | {"fence": chat["fence"] - 1}
    assert (await ana.ask(verb, **old, **more))["code"] == "not_yours"
    assert await picture(node) == before
    assert [one for one in youth.heard if one[0] in {"typed", "said", "ended"}] == []


async def test_a_desk_before_it_arrived_may_do_nothing(node: Node) -> None:
    async with wire(node, "/responder", {"token": token(node)}) as bare:
        for event in (["set_ready", {"on": True}], ["pull", {}]):
            assert (await bare.ask(event))["code"] == "not_signed_in"


@pytest.mark.parametrize("size", [FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1])
async def test_the_size_of_a_frame(node: Node, size: int) -> None:
    async with wire(node) as bare, wire(node) as neighbour:
        head, tail = '42/youth,7["join",{"x":"', '"}]'
        frame = head + "y" * (size - len(head) - len(tail)) + tail
        await bare.socket.send_str(frame)
        if size <= FRAME_BYTES:
            assert "bad_input" in await bare.next("43/youth,7")
        else:
            with pytest.raises(ConnectionError):
                await bare.next("43/youth,7")
        assert (await neighbour.ask(["join", {}]))["ok"]


MALFORMED = [
    "",
    "4",
    "42",
    "42/youth",
    "42/youth,",
    "42/youth,1",
    "42/youth,1{",
    "42/youth,1{}",
    "42/youth,1[]",
    "42/youth,1[null]",
    "42/youth,1[7]",
    '42/youth,1[["join"],{}]',
    '42/youth,1[{"a":1},{}]',
    '42/youth,1["connect",{},{}]',
    '42/youth,1["disconnect"]',
    '42/youth,1["*"]',
    '42/youth,1["join",{}',
    "42/youth," + "9" * 150 + '["join",{}]',
    '42/youth,1["say",{"n":' + "9" * 5_000 + "}]",
    "42/youth,1" + "[" * 30_000,
    '42["join",{}]',
    '42/,1["join",{}]',
    '42/responder,1["arrive",{"public_key":"' + KEY + '"}]',
    "40/responder,",
    "40/nowhere,",
    "40/youth,",
    "41/nowhere,",
    "43/youth,1[]",
    "43/youth,[]",
    "44/youth,{}",
    "45/youth,",
    '451-/youth,1["join",{"_placeholder":true,"num":0}]',
    '459999999999-/youth,["join",{"_placeholder":true,"num":0}]',
    "46/youth,1[]",
    "49/youth,",
    "4x",
    "2probe",
    "3",
    "6",
    "5",
    "0",
    "\x00",
    "4\ud7ff",
]


@pytest.mark.parametrize("frame", MALFORMED, ids=lambda frame: repr(frame[:24]))
async def test_a_malformed_packet_changes_nothing_and_disturbs_nobody(
    node: Node, frame: str
) -> None:
    """The wire that sent it may be closed; one beside it goes on as if nothing was."""
    async with wire(node) as neighbour, wire(node) as bare:
        joined = await neighbour.ask(["join", {}])
        before = await picture(node)
        await bare.socket.send_str(frame)
        with suppress(ConnectionError, aiohttp.ClientError):
            await bare.ask(["leave", {}])
        assert await picture(node) == before
        assert (await neighbour.ask(["say", SAID]))["seq"] == 1
        assert joined["ok"]
    assert set(node.seats.youth) <= {ChatId(joined["chat"])}


async def test_bytes_are_no_frame(node: Node) -> None:
    """They would be kept as attachments, outside of any rate."""
    async with wire(node) as bare:
        await bare.socket.send_str('45999-/youth,1["join",{"_placeholder":true,"num":0}]')
        for _ in range(50):
            if bare.socket.closed:
                break
            await bare.socket.send_bytes(b"x" * 30_000)
        with pytest.raises((ConnectionError, TimeoutError, aiohttp.ClientError)):
            async with asyncio.timeout(1):
                await bare.next("43")
        assert [made._binary_packet for made in node.servers] == [{}, {}]
        assert await picture(node) == []


async def test_an_event_named_like_the_librarys_own_is_refused(node: Node) -> None:
    """`connect` would be a new seat with a full bucket, `disconnect` a seat that is gone."""
    async with wire(node) as bare:
        joined = await bare.ask(["join", {}])
        (seat,) = node.seats.by_sid.values()
        for _ in range(3):
            await bare.socket.send_str('42/youth,["connect",{},{}]')
            await bare.socket.send_str('42/youth,["disconnect"]')
        assert (await bare.ask(["cover", {"on": True}]))["ok"]
        assert list(node.seats.by_sid.values()) == [seat]
        assert list(node.seats.youth) == [joined["chat"]]


async def test_a_flood_is_told_to_wait_and_then_closed_and_a_neighbour_notices_nothing(
    node: Node,
) -> None:
    async with wire(node) as bare, wire(node) as neighbour:
        await neighbour.ask(["join", {}])
        burst = int(RATES[RealDoor.YOUTH][1])
        codes: list[object] = []
        with suppress(ConnectionError, aiohttp.ClientError):
            while len(codes) < burst + 2 * ABUSE:
                codes.append((await bare.ask(["stay", {}]))["code"])
        assert len(codes) < burst + ABUSE + 50, "it was never closed"
        assert codes[:burst] == ["no_such_chat"] * burst
        assert "too_fast" in codes
        assert (await neighbour.ask(["cover", {"on": True}]))["ok"]


async def test_too_fast_says_how_long_and_keeps_its_word(node: Node) -> None:
    async with wire(node) as bare:
        ack: dict[str, Any] = {}
        while ack.get("code") != "too_fast":
            ack = await bare.ask(["stay", {}])
        await asyncio.sleep(ack["wait_s"])
        assert (await bare.ask(["stay", {}]))["code"] == "no_such_chat"


async def test_a_store_that_is_gone_is_told_and_nothing_is_acknowledged(
    node: Node, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    youth, _, _ = await talk(node)

    async def down(*_: object) -> None:
        raise ConnectionResetError("canary")

    monkeypatch.setattr(store, "_trip", down)
    ack = await youth.ask("say", **SAID)
    assert ack == {"ok": False, "code": "try_again", "wait_s": None}
    monkeypatch.undo()
    assert (await youth.do("say", **SAID))["seq"] == 1


async def test_a_fault_of_ours_is_told_as_such_and_quotes_nothing(
    node: Node, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    youth = await node.open("/youth")
    await youth.do("join")

    async def broken(*_: object) -> None:
        raise ValueError("canary-of-a-youth")

    monkeypatch.setattr(node.world.log, "say", broken)
    assert (await youth.ask("say", **SAID))["code"] == "try_again"
    shown = capfd.readouterr().err
    assert "canary" not in shown
    assert json.loads(shown.splitlines()[-1])["event"] == "frame_failed"
    assert isinstance(youth, Page)


async def test_hostile_frames_write_no_line(node: Node, capfd: pytest.CaptureFixture[str]) -> None:
    """Else anybody could fill the disk, and drown a line that matters."""
    for frame in ("x", "4", "9", "", "4\x00"):
        async with wire(node) as bare:
            await bare.socket.send_str(frame)
            with suppress(ConnectionError, aiohttp.ClientError):
                await bare.ask(["leave", {}])
    assert capfd.readouterr().err == ""
