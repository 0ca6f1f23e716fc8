"""What may happen to a chat; which phase allows it stands in `core.life`."""

from dataclasses import dataclass

from helpline.core.chat import Link, SealedKeys, Speech
from helpline.core.names import Conn, Fence, Sender, StaffId
from helpline.core.roles import Role


@dataclass(frozen=True, slots=True)
class Offered:
    """The chat is offered to one responder."""

    staff: StaffId
    name: str
    role: Role
    link: Link
    public_key: str | None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The responder takes the offer."""

    fence: Fence


@dataclass(frozen=True, slots=True)
class Declined:
    """The responder does not take the offer; no reason is asked."""

    fence: Fence


@dataclass(frozen=True, slots=True)
class Closed:
    """The responder ends the chat."""

    fence: Fence


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The responder gives the chat back, perhaps for a colleague whose name the youth is told."""

    fence: Fence
    next_name: str | None = None


@dataclass(frozen=True, slots=True)
class PulledBack:
    """A supervisor puts the chat back into the line."""


@dataclass(frozen=True, slots=True)
class Switched:
    """The youth asks for somebody else."""


@dataclass(frozen=True, slots=True)
class Left:
    """The youth leaves."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """The youth says they are still there."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The youth's page put its cover on or took it off."""

    on: bool


@dataclass(frozen=True, slots=True)
class Granted:
    """The youth's page lets the holder of the seat read."""

    reader: Sender
    keys: SealedKeys


@dataclass(frozen=True, slots=True)
class Exited:
    """The youth's page has gone for good: with return words they may come back by another."""


@dataclass(frozen=True, slots=True)
class ReturnsChosen:
    """The youth has chosen return words, or takes them back (None)."""

    returns: str | None


@dataclass(frozen=True, slots=True)
class YouthHere:
    """The youth's page is connected."""

    conn: Conn


@dataclass(frozen=True, slots=True)
class YouthAway:
    """A connection of the youth's page is gone."""

    conn: Conn


@dataclass(frozen=True, slots=True)
class DeskHere:
    """The responder's page is connected, with the key it has now."""

    staff: StaffId
    conn: Conn
    public_key: str


@dataclass(frozen=True, slots=True)
class DeskAway:
    """A connection of the responder's page is gone."""

    staff: StaffId
    conn: Conn


@dataclass(frozen=True, slots=True)
class PartnerInvited:
    """The youth says yes to a partner; `token_hash` is of the token in the one link."""

    token_hash: str


@dataclass(frozen=True, slots=True)
class PartnerDismissed:
    """The youth takes the yes back, and sends the partner away who has come by it."""


@dataclass(frozen=True, slots=True)
class PartnerCame:
    """Somebody has opened a link, with the key their page made."""

    token_hash: str
    conn: Conn
    public_key: str
    proof: str


@dataclass(frozen=True, slots=True)
class PartnerHere:
    """The partner's page is connected."""

    fence: Fence
    conn: Conn


@dataclass(frozen=True, slots=True)
class PartnerAway:
    """A connection of the partner's page is gone."""

    fence: Fence
    conn: Conn


@dataclass(frozen=True, slots=True)
class PartnerLeft:
    """The partner goes."""

    fence: Fence


@dataclass(frozen=True, slots=True)
class PartnerGranted:
    """The youth's page lets the partner read."""

    reader: Sender
    keys: SealedKeys


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """The responder asks the youth to go on with the partner alone."""

    fence: Fence


@dataclass(frozen=True, slots=True)
class LeaveAnswered:
    """The youth goes on with the partner alone, or would rather have another responder."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time went by; `speech` is when something was said."""

    speech: Speech


Event = (
    Offered
    | Accepted
    | Declined
    | Closed
    | HandedOver
    | PulledBack
    | Switched
    | Left
    | Exited
    | ReturnsChosen
    | Stayed
    | Covered
    | Granted
    | YouthHere
    | YouthAway
    | DeskHere
    | DeskAway
    | PartnerInvited
    | PartnerDismissed
    | PartnerCame
    | PartnerHere
    | PartnerAway
    | PartnerLeft
    | PartnerGranted
    | LeaveAsked
    | LeaveAnswered
    | Ticked
)
