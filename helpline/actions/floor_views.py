"""What a supervisor's floor may see of a picture: numbers, names of staff, and nothing said."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from helpline.actions.alerts import alerts_see, floor_alerts
from helpline.actions.partner_views import alone_with_partner, floor_alone, link_of
from helpline.actions.picture import Picture
from helpline.actions.views import Sees, line_shape
from helpline.core.care import outline
from helpline.core.chat import Chat, Presence, quiet_since
from helpline.core.desk import Desk, cap_of, takes_chats
from helpline.core.intake import Intake
from helpline.ephemeral.documents import Stored
from helpline.wire import floor

By = Literal["language", "topic", "safety"]


def floor_sees(picture: Picture) -> Sees:
    """Return what decides the view of the floor."""
    desks = (
        (
            desk,
            takes_chats(desk, picture.now),
            picture.now < desk.gap_until,
            cap_of(desk, picture.now),
            picture.held[desk.id],
        )
        for desk in picture.desks.values()
    )
    set_now = (picture.notice, picture.surge, picture.measures)
    line = (picture.outline, picture.waiting, picture.nodes, picture.era)
    return (*desks, *alone_with_partner(picture), set_now, line, alerts_see(picture))


def floor_view(picture: Picture) -> floor.FloorView:
    """Return what the supervisor's floor shows."""
    desks = sorted(picture.desks.values(), key=lambda desk: (desk.name, desk.id))
    measures = picture.measures
    return floor.FloorView(
        line=line_shape(picture),
        responders=tuple(_responder(picture, desk) for desk in desks),
        alone=tuple(floor_alone(picture, stored) for stored in alone_with_partner(picture)),
        waits=tuple(_waits(picture)),
        notice=picture.notice,
        notice_s=0 if picture.notice is None else picture.left(measures.notice_until),
        surge_s=picture.left(measures.surge_until),
        nodes=picture.nodes,
        store_s=picture.since(picture.era_began),
        alerts=floor_alerts(picture),
    )


def _waits(picture: Picture) -> Iterator[floor.FloorWait]:
    """Yield how those wait who gave one answer, for each answer that somebody gave."""
    joined = defaultdict[tuple[By, str], list[float]](list)
    for chat in picture.waiting:
        for answer in _answers(chat.intake):
            joined[answer].append(chat.joined_at)
    for (by, value), times in sorted(joined.items()):
        longest_s = picture.since(min(times))
        yield floor.FloorWait(by=by, value=value, waiting=len(times), longest_s=longest_s)


def _answers(intake: Intake) -> Iterator[tuple[By, str]]:
    yield "language", intake.language
    yield "safety", intake.safety or ""
    for topic in intake.topics or ("",):
        yield "topic", topic


def _responder(picture: Picture, desk: Desk) -> floor.FloorResponder:
    ready = takes_chats(desk, picture.now)
    return floor.FloorResponder(
        id=desk.id,
        name=desk.name,
        page_key=desk.public_key,
        ready=ready,
        link=link_of(desk.link),
        cap=cap_of(desk, picture.now),
        raised_s=picture.left(desk.raised_until),
        ready_s=picture.since(desk.ready_since) if ready else None,
        offer_left_s=_offer_left(picture, desk),
        hand=desk.hand,
        load=outline(desk.load),
        heavy=desk.load.heavy,
        pausing=picture.now < desk.gap_until,
        chats=tuple(_chat(picture, one) for one in picture.held[desk.id]),
    )


def _offer_left(picture: Picture, desk: Desk) -> int | None:
    offered = None if desk.offer is None else picture.chat_of(desk.offer)
    return None if offered is None else picture.left(offered.value.offer_until or picture.now)


def _chat(picture: Picture, stored: Stored[Chat]) -> floor.FloorChat:
    chat, seat = stored.value, stored.value.seat
    away = seat is None or seat.link.presence is Presence.AWAY
    return floor.FloorChat(
        chat=chat.id,
        open_s=picture.since(chat.opened_at or picture.now),
        quiet_s=picture.since(quiet_since(chat, stored.speech)),
        youth_link=link_of(chat.youth),
        responder_link="away" if away else "here",
        partner=chat.partner is not None,
    )
