"""Frames between a youth's page and the server (`/youth`)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from helpline.wire.shapes import (
    Body,
    Cids,
    Era,
    Frame,
    Id,
    IntakeShape,
    Said,
    SealedGrant,
    SeatName,
    Ticket,
    YouthView,
)


class Join(Frame):
    """Ask for a place in the line."""

    intake: IntakeShape = Field(default_factory=IntakeShape)


class Joined(Frame):
    """A place in the line. The ticket, held in page memory only, is the one proof of it."""

    chat: Id
    ticket: Ticket
    view: YouthView


class Resume(Frame):
    """Come back to a chat after the connection was lost."""

    ticket: Ticket
    after: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0
    era: Era | None = None
    """The era in which `after` was counted; in another one all is sent that there is."""


class Resumed(Frame):
    """The chat as it is now, with what was said after the number the page had."""

    chat: Id
    view: YouthView
    missed: tuple[Said, ...]
    more: bool
    """Whether there is more than fits; ask `catch_up` again."""


class YouthSay(Frame):
    """Say something, sealed."""

    cid: Id
    n: Annotated[int, Field(ge=1, le=1_000_000)]
    epoch: Annotated[int, Field(ge=0, le=100_000)]
    body: Body


class Accepted(Frame):
    """The message has its number and will be delivered."""

    seq: int
    shown: bool
    """It stands on the other page already."""


class YouthShown(Frame):
    """These messages stand on this page now."""

    cids: Cids


class GrantTo(Frame):
    """Let one reader read: the keys, sealed to the public key the page was shown."""

    reader: SeatName
    epoch: Annotated[int, Field(ge=0, le=100_000)]
    public_key: Annotated[str, Field(min_length=87, max_length=87)]
    sealed: SealedGrant


class CatchUp(Frame):
    """Ask for what was said after a number."""

    after: Annotated[int, Field(ge=0, le=1_000_000_000)]


class CaughtUp(Frame):
    """What was said after the number asked for."""

    missed: tuple[Said, ...]
    more: bool


class YouthTyping(Frame):
    """The youth is writing, or has stopped; sent at most every few seconds."""

    on: bool


class Cover(Frame):
    """The page put its cover on or took it off."""

    on: bool


class Stay(Frame):
    """The youth is still there."""


class Switch(Frame):
    """The youth wants to talk to somebody else; no reason is asked or kept."""


class Leave(Frame):
    """End the chat and wipe it, return words or not."""


Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 bytes made of return words by PBKDF2; the server keeps only a hash of it."""
Blob = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", min_length=64, max_length=24_000)
]
"""What the page needs to come back, sealed under a key made of the same words."""


class SetReturn(Frame):
    """Choose return words, or seal anew what they lead to: the exit then keeps the chat a while."""

    token: Token
    blob: Blob


class DropReturn(Frame):
    """Take the return words back."""


class ComeBack(Frame):
    """Ask for what return words lead to; a right answer is followed by `resume`."""

    token: Token


class CameBack(Frame):
    """What the words lead to."""

    blob: Blob


class YouthChanged(Frame):
    """The chat is now like this."""

    view: YouthView


class Typed(Frame):
    """The other side is writing, or has stopped."""

    reader: SeatName
    on: bool


class YouthEnded(Frame):
    """The chat is over and wiped."""

    why: Literal["left", "closed", "idle", "gone"]
