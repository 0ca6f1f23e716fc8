"""What each page may see of a picture, and all that decides what it sees.

What `…_sees` returns is equal as long as the view is the same, but for what the page knows by
itself: it counts on the seconds, and it was told the messages. It is far cheaper than the view.
"""

from helpline.actions.alerts import alerts_see, floor_alerts
from helpline.actions.partner_views import (
    alone_with_partner,
    desk_partner,
    floor_alone,
    invited_s,
    link_of,
    partner_reader,
)
from helpline.actions.picture import Picture
from helpline.core.care import outline
from helpline.core.chat import Chat, Phase, Presence, Seat, Why, asked_since, nudge, quiet_since
from helpline.core.desk import Desk, Held, takes_chats, training_days
from helpline.core.names import ChatId, StaffId, reader_id
from helpline.core.waits import Wait, estimate
from helpline.ephemeral.documents import Stored
from helpline.wire import floor, shapes

Sees = tuple[object, ...]


def youth_sees(picture: Picture, chat_id: ChatId) -> Sees:
    """Return what decides the view of a chat's youth; the chat is in the picture."""
    stored, ahead = picture.chats[chat_id], picture.places.get(chat_id)
    asked = nudge(stored.value, stored.speech, picture.now, picture.policy)
    return (stored.value, ahead, _wait(picture, ahead), asked, picture.answering, picture.era)


def youth_view(picture: Picture, chat_id: ChatId) -> shapes.YouthView | None:
    """Return what this youth's page may know, or None when the chat is gone."""
    stored = picture.chats.get(chat_id)
    if stored is None:
        return None
    chat = stored.value
    ahead = None if chat.phase is Phase.OPEN else picture.places.get(chat_id)
    wait = _wait(picture, ahead)
    seat = chat.seat if chat.phase is Phase.OPEN else None
    readers = [] if seat is None else [_reader(seat)]
    readers += [] if chat.partner is None else [partner_reader(chat.partner)]
    shown = None if chat.why in {None, Why.NOT_TAKEN} else chat.why
    return shapes.YouthView.model_validate(
        {
            "phase": chat.phase,
            "ahead": ahead,
            "wait": None if wait is None else shapes.WaitRange(low=wait.low, high=wait.high),
            "readers": readers,
            "why": shown,
            "next_name": chat.next_name,
            "nudge": nudge(chat, stored.speech, picture.now, picture.policy),
            "answering": picture.answering,
            "era": picture.era,
            "last": stored.last,
            "invited_s": invited_s(chat, picture.now),
            "leaving": chat.leaving,
        }
    )


def _wait(picture: Picture, ahead: int | None) -> Wait | None:
    if ahead is None:
        return None
    return estimate(ahead, picture.crowd.free, picture.crowd.seats, picture.lengths)


def _reader(seat: Seat) -> shapes.Reader:
    return shapes.Reader(
        id=seat.reader,
        name=seat.name,
        role=seat.role,
        public_key=seat.public_key,
        link=link_of(seat.link),
    )


def desk_sees(picture: Picture, desk: Desk) -> Sees:
    """Return what decides the view of a desk of the picture."""
    offer = None if desk.offer is None else _stored(picture, desk.offer)
    offered = None if offer is None else offer.value
    held = tuple(stored.value for stored in stored_chats(picture, desk))
    days = training_days(desk, picture.now)
    return (desk, days, offered, held, picture.free, picture.outline, picture.era)


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
            ready=takes_chats(desk, picture.now),
            cap=desk.cap,
            languages=desk.languages,
            training_days=training_days(desk, picture.now),
        ),
        offer=_offer(picture, desk),
        chats=tuple(_desk_chat(picture, desk, one) for one in stored_chats(picture, desk)),
        colleagues=tuple(
            shapes.Colleague(id=other, name=name) for name, other in picture.free if other != staff
        ),
        line=_line(picture),
        hand=desk.hand,
        load=shapes.LoadShape(chats=desk.load.chats, heavy=desk.load.heavy),
        gap_s=max(0, round(desk.gap_until - picture.now)),
        wrap_up=desk.wrap_up,
        era=picture.era,
    )


def _line(picture: Picture) -> shapes.LineShape:
    line = picture.outline
    return shapes.LineShape(
        state=line.stands.state,
        until=line.stands.until,
        waiting=line.waiting,
        longest_s=_since(picture, line.first_at),
        not_safe=line.not_safe,
    )


def _stored(picture: Picture, held: Held) -> Stored[Chat] | None:
    """Return the chat that is held, unless it has gone on to somebody else."""
    stored = picture.chats.get(held.chat)
    return stored if stored is not None and stored.value.fence == held.fence else None


def stored_chats(picture: Picture, desk: Desk) -> tuple[Stored[Chat], ...]:
    """Return the chats that a desk has."""
    found = (_stored(picture, held) for held in desk.chats)
    return tuple(stored for stored in found if stored is not None)


def _offer(picture: Picture, desk: Desk) -> shapes.Offer | None:
    stored = None if desk.offer is None else _stored(picture, desk.offer)
    if stored is None:
        return None
    chat = stored.value
    return shapes.Offer(
        chat=chat.id,
        fence=chat.fence,
        intake=_intake(chat),
        waited_s=_since(picture, chat.joined_at),
        left_s=max(0, round((chat.offer_until or picture.now) - picture.now)),
        by_name=chat.by_name,
    )


def _desk_chat(picture: Picture, desk: Desk, stored: Stored[Chat]) -> shapes.DeskChat:
    chat, seat = stored.value, stored.value.seat
    grant = None if seat is None or seat.staff != desk.id else seat.grant
    asked = asked_since(chat, stored.speech)
    return shapes.DeskChat(
        chat=chat.id,
        fence=chat.fence,
        reader=reader_id(chat.fence),
        intake=_intake(chat),
        youth_link=link_of(chat.youth),
        covered=chat.covered,
        grant=None
        if grant is None
        else shapes.Grant(epoch=grant.epoch, public_key=grant.public_key, sealed=grant.sealed),
        open_s=_since(picture, chat.opened_at or picture.now),
        quiet_s=_since(picture, quiet_since(chat, stored.speech)),
        asked_s=0 if asked is None else max(1, _since(picture, asked)),
        last=stored.last,
        partner=desk_partner(chat, picture.now),
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


def floor_sees(picture: Picture) -> Sees:
    """Return what decides the view of the floor."""
    desks = (
        (
            desk,
            takes_chats(desk, picture.now),
            picture.now < desk.gap_until,
            stored_chats(picture, desk),
        )
        for desk in picture.desks.values()
    )
    return (*desks, *alone_with_partner(picture), picture.outline, alerts_see(picture))


def floor_view(picture: Picture) -> floor.FloorView:
    """Return what the supervisor's floor shows."""
    desks = sorted(picture.desks.values(), key=lambda desk: (desk.name, desk.id))
    return floor.FloorView(
        line=_line(picture),
        responders=tuple(_floor_responder(picture, desk) for desk in desks),
        alone=tuple(floor_alone(picture, stored) for stored in alone_with_partner(picture)),
        alerts=floor_alerts(picture),
    )


def _floor_responder(picture: Picture, desk: Desk) -> floor.FloorResponder:
    return floor.FloorResponder(
        id=desk.id,
        name=desk.name,
        ready=takes_chats(desk, picture.now),
        link=link_of(desk.link),
        cap=desk.cap,
        offered=desk.offer is not None,
        hand=desk.hand,
        load=outline(desk.load),
        pausing=picture.now < desk.gap_until,
        chats=tuple(_floor_chat(picture, one) for one in stored_chats(picture, desk)),
    )


def _floor_chat(picture: Picture, stored: Stored[Chat]) -> floor.FloorChat:
    chat, seat = stored.value, stored.value.seat
    away = seat is None or seat.link.presence is Presence.AWAY
    return floor.FloorChat(
        chat=chat.id,
        open_s=_since(picture, chat.opened_at or picture.now),
        quiet_s=_since(picture, quiet_since(chat, stored.speech)),
        youth_link=link_of(chat.youth),
        responder_link="away" if away else "here",
        partner=chat.partner is not None,
    )


def _since(picture: Picture, time: float) -> int:
    return max(0, round(picture.now - time))
