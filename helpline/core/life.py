"""The life of a chat: one table says what may happen in which phase, `step` reads it.

WAITING ──offered──► OFFERED ──accepted──► OPEN ──left, closed, idle, gone──► wiped
   ▲                    │ declined, ran out   │
   └────────────────────┴── responder gone or silent, handed over, pulled back,
                            switched (same joined_at: the front)

With return words a youth who goes is not wiped but PARKED, and waits in line again when they come.
With a partner in the chat the responder may leave it to them, if the youth agrees: PARTNERED. The
rules of that are in `core.partner`.

A step returns the chat as it is afterwards (None: wiped) and what it means for the desks. Time is
an argument (store time, seconds). Raises NotNow for what the phase does not allow and NotYours
for an old fence.
"""

from dataclasses import replace
from typing import Any

from helpline.core import partner
from helpline.core.chat import (
    Chat,
    Link,
    Phase,
    Presence,
    Seat,
    Why,
    away_s,
    due,
    gone_at,
    silent_at,
)
from helpline.core.desk import Held, Move, MoveKind
from helpline.core.errors import NotNow, NotYours
from helpline.core.events import (
    Accepted,
    Closed,
    Covered,
    Declined,
    DeskAway,
    DeskHere,
    Event,
    Exited,
    Granted,
    HandedOver,
    Left,
    Offered,
    PulledBack,
    ReturnsChosen,
    Stayed,
    Switched,
    Ticked,
    YouthAway,
    YouthHere,
)
from helpline.core.names import Fence
from helpline.core.policy import Policy
from helpline.core.steps import (
    NEVER_AGAIN,
    Rule,
    Setting,
    Step,
    next_fence,
    park,
    to_line,
    wipe,
    without_partner,
)


def step(chat: Chat, event: Event, now: float, policy: Policy) -> Step:
    """Return what comes of `event`; raise NotNow or NotYours when it is not allowed."""
    rule = TABLE.get((chat.phase, type(event)))
    if rule is None:
        raise NotNow(f"{type(event).__name__} in phase {chat.phase}")
    return rule(chat, event, Setting(now, policy))


def _offer(chat: Chat, event: Offered, at: Setting) -> Step:
    fence = next_fence(chat.fence, at.now)
    seat = Seat(event.staff, event.name, event.role, fence, event.link, event.public_key)
    offered = replace(
        chat,
        phase=Phase.OFFERED,
        fence=fence,
        seat=seat,
        offer_until=at.now + at.policy.offer_s,
        by_name=event.by_name,
    )
    return Step(offered, (Move(event.staff, MoveKind.OFFERED, Held(chat.id, fence)),))


def _accept(chat: Chat, event: Accepted, at: Setting) -> Step:
    seat = _seat(chat, event.fence)
    opened = replace(
        chat,
        phase=Phase.OPEN,
        offer_until=None,
        opened_at=at.now,
        answered_at=at.now if chat.answered_at is None else chat.answered_at,
        stayed_at=None,
    )
    return Step(opened, (Move(seat.staff, MoveKind.SEATED, Held(chat.id, seat.fence)),))


def _decline(chat: Chat, event: Declined, at: Setting) -> Step:
    _seat(chat, event.fence)
    return _not_taken(chat, at)


def _not_taken(chat: Chat, at: Setting) -> Step:
    return to_line(chat, Why.NOT_TAKEN, at.now + at.policy.decline_cooldown_s, at)


def _close(chat: Chat, event: Closed, _: Setting) -> Step:
    _seat(chat, event.fence)
    return wipe(chat, Why.CLOSED)


def _hand_over(chat: Chat, event: HandedOver, at: Setting) -> Step:
    _seat(chat, event.fence)
    return to_line(chat, Why.HANDED_OVER, NEVER_AGAIN, at, event.next_name)


def _pull_back(chat: Chat, _: PulledBack, at: Setting) -> Step:
    """Whoever the responder has brought goes too: the youth may ask for them again."""
    until = at.now + at.policy.decline_cooldown_s
    return to_line(without_partner(chat, at.now), Why.PULLED_BACK, until, at)


def _switch(chat: Chat, _: Switched, at: Setting) -> Step:
    return to_line(chat, Why.SWITCHED, NEVER_AGAIN, at)


def _leave(chat: Chat, _: Left, __: Setting) -> Step:
    return wipe(chat, Why.LEFT)


def _exit(chat: Chat, _: Exited, at: Setting) -> Step:
    return wipe(chat, Why.LEFT) if chat.returns is None else park(chat, at)


def _choose_returns(chat: Chat, event: ReturnsChosen, _: Setting) -> Step:
    return Step(replace(chat, returns=event.returns))


def _stay(chat: Chat, _: Stayed, at: Setting) -> Step:
    return Step(replace(chat, stayed_at=at.now))


def _cover(chat: Chat, event: Covered, _: Setting) -> Step:
    return Step(replace(chat, covered=event.on))


def _grant(chat: Chat, event: Granted, _: Setting) -> Step:
    if chat.seat is None or chat.seat.reader != event.reader:
        raise NotYours("the reader has left")
    return Step(replace(chat, seat=replace(chat.seat, grant=event.keys)))


def _youth_here(chat: Chat, event: YouthHere, at: Setting) -> Step:
    phase = Phase.WAITING if chat.phase is Phase.PARKED else chat.phase
    return Step(replace(chat, phase=phase, youth=Link(Presence.HERE, event.conn, at.now)))


def _youth_away(chat: Chat, event: YouthAway, at: Setting) -> Step:
    if chat.youth.conn != event.conn or chat.youth.presence is Presence.AWAY:
        return Step(chat)
    return Step(replace(chat, youth=Link(Presence.AWAY, event.conn, at.now)))


def _desk_here(chat: Chat, event: DeskHere, at: Setting) -> Step:
    if chat.seat is None or chat.seat.staff != event.staff:
        return Step(chat)
    link = Link(Presence.HERE, event.conn, at.now)
    known = event.public_key == chat.seat.public_key
    grant = chat.seat.grant if known else None
    seat = replace(chat.seat, link=link, public_key=event.public_key, grant=grant)
    return Step(replace(chat, seat=seat))


def _desk_away(chat: Chat, event: DeskAway, at: Setting) -> Step:
    seat = chat.seat
    if seat is None or seat.staff != event.staff or seat.link.conn != event.conn:
        return Step(chat)
    if seat.link.presence is Presence.AWAY:
        return Step(chat)
    away = replace(seat, link=Link(Presence.AWAY, event.conn, at.now))
    return Step(replace(chat, seat=away))


def _tick(chat: Chat, event: Ticked, at: Setting) -> Step:
    chat = partner.swept(chat, at)
    if at.now < due(chat, event.speech, at.policy):
        return Step(chat)
    youth, soon = chat.youth, at.now + at.policy.decline_cooldown_s
    if youth.presence is Presence.AWAY and at.now >= youth.since + away_s(chat, at.policy):
        stays = chat.returns is not None and chat.phase is not Phase.PARKED
        return park(chat, at) if stays else wipe(chat, Why.GONE)
    if chat.phase is Phase.OFFERED:
        return _not_taken(chat, at)
    if chat.seat is not None and at.now >= gone_at(chat.seat.link, at.policy):
        return to_line(chat, Why.RESPONDER_GONE, soon, at)
    return _tick_talk(chat, event, at)


def _tick_talk(chat: Chat, event: Ticked, at: Setting) -> Step:
    if partner.alone_too_long(chat, at):
        return partner.gone_from(chat, at)
    if at.now >= silent_at(chat, event.speech, at.policy):
        return _silent(chat, at)
    return wipe(chat, Why.IDLE)


def _silent(chat: Chat, at: Setting) -> Step:
    """Whoever does not answer loses the chat: a partner who was alone with the youth, too."""
    until = at.now + at.policy.decline_cooldown_s
    alone = chat.phase is Phase.PARTNERED
    return to_line(without_partner(chat, at.now) if alone else chat, Why.SILENT, until, at)


def _seat(chat: Chat, fence: Fence) -> Seat:
    if chat.seat is None or chat.seat.fence != fence:
        raise NotYours("an old fence")
    return chat.seat


_ALWAYS: dict[type[Any], Rule] = {
    Left: _leave,
    Exited: _exit,
    ReturnsChosen: _choose_returns,
    Covered: _cover,
    YouthHere: _youth_here,
    YouthAway: _youth_away,
    DeskHere: _desk_here,
    DeskAway: _desk_away,
    Ticked: _tick,
    **partner.AT_ANY_TIME,
}
_BY_PHASE: dict[Phase, dict[type[Any], Rule]] = {
    Phase.WAITING: {Offered: _offer},
    Phase.PARKED: {},
    Phase.OFFERED: {Accepted: _accept, Declined: _decline},
    Phase.OPEN: {
        Closed: _close,
        HandedOver: _hand_over,
        PulledBack: _pull_back,
        Switched: _switch,
        Stayed: _stay,
        Granted: _grant,
        **partner.WHILE_OPEN,
    },
    Phase.PARTNERED: {PulledBack: _pull_back, Switched: _switch, Stayed: _stay},
}
TABLE: dict[tuple[Phase, type[Any]], Rule] = {
    (phase, event): rule
    for phase, rules in _BY_PHASE.items()
    for event, rule in (_ALWAYS | rules).items()
}
