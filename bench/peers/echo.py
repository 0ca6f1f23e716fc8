"""The least that can answer the load generator: what it can't do here, it can do nowhere. PORT."""

import asyncio
import sys

import uvloop

from bench.wire import parted

_UPGRADE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
_OPEN = b'0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}'


def framed(text: bytes) -> bytes:
    """Return one WebSocket frame as a server sends it."""
    size = len(text)
    head = bytes((0x81, size)) if size <= 125 else b"\x81\x7e" + size.to_bytes(2, "big")
    return head + text


class Echo(asyncio.Protocol):
    """Answers what is said, and says it again to whoever said it."""

    def __init__(self) -> None:
        self._upgraded = False
        self._left = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if not self._upgraded:
            self._upgraded = True
            self._write(_UPGRADE + framed(_OPEN))
            return
        frames, self._left = parted(self._left + data, masked=True)
        self._write(b"".join(self._answer(text) for _, text in frames))

    def _answer(self, text: bytes) -> bytes:
        if text[:2] == b"40":
            return framed(b'40{"sid":"y"}')
        if text[:2] != b"42":
            return b""
        at = text.index(b"[")
        ack = framed(b"43" + text[2:at] + b'[{"ok":true,"seq":1}]')
        return ack + framed(b'42["said",' + text[at + 7 :])

    def _write(self, data: bytes) -> None:
        self._transport.write(data)  # type: ignore[attr-defined]  # it is one, of TCP


async def _serve(port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
