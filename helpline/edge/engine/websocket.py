"""A page's connection over WebSocket."""

import asyncio
from typing import TYPE_CHECKING, Final, cast

from aiohttp._websocket.reader import WebSocketDataQueue
from aiohttp.http import WebSocketReader
from aiohttp.http_websocket import WSMessage, WSMsgType

from helpline.edge.engine.limits import FRAME_BYTES, OUTBOX_BYTES, OUTBOX_PACKETS, PONG_S
from helpline.edge.engine.wire import CLIENT_LEFT, LINE_LOST, NOT_A_PAGE, Wire

if TYPE_CHECKING:
    from helpline.edge.engine.server import Engine

_TEXT, _CLOSE, _PONG = 0x81, 0x88, 0x8A
_SHORT, _LONG = 126, 1 << 16
_GOODBYE: Final = 1000
_BROKEN: Final = 1002
LINGER_S: Final = 2.0
"""So long may a connection take to send its last bytes."""


class _Inflow(WebSocketDataQueue):
    """Hands each frame on as it is read, where the library would queue it for a task."""

    def __init__(self, wire: "WebSocket", loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(wire, FRAME_BYTES, loop=loop)  # type: ignore[arg-type]  # never asked
        self._wire = wire

    def feed_data(self, data: object, size: int) -> None:  # noqa: ARG002 - as it is called
        self._wire.frame(cast("WSMessage", data))

    def set_exception(self, exc: BaseException, exc_cause: object = None) -> None:  # noqa: ARG002 - as it is called
        self._wire.broken = getattr(exc, "code", _BROKEN)


class WebSocket(Wire, asyncio.Protocol):
    """A WebSocket, which is its transport's protocol itself: no task reads it, none writes it."""

    __slots__ = ("_bytes", "_outbox", "_reader", "_slow", "_stopped", "_transport", "broken")

    _transport: asyncio.Transport

    def __init__(self, engine: "Engine", loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(engine)
        self.broken = 0
        """The code to close with, once the page has broken the protocol."""
        self._reader: WebSocketReader | None = WebSocketReader(
            _Inflow(self, loop), FRAME_BYTES + 1, compress=False, decode_text=True
        )
        self._outbox: list[bytes] = []
        self._bytes = 0
        self._slow = False
        self._stopped = False

    @property
    def waiting(self) -> int:
        """How many bytes wait for the page, besides those in the transport."""
        return self._bytes

    def open(self, head: bytes, opening: bytes) -> None:
        """Agree to the WebSocket, and open the connection in the same breath."""
        self._transport.write(head + _framed(_TEXT, opening))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self._reader is None:
            return
        self._reader.feed_data(data)
        if self.broken:
            self._close(NOT_A_PAGE, self.broken)
        elif self.is_full and not self._stopped and not self.over:
            self._stopped = True
            self._transport.pause_reading()

    def frame(self, message: WSMessage) -> None:
        """Take in one frame; called from within the library's reader, so it must not raise."""
        kind = message.type
        if kind is WSMsgType.TEXT:
            self.take(message.data)
        elif self.over:
            return
        elif kind is WSMsgType.CLOSE:
            self.close(LINE_LOST)
        elif kind is WSMsgType.BINARY or self._frames.wait() > 0:
            self.cut()
        elif kind is WSMsgType.PING:
            self._write(_framed(_PONG, bytes(message.data)))

    @property
    def listens(self) -> bool:
        return not self._stopped

    def read_on(self) -> None:
        if self._stopped and not self.over and not self._inbox:
            self._stopped = False
            self._transport.resume_reading()
            self._engine.wheel.put(self, PONG_S)  # its answer may have been held up by us

    def send(self, packet: bytes) -> None:
        if not self.over:
            self._write(_framed(_TEXT, packet))

    def close(self, why: str) -> None:
        self._close(why, _GOODBYE)

    def cut(self) -> None:
        self.forget_frames()
        self._abort(NOT_A_PAGE)

    def turn(self) -> None:
        if self.over:  # its last bytes have not gone out in time
            self._transport.abort()
        else:
            super().turn()

    def pause_writing(self) -> None:
        self._slow = True

    def resume_writing(self) -> None:
        self._slow = False
        while self._outbox and not self._slow:
            frame = self._outbox.pop(0)
            self._bytes -= len(frame)
            self._transport.write(frame)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as it is called
        self._let_go(LINE_LOST)
        self._engine.wheel.drop(self)

    def _write(self, frame: bytes) -> None:
        if not self._slow:
            self._transport.write(frame)
            return
        self._outbox.append(frame)
        self._bytes += len(frame)
        if len(self._outbox) > OUTBOX_PACKETS or self._bytes > OUTBOX_BYTES:
            self._abort(NOT_A_PAGE)

    def _close(self, why: str, code: int) -> None:
        if self.over:
            return
        if self._slow:
            self._abort(why)
            return
        last = b"" if why in {CLIENT_LEFT, LINE_LOST} else _framed(_TEXT, b"1")
        self._transport.write(last + _framed(_CLOSE, code.to_bytes(2, "big")))
        self._transport.close()
        self._let_go(why)
        self._engine.wheel.put(self, LINGER_S)

    def _abort(self, why: str) -> None:
        if not self.over:
            self._transport.abort()
            self._let_go(why)

    def _let_go(self, why: str) -> None:
        self._reader = None
        self._outbox.clear()
        self._bytes = 0
        self.end(why)


def _framed(head: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < _SHORT:
        return bytes((head, size)) + payload
    if size < _LONG:
        return bytes((head, 126)) + size.to_bytes(2, "big") + payload
    return bytes((head, 127)) + size.to_bytes(8, "big") + payload
