"""Notes between a supervisor's page and a responder's: the server passes them on, and keeps none.

A note is sealed by one page to the key of the other. The page that wrote it sends it again, with
the same id, until the other one says that it was seen.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from helpline.wire.shapes import Frame, Id, PublicKey, StaffName

SealedNote = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=4_000)]
"""HPKE `enc` (65 bytes) followed by the ciphertext, base64url without padding."""
Back = Annotated[str, Field(max_length=300)]
"""Where an answer goes: signed by the nodes, for one responder and one supervisor's page."""


class SendNote(Frame):
    """A supervisor writes to a responder; without words it only tells where answers go now."""

    to: StaffName
    key: PublicKey
    """The key of the responder's page, to which it is sealed."""
    back_key: PublicKey
    """The key of this page, to which answers are sealed."""
    cid: Id
    sealed: SealedNote | None


class AnswerNote(Frame):
    """A responder answers."""

    back: Back
    cid: Id
    sealed: SealedNote


class SawNote(Frame):
    """A supervisor's page shows what a responder wrote."""

    to: StaffName
    cid: Id


class SawSupervisorsNote(Frame):
    """A responder's page shows what a supervisor wrote."""

    back: Back
    cid: Id


class Noted(Frame):
    """A supervisor has written."""

    cid: Id
    staff: StaffName
    name: str
    back: Back
    back_key: PublicKey
    sealed: SealedNote | None


class NoteAnswered(Frame):
    """A responder has answered."""

    staff: StaffName
    cid: Id
    sealed: SealedNote


class NoteSeen(Frame):
    """The other page shows this note, so that it need not be sent again."""

    staff: StaffName
    """Of whom the other page is."""
    cid: Id
