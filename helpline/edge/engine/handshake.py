"""Takes a connection over from the HTTP server, once it has asked to become a WebSocket.

From then on the HTTP server knows nothing of it: its request, its headers and its address are
forgotten together with the two tasks and the parser that would be kept for it.
"""

import asyncio
import binascii
from base64 import b64decode, b64encode
from hashlib import sha1
from typing import Final

from aiohttp import web

_MAGIC: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES: Final = 16
_HEAD: Final = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: %s\r\n\r\n"
)


class Taken(web.StreamResponse):
    """What the HTTP server is given in place of an answer: there is nothing left to send."""

    async def prepare(self, request: web.BaseRequest) -> None:
        """Send nothing."""

    async def write_eof(self, data: bytes = b"") -> None:
        """Send nothing."""


class _Tail:
    """Takes what a client sent ahead of our answer."""

    def __init__(self) -> None:
        self.data = b""

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        self.data += data
        return False, b""

    def feed_eof(self) -> None:
        """The HTTP server has let go."""


def accept(request: web.Request) -> bytes | None:
    """Return the head of the answer that agrees to a WebSocket, or None when it was ill asked."""
    headers = request.headers
    tokens = {token.strip() for token in headers.get("Connection", "").lower().split(",")}
    asked = headers.get("Upgrade", "").strip().lower() == "websocket" and "upgrade" in tokens
    key = headers.get("Sec-WebSocket-Key", "")
    if not asked or headers.get("Sec-WebSocket-Version") != "13" or request.can_read_body:
        return None
    try:
        if len(b64decode(key, validate=True)) != _KEY_BYTES:
            return None
    except (binascii.Error, ValueError):
        return None
    digest = sha1(key.encode() + _MAGIC, usedforsecurity=False).digest()
    return _HEAD % b64encode(digest)


def take_over(request: web.Request, protocol: asyncio.Protocol) -> bytes | None:
    """Bind a request's transport to a protocol of ours.

    Return what the client has sent already, or None when it is gone.
    """
    http = request.protocol
    transport = http.transport
    if transport is None or transport.is_closing():
        return None
    tail = _Tail()
    http.set_parser(tail)  # type: ignore[arg-type]  # it wants what feeds data, and takes any such
    transport.set_protocol(protocol)
    http.transport = None  # else it would close it as it lets go
    http.connection_lost(None)
    protocol.connection_made(transport)
    return tail.data
