"""Keeps every page's picture true.

One pulse begins within `PULSE_S` of the last one, and at once after every change: passed deadlines,
offers, then a fresh picture of the floor; a page is sent its view when that differs from the last
one it was shown. So a hint that was lost is made good within a second, as is what wakes no pulse
(that somebody has written), and nothing has to be sent exactly once.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Final

from helpline.actions import alerts, floor_views, leases, partner_views, views
from helpline.actions import round as rounds
from helpline.actions.picture import Picture, Pictures
from helpline.actions.rebuild import is_lost
from helpline.actions.views import Sees
from helpline.actions.wiped import wipe_again
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.errors import TryAgain
from helpline.core.names import ChatId, StaffId
from helpline.edge.alarms import Alarms
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats
from helpline.edge.tickets import Tickets
from helpline.ephemeral.documents import Stored
from helpline.logs import Event, log, log_error
from helpline.wire.floor import FloorView
from helpline.wire.pages import Status
from helpline.wire.partner import PartnerChanged, PartnerEnded, PartnerView
from helpline.wire.shapes import Again, DeskView, Frame, YouthView
from helpline.wire.staff import DeskChanged, FloorChanged
from helpline.wire.youth import YouthChanged, YouthEnded

PULSE_S: Final = 0.8
"""A second is what a floor may be behind; the rest of it is for the picture and the way."""
REST: Final = 6.0
"""A pulse rests this many times as long as it took, so that it never takes over a core."""
SLOW_S: Final = 1.0
TOUCH_EVERY: Final = 60
AGAIN_S: Final = 3.0
"""A page that was asked to come again has so long before it is asked once more."""

View = YouthView | DeskView | FloorView | PartnerView


class Pulse:
    """What a node's pages are shown."""

    def __init__(
        self, world: World, pictures: Pictures, seats: Seats, push: Push, alarms: Alarms
    ) -> None:
        self._world = world
        self._pictures = pictures
        self._seats = seats
        self._push = push
        self._alarms = alarms
        self._tickets = Tickets(world, push)
        self._pulses = 0
        self._asked: dict[str, float] = {}
        self._last: Picture | None = None
        self.status = Status(state="open", answering=False, opens=None)

    @property
    def last(self) -> Picture | None:
        """The picture that pages were last shown; None: there has been none in this era."""
        return self._last

    async def forever(self) -> None:
        """Keep the floor going until cancelled."""
        began = monotonic()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(began + PULSE_S - monotonic()):
                    await self._push.wake.wait()
            self._push.wake.clear()
            began = monotonic()
            try:
                await self.once()
            except TryAgain:
                await asyncio.sleep(PULSE_S)
            except Exception as error:  # noqa: BLE001 - the pulse outlives any one fault
                log_error(Event.TICK_FAILED, error)
            took = monotonic() - began
            if took > SLOW_S:
                self._world.tally.slow_pulses += 1
                log(Event.TICK_SLOW, took_ms=round(took * 1000))
            await asyncio.sleep(min(PULSE_S, took * REST))

    async def once(self) -> None:
        """Do what has come due, and show every page of this node what has changed for it."""
        await self._refill()
        await self._push.deliver(await wipe_again(self._world))
        await self._push.deliver(await rounds.turn(self._world))
        began = monotonic()
        picture = await self._pictures.fresh()
        self._last = picture
        stands = picture.stands
        self.status = Status(state=stands.state, answering=picture.answering, opens=stands.opens)
        sockets = self._seats.by_sid.keys()
        await self._push.deliver(await leases.sweep(self._world, picture, sockets))
        for chat, seat in list(self._seats.youth.items()):
            if await self._is_placed(seat, began):
                await self._show_youth(picture, chat, seat)
        for chat, seat in list(self._seats.partners.items()):
            if await self._is_placed(seat, began):
                await self._show_partner(picture, chat, seat)
        for staff, seat in list(self._seats.desks.items()):
            if await self._is_placed(seat, began):
                await self._show_desk(picture, staff, seat)
        await self._show_floors(picture)
        await self._push.deliver(await self._alarms.watch(picture))
        self._pulses += 1
        if self._pulses % TOUCH_EVERY == 0:
            here = {
                key: picture.chats[key].value for key in self._seats.youth if key in picture.chats
            }
            led_to = {key: chat.returns for key, chat in here.items()}
            await self._world.floor.touch(led_to, self._seats.desks)

    async def _refill(self) -> None:
        """Tell a new era what the line was in the one before."""
        before = self._last
        if before is not None and before.era != self._world.nodes.era:
            self._last = None
            log(Event.STORE_EMPTIED)
            await self._world.floor.refill(before.hand, before.lengths)
            await self._world.floor.measures.refill(before.measures)
            await alerts.refill(self._world, before.board.value)

    async def _is_placed(self, seat: Seat, began: float) -> bool:
        """Tell whether a seat is in the picture as it should be; ask its page again if not.

        A picture from before its page was told that a chat has ended would bring that chat back.
        """
        now = monotonic()
        if max(seat.since, seat.ended_at) >= began:
            return False
        if seat.era == self._world.nodes.era:
            self._asked.pop(seat.sid, None)
            return True
        if now - self._asked.get(seat.sid, -AGAIN_S) >= AGAIN_S:
            self._asked[seat.sid] = now
            await self._push.emit(seat, "again", Again())
        return False

    async def _show_youth(self, picture: Picture, chat: ChatId, seat: Seat) -> None:
        stored = picture.chats.get(chat)
        if stored is None:
            await self._end_lost(chat, seat)
            return
        if stored.value.youth.conn != seat.conn:
            await self._stand_up(seat)
            return
        await self._tickets.keep_chat(seat, picture.era, stored.value)
        _look_at_numbers(seat, (stored,))
        sees = views.youth_sees(picture, chat)
        await self._show(seat, sees, lambda: views.youth_view(picture, chat))

    async def _end_lost(self, chat: ChatId, seat: Seat) -> None:
        """End the page of a chat that is gone, though nobody told it: in this era, it was wiped."""
        if seat.shown is not None and not await is_lost(self._world, seat.era):
            await self._push.emit(seat, "ended", YouthEnded(why="gone"))
            self._seats.free_youth(chat)

    async def _show_partner(self, picture: Picture, chat: ChatId, seat: Seat) -> None:
        stored = picture.chats.get(chat)
        partner = None if stored is None else stored.value.partner
        if stored is None or partner is None or partner.fence != seat.fence:
            if seat.shown is not None and not await is_lost(self._world, seat.era):
                await self._push.emit(seat, "ended", PartnerEnded())
                self._seats.free_partner(seat)
            return
        if partner.link.conn != seat.conn:
            await self._stand_up(seat)
            return
        await self._tickets.keep_partner(seat, picture.era, stored.value)
        _look_at_numbers(seat, (stored,))
        sees = partner_views.partner_sees(picture, chat)
        await self._show(seat, sees, lambda: partner_views.partner_view(picture, chat))

    async def _show_desk(self, picture: Picture, staff: StaffId, seat: Seat) -> None:
        desk = picture.desks.get(staff)
        if desk is None:
            return
        if desk.link.conn != seat.conn:
            await self._stand_up(seat, telling="signed_out")
            return
        await self._tickets.keep_desk(seat, picture, desk)
        _look_at_numbers(seat, picture.held[desk.id])
        sees = views.desk_sees(picture, desk)
        await self._show(seat, sees, lambda: views.desk_view(picture, staff))

    async def _stand_up(self, seat: Seat, telling: str | None = None) -> None:
        """Close a connection whose place another one has taken, at another node perhaps."""
        self._seats.unbind(seat)
        await self._push.close(seat, telling=telling)

    async def _show_floors(self, picture: Picture) -> None:
        floors = self._seats.floors()
        sees = floor_views.floor_sees(picture) if floors else ()
        for seat in floors:
            await self._show(seat, sees, lambda: floor_views.floor_view(picture))

    async def _show(self, seat: Seat, sees: Sees, view: Callable[[], View | None]) -> None:
        """Send a page its view when what it sees has changed."""
        if seat.shown == sees:
            return
        seat.shown, now = sees, view()
        if now is not None:
            await self._push.emit(seat, "changed", _changed(now))
            await asyncio.sleep(0)  # between two pages everybody else has a turn


def _look_at_numbers(seat: Seat, chats: Sequence[Stored[Chat]]) -> None:
    """Have a view sent where its page has not heard of a message: what told it was lost."""
    for stored in chats:
        if stored.last > seat.told.get(stored.value.id, 0):
            seat.told[stored.value.id] = stored.last
            seat.shown = None


def _changed(view: View) -> Frame:
    match view:
        case YouthView():
            return YouthChanged(view=view)
        case DeskView():
            return DeskChanged(view=view)
        case FloorView():
            return FloorChanged(view=view)
        case PartnerView():
            return PartnerChanged(view=view)
