"""What a page is told when it is loaded, and what the staff pages ask over HTTP."""

from typing import Annotated, Literal

from pydantic import Field

from helpline.core.intake import Language
from helpline.core.roles import Act
from helpline.wire.shapes import Frame, LineState, Me


class HelpNumber(Frame):
    """A place to call or text, from the shipped list; the texts are per language."""

    id: str
    name: str
    call: str | None = None
    text_to: str | None = None
    """The number or short code a text goes to."""
    text_word: str | None = None
    """The word to send, where the service wants one."""
    about: dict[Language, str]
    reports: bool
    """A report line: it tells the state or the police."""


class Way(Frame):
    """`GET /way`: where a page's socket goes.

    Long polling needs its node again and again, so each node has a path of its own. A page that
    can't connect any more asks once more: the answer comes from a node that is there.
    """

    sockets: Annotated[str, Field(pattern=r"^(/n/[0-9]+)?/socket\.io/$")]


ReturnMinutes = Annotated[int, Field(ge=0)]
"""How long return words lead back after an exit, in whole minutes; the pages say it in words."""


class YouthSetup(Frame):
    """Inert JSON in the youth's page."""

    language: Language
    decoy: str
    """Where the exit leads; an absolute URL, or `/gone`."""
    disclosure: dict[Language, str]
    """When we may have to tell someone: the operator's counsel wrote it."""
    numbers: tuple[HelpNumber, ...]
    return_minutes: ReturnMinutes
    state: LineState
    answering: bool
    way: Way


class Status(Frame):
    """`GET /status`: what a partner's button shows."""

    state: LineState
    answering: bool


class SignIn(Frame):
    """`POST /session`: a name with a password, or the token of a one-time link."""

    name: Annotated[str, Field(max_length=100)] | None = None
    password: Annotated[str, Field(max_length=1_000)] | None = None
    link: Annotated[str, Field(max_length=100)] | None = None


class SignedIn(Frame):
    """`POST` and `GET /session`: who is signed in, and a token for the socket's `auth`."""

    me: Me
    token: str
    """Good for 60 seconds; ask again before each connect."""
    way: Way
    may: tuple[Act, ...]
    """What this person may do about others: so the pages need no table of their own."""


class Template(Frame):
    """A ready sentence a responder can put into the text box and change."""

    id: str
    title: str
    text: dict[Language, str]


class DeskSetup(Frame):
    """`GET /desk`: what the desk needs besides the chats."""

    templates: tuple[Template, ...]
    numbers: tuple[HelpNumber, ...]
    return_minutes: ReturnMinutes


class Failure(Frame):
    """An HTTP error body; `code` as in `core.errors`."""

    ok: Literal[False] = False
    code: str
