"""Engine.IO over WebSocket, by its book; and the frames that end a connection."""

import asyncio
import json
from contextlib import suppress
from functools import partial

import aiohttp
import pytest

from helpline.edge.engine import wire as words
from helpline.edge.engine.limits import AHEAD, FRAME_BYTES, FRAMES_AT_ONCE, PING_S, PONG_S
from tests.edge.engine_stage import Stage, masked, raw, stage, text, until


async def closed(socket: aiohttp.ClientWebSocketResponse) -> int | None:
    """Wait for the end, and return its code."""
    async with asyncio.timeout(20):
        while (await socket.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
    return socket.close_code


def has_heard(on: Stage, said: str) -> bool:
    return on.heard.messages[-1:] == [said]


def has_ended(on: Stage, many: int) -> bool:
    return len(on.heard.gone) == many


async def test_the_opening_says_what_a_page_must_know() -> None:
    async with (
        stage() as on,
        on.http.ws_connect(on.url + "&transport=websocket") as socket,
    ):
        opening = json.loads((await socket.receive_str())[1:])
        assert opening == {
            "sid": on.wire.sid,
            "upgrades": [],
            "pingInterval": PING_S * 1000,
            "pingTimeout": PONG_S * 1000,
            "maxPayload": FRAME_BYTES,
        }
        assert on.heard.connected == [on.wire.sid]


async def test_the_answer_to_the_handshake_is_that_of_the_rfc() -> None:
    async with stage() as on, raw(on) as (reader, _):
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 ")
        assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" in head
        assert b"extensions" not in head.lower()


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Upgrade", ""),
        ("Upgrade", "h2c"),
        ("Connection", "close"),
        ("Sec-WebSocket-Version", "8"),
        ("Sec-WebSocket-Version", ""),
        ("Sec-WebSocket-Key", ""),
        ("Sec-WebSocket-Key", "short"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ"),
        ("Sec-WebSocket-Key", "\xe9" * 24),
        ("Origin", ""),
        ("Origin", "https://elsewhere.example"),
    ],
)
async def test_who_asks_ill_gets_no_websocket(header: str, value: str) -> None:
    async with stage() as on, raw(on, headers={header: value}) as (reader, _):
        status = int((await reader.readline()).split()[1])
        assert status == (403 if header == "Origin" else 400)
        assert on.engine.sockets == {}


@pytest.mark.parametrize(
    "query", ["", "?EIO=3&transport=websocket", "?EIO=4&transport=flash", "?transport=websocket"]
)
async def test_another_protocol_is_refused(query: str) -> None:
    async with stage() as on, on.http.get(f"{on.origin}/socket.io/{query}") as answer:
        assert answer.status in {400, 403}
        assert await answer.text() == ""


async def test_frames_sent_together_with_the_handshake_are_not_lost() -> None:
    async with stage() as on:
        ahead = text("4first") + text("4second")
        async with raw(on, ahead) as (reader, _):
            await until(lambda: on.heard.messages == ["first", "second"])
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")


async def test_messages_go_both_ways_at_every_length_of_a_frame() -> None:
    async with stage() as on, on.socket() as socket:
        for size in (0, 1, 124, 125, 126, 65_534, 65_535, 65_536, 70_000):
            on.engine.post(on.wire.sid, b"4" + b"x" * size)
            assert await socket.receive_str() == "4" + "x" * size
        for size in (0, 1, 124, 125, FRAME_BYTES - 1):
            await socket.send_str("4" + "y" * size)
            await until(partial(has_heard, on, "y" * size))


async def test_a_frame_in_pieces_byte_by_byte_is_one_frame() -> None:
    async with stage() as on, raw(on) as (reader, writer):
        await reader.readuntil(b"}")
        pieces = masked(0x01, b"4wh") + masked(0x89, b"?") + masked(0x80, b"ole")
        for at in range(len(pieces)):
            writer.write(pieces[at : at + 1])
            await asyncio.sleep(0)
        await until(lambda: on.heard.messages == ["whole"])
        assert await reader.readexactly(3) == b"\x8a\x01?"  # the ping between the pieces


@pytest.mark.parametrize(
    "frame",
    [
        text(""),
        text("0"),
        text("2"),
        text("2probe"),
        text("3"),
        text("5"),
        text("6"),
        text("b4"),
        text("x"),
        text("é"),
        masked(0x82, b"4bytes"),
        masked(0x81, b"4\xff"),
        masked(0x81, b"4" + b"x" * FRAME_BYTES),
        masked(0x83, b"4"),
        masked(0xC1, b"4compressed"),
        masked(0x80, b"4out of nowhere"),
        masked(0x09, b"a ping in pieces"),
        masked(0x88, b"\x03"),
    ],
    ids=lambda frame: repr(frame[:12]),
)
async def test_what_no_page_sends_ends_the_connection(frame: bytes) -> None:
    async with stage() as on, raw(on) as (reader, writer):
        await reader.readuntil(b"}")
        writer.write(frame + text("4after"))
        await until(lambda: on.heard.gone)
        async with asyncio.timeout(20):
            with suppress(ConnectionResetError):
                await reader.read()
        assert on.heard.gone == [(on.heard.connected[0], words.NOT_A_PAGE)]
        assert on.heard.messages == []
        assert on.engine.sockets == {}


async def test_a_page_that_says_goodbye_is_gone_after_what_it_said() -> None:
    async with stage() as on, on.socket() as socket:
        await socket.send_str("4leave")
        await socket.send_str("1")
        assert await closed(socket) == 1000
        await until(lambda: on.heard.gone)
        assert on.heard.messages == ["leave"]
        assert on.heard.gone[0][1] == words.CLIENT_LEFT


async def test_a_close_of_the_websocket_is_answered() -> None:
    async with stage() as on, on.socket() as socket:
        await socket.send_str("4leave")
        await socket.close(code=3000, message=b"canary")
        assert socket.close_code == 1000
        await until(lambda: on.heard.gone)
        assert on.heard.messages == ["leave"]


async def test_we_close_with_a_word() -> None:
    async with stage() as on, on.socket() as socket:
        await on.engine.disconnect(on.wire.sid)
        assert await socket.receive_str() == "1"
        assert await closed(socket) == 1000
        await until(lambda: on.heard.gone)
        assert on.heard.gone[0][1] == words.WE_LEFT
        await on.engine.disconnect(on.heard.gone[0][0])


async def test_a_websocket_is_never_made_of_a_session() -> None:
    """There is no upgrade, so none is ever half made, and left behind by its session."""
    async with stage() as on:
        session = await on.poll()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await on.http.ws_connect(session.replace("polling", "websocket"))
        assert refused.value.status == 400
        async with on.socket(), on.http.get(f"{on.url}&transport=polling&sid=x") as answer:
            assert answer.status == 400


async def test_a_ping_is_answered_once_and_a_pong_without_a_ping_ends_it() -> None:
    async with stage() as on, on.socket() as socket:
        wire = on.wire
        for _ in range(3):
            wire.turn()
            assert await socket.receive_str() == "2"
            await socket.send_str("3")
            await until(lambda: not wire._asked)
        await socket.send_str("3")
        await until(lambda: on.heard.gone)


async def test_who_does_not_answer_a_ping_is_gone() -> None:
    async with stage() as on, on.socket() as socket:
        wire = on.wire
        wire.turn()
        assert await socket.receive_str() == "2"
        wire.turn()
        assert await closed(socket) == 1000
        await until(lambda: on.heard.gone)
        assert on.heard.gone[0][1] == words.NO_ANSWER


async def test_more_frames_than_any_page_sends_end_it_pings_of_the_websocket_too() -> None:
    async with stage() as on:
        for frame in (text("4x"), masked(0x89, b""), masked(0x8A, b"")):
            async with raw(on) as (reader, writer):
                await reader.readuntil(b"}")
                before = len(on.heard.gone)
                writer.write(frame * (int(FRAMES_AT_ONCE) + 10))
                await until(partial(has_ended, on, before + 1))


async def test_one_frame_is_acted_on_at_a_time_and_no_more_are_read_than_a_few() -> None:
    async with stage() as on, on.socket() as socket:
        go = asyncio.Event()

        async def held(*_: str) -> None:
            await go.wait()

        on.act = held
        wire = on.websocket
        sent = [f"{number}{'x' * 20_000}" for number in range(50)]
        sending = asyncio.create_task(_send(socket, sent))
        await until(lambda: not wire.listens)
        assert len(on.heard.messages) == 1
        assert AHEAD <= len(wire._inbox) < len(sent)
        go.set()
        await sending
        await until(lambda: len(on.heard.messages) == len(sent))
        assert on.heard.messages == sent
        assert wire.listens


async def _send(socket: aiohttp.ClientWebSocketResponse, texts: list[str]) -> None:
    for one in texts:
        await socket.send_str("4" + one)


async def test_a_page_we_do_not_listen_to_is_not_held_for_silent() -> None:
    async with stage() as on, on.socket() as socket:
        go = asyncio.Event()

        async def held(*_: str) -> None:
            await go.wait()

        on.act = held
        wire = on.websocket
        await _send(socket, ["x"] * (AHEAD + 1))
        await until(lambda: not wire.listens)
        for _ in range(3):
            wire.turn()
        assert await socket.receive_str() == "2"
        await socket.send_str("3")
        go.set()
        await until(lambda: not wire._asked)
        assert not wire.over


async def test_a_slow_handler_holds_up_nobody_else() -> None:
    async with stage() as on, on.socket() as slow, on.socket() as quick:
        go = asyncio.Event()

        async def held(_: str, said: str) -> None:
            if said == "slow":
                await go.wait()

        on.act = held
        await slow.send_str("4slow")
        await until(lambda: on.heard.messages == ["slow"])
        await quick.send_str("4quick")
        await until(lambda: on.heard.messages == ["slow", "quick"])
        go.set()


@pytest.mark.parametrize("how", ["1", "close", "vanish"])
async def test_who_goes_while_a_frame_is_acted_on_is_noticed_meanwhile(how: str) -> None:
    async with stage() as on, on.socket() as socket:
        go, done = asyncio.Event(), asyncio.Event()

        async def held(*_: str) -> None:
            await go.wait()
            done.set()

        on.act = held
        await socket.send_str("4slow")
        await until(lambda: on.heard.messages)
        if how == "1":
            await socket.send_str("1")
        elif how == "close":
            await socket.close()
        else:
            assert socket._response.connection is not None
            assert socket._response.connection.transport is not None
            socket._response.connection.transport.abort()
        await until(lambda: on.heard.gone)
        assert not done.is_set()
        go.set()
        await asyncio.wait_for(done.wait(), 20)
        assert len(on.heard.gone) == 1


async def test_a_fault_in_a_handler_ends_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    async with stage() as on, on.socket() as socket:

        async def broken(_: str, said: str) -> None:
            if said == "canary":
                raise RuntimeError(said)

        on.act = broken
        await _send(socket, ["canary", "after"])
        await until(lambda: on.heard.messages == ["canary", "after"])
        shown = capfd.readouterr().err
        assert "canary" not in shown
        assert json.loads(shown)["event"] == "frame_failed"


async def test_the_end_of_the_server_is_told_to_everybody() -> None:
    async with stage() as on, on.socket() as socket, on.socket() as other:
        session = await on.poll()
        polling = asyncio.create_task(on.get(session))
        await asyncio.sleep(0.05)
        await on.engine.shutdown()
        assert len(on.heard.gone) == 3
        assert await polling == (200, "1")
        for one in (socket, other):
            assert await one.receive_str() == "1"
            await closed(one)
