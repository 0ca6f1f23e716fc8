"""One connection to the store: what it gives for a trip, and how a trip ends that went wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress

import pytest
from redis.exceptions import RedisError

from helpline.ephemeral.line import Command, Line, RefusedError
from tests.store import Server

PING: Command = ("PING",)
SOON_S = 20.0
WORDS = "words-of-a-youth"


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    line = await Line.open(url)
    try:
        yield line
    finally:
        await line.close()


@asynccontextmanager
async def answering(last: bytes) -> AsyncIterator[str]:
    """Give the URL of a store that agrees to everything, but answers PING by these bytes."""
    callers: list[asyncio.Task[None] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(asyncio.current_task())
        with closing(writer), suppress(ConnectionError):
            while heard := await reader.read(1_000):
                writer.write(last if b"PING" in heard else b"+OK\r\n" * heard.count(b"*"))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
        await asyncio.gather(*filter(None, callers))


async def test_each_command_has_its_reply_and_a_refusal_is_one_of_them(redis: Server) -> None:
    async with line_to(redis.url) as line:
        asked: list[Command] = [("ECHO", "ü"), ("INCR",), ("ECHO", 1.5), ("GET", "nothing")]
        replies = await line.trip(asked, SOON_S)
        assert (replies[0], replies[2], replies[3]) == ("ü", "1.5", None)
        assert isinstance(replies[1], RefusedError)
        assert await line.trip([PING], SOON_S) == ["PONG"], "it goes on"


async def test_of_a_refusal_only_the_code_is_kept(redis: Server) -> None:
    async with line_to(redis.url) as line:
        [unknown, strange] = await line.trip([("EVALSHA", WORDS, 0), (WORDS, WORDS)], SOON_S)
    assert (unknown.code, strange.code) == ("NOSCRIPT", "ERR")
    assert WORDS not in f"{unknown!r} {strange!r} {strange.__dict__}"


async def test_a_reply_that_is_late_ends_the_trip(redis: Server) -> None:
    async with line_to(redis.url) as line:
        with pytest.raises(TimeoutError):
            await line.trip([("BLPOP", "nothing", 5)], 0.05)


async def test_a_connection_that_breaks_ends_the_trip_and_all_after_it(redis: Server) -> None:
    async with line_to(redis.url) as line, line_to(redis.url) as other:
        [mine] = await line.trip([("CLIENT", "ID")], SOON_S)
        waiting = asyncio.create_task(line.trip([("BLPOP", "nothing", 5)], SOON_S))
        await asyncio.sleep(0)
        assert await other.trip([("CLIENT", "KILL", "ID", mine)], SOON_S) == [1]
        with pytest.raises(RedisError):
            await waiting
        with pytest.raises(RedisError):
            await line.trip([PING], SOON_S)


@pytest.mark.parametrize("answer", [b"rubbish\r\n", b"+PONG\r\n+PONG\r\n"])
async def test_what_is_no_reply_and_one_too_many_end_the_connection(answer: bytes) -> None:
    async with answering(answer) as url, line_to(url) as line:
        for _ in range(2):
            with pytest.raises(RedisError):
                await line.trip([PING], SOON_S)


async def test_replies_that_come_in_pieces_are_put_together() -> None:
    async with answering(b"+PO") as url, line_to(url) as line:
        with pytest.raises(TimeoutError):
            await line.trip([PING], 0.1)
    async with answering(b"+PONG\r\n+PONG\r\n") as url, line_to(url) as line:
        assert await line.trip([PING, PING], SOON_S) == ["PONG", "PONG"]


async def test_who_hangs_up_leaves_nobody_waiting(redis: Server) -> None:
    line = await Line.open(redis.url)
    waiting = asyncio.create_task(line.trip([("BLPOP", "nothing", 5)], SOON_S))
    await asyncio.sleep(0)
    await line.close()
    with pytest.raises(RedisError):
        await asyncio.wait_for(waiting, SOON_S)
