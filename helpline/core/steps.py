"""What a step of a chat's life comes to, and the ways out of a seat that many rules share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from helpline.core.chat import Chat, Link, Passed, Phase, Presence, Why
from helpline.core.desk import Held, Move, MoveKind
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


def next_fence(after: Fence, now: float) -> Fence:
    """Return a fence later than `after`: the clock's, so that it grows over a lost store too."""
    return Fence(max(after + 1, int(now * 1000)))


def without_partner(chat: Chat, now: float) -> Chat:
    """Return the chat with nobody of another service in it, nor on the way."""
    if chat.partner is None and chat.invitation is None:
        return chat
    guests = next_fence(chat.guests, now)
    return replace(chat, partner=None, invitation=None, leaving=False, guests=guests)


def freed(chat: Chat, why: Why) -> tuple[Move, ...]:
    """Return what it means for the desk that the chat leaves its seat."""
    if chat.seat is None:
        return ()
    held = Held(chat.id, chat.seat.fence)
    was_open = chat.phase is Phase.OPEN
    return (Move(chat.seat.staff, MoveKind.FREED, held, why, was_open),)


def wipe(chat: Chat, why: Why) -> Step:
    """End the chat: nothing is left of it."""
    return Step(None, freed(chat, why), why)


def to_line(
    chat: Chat, why: Why, not_before: float, at: Setting, next_name: str | None = None
) -> Step:
    """Put the chat back into the line where it was, and keep it from the same desk for a while.

    A partner who is there stays; a link that nobody has opened is over, since nobody of ours would
    be there to meet whoever opens it.
    """
    passed = tuple(p for p in chat.passed if p.until > at.now)
    if chat.seat is not None:
        passed = (*passed, Passed(chat.seat.staff, not_before))
    was_offer = why is Why.NOT_TAKEN
    alone = chat.phase is Phase.PARTNERED
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
        invitation=None,
        leaving=False,
        guests=next_fence(chat.guests, at.now) if alone else chat.guests,
    )
    return Step(waiting, freed(chat, why))


def park(chat: Chat, at: Setting) -> Step:
    """Let nobody wait for somebody who may not come back, and remember whom they talked with."""
    was_open = chat.phase is Phase.OPEN and chat.seat is not None
    parked = replace(
        without_partner(chat, at.now),
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
    return Step(parked, freed(chat, Why.PARKED))
