"""A chat as plain data. What may happen to it stands in `core.life`."""

from dataclasses import dataclass
from enum import StrEnum

from helpline.core.intake import Intake, Safety
from helpline.core.names import (
    NO_FENCE,
    YOUTH,
    ChatId,
    Conn,
    Fence,
    Sender,
    StaffId,
    partner_id,
    reader_id,
)
from helpline.core.policy import Policy
from helpline.core.roles import Role


class Phase(StrEnum):
    """Where a chat stands. Closed is not a phase: closed means wiped."""

    WAITING = "waiting"
    OFFERED = "offered"
    OPEN = "open"
    PARTNERED = "partnered"
    """The responder has gone, and the youth talks with a partner alone, as they agreed to."""
    PARKED = "parked"
    """The youth has gone and may come back by return words; nobody waits for them meanwhile."""


class Presence(StrEnum):
    """Whether a page is connected; gone for good is decided by `life`, by the time away."""

    HERE = "here"
    AWAY = "away"


class Why(StrEnum):
    """Why a chat ended, or left a responder."""

    LEFT = "left"
    CLOSED = "closed"
    IDLE = "idle"
    GONE = "gone"
    HANDED_OVER = "handed_over"
    PULLED_BACK = "pulled_back"
    SWITCHED = "switched"
    RESPONDER_GONE = "responder_gone"
    PARKED = "parked"
    """The youth has gone, with words to come back by."""
    SILENT = "silent"
    """The responder's page was there, and the youth waited too long for an answer."""
    WITH_PARTNER = "with_partner"
    """The responder left the chat to the partner, and the youth agreed."""
    PARTNER_GONE = "partner_gone"
    """The partner with whom the youth was alone has gone, or was sent away."""
    NOT_TAKEN = "not_taken"
    """An offer was declined or ran out."""


@dataclass(frozen=True, slots=True)
class Link:
    """One page's connection: which, and since when it is here or away (store time)."""

    presence: Presence
    conn: Conn
    since: float


@dataclass(frozen=True, slots=True, repr=False)
class SealedKeys:
    """A grant by the youth's page: keys of the chat that one reader's key alone can open."""

    epoch: int
    public_key: str
    sealed: str

    def __repr__(self) -> str:
        return f"SealedKeys(epoch={self.epoch})"


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a responder in a chat, offered or held."""

    staff: StaffId
    name: str
    role: Role
    fence: Fence
    link: Link
    public_key: str | None
    grant: SealedKeys | None = None

    @property
    def reader(self) -> Sender:
        """The name under which the holder reads and writes in this chat."""
        return reader_id(self.fence)


@dataclass(frozen=True, slots=True)
class Invitation:
    """The youth's yes to one partner: what opens the way in, once, and until when (store time)."""

    token_hash: str
    until: float


@dataclass(frozen=True, slots=True)
class Partner:
    """The place of somebody of another service, let in by the youth.

    Who they are is said between the pages, sealed: there is no name here.
    """

    fence: Fence
    link: Link
    public_key: str
    proof: str
    """By it the youth's page knows that the key is of whoever was given the link."""
    token_hash: str
    """Of the link they came by: the same page may ask again, and nobody else."""
    grant: SealedKeys | None = None

    @property
    def reader(self) -> Sender:
        """The name under which they read and write in this chat."""
        return partner_id(self.fence)


@dataclass(frozen=True, slots=True)
class Passed:
    """A responder who is not offered this chat before a time (store time)."""

    staff: StaffId
    until: float


@dataclass(frozen=True, slots=True)
class Chat:
    """Everything the server knows of a chat, apart from the sealed messages."""

    id: ChatId
    intake: Intake
    joined_at: float
    youth: Link
    phase: Phase = Phase.WAITING
    fence: Fence = NO_FENCE
    seat: Seat | None = None
    offer_until: float | None = None
    by_name: bool = False
    opened_at: float | None = None
    answered_at: float | None = None
    """When somebody first took it; it stays when the chat is given to somebody else."""
    stayed_at: float | None = None
    covered: bool = False
    passed: tuple[Passed, ...] = ()
    why: Why | None = None
    next_name: str | None = None
    returns: str | None = None
    """What the youth's return words lead to; None: they chose none."""
    wished: StaffId | None = None
    """Who talked with the youth before they went, and goes on if they are free."""
    invitation: Invitation | None = None
    partner: Partner | None = None
    leaving: bool = False
    """The responder asks the youth to go on with the partner alone."""
    guests: Fence = NO_FENCE
    """Grows whenever a partner is invited, comes or goes."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What the log knows of when was spoken (store time; 0: never)."""

    said_at: float = 0.0
    """When the last message came."""
    asked_at: float = 0.0
    """When the youth said what nobody has answered yet, the first of it."""


QUIET = Speech()


def rank(chat: Chat, policy: Policy) -> float:
    """Return the chat's place in the line as a time: the lowest is served first.

    "Not safe right now" counts as a head start and not as a class of its own, so that everybody
    else still comes nearer with every minute.
    """
    head_start = policy.not_safe_head_start_s if chat.intake.safety is Safety.NOT_SAFE else 0
    return chat.joined_at - head_start


def writers(chat: Chat) -> tuple[str, ...]:
    """Return who may say something right now: the youth, and whoever sits in the open chat.

    A partner has no name to add: which connection is theirs was settled when they came.
    """
    seat = chat.seat if chat.phase is Phase.OPEN else None
    seated = () if seat is None else (pen(seat.reader, seat.staff),)
    return (YOUTH, *seated, *(() if chat.partner is None else (chat.partner.reader,)))


def talks(chat: Chat) -> bool:
    """Tell whether the youth has somebody to talk with who is to answer."""
    return chat.phase in {Phase.OPEN, Phase.PARTNERED}


def pen(reader: Sender, staff: StaffId) -> str:
    """Return what proves a responder's right to write: the seat together with the person."""
    return f"{reader}@{staff}"


def quiet_since(chat: Chat, speech: Speech) -> float:
    """Return when the chat fell quiet."""
    return max(speech.said_at, chat.opened_at or 0.0, chat.stayed_at or 0.0)


def asked_since(chat: Chat, speech: Speech) -> float | None:
    """Return since when the youth has been waiting for a word, or None."""
    here = chat.youth.presence is Presence.HERE
    if not talks(chat) or not here or speech.asked_at == 0:
        return None
    return max(speech.asked_at, chat.opened_at or 0.0)


def nudge(chat: Chat, speech: Speech, now: float, policy: Policy) -> int:
    """Return how often a quiet youth has been asked "Still here?": 0 to 2; 3 is the soft end."""
    if not talks(chat):
        return 0
    quiet = now - quiet_since(chat, speech)
    return sum(quiet >= mark for mark in (*policy.nudge_s, policy.soft_end_s))


def silent_at(chat: Chat, speech: Speech, policy: Policy) -> float:
    """Return when a responder who does not answer loses the chat; never, while nothing is asked."""
    asked = asked_since(chat, speech)
    return float("inf") if asked is None else asked + policy.responder_silent_s


def due(chat: Chat, speech: Speech, policy: Policy) -> float:
    """Return the next time at which the clock alone may change this chat."""
    times = [float("inf")]
    if chat.youth.presence is Presence.AWAY:
        times.append(chat.youth.since + away_s(chat, policy))
    if chat.phase is Phase.OFFERED and chat.offer_until is not None:
        times.append(chat.offer_until)
    if talks(chat):
        times.append(quiet_since(chat, speech) + policy.soft_end_s + policy.soft_end_grace_s)
        times.append(silent_at(chat, speech, policy))
    if chat.phase is Phase.OPEN and chat.seat is not None:
        times.append(gone_at(chat.seat.link, policy))
    if chat.partner is not None:
        times.append(gone_at(chat.partner.link, policy))
    if chat.invitation is not None:
        times.append(chat.invitation.until)
    return min(times)


def gone_at(link: Link, policy: Policy) -> float:
    """Return when whoever answers loses their place by being away; never, while they are here."""
    away = link.presence is Presence.AWAY
    return link.since + policy.responder_grace_s if away else float("inf")


def away_s(chat: Chat, policy: Policy) -> int:
    """Return how long the youth may be away before the clock acts."""
    return policy.return_s if chat.phase is Phase.PARKED else policy.youth_away_gone_s


def look_at(chat: Chat, speech: Speech, now: float, policy: Policy) -> float:
    """Return when the deadline of this chat is to be looked at next.

    What is said from now on tells no clock, and may bring the deadline of an open chat as near as
    a responder may be silent.
    """
    if not talks(chat):
        return due(chat, speech, policy)
    return min(due(chat, speech, policy), now + policy.responder_silent_s)
