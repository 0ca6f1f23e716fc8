"""Engine.IO over long polling, by its book; and what its library lost."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from helpline.edge.engine import wire as words
from helpline.edge.engine.limits import FRAME_BYTES, FRAMES_AT_ONCE, OUTBOX_BYTES, OUTBOX_PACKETS
from tests.edge.engine_stage import stage, until

OK = (200, "ok")


async def test_the_opening_and_its_headers() -> None:
    async with stage() as on, on.http.get(on.url + "&transport=polling") as answer:
        opening = json.loads((await answer.text())[1:])
        assert opening["sid"] == on.wire.sid
        assert opening["upgrades"] == []
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "Set-Cookie" not in answer.headers


async def test_packets_go_both_ways_one_or_many_at_a_time() -> None:
    async with stage() as on:
        session = await on.poll()
        sid = on.wire.sid
        assert await on.post(session, "4one") == OK
        assert await on.post(session, "4two\x1e4three\x1e4é") == OK
        assert on.heard.messages == ["one", "two", "three", "é"]
        on.engine.post(sid, b"4a")
        on.engine.post(sid, "4é".encode())
        assert await on.get(session) == (200, "4a\x1e4é")
        polling = asyncio.create_task(on.get(session))
        await until(lambda: on.polling._poll)
        on.engine.post(sid, b"4b")
        on.engine.post(sid, b"4c")
        assert await polling == (200, "4b\x1e4c")


async def test_however_many_packets_a_post_has_they_are_taken_one_by_one() -> None:
    """The library drops a POST of more than so many packets, and says that all is well."""
    async with stage() as on:
        session = await on.poll()
        said = [str(number) for number in range(int(FRAMES_AT_ONCE) - 1)]
        assert await on.post(session, "\x1e".join("4" + one for one in said)) == OK
        assert on.heard.messages == said


async def test_a_bad_packet_takes_nothing_from_those_before_it_and_is_not_called_well() -> None:
    async with stage() as on:
        session = await on.poll()
        on.act = _rest
        status, _ = await on.post(session, "4one\x1e3\x1e4two")
        assert status == 400
        assert on.engine.sockets == {}
        assert await on.post(session, "4three") == (400, "")


async def _rest(*_: str) -> None:
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    "body", ["", "3", "x", "4a\x1e", "\x1e", "2", "0", b"4\xff", b"b4AAAA", "5"]
)
async def test_what_no_page_posts_ends_the_session(body: str | bytes) -> None:
    async with stage() as on:
        session = await on.poll()
        assert await on.post(session, body) == (400, "")
        await until(lambda: on.heard.gone)
        assert on.heard.gone[0][1] == words.NOT_A_PAGE
        assert await on.get(session) == (400, "")


@pytest.mark.parametrize("size", [FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 10 * FRAME_BYTES])
@pytest.mark.parametrize("chunked", [True, False])
async def test_the_size_of_a_post(size: int, *, chunked: bool) -> None:
    async with stage() as on:
        session = await on.poll()
        body = b"4" + b"x" * (size - 1)

        async def pieces() -> AsyncIterator[bytes]:
            for at in range(0, size, 10_000):
                yield body[at : at + 10_000]

        async with on.http.post(session, data=pieces() if chunked else body) as answer:
            assert answer.status == (200 if size <= FRAME_BYTES else 413)
        assert bool(on.engine.sockets) == (size <= FRAME_BYTES)


@pytest.mark.parametrize("query", ["&sid=x", "&sid=", "&sid=" + "x" * 4_000])
async def test_a_session_that_is_not(query: str) -> None:
    async with stage() as on:
        await on.poll()
        url = on.url + "&transport=polling" + query
        assert await on.get(url) == (400, "")
        assert await on.post(url, "4x") == (400, "")
        assert on.heard.messages == []


async def test_a_websocket_is_no_session_of_polls() -> None:
    async with stage() as on, on.socket() as socket:
        url = f"{on.url}&transport=polling&sid={on.wire.sid}"
        assert await on.get(url) == (400, "")
        assert await on.post(url, "4x") == (400, "")
        await socket.send_str("4still here")
        await until(lambda: on.heard.messages == ["still here"])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"])
async def test_other_methods_are_none(method: str) -> None:
    async with stage() as on:
        session = await on.poll()
        async with on.http.request(method, session) as answer:
            assert answer.status == 405


async def test_a_post_opens_nothing() -> None:
    async with stage() as on:
        assert await on.post(on.url + "&transport=polling", "4x") == (400, "")
        assert on.engine.sockets == {}


@pytest.mark.parametrize("origin", ["", "null", "https://elsewhere.example"])
async def test_another_origin_posts_nothing(origin: str) -> None:
    async with stage() as on:
        session = await on.poll()
        for method in ("GET", "POST"):
            headers = {"Origin": origin}
            async with on.http.request(method, session, headers=headers) as answer:
                assert answer.status == 403
        assert on.heard.messages == []


async def test_two_polls_at_a_time_end_the_session() -> None:
    async with stage() as on:
        session = await on.poll()
        first = asyncio.create_task(on.get(session))
        await until(lambda: on.polling._poll)
        assert await on.get(session) == (400, "")
        assert await first == (200, "1")
        await until(lambda: on.heard.gone)


async def test_a_poll_whose_line_is_lost_makes_room_for_the_next_and_takes_nothing() -> None:
    async with stage() as on:
        session = await on.poll()
        async with aiohttp.ClientSession(headers={"Origin": on.origin}) as other:
            lost = asyncio.create_task(other.get(session))
            await until(lambda: on.polling._poll)
            lost.cancel()
            await asyncio.wait([lost])
        await asyncio.sleep(0.05)  # until the line is seen to be lost, of which nobody is told
        on.engine.post(on.wire.sid, b"4kept")
        assert await on.get(session) == (200, "4kept")
        again = asyncio.create_task(on.get(session))
        await until(lambda: on.polling._poll)
        on.engine.post(on.wire.sid, b"4more")
        assert await again == (200, "4more")


async def test_a_goodbye_ends_the_poll_that_waits() -> None:
    async with stage() as on:
        session = await on.poll()
        polling = asyncio.create_task(on.get(session))
        await until(lambda: on.polling._poll)
        assert await on.post(session, "4leave\x1e1") == OK
        assert await polling == (200, "6")
        await until(lambda: on.heard.gone)
        assert on.heard.messages == ["leave"]
        assert on.heard.gone[0][1] == words.CLIENT_LEFT
        assert await on.get(session) == (400, "")


async def test_a_poll_while_the_session_is_closed_hears_of_it() -> None:
    async with stage() as on:
        session = await on.poll()
        polling = asyncio.create_task(on.get(session))
        await until(lambda: on.polling._poll)
        await on.engine.disconnect(on.wire.sid)
        assert await polling == (200, "1")
        assert await on.get(session) == (400, "")
        assert await on.post(session, "4x") == (400, "")


async def test_a_goodbye_is_noticed_while_a_frame_is_acted_on() -> None:
    async with stage() as on:
        session = await on.poll()
        go = asyncio.Event()

        async def held(*_: str) -> None:
            await go.wait()

        on.act = held
        posting = asyncio.create_task(on.post(session, "4slow"))
        await until(lambda: on.heard.messages)
        assert await on.post(session, "1") == OK
        await until(lambda: on.heard.gone)
        assert not posting.done()
        go.set()
        assert await posting == OK


async def test_a_post_is_answered_when_it_was_acted_on() -> None:
    async with stage() as on:
        session = await on.poll()
        go = asyncio.Event()

        async def held(*_: str) -> None:
            await go.wait()

        on.act = held
        posting = asyncio.create_task(on.post(session, "4a\x1e4b"))
        await until(lambda: on.heard.messages)
        await asyncio.sleep(0.02)
        assert not posting.done()
        go.set()
        assert await posting == OK
        assert on.heard.messages == ["a", "b"]


async def test_pings_come_with_a_poll_and_silence_ends_the_session() -> None:
    async with stage() as on:
        session = await on.poll()
        wire = on.wire
        wire.turn()
        assert await on.get(session) == (200, "2")
        assert await on.post(session, "3") == OK
        wire.turn()
        wire.turn()
        await until(lambda: on.heard.gone)
        assert on.heard.gone[0][1] == words.NO_ANSWER


async def test_what_waits_for_a_page_that_does_not_poll_is_bounded() -> None:
    async with stage() as on:
        for packets, size in ((OUTBOX_PACKETS, 10), (3, OUTBOX_BYTES // 3)):
            await on.poll()
            wire = on.polling
            for _ in range(packets):
                wire.send(b"4" * size)
            assert on.engine.sockets
            wire.send(b"4" * size)
            assert not on.engine.sockets
            assert wire.waiting == 0


async def test_a_flood_of_packets_ends_the_session() -> None:
    async with stage() as on:
        session = await on.poll()
        assert await on.post(session, "\x1e".join(["4x"] * (int(FRAMES_AT_ONCE) + 1))) == (400, "")
        assert on.engine.sockets == {}
