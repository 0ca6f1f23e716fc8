"""What a responder's page may ask (`/responder`)."""

from helpline.actions import care, desk, notes, partner, readiness, rebuild, views
from helpline.actions.picture import Pictures
from helpline.actions.world import World
from helpline.actions.wrap_up import wrap_up
from helpline.core.errors import NotSignedIn
from helpline.core.names import ChatId, Fence, StaffId
from helpline.core.roles import Act
from helpline.core.words import Envelope, Sealed
from helpline.edge.gate import DONE, Answer, Handlers, accepted
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats, in_place
from helpline.edge.socket_token import take_seat
from helpline.edge.tickets import Tickets
from helpline.wire import staff as frames
from helpline.wire.notes import AnswerNote, SawSupervisorsNote
from helpline.wire.youth import CaughtUp


class ResponderDoor:
    """The asks of `/responder`. All but `arrive` need a desk."""

    def __init__(self, world: World, pictures: Pictures, seats: Seats, push: Push) -> None:
        self._world = world
        self._pictures = pictures
        self._seats = seats
        self._push = push
        self._tickets = Tickets(world, push)
        self.handlers: Handlers = {
            "arrive": self._arrive,
            "set_ready": self._set_ready,
            "accept": self._accept,
            "decline": self._decline,
            "pull": self._pull,
            "say": self._say,
            "shown": self._shown,
            "catch_up": self._catch_up,
            "typing": self._typing,
            "end": self._end,
            "hand_over": self._hand_over,
            "wrap_up": self._wrap_up,
            "raise_hand": self._raise_hand,
            "tap_out": self._tap_out,
            "leave_to_partner": self._leave_to_partner,
            "note": self._answer_note,
            "note_seen": self._note_seen,
        }

    def admit(self, seat: Seat, auth: object) -> bool:
        """Let a signed-in responder in."""
        return take_seat(seat, auth, self._world, Act.ANSWER)

    async def gone(self, seat: Seat) -> None:
        """A connection is gone: the chats are kept for the grace."""
        if seat.arrived and seat.person is not None:
            await self._push.deliver(await desk.away(self._world, seat.person.id, seat.conn))

    async def is_lost(self, seat: Seat) -> bool:
        """Tell whether the store may have lost the place of a connection."""
        return await rebuild.is_lost(self._world, seat.era)

    async def _arrive(self, seat: Seat, frame: frames.Arrive) -> Answer:
        if seat.person is None:
            raise NotSignedIn("no session")
        told = await desk.arrive(
            self._world, seat.person, frame.public_key, seat.conn, frame.ticket
        )
        older = self._seats.sit_desk(seat, self._world.nodes.era)
        await self._push.close(older, telling="signed_out")
        picture = await self._pictures.fresh()
        view = views.desk_view(picture, seat.person.id)
        if view is None:
            raise NotSignedIn("no desk")
        seat.told = {ChatId(chat.chat): chat.last for chat in view.chats}
        await self._tickets.keep_desk(seat, picture, picture.desks[seat.person.id])
        return frames.Arrived(view=view), told

    async def _set_ready(self, seat: Seat, frame: frames.SetReady) -> Answer:
        return DONE, await readiness.set_ready(self._world, _staff(seat), on=frame.on)

    async def _accept(self, seat: Seat, frame: frames.AnswerOffer) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await desk.accept(self._world, _staff(seat), chat, fence)

    async def _decline(self, seat: Seat, frame: frames.AnswerOffer) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await desk.decline(self._world, _staff(seat), chat, fence)

    async def _pull(self, seat: Seat, _: frames.Pull) -> Answer:
        return DONE, await desk.pull(self._world, _staff(seat))

    async def _say(self, seat: Seat, frame: frames.ResponderSay) -> Answer:
        envelope = Envelope(frame.cid, frame.n, frame.epoch, Sealed(frame.body))
        chat, fence, staff = ChatId(frame.chat), Fence(frame.fence), _staff(seat)
        in_place(seat, self._world.nodes.era)
        taken, told = await desk.say(self._world, staff, chat, fence, envelope)
        seat.note(chat, taken.seq)
        return accepted(taken), told

    async def _shown(self, seat: Seat, frame: frames.ResponderShown) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await desk.shown(self._world, _staff(seat), chat, fence, frame.cids)

    async def _catch_up(self, seat: Seat, frame: frames.ResponderCatchUp) -> Answer:
        chat, fence, staff = ChatId(frame.chat), Fence(frame.fence), _staff(seat)
        in_place(seat, self._world.nodes.era)
        missed, more = await desk.catch_up(self._world, staff, chat, fence, frame.after)
        return CaughtUp(missed=missed, more=more), ()

    async def _typing(self, seat: Seat, frame: frames.ResponderTyping) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await desk.typing(self._world, _staff(seat), chat, fence, on=frame.on)

    async def _end(self, seat: Seat, frame: frames.End) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await desk.end(self._world, _staff(seat), chat, fence)

    async def _hand_over(self, seat: Seat, frame: frames.HandOver) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        to = None if frame.to is None else StaffId(frame.to)
        return DONE, await desk.hand_over(self._world, _staff(seat), chat, fence, to)

    async def _raise_hand(self, seat: Seat, frame: frames.RaiseHand) -> Answer:
        return DONE, await care.raise_hand(self._world, _staff(seat), frame.hand)

    async def _tap_out(self, seat: Seat, frame: frames.TapOut) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await care.tap_out(self._world, _staff(seat), chat, fence)

    async def _leave_to_partner(self, seat: Seat, frame: frames.LeaveToPartner) -> Answer:
        chat, fence = ChatId(frame.chat), Fence(frame.fence)
        return DONE, await partner.ask_to_leave(self._world, _staff(seat), chat, fence)

    async def _answer_note(self, seat: Seat, frame: AnswerNote) -> Answer:
        return DONE, notes.answer(self._world, _staff(seat), frame)

    async def _note_seen(self, seat: Seat, frame: SawSupervisorsNote) -> Answer:
        return DONE, notes.answer_seen(self._world, _staff(seat), frame)

    async def _wrap_up(self, seat: Seat, frame: frames.WrapUp) -> Answer:
        return DONE, await wrap_up(self._world, _staff(seat), frame)


def _staff(seat: Seat) -> StaffId:
    if seat.person is None or not seat.arrived:
        raise NotSignedIn("has not arrived")
    return seat.person.id
