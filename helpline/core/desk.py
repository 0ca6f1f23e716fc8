"""A responder's desk as plain data, and what the life of a chat does to it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from typing import Final

from helpline.core.care import Hand, Load, one_more
from helpline.core.chat import Chat, Link, Presence, Why
from helpline.core.errors import NotCleared, NotNow
from helpline.core.intake import Language, Topic
from helpline.core.measures import HOUR_S
from helpline.core.names import ChatId, Fence, StaffId
from helpline.core.policy import Policy
from helpline.core.roles import Role
from helpline.core.training import MONTH_DAYS

DAY_S: Final = 86_400
MOST_CHATS: Final = 3
"""More chats at once than this nobody has, whatever is set."""


@dataclass(frozen=True, slots=True)
class Held:
    """A chat on a desk."""

    chat: ChatId
    fence: Fence


@dataclass(frozen=True, slots=True)
class Desk:
    """A signed-in responder: readiness, what is offered, what is held, what wants its wrap-up."""

    id: StaffId
    name: str
    role: Role
    languages: tuple[Language, ...]
    opted_out: tuple[Topic, ...]
    cap: int
    link: Link
    public_key: str | None
    ready: bool = False
    offer: Held | None = None
    chats: tuple[Held, ...] = ()
    idle_since: float = 0.0
    gap_until: float = 0.0
    """No offer comes before this time: the pause after a heavy chat."""
    ready_since: float = 0.0
    """Since when whoever sits here takes chats without a break; at rest it says nothing."""
    raised_until: float = 0.0
    """Until then one chat more fits on this desk: a supervisor has raised the cap for an hour."""
    wrap_up: tuple[Fence, ...] = ()
    cleared_until: float | None = 0.0
    """Every required training counts before this time; None: for good."""
    hand: Hand | None = None
    load: Load = field(default_factory=Load)


class MoveKind(StrEnum):
    """What a step of a chat means for a desk."""

    OFFERED = "offered"
    SEATED = "seated"
    FREED = "freed"


@dataclass(frozen=True, slots=True)
class Move:
    """One change to one desk, made together with the change to the chat."""

    staff: StaffId
    kind: MoveKind
    held: Held
    why: Why | None = None
    was_open: bool = False


def moved(desk: Desk, move: Move, now: float) -> Desk:
    """Return the desk after a chat was offered to it, seated at it, or taken from it."""
    if move.kind is MoveKind.OFFERED:
        return replace(desk, offer=move.held)
    if move.kind is MoveKind.SEATED:
        return replace(desk, offer=None, chats=(*desk.chats, move.held))
    left = tuple(held for held in desk.chats if held != move.held)
    offer = None if desk.offer == move.held else desk.offer
    wrap_up = (*desk.wrap_up, move.held.fence)[-WRAP_UPS_KEPT:] if move.was_open else desk.wrap_up
    ready = desk.ready and move.why is not Why.SILENT
    load = one_more(desk.load) if move.was_open else desk.load
    rest = replace(desk, ready=ready, offer=offer, chats=left, wrap_up=wrap_up, load=load)
    return replace(rest, idle_since=now)


WRAP_UPS_KEPT = 4


def is_cleared(desk: Desk, now: float) -> bool:
    """Tell whether whoever sits here may answer at all, by their training."""
    return desk.cleared_until is None or now < desk.cleared_until


def training_days(desk: Desk, now: float) -> int | None:
    """Return for how many days a clearance still counts, this one included; 0: it is over.

    None while no warning is due: that comes 30 days before the last of them.
    """
    if desk.cleared_until is None:
        return None
    days = max(0, ceil((desk.cleared_until - now) / DAY_S))
    return days if days <= MONTH_DAYS + 1 else None


def made_ready(desk: Desk, now: float, *, on: bool) -> Desk:
    """Return the desk taking chats, or at rest; raise `NotCleared` where it may take none."""
    if on and not is_cleared(desk, now):
        raise NotCleared("a required training is missing or has run out")
    since = now if on and not desk.ready else desk.ready_since
    return replace(desk, ready=on, idle_since=now, ready_since=since)


def takes_chats(desk: Desk, now: float) -> bool:
    """Tell whether whoever sits here is ready, and may be."""
    return desk.ready and is_cleared(desk, now)


def cap_of(desk: Desk, now: float) -> int:
    """Return how many chats fit on the desk at this moment."""
    return desk.cap + (now < desk.raised_until and desk.cap < MOST_CHATS)


def raised(desk: Desk, now: float, *, on: bool) -> Desk:
    """Return the desk with its cap raised by one for an hour, or as it was.

    Raises `NotNow` where nobody may have more chats than there are already.
    """
    if on and desk.cap >= MOST_CHATS:
        raise NotNow("nobody has more chats at once")
    return replace(desk, raised_until=now + HOUR_S if on else 0.0)


def has_room(desk: Desk, now: float) -> bool:
    """Tell whether the desk is here, is cleared, and could take one more chat."""
    here = desk.link.presence is Presence.HERE and is_cleared(desk, now)
    return here and desk.offer is None and len(desk.chats) < cap_of(desk, now)


def is_free(desk: Desk, now: float) -> bool:
    """Tell whether the desk may be offered a chat unasked."""
    return desk.ready and has_room(desk, now) and now >= desk.gap_until


def may_take(desk: Desk, chat: Chat, now: float, policy: Policy) -> bool:
    """Tell whether this chat may be offered to this desk, its room aside."""
    if any(passed.staff == desk.id and now < passed.until for passed in chat.passed):
        return False
    if set(chat.intake.topics) & set(desk.opted_out):
        return False
    speaks = chat.intake.language in desk.languages
    return speaks or now - chat.joined_at >= policy.language_patience_s
