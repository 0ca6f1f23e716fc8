"""The closed lists of the directory, by the words that files say for them."""

from enum import StrEnum
from typing import Final


class Line(StrEnum):
    """What a service does with what it hears; the code of a taxonomy term, after `line:`."""

    HELP = "help"
    """A help line that has said nothing of telling anybody."""
    MAY_REPORT = "may_report"
    """A help line that says when it tells the state or the police."""
    REPORT = "report"
    """It exists to tell the state or the police."""


class Need(StrEnum):
    """What a service is for; the code of a taxonomy term, after `need:`."""

    DANGER = "danger"
    TRAFFICKING = "trafficking"
    RUNAWAY = "runaway"
    ASSAULT = "assault"
    SUICIDE = "suicide"
    DATING_VIOLENCE = "dating_violence"
    LGBTQ = "lgbtq"
    NATIVE = "native"
    DEAF = "deaf"
    ABUSE = "abuse"
    PICTURES = "pictures"
    LEGAL = "legal"
    HEALTH = "health"
    SUBSTANCES = "substances"
    REPORT = "report"


class Medium(StrEnum):
    """How a number is used: the standard's `type` of a phone."""

    VOICE = "voice"
    TEXT = "text"
    TTY = "tty"
    VIDEOPHONE = "videophone"


class Grade(StrEnum):
    """How sure a fact is; what nobody could verify has no grade here, and is given to nobody."""

    OWN = "V"
    """Read on the service's own page."""
    SECONDARY = "S"
    """Read elsewhere."""


class Status(StrEnum):
    """The standard's words for whether a service is there."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    CLOSED = "temporarily closed"


COUNTRY: Final = "US"
STATES: Final = frozenset(
    {
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
        "DC",
        "AS",
        "GU",
        "MP",
        "PR",
        "VI",
    }
)
"""States, the capital's district and the territories, by their postal codes."""
