"""The life of a chat: one table says what may happen in which phase, `step` reads it.

WAITING ──offered──► OFFERED ──accepted──► OPEN ──left, closed, idle, gone──► wiped
   ▲                    │ declined, ran out   │
   └────────────────────┴── responder gone or silent, handed over, pulled back,
                            switched (same joined_at: the front)

With return words a youth who goes is not wiped but PARKED, and waits in line again when they come.

A step returns the chat as it is afterwards (None: wiped) and what it means for the desks. Time is
an argument (store time, seconds). Raises NotNow for what the phase does not allow and NotYours
for an old fence.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from helpline.core.chat import (
    Chat,
    Link,
    Passed,
    Phase,
    Presence,
    Seat,
    Why,
    away_s,
    due,
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
from helpline.core.names import NOBODY, Fence
from helpline.core.policy import Policy

NEVER_AGAIN = 1e12
"""Later than any chat lives."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came of an event. `ended` is set exactly when `chat` is None."""

    chat: Chat | None
    moves: tuple[Move, ...] = ()
    ended: Why | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may look at besides the chat and the event."""

    now: float
    policy: Policy


Rule = Callable[[Chat, Any, Setting], Step]


def step(chat: Chat, event: Event, now: float, policy: Policy) -> Step:
    """Return what comes of `event`; raise NotNow or NotYours when it is not allowed."""
    rule = TABLE.get((chat.phase, type(event)))
    if rule is None:
        raise NotNow(f"{type(event).__name__} in phase {chat.phase}")
    return rule(chat, event, Setting(now, policy))


def _offer(chat: Chat, event: Offered, at: Setting) -> Step:
    fence = Fence(max(chat.fence + 1, int(at.now * 1000)))
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
    opened = replace(chat, phase=Phase.OPEN, offer_until=None, opened_at=at.now, stayed_at=None)
    return Step(opened, (Move(seat.staff, MoveKind.SEATED, Held(chat.id, seat.fence)),))


def _decline(chat: Chat, event: Declined, at: Setting) -> Step:
    _seat(chat, event.fence)
    return _not_taken(chat, at)


def _not_taken(chat: Chat, at: Setting) -> Step:
    return _to_line(chat, Why.NOT_TAKEN, at.now + at.policy.decline_cooldown_s, at)


def _close(chat: Chat, event: Closed, _: Setting) -> Step:
    _seat(chat, event.fence)
    return _wipe(chat, Why.CLOSED)


def _hand_over(chat: Chat, event: HandedOver, at: Setting) -> Step:
    _seat(chat, event.fence)
    return _to_line(chat, Why.HANDED_OVER, NEVER_AGAIN, at, event.next_name)


def _pull_back(chat: Chat, _: PulledBack, at: Setting) -> Step:
    return _to_line(chat, Why.PULLED_BACK, at.now + at.policy.decline_cooldown_s, at)


def _switch(chat: Chat, _: Switched, at: Setting) -> Step:
    return _to_line(chat, Why.SWITCHED, NEVER_AGAIN, at)


def _leave(chat: Chat, _: Left, __: Setting) -> Step:
    return _wipe(chat, Why.LEFT)


def _exit(chat: Chat, _: Exited, at: Setting) -> Step:
    return _wipe(chat, Why.LEFT) if chat.returns is None else _park(chat, at)


def _park(chat: Chat, at: Setting) -> Step:
    """Let nobody wait for somebody who may not come back, and remember whom they talked with."""
    was_open = chat.phase is Phase.OPEN and chat.seat is not None
    parked = replace(
        chat,
        phase=Phase.PARKED,
        youth=Link(Presence.AWAY, NOBODY, at.now),
        seat=None,
        offer_until=None,
        by_name=False,
        opened_at=None,
        covered=False,
        why=None,
        wished=chat.seat.staff if was_open and chat.seat is not None else chat.wished,
    )
    return Step(parked, _freed(chat, Why.PARKED))


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
    if at.now < due(chat, event.speech, at.policy):
        return Step(chat)
    youth = chat.youth
    if youth.presence is Presence.AWAY and at.now >= youth.since + away_s(chat, at.policy):
        stays = chat.returns is not None and chat.phase is not Phase.PARKED
        return _park(chat, at) if stays else _wipe(chat, Why.GONE)
    if chat.phase is Phase.OFFERED:
        return _not_taken(chat, at)
    if chat.seat is not None and _seat_is_gone(chat.seat, at):
        return _to_line(chat, Why.RESPONDER_GONE, at.now + at.policy.decline_cooldown_s, at)
    if at.now >= silent_at(chat, event.speech, at.policy):
        return _to_line(chat, Why.SILENT, at.now + at.policy.decline_cooldown_s, at)
    return _wipe(chat, Why.IDLE)


def _seat_is_gone(seat: Seat, at: Setting) -> bool:
    away = seat.link.presence is Presence.AWAY
    return away and at.now >= seat.link.since + at.policy.responder_grace_s


def _seat(chat: Chat, fence: Fence) -> Seat:
    if chat.seat is None or chat.seat.fence != fence:
        raise NotYours("an old fence")
    return chat.seat


def _freed(chat: Chat, why: Why) -> tuple[Move, ...]:
    if chat.seat is None:
        return ()
    held = Held(chat.id, chat.seat.fence)
    was_open = chat.phase is Phase.OPEN
    return (Move(chat.seat.staff, MoveKind.FREED, held, why, was_open),)


def _wipe(chat: Chat, why: Why) -> Step:
    return Step(None, _freed(chat, why), why)


def _to_line(
    chat: Chat, why: Why, not_before: float, at: Setting, next_name: str | None = None
) -> Step:
    """Put the chat back into the line where it was, and keep it from the same desk for a while."""
    passed = tuple(p for p in chat.passed if p.until > at.now)
    if chat.seat is not None:
        passed = (*passed, Passed(chat.seat.staff, not_before))
    was_offer = why is Why.NOT_TAKEN
    waiting = replace(
        chat,
        phase=Phase.WAITING,
        seat=None,
        offer_until=None,
        by_name=False,
        opened_at=None,
        passed=passed,
        why=chat.why if was_offer else why,
        next_name=next_name,
    )
    return Step(waiting, _freed(chat, why))


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
    },
}
TABLE: dict[tuple[Phase, type[Any]], Rule] = {
    (phase, event): rule
    for phase, rules in _BY_PHASE.items()
    for event, rule in (_ALWAYS | rules).items()
}
