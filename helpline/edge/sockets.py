"""The Socket.IO servers: one for youth, one for staff; neither can be reached by the other."""

from dataclasses import dataclass
from typing import Any, Protocol

from socketio.exceptions import ConnectionRefusedError as Refuse

from helpline.core.errors import NoSuchChat, TryAgain
from helpline.edge.engine.events import EventServer
from helpline.edge.gate import Handlers, is_abuse, missing, pass_frame
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door

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


def server(origin: str, doors: tuple[Door, ...]) -> EventServer:
    """Return a server for these doors that browsers may reach from `origin` alone."""
    return EventServer(origin, [door.value for door in doors])


def open_door(made: EventServer, door: Door, side: Side, seats: Seats, push: Push) -> None:
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
        seat = self.seats.add(sid, self.door)
        # A page that leaves the namespace and comes again on the same wire keeps its rate.
        seat.bucket = environ.setdefault(self.door, seat.bucket)
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
        if not ack["ok"]:
            self.seats.refusals[ack["code"]] += 1
        if sid not in self.seats.by_sid:  # it went while the frame was acted on, and may have sat
            self.seats.unbind(seat)
            await self._gone(seat)
        if is_abuse(seat):
            self.push.cut(seat)
        return ack

    async def _gone(self, seat: Seat) -> None:
        try:
            await self.side.gone(seat)
        except (NoSuchChat, TryAgain):
            return  # the pulse sees a lease of a socket that is gone, once the store answers
        except Exception as error:  # noqa: BLE001 - a raise here leaks the connection's room
            log_error(Event.FRAME_FAILED, error)
