"""What the operator decides about the pages."""

from dataclasses import dataclass

from helpline.core.intake import Language
from helpline.wire.pages import HelpNumber, Template, Way


@dataclass(frozen=True, slots=True)
class Site:
    """Origins, words and numbers of one helpline; `app` fills it from the settings."""

    public_origin: str
    staff_origin: str
    decoy: str
    disclosure: dict[Language, str]
    numbers: tuple[HelpNumber, ...]
    templates: tuple[Template, ...]
    return_minutes: int
    """How long return words lead back; what is over a whole minute is not promised."""
    way: Way
    """To the sockets of this node."""
