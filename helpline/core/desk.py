"""A responder's desk as plain data, and what the life of a chat does to it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from helpline.core.chat import Chat, Link, Presence, Why
from helpline.core.intake import Language, Topic
from helpline.core.names import ChatId, Fence, StaffId
from helpline.core.policy import Policy
from helpline.core.roles import Role


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
    wrap_up: tuple[Fence, ...] = ()


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
    return replace(desk, ready=ready, offer=offer, chats=left, wrap_up=wrap_up, idle_since=now)


WRAP_UPS_KEPT = 4


def has_room(desk: Desk) -> bool:
    """Tell whether the desk is here and could take one more chat."""
    return desk.link.presence is Presence.HERE and desk.offer is None and len(desk.chats) < desk.cap


def is_free(desk: Desk, now: float) -> bool:
    """Tell whether the desk may be offered a chat unasked."""
    return desk.ready and has_room(desk) and now >= desk.gap_until


def may_take(desk: Desk, chat: Chat, now: float, policy: Policy) -> bool:
    """Tell whether this chat may be offered to this desk, its room aside."""
    if any(passed.staff == desk.id and now < passed.until for passed in chat.passed):
        return False
    if set(chat.intake.topics) & set(desk.opted_out):
        return False
    speaks = chat.intake.language in desk.languages
    return speaks or now - chat.joined_at >= policy.language_patience_s
