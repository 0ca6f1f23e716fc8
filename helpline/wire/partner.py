"""Frames of a partner in the chat: what the youth says to it, and a partner's page (`/partner`)."""

from typing import Annotated, Literal

from pydantic import Field

from helpline.wire.shapes import Era, Frame, Grant, Hash, Id, PublicKey, Said, SeatName, Ticket


class InvitePartner(Frame):
    """Let one partner come in by a link, within 15 minutes; the link itself is not told."""

    token_hash: Hash


class DismissPartner(Frame):
    """Take the yes back; a partner who has come by it is out at once."""


class AnswerLeave(Frame):
    """Whether the youth goes on with the partner alone; without a yes they go to the line."""

    yes: bool


class PartnerView(Frame):
    """Everything a partner's page may know, apart from the messages."""

    chat: Id
    reader: SeatName
    youth_link: Literal["here", "away"]
    covered: bool
    """The youth's page shows its cover: somebody may be looking."""
    responder: str | None
    """The first name of the responder who is in the chat too; None: nobody is."""
    grant: Grant | None
    last: int
    """The number of the chat's last message: a page that has less asks for the rest."""
    era: Era


class Enter(Frame):
    """Open a link, which is spent by it; the same page may ask again."""

    chat: Id
    token: Hash
    """Made of what is in the link, which itself is never sent."""
    public_key: PublicKey
    proof: Hash
    """Binds the key to the link, for the youth's page; the server can't make or check it."""


class Entered(Frame):
    """A place in the chat. The ticket, held in page memory only, is the one proof of it."""

    ticket: Ticket
    view: PartnerView


class PartnerResume(Frame):
    """Come back to the place after the connection was lost."""

    ticket: Ticket
    after: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0
    era: Era | None = None
    """The era in which `after` was counted; in another one all is sent that there is."""


class PartnerResumed(Frame):
    """The chat as it is now, with what was said after the number the page had."""

    view: PartnerView
    missed: tuple[Said, ...]
    more: bool
    """Whether there is more than fits; ask `catch_up` again."""


class PartnerTyping(Frame):
    """The partner is writing, or has stopped."""

    on: bool


class PartnerLeave(Frame):
    """Go; the chat goes on without the partner."""


class PartnerChanged(Frame):
    """The chat is now like this."""

    view: PartnerView


class PartnerEnded(Frame):
    """The place is over; whatever the page holds is wiped now. Why is nobody's business here."""
