"""The parts the frames are made of. A `view` is a whole picture of what one page may know."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from helpline.core.care import Hand
from helpline.core.intake import STATES, AgeBand, Language, Safety, Topic, Watched
from helpline.core.line import LineState
from helpline.core.measures import Notice
from helpline.core.roles import Role

BODY_CHARS = 22_000
"""4,000 four-byte characters, padded, sealed and in base64url."""

_URL64 = r"^[A-Za-z0-9_-]+$"
Id = Annotated[str, StringConstraints(pattern=_URL64, min_length=16, max_length=32)]
"""16 or more random bytes, base64url: the id of a chat or of a message."""
Body = Annotated[str, StringConstraints(pattern=_URL64, min_length=64, max_length=BODY_CHARS)]
"""Nonce (12 bytes), ciphertext and tag, base64url without padding."""
PublicKey = Annotated[str, StringConstraints(pattern=_URL64, min_length=87, max_length=87)]
"""An uncompressed P-256 point (65 bytes), base64url without padding."""
SealedGrant = Annotated[str, StringConstraints(pattern=_URL64, min_length=64, max_length=8_000)]
"""HPKE `enc` (65 bytes) followed by the ciphertext, base64url without padding."""
SeatName = Annotated[str, StringConstraints(pattern=r"^[rp][0-9]{1,16}$")]
"""A reader's id: `r` and the fence of the seat, or `p` and the fence of a partner's place."""
StaffName = Annotated[str, Field(max_length=64)]
"""The id of somebody of the staff."""
Hash = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 bytes as base64url: a hash, or what is as long and as hard to guess."""
Seconds = Annotated[int, Field(ge=0)]
Era = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+$", max_length=64)]
"""One life of the store: a number in a chat's log means something within its era only."""
Ticket = Annotated[str, StringConstraints(pattern=_URL64, min_length=16, max_length=12_000)]
"""What a page holds, in its memory only, of its chat or its desk: sealed, for the nodes alone. It
proves the holder's place, and out of it the place is built again where the store has lost it."""


class Frame(BaseModel):
    """Base of everything that crosses the net: no unknown key, nothing changed after."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class IntakeShape(Frame):
    """The answers a youth chose to give; every one may be left out."""

    language: Language = Language.EN
    safety: Safety | None = None
    watched: Watched | None = None
    topics: Annotated[tuple[Topic, ...], Field(max_length=len(Topic))] = ()
    age_band: AgeBand | None = None
    state: (
        Annotated[str, StringConstraints(pattern="^(" + "|".join(sorted(STATES)) + ")$")] | None
    ) = None


class WaitRange(Frame):
    """An honest range of minutes still to wait, from recent chats."""

    low: int
    high: int


class Reader(Frame):
    """Somebody who takes part in the chat. They can read once the youth's page has granted it."""

    id: SeatName
    name: str
    """Empty for a partner: who they are was said between the pages, sealed."""
    role: Role | Literal["partner"]
    public_key: PublicKey | None
    """None while their page is away; a changed key needs a new grant."""
    link: Literal["here", "away"]
    proof: Hash | None = None
    """Of a partner: shows that the key is of whoever was given the link. The youth's page checks
    it, and lets in nobody else."""


class YouthView(Frame):
    """The chat as the youth's page may know it."""

    phase: Literal["waiting", "offered", "open", "partnered"]
    """`partnered`: the responder has gone, and the youth talks with a partner alone."""
    ahead: int | None
    """How many are before this youth in the line; None outside the line."""
    wait: WaitRange | None
    """None when there is too little to go on: the page says that we can't say."""
    readers: tuple[Reader, ...]
    why: (
        Literal[
            "handed_over",
            "responder_gone",
            "silent",
            "pulled_back",
            "switched",
            "partner_gone",
        ]
        | None
    )
    """Why the chat went back to the line; None at the first wait."""
    next_name: str | None
    """Who will go on, when a responder handed the chat to somebody by name."""
    nudge: Literal[0, 1, 2, 3]
    """1 and 2: "Still here? No rush."; 3: the soft end, one tap stays."""
    answering: bool
    """Whether somebody is here to answer chats right now."""
    era: Era
    last: int
    """The number of the chat's last message: a page that has less asks for the rest."""
    invited_s: Seconds = 0
    """How long a partner's link still opens the way in; 0: there is none."""
    leaving: bool = False
    """The responder asks to leave the chat to the partner."""
    notice: Notice | None = None
    """What a supervisor tells those who wait."""
    surge: bool = False
    """So many wait that other help is shown at once."""


class Said(Frame):
    """One sealed message with its number in the chat's log."""

    chat: Id
    seq: int
    sender: str
    """`youth`, or the id of the reader who wrote it."""
    cid: Id
    n: int
    epoch: int
    body: Body


class Grant(Frame):
    """The keys of a chat, sealed by the youth's page to one reader's public key."""

    epoch: int
    public_key: PublicKey
    """The key it is sealed to, so that a page knows whether it can open it."""
    sealed: SealedGrant


class Offer(Frame):
    """A chat offered to one responder until the deadline."""

    chat: Id
    fence: int
    intake: IntakeShape
    """The content note: what the youth chose to tell the line."""
    waited_s: Seconds
    left_s: Seconds
    by_name: bool
    """Whether a colleague asked for this responder."""


class DeskPartner(Frame):
    """A partner in a chat, or the link for one; who they are the desk knows by itself."""

    invited_s: Seconds
    """How long the link still opens the way in; 0: there is none."""
    reader: SeatName | None
    """None: nobody has opened the link yet."""
    link: Literal["here", "away"]
    epoch: int | None
    """From which epoch on the youth's page lets them read; None: not yet."""
    leaving: bool
    """The youth has been asked to go on with them alone, and has not answered."""


class DeskChat(Frame):
    """An open chat on a responder's desk."""

    chat: Id
    fence: int
    reader: SeatName
    intake: IntakeShape
    youth_link: Literal["here", "away"]
    covered: bool
    """The youth's page shows its cover: somebody may be looking."""
    grant: Grant | None
    open_s: Seconds
    quiet_s: Seconds
    asked_s: Seconds
    """How long the youth has been waiting for an answer; 0: the last word was an answer."""
    last: int
    """The number of the chat's last message: a page that has less asks for the rest."""
    partner: DeskPartner | None = None


class Colleague(Frame):
    """A responder to whom a chat can be handed right now."""

    id: str
    name: str


class Me(Frame):
    """The signed-in person as the desk shows them."""

    id: str
    name: str
    role: Role
    ready: bool
    cap: int
    """How many chats at once now, one more while it is raised."""
    languages: tuple[Language, ...]
    training_days: int | None
    """For so many days, today included, all required training counts; None: for over a month."""
    raised_s: Seconds = 0
    """How long a supervisor has raised the cap for."""


class LoadShape(Frame):
    """What a desk has seen since its owner signed in: their own to see."""

    chats: int
    heavy: int


class LineShape(Frame):
    """The line in outline: numbers only, nothing that lets one youth be chosen."""

    state: LineState
    until: int | None
    """When that next changes by itself, in seconds since 1970; None: nobody can say."""
    waiting: int
    longest_s: Seconds
    not_safe: int


class DeskView(Frame):
    """Everything a responder's desk shows, apart from the messages."""

    me: Me
    offer: Offer | None
    chats: tuple[DeskChat, ...]
    colleagues: tuple[Colleague, ...]
    line: LineShape
    hand: Hand | None
    load: LoadShape
    gap_s: Seconds
    """How long the pause after a heavy chat still is."""
    wrap_up: tuple[int, ...]
    """Fences of ended chats that still want their counts."""
    era: Era


Cids = Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)]


class Shown(Frame):
    """These messages stand on the other page: whoever wrote them need not keep them any longer."""

    chat: Id
    cids: Cids


class Keep(Frame):
    """A newer ticket; it takes the place of the one the page holds."""

    ticket: Ticket


class Again(Frame):
    """The store has lost what it held: come to your place again, with your ticket."""


class Move(Frame):
    """The node is going: connect again after this time, which leads to another one."""

    after_ms: Annotated[int, Field(ge=0, le=60_000)]


class Trouble(Frame):
    """The store does not answer, or answers again: what is written meanwhile waits in the page."""

    on: bool
