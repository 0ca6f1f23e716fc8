"""A picture of the floor at one moment, and what each page may see of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from helpline.actions.world import World
from helpline.core.chat import Chat, Phase, Presence, Seat, Why, asked_since, nudge, quiet_since
from helpline.core.desk import Desk, Held, has_room, is_free
from helpline.core.intake import Safety
from helpline.core.names import ChatId, StaffId
from helpline.core.policy import Policy
from helpline.core.waits import estimate
from helpline.ephemeral.floor import Stored
from helpline.wire import shapes


@dataclass(frozen=True)
class Picture:
    """Everything on the floor, loaded at once; what many pages see is worked out once."""

    now: float
    policy: Policy
    state: shapes.LineState
    line: tuple[ChatId, ...]
    """Who waits or is being offered, the front first."""
    chats: dict[ChatId, Stored[Chat]]
    desks: dict[StaffId, Desk]
    lengths: tuple[int, ...]
    era: str

    @cached_property
    def outline(self) -> shapes.LineShape:
        """The line in outline."""
        waiting = [self.chats[key].value for key in self.line if key in self.chats]
        first = min((chat.joined_at for chat in waiting), default=self.now)
        return shapes.LineShape(
            state=self.state,
            waiting=len(waiting),
            longest_s=_since(self, first),
            not_safe=sum(chat.intake.safety is Safety.NOT_SAFE for chat in waiting),
        )

    @cached_property
    def colleagues(self) -> tuple[shapes.Colleague, ...]:
        """Everybody to whom a chat can be handed, by name."""
        free = [desk for desk in self.desks.values() if desk.ready and has_room(desk)]
        free.sort(key=lambda desk: (desk.name, desk.id))
        return tuple(shapes.Colleague(id=desk.id, name=desk.name) for desk in free)

    @cached_property
    def answering(self) -> bool:
        """Whether anybody answers chats right now."""
        return any(_answers(desk) for desk in self.desks.values())

    @cached_property
    def places(self) -> dict[ChatId, int]:
        """How many are ahead of each youth in the line."""
        return {chat: place for place, chat in enumerate(self.line)}


async def take(world: World) -> Picture:
    """Load a picture; who is being offered right now stands before the line."""
    floor = world.floor
    chats = await floor.chats(await floor.all_chats())
    desks = {staff: stored.value for staff, stored in (await floor.roster()).items()}
    offered = [key for key, chat in chats.items() if chat.value.phase is Phase.OFFERED]
    line = tuple(offered) + tuple(key for key in await floor.line() if key in chats)
    state = cast("shapes.LineState", await floor.state() or "open")
    lengths = tuple(await floor.lengths())
    era = world.nodes.era
    return Picture(world.now(), world.policy, state, line, chats, desks, lengths, era)


def _answers(desk: Desk) -> bool:
    return desk.link.presence is Presence.HERE and (desk.ready or bool(desk.chats))


def youth_view(picture: Picture, chat_id: ChatId) -> shapes.YouthView | None:
    """Return what this youth's page may know, or None when the chat is gone."""
    stored = picture.chats.get(chat_id)
    if stored is None:
        return None
    chat = stored.value
    waits = chat.phase is not Phase.OPEN
    ahead = picture.places.get(chat_id) if waits else None
    seat = chat.seat if chat.phase is Phase.OPEN else None
    shown = None if chat.why in {None, Why.NOT_TAKEN} else chat.why
    return shapes.YouthView.model_validate(
        {
            "phase": chat.phase,
            "ahead": ahead,
            "wait": None if ahead is None else _wait(picture, ahead),
            "readers": () if seat is None else (_reader(seat),),
            "why": shown,
            "next_name": chat.next_name,
            "nudge": nudge(chat, stored.speech, picture.now, picture.policy),
            "answering": picture.answering,
            "era": picture.era,
            "last": stored.last,
        }
    )


def _wait(picture: Picture, ahead: int) -> shapes.WaitRange | None:
    desks = [desk for desk in picture.desks.values() if _answers(desk)]
    seats = sum(desk.cap if desk.ready else len(desk.chats) for desk in desks)
    free = sum(desk.cap - len(desk.chats) for desk in desks if is_free(desk, picture.now))
    wait = estimate(ahead, free, seats, picture.lengths)
    return None if wait is None else shapes.WaitRange(low=wait.low, high=wait.high)


def _reader(seat: Seat) -> shapes.Reader:
    return shapes.Reader(
        id=seat.reader,
        name=seat.name,
        role=seat.role,
        public_key=seat.public_key,
        link=_link(seat.link.presence),
    )


def _link(presence: Presence) -> Literal["here", "away"]:
    return "here" if presence is Presence.HERE else "away"


def desk_view(picture: Picture, staff: StaffId) -> shapes.DeskView | None:
    """Return what this responder's desk shows, or None when there is no such desk."""
    desk = picture.desks.get(staff)
    if desk is None:
        return None
    return shapes.DeskView(
        me=shapes.Me(
            id=desk.id,
            name=desk.name,
            role=desk.role,
            ready=desk.ready,
            cap=desk.cap,
            languages=desk.languages,
        ),
        offer=_offer(picture, desk),
        chats=tuple(
            _desk_chat(picture, desk, held) for held in desk.chats if _holds(picture, held)
        ),
        colleagues=tuple(other for other in picture.colleagues if other.id != staff),
        line=picture.outline,
        wrap_up=desk.wrap_up,
        era=picture.era,
    )


def _holds(picture: Picture, held: Held) -> bool:
    stored = picture.chats.get(held.chat)
    return stored is not None and stored.value.fence == held.fence


def _held(picture: Picture, desk: Desk) -> list[Held]:
    return [held for held in desk.chats if _holds(picture, held)]


def _offer(picture: Picture, desk: Desk) -> shapes.Offer | None:
    if desk.offer is None or not _holds(picture, desk.offer):
        return None
    chat = picture.chats[desk.offer.chat].value
    return shapes.Offer(
        chat=chat.id,
        fence=desk.offer.fence,
        intake=_intake(chat),
        waited_s=_since(picture, chat.joined_at),
        left_s=max(0, round((chat.offer_until or picture.now) - picture.now)),
        by_name=chat.by_name,
    )


def _desk_chat(picture: Picture, desk: Desk, held: Held) -> shapes.DeskChat:
    stored = picture.chats[held.chat]
    chat, seat = stored.value, stored.value.seat
    grant = None if seat is None or seat.staff != desk.id else seat.grant
    return shapes.DeskChat(
        chat=chat.id,
        fence=held.fence,
        reader=f"r{held.fence}",
        intake=_intake(chat),
        youth_link=_link(chat.youth.presence),
        covered=chat.covered,
        grant=None
        if grant is None
        else shapes.Grant(epoch=grant.epoch, public_key=grant.public_key, sealed=grant.sealed),
        open_s=_since(picture, chat.opened_at or picture.now),
        quiet_s=_since(picture, quiet_since(chat, stored.speech)),
        asked_s=_since(picture, asked_since(chat, stored.speech) or picture.now),
        last=stored.last,
    )


def _intake(chat: Chat) -> shapes.IntakeShape:
    intake = chat.intake
    return shapes.IntakeShape(
        language=intake.language,
        safety=intake.safety,
        watched=intake.watched,
        topics=intake.topics,
        age_band=intake.age_band,
        state=intake.state,
    )


def floor_view(picture: Picture) -> shapes.FloorView:
    """Return what the supervisor's floor shows."""
    desks = sorted(picture.desks.values(), key=lambda desk: (desk.name, desk.id))
    return shapes.FloorView(
        line=picture.outline,
        responders=tuple(_floor_responder(picture, desk) for desk in desks),
    )


def _floor_responder(picture: Picture, desk: Desk) -> shapes.FloorResponder:
    return shapes.FloorResponder(
        id=desk.id,
        name=desk.name,
        ready=desk.ready,
        link=_link(desk.link.presence),
        cap=desk.cap,
        offered=desk.offer is not None,
        chats=tuple(_floor_chat(picture, held) for held in _held(picture, desk)),
    )


def _floor_chat(picture: Picture, held: Held) -> shapes.FloorChat:
    stored = picture.chats[held.chat]
    chat, seat = stored.value, stored.value.seat
    away = seat is None or seat.link.presence is Presence.AWAY
    return shapes.FloorChat(
        chat=chat.id,
        open_s=_since(picture, chat.opened_at or picture.now),
        quiet_s=_since(picture, quiet_since(chat, stored.speech)),
        youth_link=_link(chat.youth.presence),
        responder_link="away" if away else "here",
    )


def _since(picture: Picture, time: float) -> int:
    return max(0, round(picture.now - time))
