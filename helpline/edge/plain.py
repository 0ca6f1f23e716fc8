"""The library's packets and WebSockets without what no page of ours needs: bytes, compression."""

from typing import Any

from aiohttp.web import WebSocketResponse
from engineio.async_drivers.aiohttp import WebSocket
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet

FRAME_BYTES = 32_768
_RESERVED = frozenset({"connect", "connect_error", "disconnect"})
"""The library would run its own handlers for these if a page asked them: a new seat, a new rate."""
_FROM_A_PAGE = frozenset("134")
"""Engine.IO's close, pong and message: a page sends nothing else."""


class PlainPacket(Packet):  # type: ignore[misc]  # the library ships no types
    """The library's packet, without bytes, which it would keep outside of any rate."""

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:
        """Read a packet; raise ValueError for whatever no page of ours would send."""
        if not isinstance(encoded_packet, str):
            raise ValueError("bytes")  # noqa: TRY004 - the library expects no other
        attachments: int = super().decode(encoded_packet)
        if attachments or self.packet_type not in {CONNECT, DISCONNECT, EVENT}:
            raise ValueError("not from a page")
        if self.packet_type == EVENT and not _is_ask(self.data):
            raise ValueError("no ask")
        return 0


def _is_ask(data: object) -> bool:
    named = isinstance(data, list) and bool(data) and isinstance(data[0], str)
    return named and data[0] not in _RESERVED  # type: ignore[index]  # `named` has looked


class PlainWebSocket(WebSocket):  # type: ignore[misc]  # the library ships no types
    """The library's WebSocket, without compression and without the handshake it would keep."""

    async def __call__(self, environ: dict[str, Any]) -> WebSocketResponse:
        """Serve one WebSocket until it closes."""
        self._sock = WebSocketResponse(max_msg_size=FRAME_BYTES + 1, compress=False)
        await self._sock.prepare(environ["aiohttp.request"])
        self.environ: dict[str, Any] = {}
        await self.handler(self)
        return self._sock

    async def wait(self) -> str:
        """Return the next frame; OSError, which closes, for one that no page would send.

        The library would let it out as an error, leave the socket behind, and have us log it.
        """
        data = await super().wait()
        if not isinstance(data, str) or data[:1] not in _FROM_A_PAGE:
            raise OSError("not from a page")
        return data
