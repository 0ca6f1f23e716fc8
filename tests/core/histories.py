"""Made-up histories of a line: what was counted, and when each count had reached the database."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from helpline.core.counted import (
    ENDS,
    LATEST_S,
    WAITS,
    Beside,
    Count,
    Kind,
    Length,
    Outcome,
    Wait,
    referral_kind,
)
from helpline.core.directory.words import Need
from helpline.core.intake import Language, Topic
from helpline.core.referrals import Referred

Key = tuple[datetime, Kind, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """One that was counted: in the hour of `at`, and kept by the database from `kept` on."""

    at: datetime
    kept: datetime
    kind: Kind
    value: str


def history(rng: Random, first: datetime, days: int, chats: int) -> list[Noted]:
    """Return what is counted of some youth who come from a day on, busy hours and quiet ones."""
    noted: list[Noted] = []
    busiest, spread = rng.uniform(0, 24), rng.choice([1.5, 4.0, 20.0])
    for _ in range(chats):
        hour = int(rng.gauss(busiest, spread)) % 24
        at = first + timedelta(days=rng.randrange(days), hours=hour)
        noted += _chat(rng, at)
    return noted


def _chat(rng: Random, at: datetime) -> list[Noted]:
    result = rng.choices(WAITS, (80, 12, 8))[0]
    told: list[tuple[Kind, str]] = [
        (Kind.CAME, rng.choices(list(Language), (95, 5))[0]),
        (result, rng.choices(list(Wait), (60, 20, 10, 5, 4, 1))[0]),
    ]
    if result is not Kind.LEFT_WAITING:
        told.append((Kind.TAKEN, rng.choices(list(Beside), (70, 25, 5))[0]))
        ending = rng.choices(ENDS, (50, 35, 10, 5))[0]
        told.append((ending, rng.choices(list(Length), (5, 20, 30, 35, 10))[0]))
        told.append((Kind.TOPIC, rng.choice(list(Topic))))
        told.append((Kind.OUTCOME, rng.choice(list(Outcome))))
        told += [(Kind.HEAVY, "")] * (rng.random() < 0.1)
        outcome = rng.choices(list(Referred), (60, 20, 8, 2, 5, 5))[0]
        told += [(referral_kind(outcome), rng.choice(list(Need)))] * (rng.random() < 0.3)
    return [Noted(at, at + timedelta(seconds=rng.uniform(0, LATEST_S)), *one) for one in told]


def counts(noted: Iterable[Noted], by: datetime | None = None) -> list[Count]:
    """Return the table of the database at a moment, or in the end."""
    found = Counter[Key](
        (one.at, one.kind, one.value) for one in noted if by is None or one.kept <= by
    )
    return [Count(at.date(), at.hour, kind, value, n) for (at, kind, value), n in found.items()]


def midnight(year: int, month: int, day: int) -> datetime:
    """Return when a day begins in UTC."""
    return datetime(year, month, day, tzinfo=UTC)
