"""A page's connection over long polling: one GET that waits, and POSTs."""

import asyncio
from typing import TYPE_CHECKING, Final

from aiohttp import web

from helpline.edge.engine.limits import FRAME_BYTES, OUTBOX_BYTES, OUTBOX_PACKETS
from helpline.edge.engine.wire import CLIENT_LEFT, NOT_A_PAGE, Wire

if TYPE_CHECKING:
    from helpline.edge.engine.server import Engine

_BETWEEN: Final = "\x1e"
_CLOSE: Final = b"1"
_NOOP: Final = b"6"


class Polling(Wire):
    """A connection that is made of requests. What waits for the next GET stands in the outbox."""

    __slots__ = ("_bytes", "_outbox", "_poll")

    def __init__(self, engine: "Engine") -> None:
        super().__init__(engine)
        self._outbox: list[bytes] = []
        self._bytes = 0
        self._poll: asyncio.Future[bool] | None = None

    @property
    def waiting(self) -> int:
        """How many bytes wait for the page."""
        return self._bytes

    def send(self, packet: bytes) -> None:
        if self.over:
            return
        self._outbox.append(packet)
        self._bytes += len(packet)
        if len(self._outbox) > OUTBOX_PACKETS or self._bytes > OUTBOX_BYTES:
            self.cut()
        else:
            self._wake()

    def close(self, why: str) -> None:
        if not self.over:
            self._outbox.append(_NOOP if why == CLIENT_LEFT else _CLOSE)
            self.end(why)
            self._wake()

    def cut(self) -> None:
        if not self.over:
            self.forget_frames()
            self._outbox.clear()
            self._bytes = 0
            self.end(NOT_A_PAGE)
            self._wake()

    def read_on(self) -> None:
        """Nothing was stopped: a page sends its next POST when the one before is answered."""

    async def get(self, request: web.Request) -> web.Response:
        """Answer with what waits for the page, as soon as there is anything."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(False)
        if not self._outbox and not await self._awaited(request):
            return bad_request()
        body = _BETWEEN.encode().join(self._outbox)
        self._outbox.clear()
        self._bytes = 0
        return text(body)

    async def post(self, request: web.Request) -> web.Response:
        """Take in the packets of a body, each as if it had come alone."""
        body = await _body(request)
        if body is None:
            self.close(NOT_A_PAGE)
            return web.Response(status=413)
        for packet in body.split(_BETWEEN):
            self.take(packet)
        if self.worker is not None and not self.over:
            await asyncio.wait([self.worker])
        return bad_request() if self.over and self.why != CLIENT_LEFT else text(b"ok")

    async def _awaited(self, request: web.Request) -> bool:
        """Wait for what is sent; tell whether there is anything for this poll.

        What nobody would hear stays for the next poll. One that is still heard when the next one
        comes is closed, with the connection: no page polls twice at a time.
        """
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            is_last = await poll
        finally:
            if self._poll is poll:
                self._poll = None
        transport = request.transport
        if transport is None or transport.is_closing():
            return False
        if not is_last:
            self.close(NOT_A_PAGE)
        return bool(self._outbox)

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(True)


def text(body: bytes) -> web.Response:
    """Return an answer that a page reads."""
    return web.Response(body=body, content_type="text/plain", charset="utf-8")


def bad_request() -> web.Response:
    """Return a refusal, which says nothing."""
    return web.Response(status=400)


async def _body(request: web.Request) -> str | None:
    """Return a body that is short enough and text, else None."""
    if (request.content_length or 0) > FRAME_BYTES:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > FRAME_BYTES:
            return None
    try:
        return body.decode()
    except UnicodeDecodeError:
        return ""
