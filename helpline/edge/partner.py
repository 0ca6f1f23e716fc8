"""What a partner's page may ask (`/partner`): of the one chat it was let into, and nothing else."""

from helpline.actions import partner, partner_views, rebuild, youth
from helpline.actions.picture import Pictures
from helpline.actions.tickets import partner_ticket
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.errors import NoSuchChat, NotNow, TooFast
from helpline.core.names import ChatId, Fence
from helpline.core.words import Envelope, Sealed
from helpline.edge.gate import DONE, Answer, Handlers, accepted
from helpline.edge.push import Push
from helpline.edge.rates import Bucket
from helpline.edge.seats import Seat, Seats, in_place
from helpline.edge.tickets import Tickets
from helpline.wire import partner as frames
from helpline.wire import youth as shared

TRIES_PER_S, TRIES_AT_ONCE = 5.0, 50.0
"""Links tried at this node by everybody together: against 256 bits this leads nowhere."""
TRIES_EACH = 10
TRIES_PAUSE_S = 30.0
"""Links tried on one connection, and what is said to whoever goes on."""


class PartnerDoor:
    """The asks of `/partner`. All but `enter` and `resume` need a place in a chat."""

    def __init__(self, world: World, pictures: Pictures, seats: Seats, push: Push) -> None:
        self._world = world
        self._pictures = pictures
        self._seats = seats
        self._push = push
        self._tickets = Tickets(world, push)
        self.handlers: Handlers = {
            "enter": self._enter,
            "resume": self._resume,
            "say": self._say,
            "shown": self._shown,
            "catch_up": self._catch_up,
            "typing": self._typing,
            "leave": self._leave,
        }
        self._tries = Bucket(TRIES_PER_S, TRIES_AT_ONCE)

    def admit(self, _: Seat, __: object) -> bool:
        """Let anybody in: a connection is nobody until it has opened a link."""
        return True

    async def gone(self, seat: Seat) -> None:
        """A connection is gone: the place is kept for the grace."""
        if seat.visits is not None:
            told = await partner.away(self._world, seat.visits, seat.fence, seat.conn)
            await self._push.deliver(told)

    async def is_lost(self, seat: Seat) -> bool:
        """Tell whether the store may have lost the place of a connection."""
        return await rebuild.is_lost(self._world, seat.era)

    async def _enter(self, seat: Seat, frame: frames.Enter) -> Answer:
        """Open a link; whatever is wrong with one, it is said in the same words."""
        seat.tried += 1
        wait_s = self._tries.wait()
        if wait_s > 0 or seat.tried > TRIES_EACH:
            raise TooFast(max(round(wait_s, 3), TRIES_PAUSE_S))
        chat = ChatId(frame.chat)
        if seat.visits not in {None, chat}:
            raise NotNow("one connection is one partner")
        fence, told = await partner.enter(
            self._world, chat, frame.token, seat.conn, frame.public_key, frame.proof
        )
        await self._push.close(self._sit(seat, chat, fence))
        view, value = await self._seen(chat, fence)
        seat.told[chat] = view.last
        ticket = partner_ticket(self._world, view.era, value)
        return frames.Entered(ticket=ticket, view=view), told

    async def _resume(self, seat: Seat, frame: frames.PartnerResume) -> Answer:
        if seat.visits not in {None, partner.chat_of(self._world, frame.ticket)}:
            raise NotNow("one connection is one partner")
        chat, fence, told = await partner.resume(self._world, frame.ticket, seat.conn)
        await self._push.close(self._sit(seat, chat, fence))
        missed, more = await youth.missed(self._world, chat, frame.after, frame.era)
        view, value = await self._seen(chat, fence)
        seat.told[chat] = view.last
        await self._tickets.keep_partner(seat, view.era, value)
        return frames.PartnerResumed(view=view, missed=missed, more=more), told

    def _sit(self, seat: Seat, chat: ChatId, fence: Fence) -> Seat | None:
        return self._seats.sit_partner(seat, chat, fence, self._world.nodes.era)

    async def _seen(self, chat: ChatId, fence: Fence) -> tuple[frames.PartnerView, Chat]:
        """Return what the page is to see of its chat, and the chat of that moment."""
        picture = await self._pictures.fresh()
        view = partner_views.partner_view(picture, chat)
        value = picture.chats[chat].value if chat in picture.chats else None
        if view is None or value is None or value.partner is None or value.partner.fence != fence:
            raise NoSuchChat("not in it any more")
        return view, value

    async def _say(self, seat: Seat, frame: shared.YouthSay) -> Answer:
        envelope = Envelope(frame.cid, frame.n, frame.epoch, Sealed(frame.body))
        chat = _chat(seat)
        in_place(seat, self._world.nodes.era)
        taken, told = await partner.say(self._world, chat, seat.fence, envelope)
        seat.note(chat, taken.seq)
        return accepted(taken), told

    async def _shown(self, seat: Seat, frame: shared.YouthShown) -> Answer:
        return DONE, await partner.shown(self._world, _chat(seat), seat.fence, frame.cids)

    async def _catch_up(self, seat: Seat, frame: shared.CatchUp) -> Answer:
        chat = _chat(seat)
        in_place(seat, self._world.nodes.era)
        missed, more = await partner.catch_up(self._world, chat, seat.fence, frame.after)
        return shared.CaughtUp(missed=missed, more=more), ()

    async def _typing(self, seat: Seat, frame: frames.PartnerTyping) -> Answer:
        return DONE, await partner.typing(self._world, _chat(seat), seat.fence, on=frame.on)

    async def _leave(self, seat: Seat, _: frames.PartnerLeave) -> Answer:
        return DONE, await partner.leave(self._world, _chat(seat), seat.fence)


def _chat(seat: Seat) -> ChatId:
    if seat.visits is None:
        raise NoSuchChat("has not come in")
    return seat.visits
