"""The faulty wire does what it is told, over TCP and over Unix sockets, and the same each time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from tests.faults.proxy import HOST, Address, Proxy, Streams, between
from tests.stores import free_ports

SOON_S = 20.0
SILENT_S = 0.1


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(100):
        writer.write(piece)
    writer.write(b"bye")
    writer.close()


class Line:
    """A proxy before an echo, and the connections a test opens through it."""

    def __init__(self, proxy: Proxy, at: Address) -> None:
        self.proxy = proxy
        self.at = at
        self.open: list[asyncio.StreamWriter] = []

    async def connect(self) -> Streams:
        if isinstance(self.at, Path):
            streams = await asyncio.open_unix_connection(self.at)
        else:
            streams = await asyncio.open_connection(HOST, self.at)
        self.open.append(streams[1])
        return streams

    async def talk(self) -> Streams:
        reader, writer = await self.connect()
        assert await said(reader, writer, b"hello") == b"hello"
        return reader, writer


async def said(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, word: bytes) -> bytes:
    writer.write(word)
    async with asyncio.timeout(SOON_S):
        return await reader.readexactly(len(word))


async def is_silent(reader: asyncio.StreamReader) -> bool:
    try:
        async with asyncio.timeout(SILENT_S):
            await reader.read(1)
    except TimeoutError:
        return True
    return False


async def is_reset(reader: asyncio.StreamReader) -> bool:
    try:
        async with asyncio.timeout(SOON_S):
            return await reader.read(1) == b""
    except ConnectionResetError:
        return True


@asynccontextmanager
async def echoing(folder: Path, kind: str, seed: int = 1) -> AsyncIterator[Line]:
    async with AsyncExitStack() as stack:
        near: Address
        far: Address
        if kind == "unix":
            near, far = folder / "near", folder / "far"
            server = await asyncio.start_unix_server(echo, far)
        else:
            near, far = free_ports(2)
            server = await asyncio.start_server(echo, HOST, far)
        line = Line(await stack.enter_async_context(between(far, seed, near)), near)
        yield line
        for writer in line.open:
            writer.transport.abort()
        server.close()


@pytest.fixture(params=["tcp", "unix"])
async def line(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Line]:
    async with echoing(tmp_path, request.param) as made:
        yield made


async def test_it_passes_what_is_said_and_that_all_is_said(line: Line) -> None:
    reader, writer = await line.talk()
    writer.write_eof()
    assert await reader.read() == b"bye"


async def test_a_stall_is_silent_and_loses_nothing(line: Line) -> None:
    reader, writer = await line.talk()
    line.proxy.stall()
    writer.write(b"later")
    assert await is_silent(reader)
    new_reader, new_writer = await line.connect()
    new_writer.write(b"new")
    assert await is_silent(new_reader)
    line.proxy.heal()
    async with asyncio.timeout(SOON_S):
        assert await reader.readexactly(5) == b"later"
        assert await new_reader.readexactly(3) == b"new"


async def test_a_reset_ends_what_stands_and_lets_new_ones_in(line: Line) -> None:
    reader, _ = await line.talk()
    line.proxy.reset()
    assert await is_reset(reader)
    await line.talk()


async def test_only_the_stalled_can_be_ended(line: Line) -> None:
    stalled, _ = await line.talk()
    line.proxy.stall()
    line.proxy._stalled = False
    well, writer = await line.talk()
    line.proxy.reset_stalled()
    assert await is_reset(stalled)
    assert await said(well, writer, b"well") == b"well"


async def test_a_cut_is_for_good_until_it_is_healed(line: Line) -> None:
    reader, _ = await line.talk()
    line.proxy.cut()
    assert await is_reset(reader)
    again, _ = await line.connect()
    assert await is_reset(again)
    line.proxy.heal()
    await line.talk()


async def test_half_of_a_connection_can_be_closed(line: Line) -> None:
    reader, _ = await line.talk()
    line.proxy.half_close()
    async with asyncio.timeout(SOON_S):
        assert await reader.read() == b"bye"


async def test_it_can_break_in_the_middle_of_a_word(line: Line) -> None:
    reader, writer = await line.talk()
    line.proxy.drop_after(8)
    assert await said(reader, writer, b"abc") == b"abc"
    writer.write(b"defgh")
    assert await is_reset(reader)


async def test_it_is_slow_when_told_so(line: Line) -> None:
    reader, writer = await line.talk()
    line.proxy.delay(0.05, 0.06)
    began = asyncio.get_running_loop().time()
    await said(reader, writer, b"slow")
    assert asyncio.get_running_loop().time() - began >= 0.1


async def test_nothing_behind_it_is_as_a_refusal(tmp_path: Path) -> None:
    async with between(tmp_path / "nobody", 1, tmp_path / "near"):
        reader, writer = await asyncio.open_unix_connection(tmp_path / "near")
        assert await is_reset(reader)
        writer.close()


async def hit(folder: Path, seed: int) -> list[bool]:
    async with echoing(folder, "unix", seed) as line:
        pairs = [await line.talk() for _ in range(12)]
        line.proxy.stall(0.5)
        for _, writer in pairs:
            writer.write(b"x")
        return [await is_silent(reader) for reader, _ in pairs]


async def test_the_same_seed_hits_the_same_connections(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    once, again, other = [await hit(f, seed) for f, seed in zip(folders, (1, 1, 2), strict=True)]
    assert once == again != other
    assert 0 < sum(once) < 12
