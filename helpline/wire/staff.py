"""Frames between the staff pages and the server (`/responder`, `/supervisor`)."""

from typing import Annotated, Literal

from pydantic import Field

from helpline.core.alerts import AlertKind
from helpline.core.care import Hand
from helpline.core.counted import Outcome
from helpline.core.directory.words import Need
from helpline.core.intake import Topic
from helpline.core.line import LineState
from helpline.core.measures import Notice
from helpline.core.referrals import Referred
from helpline.wire.floor import FloorRule, FloorView
from helpline.wire.shapes import (
    Body,
    Cids,
    DeskView,
    Frame,
    Id,
    PublicKey,
    StaffName,
    Ticket,
)

FenceNumber = Annotated[int, Field(ge=1)]


class Arrive(Frame):
    """A desk is here, with the public key its page made at sign-in."""

    public_key: PublicKey
    ticket: Ticket | None = None
    """Of the desk this page had, if any: out of it, and its chats, a lost one is built again."""


class Arrived(Frame):
    """The desk as it is."""

    view: DeskView


class SetReady(Frame):
    """Take chats, or rest."""

    on: bool


class AnswerOffer(Frame):
    """Accept or decline the offer that bears this fence."""

    chat: Id
    fence: FenceNumber


class Pull(Frame):
    """Ask for the next chat in the line; nobody picks."""


class ResponderSay(Frame):
    """Say something to the youth, sealed."""

    chat: Id
    fence: FenceNumber
    cid: Id
    n: Annotated[int, Field(ge=1, le=1_000_000)]
    epoch: Annotated[int, Field(ge=0, le=100_000)]
    body: Body


class ResponderCatchUp(Frame):
    """Ask for what was said in a chat after a number."""

    chat: Id
    fence: FenceNumber
    after: Annotated[int, Field(ge=0, le=1_000_000_000)]


class ResponderShown(Frame):
    """These messages of the youth stand on this page now."""

    chat: Id
    fence: FenceNumber
    cids: Cids


class ResponderTyping(Frame):
    """The responder is writing, or has stopped."""

    chat: Id
    fence: FenceNumber
    on: bool


class End(Frame):
    """End the chat and wipe it."""

    chat: Id
    fence: FenceNumber


class HandOver(Frame):
    """Hand the chat to a colleague by id, or back to the front of the line."""

    chat: Id
    fence: FenceNumber
    to: StaffName | None = None


class RaiseHand(Frame):
    """Ask a supervisor for a hand or a talk, or take it back."""

    hand: Hand | None


class TapOut(Frame):
    """Give the chat to the front of the line, and rest."""

    chat: Id
    fence: FenceNumber


class LeaveToPartner(Frame):
    """Ask the youth to go on with the partner alone; the seat is kept until they answer."""

    chat: Id
    fence: FenceNumber


class Referral(Frame):
    """What a chat's referral was for, and what came of it; to whom is not told."""

    need: Need
    outcome: Referred


class WrapUp(Frame):
    """What is counted of an ended chat: closed lists, added up, never kept together."""

    fence: FenceNumber
    outcome: Outcome | None = None
    topics: Annotated[tuple[Topic, ...], Field(max_length=len(Topic))] = ()
    heavy: bool = False
    referrals: Annotated[tuple[Referral, ...], Field(max_length=10)] = ()


class DeskChanged(Frame):
    """The desk is now like this."""

    view: DeskView


class YouthTyped(Frame):
    """The youth is writing, or has stopped."""

    chat: Id
    on: bool


class ChatEnded(Frame):
    """A chat has left the desk; whatever the page holds of it is wiped now."""

    chat: Id
    fence: FenceNumber
    why: Literal[
        "left",
        "closed",
        "idle",
        "gone",
        "handed_over",
        "pulled_back",
        "switched",
        "responder_gone",
        "silent",
        "parked",
        "with_partner",
    ]
    """`silent`: the youth waited too long for an answer; `parked`: they had to go, and may come
    back by return words; `with_partner`: they go on with the partner alone."""


class FloorArrive(Frame):
    """A floor is here."""


class FloorArrived(Frame):
    """The floor as it is."""

    view: FloorView
    rules: tuple[FloorRule, ...]
    """What raises an alert here."""


class PullBack(Frame):
    """Put an open chat back to the front of the line."""

    chat: Id


class LowerHand(Frame):
    """A supervisor is with whoever raised a hand."""

    staff: StaffName


class Acknowledge(Frame):
    """A supervisor sees to an alert; it says nothing more until it is over."""

    kind: AlertKind


class SetLine(Frame):
    """Open, pause or close the line."""

    state: LineState


class SetNotice(Frame):
    """Tell those who wait something for an hour, or nothing any more."""

    notice: Notice | None


class SetSurge(Frame):
    """Have a surge for an hour, or none any more."""

    on: bool


class RaiseCap(Frame):
    """Let somebody have one chat more for an hour, or no more."""

    staff: StaffName
    on: bool


class FloorHandOver(Frame):
    """Offer an open chat to somebody by name, in place of whoever has it."""

    chat: Id
    to: StaffName


class FloorChanged(Frame):
    """The floor is now like this."""

    view: FloorView


class SignedOut(Frame):
    """The session behind this page has ended."""
