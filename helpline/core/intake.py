"""What a youth may tell the line before a chat: closed lists, all optional, nothing typed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """The languages a youth can read the page and be answered in."""

    EN = "en"
    ES = "es"


class Safety(StrEnum):
    """The answer to "Are you safe right now?"."""

    SAFE = "safe"
    NOT_SAFE = "not_safe"
    UNSURE = "unsure"


class Watched(StrEnum):
    """The answer to "Could someone see this screen?"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Topic(StrEnum):
    """What the chat may be about, in a youth's own terms; responders opt out by the same list."""

    TRADE = "trade"
    """Made to do things for money, a place to stay, or food."""
    PICTURES = "pictures"
    """Pictures or videos online."""
    THREATS = "threats"
    HURT = "hurt"
    """Being hurt by somebody."""
    SEXUAL = "sexual"
    """Touched or forced in a sexual way."""
    DATING = "dating"
    HOME = "home"
    """Left home, or nowhere to stay."""
    SELF_HARM = "self_harm"
    """Thoughts of suicide or of hurting oneself."""
    SUBSTANCES = "substances"
    IDENTITY = "identity"
    """LGBTQ+."""
    FRIEND = "friend"
    """Worried about somebody else."""
    OTHER = "other"


class AgeBand(StrEnum):
    """How old, as coarsely as the law and a referral need it."""

    UNDER_13 = "under_13"
    FROM_13 = "13_15"
    FROM_16 = "16_17"
    ADULT = "18_plus"


STATES: Final = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
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
        "AS",
        "GU",
        "MP",
        "PR",
        "VI",
    ]
)
"""USPS codes of the states, the District of Columbia and the territories."""


@dataclass(frozen=True, slots=True)
class Intake:
    """All that the server may know of a youth; kept in the ephemeral store only."""

    language: Language = Language.EN
    safety: Safety | None = None
    watched: Watched | None = None
    topics: tuple[Topic, ...] = ()
    age_band: AgeBand | None = None
    state: str | None = None
