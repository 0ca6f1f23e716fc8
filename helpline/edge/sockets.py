"""The Socket.IO servers: one for youth, one for staff, so that neither can be reached by the other.

The options answer known faults of the library: events of one client in order
(`async_handlers=False`), no logger (it would print bodies), an explicit origin, small frames, no
compression, no cookie, and nothing of the handshake kept (addresses and headers).
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from engineio.payload import Payload
from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError as Refuse

from helpline.core.errors import NoSuchChat, TryAgain
from helpline.edge.gate import Handlers, is_abuse, missing, pass_frame
from helpline.edge.plain import FRAME_BYTES, PlainPacket, PlainWebSocket, cut, is_overfull
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door

PING_S = 5
PONG_S = 4
"""A vanished page is noticed within their sum."""
SWEEP_S = 1.0
SOCKETS = 25_000
"""Connections one node takes; whoever comes later is sent elsewhere, and told so."""


class Side(Protocol):
    """The inner side of a door."""

    handlers: Handlers

    def admit(self, seat: Seat, auth: object) -> bool:
        """Tell at once, waiting for nothing, whether a connection may come in."""

    async def gone(self, seat: Seat) -> None:
        """Do what is to be done when a connection is gone; twice does no harm."""

    async def is_lost(self, seat: Seat) -> bool:
        """Tell whether the store may have lost the place of a connection."""


Payload.max_decode_packets = 64
"""A polling POST with more packets is dropped whole by the library, so a page's burst must fit."""


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
        serializer=PlainPacket,
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

    opened = _Opened(door, side, seats, push)
    made.on("connect", namespace=door.value, handler=opened.connect)
    made.on("disconnect", namespace=door.value, handler=opened.disconnect)
    made.on("*", namespace=door.value, handler=opened.frame)


@dataclass(frozen=True, slots=True)
class _Opened:
    door: Door
    side: Side
    seats: Seats
    push: Push

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        rates = {name.value: environ[name] for name in Door if name in environ}
        environ.clear()
        seat = self.seats.add(sid, self.door)
        # A page that leaves the namespace and comes again on the same wire keeps its rate.
        seat.bucket = rates.setdefault(self.door.value, seat.bucket)
        environ.update(rates)
        if len(self.seats.by_sid) > SOCKETS:
            self.seats.drop(sid)
            raise Refuse("try_again")
        if not self.side.admit(seat, auth):
            self.seats.drop(sid)
            raise Refuse("not_signed_in")

    async def disconnect(self, sid: str, _reason: str = "") -> None:
        seat = self.seats.drop(sid)
        if seat is not None:
            await self._gone(seat)

    async def frame(self, name: str, sid: str, *args: Any) -> dict[str, Any]:
        seat = self.seats.by_sid.get(sid)
        if seat is None:
            return {"ok": False, "code": "not_signed_in", "wait_s": None}
        deliver, is_lost = self.push.deliver, self.side.is_lost
        ack = await pass_frame(seat, name, args, self.side.handlers, deliver, is_lost)
        if sid not in self.seats.by_sid:  # it went while the frame was acted on, and may have sat
            self.seats.unbind(seat)
            await self._gone(seat)
        if is_abuse(seat):
            await self.push.cut(seat)
        return ack

    async def _gone(self, seat: Seat) -> None:
        try:
            await self.side.gone(seat)
        except NoSuchChat:
            return
        except TryAgain:
            self.seats.by_sid[seat.sid] = seat  # the sweep finds it without a socket: once more
        except Exception as error:  # noqa: BLE001 - a raise here leaks the connection's room
            log_error(Event.FRAME_FAILED, error)


async def sweep_forever(servers: dict[Door, AsyncServer], seats: Seats) -> None:
    """End connections whose page does not read, and those whose socket is gone.

    A client that vanishes while its connect handler runs is otherwise connected for ever.
    """
    while True:
        await asyncio.sleep(SWEEP_S)
        for made in set(servers.values()):
            for wire in [w for w in made.eio.sockets.values() if is_overfull(w)]:
                await cut(wire)
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
