"""A supervisor asks a youth to be let into the chat; the youth's page alone can do it.

The yes is a link as for a partner, made by the youth's page and sealed to the supervisor's. The
server passes the question and the answer on and keeps neither; the page that asks does so again
until it is answered.
"""

from typing import Annotated

from pydantic import StringConstraints

from helpline.wire.notes import Back
from helpline.wire.shapes import Frame, Id, PublicKey

SealedLink = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=400)]
"""HPKE `enc` (65 bytes) followed by the ciphertext, base64url without padding."""


class AskJoin(Frame):
    """A supervisor asks to be let into an open chat."""

    chat: Id
    back_key: PublicKey
    """The key of this page, to which the link is sealed."""


class JoinAsked(Frame):
    """The youth is asked."""

    name: str
    back: Back
    back_key: PublicKey


class AnswerJoin(Frame):
    """The youth's answer: the link, or None for a no."""

    back: Back
    sealed: SealedLink | None


class JoinAnswered(Frame):
    """The youth has answered."""

    chat: Id
    sealed: SealedLink | None
