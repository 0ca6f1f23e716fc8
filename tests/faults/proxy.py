"""A wire that goes wrong on command: it stands between two programs and passes on what they say.

The same seed makes the same choices: which connections are hit, how long each piece is delayed.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

PIECE = 65_536
HOST = "127.0.0.1"
RUDE = struct.pack("ii", 1, 0)
"""Closed with this lingering, a connection ends by RST."""

Address = int | Path
"""A TCP port of this machine, or a Unix socket."""
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(eq=False, slots=True)
class _Wire:
    """One connection through the proxy."""

    dice: Random
    near: asyncio.StreamWriter
    passing: asyncio.Event = field(default_factory=asyncio.Event)
    far: asyncio.StreamWriter | None = None
    left: int | None = None
    """How many more bytes pass before it is reset; None for any number."""

    def reset(self) -> None:
        for side in (self.near, self.far):
            if side is not None:
                _abort(side)


class Proxy:
    """Stands before `upstream`; everything passes until told otherwise."""

    def __init__(self, upstream: Address, seed: object) -> None:
        self._upstream = upstream
        self._seed = seed
        self._dice = Random(f"{seed} proxy")
        self._wires: list[_Wire] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self._delay = (0.0, 0.0)
        self._stalled = False
        self._refusing = False
        self._budget: int | None = None

    @property
    def connections(self) -> frozenset[object]:
        """The connections that stand now, to be counted or told apart."""
        return frozenset(self._wires)

    def delay(self, low_s: float, high_s: float) -> None:
        """Hold every piece back for a time drawn from this range."""
        self._delay = (low_s, high_s)

    def stall(self, part: float = 1.0) -> None:
        """Let nothing pass, either way; nobody is told. With all of them, new ones stall too."""
        for wire in self._some(part):
            wire.passing.clear()
        self._stalled = part == 1.0

    def reset(self, part: float = 1.0) -> None:
        """End connections rudely; new ones are welcome."""
        for wire in self._some(part):
            wire.reset()

    def reset_stalled(self) -> None:
        """End the connections that are stalled, and no other."""
        for wire in list(self._wires):
            if not wire.passing.is_set():
                wire.reset()

    def half_close(self, part: float = 1.0) -> None:
        """Tell the far side that no more will come, and go on passing what it says."""
        for wire in self._some(part):
            if wire.far is not None and wire.far.can_write_eof():
                wire.far.write_eof()

    def drop_after(self, size: int) -> None:
        """Reset each connection once so many more bytes have passed, those to come included."""
        self._budget = size
        for wire in self._wires:
            wire.left = size

    def cut(self) -> None:
        """End all connections and take no new ones, until healed."""
        self._refusing = True
        self.reset()

    def heal(self) -> None:
        """Be a good wire again; what was held passes now."""
        self._delay, self._budget = (0.0, 0.0), None
        self._stalled = self._refusing = False
        for wire in self._wires:
            wire.left = None
            wire.passing.set()

    def _some(self, part: float) -> list[_Wire]:
        return [wire for wire in list(self._wires) if part == 1.0 or self._dice.random() < part]

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection to its end."""
        if self._refusing:
            return _abort(writer)
        self._count += 1
        wire = _Wire(Random(f"{self._seed} wire {self._count}"), writer, left=self._budget)
        if not self._stalled:
            wire.passing.set()
        self._wires.append(wire)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._join(wire, reader)
        except (OSError, EOFError):
            wire.reset()
        finally:
            self._wires.remove(wire)
            self._tasks.discard(task)
            wire.reset()

    async def _join(self, wire: _Wire, near: asyncio.StreamReader) -> None:
        await wire.passing.wait()
        far, wire.far = await _connect(self._upstream)
        async with asyncio.TaskGroup() as both:
            both.create_task(self._pump(wire, near, wire.far))
            both.create_task(self._pump(wire, far, wire.near))

    async def _pump(
        self, wire: _Wire, source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError, RuntimeError):
            while piece := await source.read(PIECE):
                if self._delay[1] > 0:
                    await asyncio.sleep(wire.dice.uniform(*self._delay))
                await wire.passing.wait()
                if wire.left is not None:
                    wire.left -= len(piece)
                    if wire.left <= 0:
                        return wire.reset()
                sink.write(piece)
                await sink.drain()
            await wire.passing.wait()
            sink.write_eof()
            return None
        return wire.reset()

    async def close(self) -> None:
        """End everything."""
        self.cut()
        for wire in self._wires:
            wire.passing.set()
        await asyncio.gather(*self._tasks)


@asynccontextmanager
async def between(upstream: Address, seed: object, at: Address = 0) -> AsyncIterator[Proxy]:
    """Give a proxy that listens at `at`: a port, or a Unix socket to be made."""
    proxy = Proxy(upstream, seed)
    if isinstance(at, Path):
        server = await asyncio.start_unix_server(proxy.take, at)
    else:
        server = await asyncio.start_server(proxy.take, HOST, at, reuse_address=True)
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()


async def _connect(upstream: Address) -> Streams:
    if isinstance(upstream, Path):
        return await asyncio.open_unix_connection(upstream)
    return await asyncio.open_connection(HOST, upstream)


def _abort(writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        found = writer.get_extra_info("socket")
        if found is not None and found.family != socket.AF_UNIX:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RUDE)
    writer.transport.abort()
