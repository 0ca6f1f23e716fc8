"""What each page may see of a picture, and all that decides what it sees.

What `…_sees` returns is equal as long as the view is the same, but for what the page knows by
itself: it counts on the seconds, and it was told the messages. It is far cheaper than the view.
"""

from helpline.actions.partner_views import (
    desk_partner,
    invited_s,
    link_of,
    partner_reader,
)
from helpline.actions.picture import Picture
from helpline.core.chat import Chat, Phase, Seat, Why, asked_since, nudge, quiet_since
from helpline.core.desk import Desk, cap_of, takes_chats, training_days
from helpline.core.names import ChatId, StaffId, reader_id
from helpline.core.waits import Wait, estimate
from helpline.ephemeral.documents import Stored
from helpline.wire import shapes

Sees = tuple[object, ...]


def youth_sees(picture: Picture, chat_id: ChatId) -> Sees:
    """Return what decides the view of a chat's youth; the chat is in the picture."""
    stored, ahead = picture.chats[chat_id], picture.places.get(chat_id)
    asked = nudge(stored.value, stored.speech, picture.now, picture.policy)
    set_now = None if ahead is None else (picture.notice, picture.surge)
    wait = _wait(picture, ahead)
    return (stored.value, ahead, wait, asked, picture.answering, set_now, picture.era)


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
            "notice": None if ahead is None else picture.notice,
            "surge": ahead is not None and picture.surge,
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
    offer = None if desk.offer is None else picture.chat_of(desk.offer)
    offered = None if offer is None else offer.value
    held = tuple(stored.value for stored in picture.held[desk.id])
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
            cap=cap_of(desk, picture.now),
            raised_s=picture.left(desk.raised_until),
            languages=desk.languages,
            training_days=training_days(desk, picture.now),
        ),
        offer=_offer(picture, desk),
        chats=tuple(_desk_chat(picture, desk, one) for one in picture.held[desk.id]),
        colleagues=tuple(
            shapes.Colleague(id=other, name=name) for name, other in picture.free if other != staff
        ),
        line=line_shape(picture),
        hand=desk.hand,
        load=shapes.LoadShape(chats=desk.load.chats, heavy=desk.load.heavy),
        gap_s=picture.left(desk.gap_until),
        wrap_up=desk.wrap_up,
        era=picture.era,
    )


def line_shape(picture: Picture) -> shapes.LineShape:
    """Return the line in outline."""
    line = picture.outline
    return shapes.LineShape(
        state=line.stands.state,
        until=line.stands.until,
        waiting=line.waiting,
        longest_s=picture.since(line.first_at),
        not_safe=line.not_safe,
    )


def _offer(picture: Picture, desk: Desk) -> shapes.Offer | None:
    stored = None if desk.offer is None else picture.chat_of(desk.offer)
    if stored is None:
        return None
    chat = stored.value
    return shapes.Offer(
        chat=chat.id,
        fence=chat.fence,
        intake=_intake(chat),
        waited_s=picture.since(chat.joined_at),
        left_s=picture.left(chat.offer_until or picture.now),
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
        open_s=picture.since(chat.opened_at or picture.now),
        quiet_s=picture.since(quiet_since(chat, stored.speech)),
        asked_s=0 if asked is None else max(1, picture.since(asked)),
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
