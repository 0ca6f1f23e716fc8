"""The library's packets and WebSockets without what no page of ours needs: bytes, compression."""

from typing import Any
from weakref import ref

from aiohttp.web import WebSocketResponse
from engineio.async_drivers.aiohttp import WebSocket
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet

from helpline.edge.rates import Bucket

FRAME_BYTES = 32_768
FRAMES_PER_S, FRAMES_AT_ONCE = 40.0, 400.0
"""Frames of any kind on one WebSocket; what is an ask has a narrower rate behind this one."""
QUEUE_LOOK, QUEUE_PACKETS, QUEUE_BYTES = 16, 256, 262_144
"""What may wait for a page that does not read, in packets and in bytes."""
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
        request = environ["aiohttp.request"]
        self._transport = request.transport
        self._frames = Bucket(FRAMES_PER_S, FRAMES_AT_ONCE)
        self.handler.__self__.plain = ref(self)  # whoever holds it must not hold the request
        self._sock = WebSocketResponse(max_msg_size=FRAME_BYTES + 1, compress=False)
        await self._sock.prepare(request)
        self.environ: dict[str, Any] = {}
        await self.handler(self)
        return self._sock

    async def wait(self) -> str:
        """Return the next frame; OSError, which closes, for one that no page would send.

        The library would let it out as an error, leave the socket behind, and have us log it. And
        it counts nothing: pongs without a ping, or scraps that are no ask, would come for ever.
        """
        data = await super().wait()
        if not isinstance(data, str) or data[:1] not in _FROM_A_PAGE or self._frames.wait() > 0:
            raise OSError("not from a page")
        return data

    def abort(self) -> None:
        """End the connection below at once: the other end may not read, and never close."""
        if self._transport is not None:
            self._transport.abort()


def is_overfull(wire: Any) -> bool:
    """Tell whether more waits for a page than it will ever read; the library sets no bound."""
    waiting = wire.queue.qsize()
    if waiting <= QUEUE_LOOK:
        return False
    packets = [packet for packet in wire.queue._queue if packet is not None]  # noqa: SLF001 - no other view of it
    return waiting > QUEUE_PACKETS or sum(len(str(p.data)) for p in packets) > QUEUE_BYTES


async def cut(wire: Any) -> None:
    """End a connection, whatever its other end does, and forget what waits for it."""
    await wire.close(wait=False, abort=True)
    while not wire.queue.empty():
        wire.queue.get_nowait()
        wire.queue.task_done()
    await wire.queue.put(None)  # ends the library's writer, which closes the WebSocket
    plain = wire.plain() if hasattr(wire, "plain") else None
    if plain is not None:
        plain.abort()
