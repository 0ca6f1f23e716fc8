"""Sends what actions ask to be sent, and keeps every page's picture true.

One pulse a second, and at once after every change: passed deadlines, offers, then a fresh picture
of the floor; a page is sent its view when that differs from the last one it was shown. So a hint
that was lost is made good within a second, and nothing has to be sent exactly once.
"""

import asyncio
from contextlib import suppress
from time import monotonic
from typing import Any

from socketio import AsyncServer

from helpline.actions import picture as pictures
from helpline.actions import round as rounds
from helpline.actions.deliveries import Changed, Deliveries, Spoken, ToDesk, ToYouth
from helpline.actions.picture import Picture
from helpline.actions.world import World
from helpline.core.errors import TryAgain
from helpline.core.names import YOUTH, ChatId, StaffId
from helpline.edge.seats import Seat, Seats
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door
from helpline.wire.pages import Status
from helpline.wire.shapes import DeskView, FloorView, Frame, Said, YouthView
from helpline.wire.staff import ChatEnded, DeskChanged, FloorChanged
from helpline.wire.youth import YouthChanged, YouthEnded

PULSE_S = 1.0
REST = 4.0
"""A pulse rests this many times as long as it took, so that it never takes over a core."""
TOUCH_EVERY = 60
COARSE_S = 10
"""Seconds in a view count as changed in steps of this; pages count on by themselves."""


class Push:
    """The outgoing side of a node."""

    def __init__(self, world: World, seats: Seats, servers: dict[Door, AsyncServer]) -> None:
        self._world = world
        self._seats = seats
        self._servers = servers
        self._wake = asyncio.Event()
        self._pulses = 0
        self._holders: dict[ChatId, StaffId] = {}
        self.status = Status(state="open", answering=False)

    async def deliver(self, deliveries: Deliveries) -> None:
        """Send to the connections of this node."""
        for delivery in deliveries:
            match delivery:
                case Changed():
                    self._wake.set()
                case Spoken(said):
                    await self._spread(said)
                case ToYouth(chat, name, frame):
                    seat = self._seats.youth.get(chat)
                    await self._emit(seat, name, frame)
                    if name == "ended":
                        self._seats.free_youth(chat)
                case ToDesk(staff, name, frame):
                    if isinstance(frame, ChatEnded):
                        self._holders.pop(ChatId(frame.chat), None)
                    await self._emit(self._seats.desks.get(staff), name, frame)

    async def _spread(self, said: Said) -> None:
        if said.sender != YOUTH:
            await self._emit(self._seats.youth.get(ChatId(said.chat)), "said", said)
            return
        holder = self._holders.get(ChatId(said.chat))
        if holder is not None:
            await self._emit(self._seats.desks.get(holder), "said", said)

    async def _emit(self, seat: Seat | None, name: str, frame: Frame) -> None:
        if seat is None:
            return
        data = frame.model_dump(mode="json")
        server = self._servers[seat.door]
        await server.emit(name, data, to=seat.sid, namespace=seat.door)

    async def close(self, seat: Seat | None, *, telling: str | None = None) -> None:
        """Close a connection, perhaps with a last word."""
        if seat is None:
            return
        server = self._servers[seat.door]
        if telling is not None:
            await server.emit(telling, {}, to=seat.sid, namespace=seat.door)
        await server.disconnect(seat.sid, namespace=seat.door)

    async def cut(self, seat: Seat) -> None:
        """Close the wire below a connection, so that it can't come again on the same one."""
        server = self._servers[seat.door]
        wire = server.eio.sockets.get(server.manager.eio_sid_from_sid(seat.sid, seat.door))
        if wire is not None:
            await wire.close(wait=False, abort=True)
            await wire.queue.put(None)  # ends the library's writer, which closes the WebSocket

    async def pulse_forever(self) -> None:
        """Keep the floor going until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PULSE_S):
                    await self._wake.wait()
            self._wake.clear()
            began = monotonic()
            try:
                await self._pulse()
            except TryAgain:
                await asyncio.sleep(PULSE_S)
            except Exception as error:  # noqa: BLE001 - the pulse outlives any one fault
                log_error(Event.TICK_FAILED, error)
            await asyncio.sleep(min(PULSE_S, (monotonic() - began) * REST))

    async def _pulse(self) -> None:
        await self.deliver(await rounds.turn(self._world))
        picture = await pictures.take(self._world)
        self._holders = dict(picture.holders)
        self.status = Status(state=picture.state, answering=picture.answering)
        for chat, seat in list(self._seats.youth.items()):
            await self._show_youth(chat, seat, pictures.youth_view(picture, chat))
        for staff, seat in list(self._seats.desks.items()):
            await self._show(seat, pictures.desk_view(picture, staff))
        await self._show_floors(picture)
        self._pulses += 1
        if self._pulses % TOUCH_EVERY == 0:
            await self._world.floor.touch(self._seats.youth, self._seats.desks)

    async def _show_floors(self, picture: Picture) -> None:
        floors = self._seats.floors()
        if floors:
            view = pictures.floor_view(picture)
            for seat in floors:
                await self._show(seat, view)

    async def _show_youth(self, chat: ChatId, seat: Seat, view: YouthView | None) -> None:
        """Show a youth's page its chat; one that was shown and is no more, the store has lost."""
        if view is None and seat.shown is not None:
            await self.deliver((ToYouth(chat, "ended", YouthEnded(why="gone")),))
        await self._show(seat, view)

    async def _show(self, seat: Seat, view: YouthView | DeskView | FloorView | None) -> None:
        """Send a page its view when it has changed."""
        if view is None:
            return
        shown = _coarse(view.model_dump())
        if seat.shown == shown:
            return
        seat.shown = shown
        await self._emit(seat, "changed", _changed(view))


def _changed(view: YouthView | DeskView | FloorView) -> Frame:
    match view:
        case YouthView():
            return YouthChanged(view=view)
        case DeskView():
            return DeskChanged(view=view)
        case FloorView():
            return FloorChanged(view=view)


def _coarse(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _coarse(inner, name) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_coarse(inner) for inner in value]
    return value // COARSE_S if key.endswith("_s") and isinstance(value, int) else value
