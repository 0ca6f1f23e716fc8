"""What is counted, and in which closed lists: nothing else can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from helpline.core.referrals import Referred


class Kind(StrEnum):
    """What is counted, each by a list of its own.

    Of a youth's chat, in the hour in which they came: the language they came with; whether they
    were answered, by how long they waited; how much else was on the desk of who first took it; and
    how a chat that was answered ended, by its length.
    Of a wrap-up, in its own hour: what was ticked; a referral by need, under its outcome.
    """

    CAME = "came"
    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    LEFT_WAITING = "left_waiting"
    TAKEN = "taken"
    ENDED_LEFT = "ended_left"
    ENDED_CLOSED = "ended_closed"
    ENDED_IDLE = "ended_idle"
    ENDED_GONE = "ended_gone"
    OUTCOME = "outcome"
    TOPIC = "topic"
    HEAVY = "heavy"
    REFERRAL_CARD = "referral_card"
    REFERRAL_CONNECTED = "referral_connected"
    REFERRAL_REFUSED = "referral_refused"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_EXPIRED = "referral_expired"
    REFERRAL_UNKNOWN = "referral_unknown"


class Wait(StrEnum):
    """How long a youth waited, in minutes."""

    UNDER_1 = "under_1"
    FROM_1 = "1_2"
    FROM_2 = "2_5"
    FROM_5 = "5_10"
    FROM_10 = "10_30"
    FROM_30 = "30_up"


class Beside(StrEnum):
    """How many other chats were open at the desk that first took a chat."""

    NONE = "0"
    ONE = "1"
    MORE = "2_up"


class Length(StrEnum):
    """How long it was from the first answer to the end, in minutes."""

    UNDER_5 = "under_5"
    FROM_5 = "5_15"
    FROM_15 = "15_30"
    FROM_30 = "30_60"
    FROM_60 = "60_up"


class Outcome(StrEnum):
    """How a chat went, for the counts."""

    TALKED = "talked"
    PLANNED = "planned"
    REFERRED = "referred"
    REPORTED = "reported"
    LEFT_EARLY = "left_early"
    NOT_FOR_US = "not_for_us"


@dataclass(frozen=True, slots=True)
class Count:
    """How many were counted in one UTC hour."""

    day: date
    hour: int
    kind: Kind
    value: str
    n: int


LATEST_S: Final = 86_400.0
"""Nothing is added to the counts of a time longer ago than this."""
WAITS: Final = (Kind.ANSWERED_IN_TIME, Kind.ANSWERED_LATE, Kind.LEFT_WAITING)
"""What comes of a wait."""
ANSWERED: Final = frozenset({Kind.ANSWERED_IN_TIME, Kind.ANSWERED_LATE})
"""What comes of a wait that somebody ended by taking the chat."""
ENDS: Final = (Kind.ENDED_LEFT, Kind.ENDED_CLOSED, Kind.ENDED_IDLE, Kind.ENDED_GONE)
"""How a chat ends that was answered."""

_WAIT_MINUTES: Final = dict(zip(Wait, (1, 2, 5, 10, 30), strict=False))
_LENGTH_MINUTES: Final = dict(zip(Length, (5, 15, 30, 60), strict=False))
Band = TypeVar("Band", Wait, Length)


def wait_band(seconds: float) -> Wait:
    """Return in which band a wait falls."""
    return _band(seconds, _WAIT_MINUTES, Wait.FROM_30)


def length_band(seconds: float) -> Length:
    """Return in which band the length of a chat falls."""
    return _band(seconds, _LENGTH_MINUTES, Length.FROM_60)


def beside(others: int) -> Beside:
    """Return what it is called that a desk has so many other chats."""
    return tuple(Beside)[min(others, len(Beside) - 1)]


def referral_kind(outcome: Referred) -> Kind:
    """Return the kind under which a referral with this outcome is counted."""
    return Kind(f"referral_{outcome}")


def _band(seconds: float, ends: Mapping[Band, int], last: Band) -> Band:
    return next((band for band, minutes in ends.items() if seconds < minutes * 60), last)
