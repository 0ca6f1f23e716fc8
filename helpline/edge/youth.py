"""What a youth's page may ask (`/youth`)."""

from helpline.actions import joins, partner, rebuild, returns, views, youth
from helpline.actions.deliveries import Deliveries
from helpline.actions.picture import Pictures
from helpline.actions.tickets import chat_ticket
from helpline.actions.world import World
from helpline.core.chat import Chat, SealedKeys
from helpline.core.errors import NoSuchChat, NotNow, TooFast
from helpline.core.intake import Intake
from helpline.core.names import ChatId, Sender
from helpline.core.words import Envelope, Sealed
from helpline.edge.gate import DONE, Answer, Handlers, accepted
from helpline.edge.push import Push
from helpline.edge.rates import Bucket
from helpline.edge.seats import Seat, Seats, in_place
from helpline.edge.tickets import Tickets
from helpline.wire import partner as partner_frames
from helpline.wire import youth as frames
from helpline.wire.joins import AnswerJoin
from helpline.wire.shapes import IntakeShape, YouthView

TRIES_PER_S, TRIES_AT_ONCE = 5.0, 50.0
"""Return words tried at this node by everybody together: against 55 bits this leads nowhere."""
TRIES_EACH = 10
TRIES_PAUSE_S = 30.0
"""Words tried on one connection, and what is said to whoever goes on."""


class YouthDoor:
    """The asks of `/youth`."""

    def __init__(self, world: World, pictures: Pictures, seats: Seats, push: Push) -> None:
        self._world = world
        self._pictures = pictures
        self._seats = seats
        self._push = push
        self._tickets = Tickets(world, push)
        self.handlers: Handlers = {
            "join": self._join,
            "resume": self._resume,
            "say": self._say,
            "shown": self._shown,
            "grant": self._grant,
            "catch_up": self._catch_up,
            "typing": self._typing,
            "cover": self._cover,
            "stay": self._stay,
            "switch": self._switch,
            "leave": self._leave,
            "set_return": self._set_return,
            "drop_return": self._drop_return,
            "come_back": self._come_back,
            "invite_partner": self._invite_partner,
            "dismiss_partner": self._dismiss_partner,
            "answer_leave": self._answer_leave,
            "answer_join": self._answer_join,
        }
        self._tries = Bucket(TRIES_PER_S, TRIES_AT_ONCE)
        self._to_end: dict[ChatId, bool] = {}

    def admit(self, _: Seat, __: object) -> bool:
        """Let anybody in: a connection is nobody until it has joined or resumed."""
        return True

    async def gone(self, seat: Seat) -> None:
        """A connection is gone: the place in line, or the chat, is kept."""
        if seat.chat is not None:
            await self._push.deliver(await youth.away(self._world, seat.chat, seat.conn))

    async def end(self, ticket: str, *, for_good: bool = False) -> None:
        """End the chat of a ticket: the beacon a page sends as it goes.

        Return words keep the chat a while, unless it is ended for good. Nobody will send it again,
        so it is kept here until the store answers.
        """
        chat = youth.chat_of(self._world, ticket)
        self._to_end[chat] = for_good or self._to_end.get(chat, False)
        await self.end_late()

    async def end_late(self) -> None:
        """End the chats whose youth has gone while the store did not answer."""
        for chat, for_good in list(self._to_end.items()):
            end = youth.leave if for_good else youth.exit_page
            await self._push.deliver(await end(self._world, chat))
            if self._to_end.get(chat) == for_good:
                del self._to_end[chat]

    async def is_lost(self, seat: Seat) -> bool:
        """Tell whether the store may have lost the place of a connection."""
        return await rebuild.is_lost(self._world, seat.era)

    async def _join(self, seat: Seat, frame: frames.Join) -> Answer:
        """Give a place once; a page that asks again has lost our answer, and gets the same.

        One that has no ticket yet has nothing to bring back: in another era its place is a new one.
        """
        told: Deliveries = ()
        if seat.chat is None or seat.era != self._world.nodes.era:
            joined, told = await youth.join(self._world, _intake(frame.intake), seat.conn)
            self._seats.unbind(seat)
            self._seats.sit_youth(seat, joined, self._world.nodes.era)
        chat = _chat(seat)
        view, value = await self._seen(chat)
        seat.told[chat] = view.last
        ticket = chat_ticket(self._world, view.era, value)
        return frames.Joined(chat=chat, ticket=ticket, view=view), told

    async def _resume(self, seat: Seat, frame: frames.Resume) -> Answer:
        if seat.chat not in {None, youth.chat_of(self._world, frame.ticket)}:
            raise NotNow("one connection is one youth")
        chat, told = await youth.resume(self._world, frame.ticket, seat.conn)
        await self._push.close(self._seats.sit_youth(seat, chat, self._world.nodes.era))
        missed, more = await youth.missed(self._world, chat, frame.after, frame.era)
        view, value = await self._seen(chat)
        seat.told[chat] = view.last
        await self._tickets.keep_chat(seat, view.era, value)
        return frames.Resumed(chat=chat, view=view, missed=missed, more=more), told

    async def _seen(self, chat: ChatId) -> tuple[YouthView, Chat]:
        """Return what a youth's page is to see of its chat, and the chat of that moment."""
        picture = await self._pictures.fresh()
        view = views.youth_view(picture, chat)
        if view is None:
            raise NoSuchChat("wiped")
        return view, picture.chats[chat].value

    async def _say(self, seat: Seat, frame: frames.YouthSay) -> Answer:
        envelope = Envelope(frame.cid, frame.n, frame.epoch, Sealed(frame.body))
        chat = _chat(seat)
        in_place(seat, self._world.nodes.era)
        taken, told = await youth.say(self._world, chat, envelope)
        seat.note(chat, taken.seq)
        return accepted(taken), told

    async def _shown(self, seat: Seat, frame: frames.YouthShown) -> Answer:
        return DONE, await youth.shown(self._world, _chat(seat), frame.cids)

    async def _grant(self, seat: Seat, frame: frames.GrantTo) -> Answer:
        keys = SealedKeys(frame.epoch, frame.public_key, frame.sealed)
        return DONE, await youth.grant(self._world, _chat(seat), Sender(frame.reader), keys)

    async def _catch_up(self, seat: Seat, frame: frames.CatchUp) -> Answer:
        chat = _chat(seat)
        in_place(seat, self._world.nodes.era)
        missed, more = await youth.missed(self._world, chat, frame.after)
        return frames.CaughtUp(missed=missed, more=more), ()

    async def _typing(self, seat: Seat, frame: frames.YouthTyping) -> Answer:
        return DONE, await youth.typing(self._world, _chat(seat), on=frame.on)

    async def _cover(self, seat: Seat, frame: frames.Cover) -> Answer:
        return DONE, await youth.cover(self._world, _chat(seat), on=frame.on)

    async def _stay(self, seat: Seat, _: frames.Stay) -> Answer:
        return DONE, await youth.stay(self._world, _chat(seat))

    async def _switch(self, seat: Seat, _: frames.Switch) -> Answer:
        return DONE, await youth.switch(self._world, _chat(seat))

    async def _leave(self, seat: Seat, _: frames.Leave) -> Answer:
        return DONE, await youth.leave(self._world, _chat(seat))

    async def _set_return(self, seat: Seat, frame: frames.SetReturn) -> Answer:
        return DONE, await returns.choose(self._world, _chat(seat), frame.token, frame.blob)

    async def _drop_return(self, seat: Seat, _: frames.DropReturn) -> Answer:
        return DONE, await returns.drop(self._world, _chat(seat))

    async def _invite_partner(self, seat: Seat, frame: partner_frames.InvitePartner) -> Answer:
        return DONE, await partner.invite(self._world, _chat(seat), frame.token_hash)

    async def _dismiss_partner(self, seat: Seat, _: partner_frames.DismissPartner) -> Answer:
        return DONE, await partner.dismiss(self._world, _chat(seat))

    async def _answer_join(self, seat: Seat, frame: AnswerJoin) -> Answer:
        return DONE, joins.answer(self._world, _chat(seat), frame)

    async def _answer_leave(self, seat: Seat, frame: partner_frames.AnswerLeave) -> Answer:
        return DONE, await partner.answer_leave(self._world, _chat(seat), yes=frame.yes)

    async def _come_back(self, seat: Seat, frame: frames.ComeBack) -> Answer:
        seat.tried += 1
        wait_s = self._tries.wait()
        if wait_s > 0 or seat.tried > TRIES_EACH:
            raise TooFast(max(round(wait_s, 3), TRIES_PAUSE_S))
        return frames.CameBack(blob=await returns.blob(self._world, frame.token)), ()


def _chat(seat: Seat) -> ChatId:
    if seat.chat is None:
        raise NoSuchChat("has not joined")
    return seat.chat


def _intake(shape: IntakeShape) -> Intake:
    return Intake(
        language=shape.language,
        safety=shape.safety,
        watched=shape.watched,
        topics=tuple(dict.fromkeys(shape.topics)),
        age_band=shape.age_band,
        state=shape.state,
    )
