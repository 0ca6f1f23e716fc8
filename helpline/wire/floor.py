"""What a supervisor's floor is shown."""

from typing import Literal

from helpline.core.alerts import AlertKind
from helpline.core.care import Hand, Outline
from helpline.wire.shapes import Frame, Id, LineShape, Seconds


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


class FloorResponder(Frame):
    """A responder who is signed in."""

    id: str
    name: str
    ready: bool
    link: Literal["here", "away"]
    cap: int
    offered: bool
    hand: Hand | None
    load: Outline
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
    alerts: tuple[FloorAlert, ...] = ()
