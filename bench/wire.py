"""One Socket.IO connection over a WebSocket, with no more work than a load generator can afford.

Frames are made by hand and masked with zeros: a server unmasks them as it would any other, and the
page's side of that cost, which is not what is measured, is none.
"""

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

import orjson

OPENED, EVENT, ACKED = b"40", b"42", b"43"
_TEXT, _CLOSE, _PING = 1, 8, 9
_SHORT, _MEDIUM, _LONG = 125, 126, 127
_NO_MASK = bytes(4)

Heard = Callable[[bytes], None]


class Refused(Exception):
    """The server did not let a connection in."""


def framed(text: bytes, opcode: int = _TEXT) -> bytes:
    """Return one WebSocket frame as a client sends it."""
    size, first = len(text), 0x80 | opcode
    if size <= _SHORT:
        return bytes((first, 0x80 | size)) + _NO_MASK + text
    return bytes((first, 0x80 | _MEDIUM)) + size.to_bytes(2, "big") + _NO_MASK + text


def parted(data: bytes, *, masked: bool = False) -> tuple[list[tuple[int, bytes]], bytes]:
    """Return the whole frames (opcode and payload) in `data`, and what is left of it.

    Where they are masked, it is with zeros.
    """
    frames, at, end, mask = [], 0, len(data), 4 if masked else 0
    while end - at > 1:
        size, head = data[at + 1] & 0x7F, 2
        if size == _MEDIUM:
            size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
        elif size == _LONG:
            size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
        head += mask
        if end - at < head + size:
            break
        frames.append((data[at] & 15, data[at + head : at + head + size]))
        at += head + size
    return frames, data[at:]


class Wire(asyncio.Protocol):
    """A connection to one namespace; `heard` is given every event and every answer as it came."""

    __slots__ = ("_auth", "_head", "_left", "_namespace", "gone", "heard", "ready", "transport")

    def __init__(self, head: bytes, namespace: str, auth: bytes, heard: Heard) -> None:
        self.heard = heard
        self.transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[None] = loop.create_future()
        self.gone = False
        self._head = head
        self._namespace = namespace.encode() + b"," if namespace else b""
        self._auth = auth
        self._left = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # it is one, of TCP
        transport.write(self._head)  # type: ignore[attr-defined]  # as above

    def data_received(self, data: bytes) -> None:
        if self._left:
            data = self._left + data
        if self._head:
            data = self._upgraded(data)
        frames, self._left = parted(data)
        for opcode, text in frames:
            if opcode == _TEXT:
                self._take(text)
            elif opcode == _PING:
                self._write(framed(text, 10))
            elif opcode == _CLOSE:
                self.cut()

    def connection_lost(self, _: Exception | None) -> None:
        self.gone = True
        if not self.ready.done():
            self.ready.set_exception(Refused("closed"))

    def send(self, kind: bytes, text: bytes, ack: int | None = None) -> None:
        """Send one packet, `EVENT` as a rule, that wants an answer with the number `ack`."""
        number = b"" if ack is None else str(ack).encode()
        self._write(framed(kind + self._namespace + number + text))

    def cut(self) -> None:
        """Drop the connection as a lost network does, without a word."""
        self.gone = True
        if self.transport is not None:
            self.transport.abort()

    def _write(self, data: bytes) -> None:
        if self.transport is not None and not self.gone:
            self.transport.write(data)

    def _upgraded(self, data: bytes) -> bytes:
        """Pass over the answer to the HTTP request; nothing while it is not whole."""
        head, found, rest = data.partition(b"\r\n\r\n")
        if not found:
            self._left = data
            return b""
        if not head.startswith(b"HTTP/1.1 101"):
            self.cut()
        self._head = b""
        self._left = b""
        return rest

    def _take(self, text: bytes) -> None:
        kind = text[:2]
        if kind in {EVENT, ACKED}:
            self.heard(text)
        elif text == b"2":
            self._write(framed(b"3"))
        elif kind == OPENED:
            self.ready.set_result(None)
        elif kind == b"44":
            self.ready.set_exception(Refused(text.decode()))
        elif text[:1] == b"0":
            self.send(OPENED, self._auth)


async def connect(
    origin: str, namespace: str, auth: object, heard: Heard, *, cookie: str = ""
) -> Wire:
    """Return a connection that is open; raise `Refused`."""
    parts = urlsplit(origin)
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Origin: {origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    head = "\r\n".join([*lines, "", ""]).encode()
    given = b"" if auth is None else orjson.dumps(auth)
    wire = Wire(head, namespace, given, heard)
    host, port = parts.hostname or "", parts.port or 80
    await asyncio.get_running_loop().create_connection(lambda: wire, host, port)
    await wire.ready
    return wire
