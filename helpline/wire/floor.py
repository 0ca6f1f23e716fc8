"""What a supervisor's floor is shown."""

from typing import Literal

from helpline.core.alerts import AlertKind
from helpline.core.care import Hand, Outline
from helpline.core.measures import Notice
from helpline.wire.shapes import Frame, Id, LineShape, PublicKey, Seconds


class FloorChat(Frame):
    """An open chat on the floor: who holds it and how it fares, never what is said."""

    chat: Id
    open_s: Seconds
    quiet_s: Seconds
    youth_link: Literal["here", "away"]
    responder_link: Literal["here", "away"]
    partner: bool = False
    """Somebody of another service is in it, let in by the youth."""


class FloorAlone(Frame):
    """A chat in which a partner is, and nobody of ours: the floor must not overlook it."""

    chat: Id
    in_line: bool
    """It waits in line for a responder; else the youth goes on with the partner alone."""
    quiet_s: Seconds
    youth_link: Literal["here", "away"]
    partner_link: Literal["here", "away"]


class FloorWait(Frame):
    """How those wait whom one answer has in common; numbers only, so nobody can be chosen."""

    by: Literal["language", "topic", "safety"]
    value: str
    """A member of the closed list; empty: not answered."""
    waiting: int
    longest_s: Seconds


class FloorResponder(Frame):
    """A responder who is signed in."""

    id: str
    name: str
    page_key: PublicKey | None
    """The key of their page, for notes to them; None while it is away."""
    ready: bool
    link: Literal["here", "away"]
    cap: int
    raised_s: Seconds
    """How long `cap` is one more than usual."""
    ready_s: Seconds | None
    """How long they have been taking chats without a break; None: they rest."""
    offer_left_s: Seconds | None
    """How long an offer is still open; None: there is none."""
    hand: Hand | None
    load: Outline
    heavy: int
    """How many chats of their shift they have called heavy."""
    pausing: bool
    """Has a pause after a heavy chat."""
    chats: tuple[FloorChat, ...]


class FloorAlert(Frame):
    """An alert that stands: numbers of the floor, and nothing of a chat."""

    kind: AlertKind
    raised_s: Seconds
    n: int
    """How many it is about: who waits, chats, shifts without anybody; of `node`, how many run."""
    seconds: Seconds | None
    """How long the longest of them has lasted; of `shift`, how soon the first one begins."""
    speaks: bool
    """It has been told, and may make a sound; in quiet hours most are not."""
    seen_by: str | None
    """The first name of who is seeing to it."""


class FloorRule(Frame):
    """What raises an alert: seconds; of `line` people, of `node` nodes, of `shift` hours."""

    kind: AlertKind
    limit: int


class FloorView(Frame):
    """Everything the supervisor's floor shows."""

    line: LineShape
    responders: tuple[FloorResponder, ...]
    alone: tuple[FloorAlone, ...] = ()
    waits: tuple[FloorWait, ...] = ()
    notice: Notice | None = None
    notice_s: Seconds = 0
    """How long those who wait are still told it."""
    surge_s: Seconds = 0
    """How long the surge still lasts; 0: there is none."""
    nodes: int
    """How many nodes serve."""
    store_s: Seconds
    """Since when the store lives without having lost what it held."""
    alerts: tuple[FloorAlert, ...] = ()
