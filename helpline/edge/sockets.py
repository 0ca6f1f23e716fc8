"""The Socket.IO servers: one for youth, one for staff, so that neither can be reached by the other.

The options answer known faults of the library: events of one client in order
(`async_handlers=False`), no logger (it would print bodies), an explicit origin, small frames, no
compression, no cookie, and nothing of the handshake kept (addresses and headers).
"""

import asyncio
from contextlib import suppress
from typing import Any, Protocol

from aiohttp.web import WebSocketResponse
from engineio.async_drivers.aiohttp import WebSocket
from engineio.payload import Payload
from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refuse

from helpline.edge.gate import Handlers, is_abuse, missing, pass_frame
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door

FRAME_BYTES = 32_768
PING_S = 5
PONG_S = 4
"""A vanished page is noticed within their sum."""
SWEEP_S = 2.0


class Side(Protocol):
    """The inner side of a door."""

    handlers: Handlers

    def admit(self, seat: Seat, auth: object) -> bool:
        """Tell at once, waiting for nothing, whether a connection may come in."""

    async def gone(self, seat: Seat) -> None:
        """Do what is to be done when a connection is gone; twice does no harm."""


Payload.max_decode_packets = 64
"""A polling POST with more packets is dropped whole by the library, so a page's burst must fit."""


class PlainWebSocket(WebSocket):  # type: ignore[misc]  # the library ships no types
    """The library's WebSocket, without compression and without the handshake it would keep."""

    async def __call__(self, environ: dict[str, Any]) -> WebSocketResponse:
        """Serve one WebSocket until it closes."""
        self._sock = WebSocketResponse(max_msg_size=FRAME_BYTES, compress=False)
        await self._sock.prepare(environ["aiohttp.request"])
        self.environ: dict[str, Any] = {}
        await self.handler(self)
        return self._sock


def server(origin: str, doors: tuple[Door, ...]) -> AsyncServer:
    """Return a server for these doors that browsers may reach from `origin` alone."""
    made = AsyncServer(
        async_mode="aiohttp",
        async_handlers=False,
        namespaces=[door.value for door in doors],
        cors_allowed_origins=[origin],
        cors_credentials=False,
        allow_upgrades=False,
        http_compression=False,
        max_http_buffer_size=FRAME_BYTES,
        ping_interval=PING_S,
        ping_timeout=PONG_S,
        cookie=None,
        logger=False,
        engineio_logger=False,
    )
    eio = made.eio
    eio._async = {**eio._async, "websocket": PlainWebSocket}  # noqa: SLF001 - no option for it
    return made


def open_door(made: AsyncServer, door: Door, side: Side, seats: Seats, push: Push) -> None:
    """Let a door's frames in; raise LookupError when an ask of the catalogue has no handler."""
    unhandled = missing(door, side.handlers)
    if unhandled:
        raise LookupError(f"{door}: {sorted(unhandled)} differ from the catalogue")

    async def connect(sid: str, environ: dict[str, Any], auth: Any) -> None:
        environ.clear()
        seat = seats.add(sid, door)
        if not side.admit(seat, auth):
            seats.drop(sid)
            raise Refuse("not_signed_in")

    async def disconnect(sid: str, _reason: str = "") -> None:
        seat = seats.drop(sid)
        if seat is None:
            return
        try:
            await side.gone(seat)
        except Exception as error:  # noqa: BLE001 - a raise here leaks the connection's room
            log_error(Event.FRAME_FAILED, error)

    async def frame(name: str, sid: str, *args: Any) -> dict[str, Any]:
        seat = seats.by_sid.get(sid)
        if seat is None:
            return {"ok": False, "code": "not_signed_in", "wait_s": None}
        ack = await pass_frame(seat, name, args, side.handlers, push.deliver)
        if is_abuse(seat):
            await push.close(seat)
        return ack

    made.on("connect", namespace=door.value, handler=connect)
    made.on("disconnect", namespace=door.value, handler=disconnect)
    made.on("*", namespace=door.value, handler=frame)


async def sweep_forever(servers: dict[Door, AsyncServer], seats: Seats) -> None:
    """Find connections that the library believes in though their socket is gone, and end them.

    A client that vanishes while its connect handler runs is otherwise connected for ever.
    """
    while True:
        await asyncio.sleep(SWEEP_S)
        for sid, seat in list(seats.by_sid.items()):
            made = servers[seat.door]
            eio_sid = made.manager.eio_sid_from_sid(sid, seat.door.value)
            socket = made.eio.sockets.get(eio_sid)
            if socket is None or socket.closed:
                with suppress(Exception):
                    await made._handle_disconnect(eio_sid, seat.door.value, "ghost")  # noqa: SLF001 - see above
                await _forget(made, seats, seat)


async def _forget(made: AsyncServer, seats: Seats, seat: Seat) -> None:
    """End a ghost that the library's own disconnect did not reach."""
    if seat.sid in seats.by_sid:
        handler = made.handlers[seat.door.value]["disconnect"]
        await handler(seat.sid, "ghost")
