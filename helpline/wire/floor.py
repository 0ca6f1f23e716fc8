"""What a supervisor's floor is shown."""

from typing import Literal

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


class FloorView(Frame):
    """Everything the supervisor's floor shows."""

    line: LineShape
    responders: tuple[FloorResponder, ...]
    alone: tuple[FloorAlone, ...] = ()
