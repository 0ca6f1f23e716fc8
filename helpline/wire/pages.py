"""What a page is told when it is loaded, and what the staff pages ask over HTTP."""

from typing import Annotated, Literal

from pydantic import Field

from helpline.core.intake import Language
from helpline.core.line import LineState
from helpline.core.roles import Act
from helpline.wire.factors import Assertion, Code, FactorsShape, Password
from helpline.wire.places import Listing
from helpline.wire.shapes import Frame, Me


class HelpNumber(Frame):
    """A place to call or text, as the directory gives it out; the texts are per language."""

    id: str
    name: str
    call: str | None = None
    text_to: str | None = None
    """The number or short code a text goes to."""
    text_word: str | None = None
    """The word to send, where the service wants one."""
    about: dict[Language, str]
    said: dict[Language, tuple[str, ...]]
    """Its hours and ages, a sentence each."""
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


Opens = Annotated[int | None, Field(ge=0)]
"""When a line that is shut opens by itself, in seconds since 1970; None: nobody can say."""


class YouthSetup(Frame):
    """Inert JSON in the youth's page."""

    language: Language
    decoy: str
    """Where the exit leads; an absolute URL, or `/gone`."""
    disclosure: dict[Language, str]
    """When we may have to tell someone: the operator's counsel wrote it."""
    numbers: tuple[HelpNumber, ...]
    listing: Listing | None
    """All other help, where the page is opened to find some."""
    return_minutes: ReturnMinutes
    state: LineState
    answering: bool
    opens: Opens
    way: Way


class Status(Frame):
    """`GET /status`: what a partner's button shows."""

    state: LineState
    answering: bool
    opens: Opens


class SignIn(Frame):
    """`POST /session`: a passkey, a one-time link's token, or a name with a password.

    `factor_needed` says that the name and password fit, and that a code has to come with them.
    """

    name: Annotated[str, Field(max_length=100)] | None = None
    password: Password | None = None
    code: Code | None = None
    """Of the authenticator, or for recovery."""
    link: Annotated[str, Field(max_length=100)] | None = None
    passkey: Assertion | None = None


class OidcOffer(Frame):
    """`GET /session/oidc`: what the organization's own sign-in is called; None: there is none."""

    name: str | None
    unknown: str | None
    """Whom the provider has just named in this browser, where nobody here is bound to that."""


class OidcAsked(Frame):
    """`POST /session/oidc`: where to sign in; the provider sends the browser back to us."""

    url: str


class SignedIn(Frame):
    """`POST` and `GET /session`: who is signed in, and a token for the socket's `auth`."""

    me: Me
    token: str
    """Good for 60 seconds; ask again before each connect."""
    way: Way
    factors: FactorsShape
    idle_s: Annotated[int, Field(ge=1)]
    """After so long without a sign of life the session ends."""
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
    join: str
    """Where a partner's link leads; the desk makes the rest of it, and tells nobody."""


class Failure(Frame):
    """An HTTP error body; `code` as in `core.errors`."""

    ok: Literal[False] = False
    code: str
    wait_s: float | None = None
    """How long to hold back, with `too_fast`."""
