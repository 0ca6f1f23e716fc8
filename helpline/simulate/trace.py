"""What a page did and what it showed, in order: it writes this down itself, for a checker to read.

Which message it was is in it, never what the message said.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal


@dataclass(frozen=True, slots=True)
class Message:
    """Which message: its writer's count within an epoch, and its id."""

    chat: str
    sender: str
    epoch: int
    n: int
    cid: str


@dataclass(frozen=True, slots=True)
class Linked:
    """There is a connection."""

    at: float
    origin: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """The connection is gone, or none could be had."""

    at: float


@dataclass(frozen=True, slots=True)
class Known:
    """The server has let this page into its place."""

    at: float
    era: str


@dataclass(frozen=True, slots=True)
class Displaced:
    """The server does not know this page any more, and has asked it to come again."""

    at: float


@dataclass(frozen=True, slots=True)
class Troubled:
    """The page was told that the store does not answer, or answers again."""

    at: float
    on: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A message went out, for the first time or again (*invoke*)."""

    at: float
    message: Message
    fence: int | None
    """The seat it is written from; None for a youth."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The server has accepted a message (*ok*)."""

    at: float
    message: Message
    seq: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer came: nobody knows whether the message was accepted (*info*)."""

    at: float
    message: Message


@dataclass(frozen=True, slots=True)
class Denied:
    """The server refused a message (*fail*)."""

    at: float
    message: Message
    code: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The writer was told that a message stands on the other page, and let it go."""

    at: float
    message: Message


@dataclass(frozen=True, slots=True)
class Showed:
    """A message of the other side now stands on this page."""

    at: float
    message: Message
    gap: bool
    """The page says with it that something before it is missing."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A youth has a place in the line."""

    at: float
    chat: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What a youth's page was told of its chat."""

    at: float
    chat: str
    phase: Literal["waiting", "offered", "open", "partnered"]
    ahead: int | None
    fences: tuple[int, ...]
    """The seats of those who take part."""
    away: tuple[int, ...] = ()
    """Those of them whose page is said to be away."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What a desk was told of itself; `held` and `offer` name chats with their fences."""

    at: float
    ready: bool
    cap: int
    held: tuple[tuple[str, int], ...]
    offer: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Over:
    """A chat is over for this page; `why` is the server's word, or what this side did."""

    at: float
    chat: str
    why: str
    mine: bool
    """This page ended it."""


Event = (
    Linked
    | Unlinked
    | Known
    | Displaced
    | Troubled
    | Sent
    | Taken
    | Unanswered
    | Denied
    | Confirmed
    | Showed
    | Joined
    | Placed
    | Stands
    | Over
)


@dataclass(slots=True)
class Trace:
    """One page's record."""

    page: str
    kind: Literal["youth", "desk"]
    now: Callable[[], float] = monotonic
    events: list[Event] = field(default_factory=list)
    closed_at: float | None = None
    """When the page was taken away; None while it is there."""

    def note(self, event: Event) -> None:
        """Write one thing down."""
        self.events.append(event)

    def close(self) -> None:
        """The page is gone; only the first time counts."""
        if self.closed_at is None:
            self.closed_at = self.now()
