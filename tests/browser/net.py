"""The net between a browser and the helpline, as a forward proxy: what crosses it is kept.

`Net` sees what a school's filter or a router sees. With `tunnels=False` it lets plain requests
through and no WebSocket, as many such filters do.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

CHUNK: Final = 65_536
HEAD: Final = 32_768
MASKED: Final = 0x80
SIZE_FOLLOWS: Final = 126
SHORTEST: Final = 6
"""A masked frame of no bytes."""


class Net:
    """One net and all bytes that crossed it, in both directions."""

    def __init__(self, *, tunnels: bool) -> None:
        self.port = 0
        self.refused = 0
        self.streams: list[bytearray] = []
        """What went one way over one connection, for each way and connection."""
        self._tunnels = tunnels

    @property
    def crossed(self) -> bytes:
        """All that crossed, as it was on the wire."""
        return b"\n".join(self.streams)

    @property
    def read(self) -> bytes:
        """All that crossed as the server or the page reads it: frames without their masks."""
        return b"\n".join(unmasked(bytes(stream)) for stream in self.streams)

    @property
    def settings(self) -> dict[str, str]:
        """What a browser context takes as its `proxy`."""
        return {"server": f"http://127.0.0.1:{self.port}"}

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carry one connection of the browser to wherever it asks to go."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await near.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b" ", 2)
            if not target.removeprefix(b"http://").startswith(b"localhost:"):
                await self._refuse(back)  # a browser's own errands
            elif method == b"CONNECT":
                await self._tunnel(target.decode(), near, back)
            else:
                await self._request(head, target.decode(), near, back)
        back.close()

    async def _tunnel(
        self, target: str, near: asyncio.StreamReader, back: asyncio.StreamWriter
    ) -> None:
        if not self._tunnels:
            self.refused += 1
            await self._refuse(back)
            return
        host, _, port = target.rpartition(":")
        far, forth = await asyncio.open_connection(host, int(port))
        back.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await self._both(near, forth, far, back)

    async def _refuse(self, back: asyncio.StreamWriter) -> None:
        back.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        await back.drain()

    async def _request(
        self, head: bytes, target: str, near: asyncio.StreamReader, back: asyncio.StreamWriter
    ) -> None:
        """Send one request on; asked to close after it, the far side ends the connection."""
        url = urlsplit(target)
        first, _, rest = head.partition(b"\r\n")
        path = target.partition(url.netloc)[2] or "/"
        first = first.replace(target.encode(), path.encode())
        kept = [line for line in rest.split(b"\r\n") if not line.lower().startswith(b"proxy-")]
        kept = [line for line in kept if line and not line.lower().startswith(b"connection:")]
        lines = [first, *kept, b"Connection: close", b"", b""]
        far, forth = await asyncio.open_connection(url.hostname, url.port or 80)
        self.streams.append(bytearray(head))
        forth.write(b"\r\n".join(lines))
        await self._both(near, forth, far, back)

    async def _both(
        self,
        near: asyncio.StreamReader,
        forth: asyncio.StreamWriter,
        far: asyncio.StreamReader,
        back: asyncio.StreamWriter,
    ) -> None:
        up = asyncio.create_task(self._pipe(near, forth))
        down = asyncio.create_task(self._pipe(far, back))
        await asyncio.wait([up, down], return_when=asyncio.FIRST_COMPLETED)
        for task in (up, down):
            task.cancel()
        forth.close()

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream = bytearray()
        self.streams.append(stream)
        with suppress(ConnectionError):
            while chunk := await reader.read(CHUNK):
                stream += chunk
                writer.write(chunk)
                await writer.drain()


def unmasked(stream: bytes) -> bytes:
    """Return what was sent one way, a browser's WebSocket frames with their masks taken off."""
    head, end, frames = stream.partition(b"\r\n\r\n")
    if not (head.startswith(b"GET ") and b"upgrade: websocket" in head.lower()):
        return stream
    out = [head, end]
    while len(frames) >= SHORTEST and frames[1] & MASKED:
        size, start = frames[1] & ~MASKED, 2
        if size >= SIZE_FOLLOWS:
            start = 4 if size == SIZE_FOLLOWS else 10
            size = int.from_bytes(frames[2:start], "big")
        mask, body = frames[start : start + 4], frames[start + 4 : start + 4 + size]
        out.append(bytes(byte ^ mask[at % 4] for at, byte in enumerate(body)))
        frames = frames[start + 4 + size :]
    return b"\n".join(out)


@asynccontextmanager
async def between(*, tunnels: bool = True) -> AsyncIterator[Net]:
    """Give a net on a free port of its own."""
    net = Net(tunnels=tunnels)
    server = await asyncio.start_server(net.carry, "127.0.0.1", 0, limit=HEAD)
    net.port = server.sockets[0].getsockname()[1]
    try:
        yield net
    finally:
        server.close()
