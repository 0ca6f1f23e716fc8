"""Who comes, when, and how they behave: pure functions of a seeded `random.Random`.

Times are seconds of the simulated day. Published figures: arrivals by hour and the length of the
day (krisenchat, the national trafficking hotline); the rest is our own estimate.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

from helpline.core.intake import AgeBand, Language, Safety, Topic, Watched
from helpline.wire.shapes import IntakeShape

Choice = TypeVar("Choice", bound=StrEnum)

DAY_CHATS = 150
STARTS_AT_HOUR = 16
"""A run begins where the busy part of the day does."""
BANDS = ((8, 0.10), (16, 0.28), (24, 0.62))
"""What part of a day's chats comes before each hour, from the hour before it on."""

BOUNCES = 0.15
BOUNCE_S = 120.0
LENGTH_MEDIAN_S = 35 * 60.0
LENGTH_SIGMA = 0.6
PATIENCE_S = 6 * 60.0
DROPS_PER_MINUTE = 0.075
OFFLINE_S = (2.0, 20.0)

BURST = (1, 4)
BURST_EVERY_S = 5 * 60.0
"""With 2.5 messages in a burst, half a message a minute."""
BURST_GAP_S = (2.0, 8.0)
YOUTH_WORDS = 8
WRITES_WHILE_WAITING = 0.5
GIVES_A_NAME = 0.4
ANSWERS = 0.6
"""Each question of the intake can be skipped, and often is."""

RESPONDER_EVERY_S = 150.0
RESPONDER_WORDS = 25
ACCEPTS_AFTER_S = (2.0, 8.0)
GREETS_AFTER_S = (5.0, 15.0)


class Ending(StrEnum):
    """How a youth means to end a chat."""

    EXIT = "quick exit"
    DROP = "silent drop"
    IDLE = "idle"
    LEAVE = "left"
    BYE = "closed"
    """Says goodbye and lets the responder end it."""


ENDINGS = {
    Ending.EXIT: 0.125,
    Ending.DROP: 0.125,
    Ending.IDLE: 0.15,
    Ending.LEAVE: 0.30,
    Ending.BYE: 0.30,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one youth brings along; `bounce_s` is set for those who only look in."""

    intake: IntakeShape
    patience_s: float
    bounce_s: float | None
    length_s: float
    ending: Ending


def per_minute(hour: float) -> float:
    """Return the arrivals per minute of the design day at an hour (may run past 24)."""
    start = 0
    for until, share in BANDS:
        if hour % 24 < until:
            return DAY_CHATS * share / (until - start) / 60
        start = until
    raise ValueError("no such hour")


def arrivals(dice: Random, until_s: float, rate: float | None) -> Iterator[float]:
    """Yield when youth arrive: `rate` a minute, or by the hours of the design day."""
    most = max(per_minute(hour) for hour in range(24)) if rate is None else rate
    at = 0.0
    while most > 0:
        at += dice.expovariate(most / 60)
        if at >= until_s:
            return
        # Thinning: a candidate at the busiest rate is kept as often as this hour is busy.
        now = most if rate is not None else per_minute(STARTS_AT_HOUR + at / 3600)
        if dice.random() < now / most:
            yield at


def visit(dice: Random) -> Visit:
    """Return how one youth will behave."""
    bounces = dice.random() < BOUNCES
    return Visit(
        intake=intake(dice),
        patience_s=dice.expovariate(1 / PATIENCE_S),
        bounce_s=dice.uniform(5, BOUNCE_S) if bounces else None,
        length_s=dice.lognormvariate(math.log(LENGTH_MEDIAN_S), LENGTH_SIGMA),
        ending=dice.choices(list(ENDINGS), list(ENDINGS.values()))[0],
    )


def intake(dice: Random) -> IntakeShape:
    """Return answers out of the closed lists; many are skipped."""
    return IntakeShape(
        language=dice.choices(list(Language), [0.85, 0.15])[0],
        safety=_maybe(dice, Safety),
        watched=_maybe(dice, Watched),
        topics=tuple(dice.sample(list(Topic), dice.choice([0, 1, 1, 2]))),
        age_band=_maybe(dice, AgeBand),
    )


def burst(dice: Random) -> list[int]:
    """Return the number of words of each message that a youth writes in one go."""
    return [words(dice, YOUTH_WORDS) for _ in range(dice.randint(*BURST))]


def words(dice: Random, mean: int) -> int:
    """Return a number of words from 1 on, geometric around a mean."""
    return 1 + int(dice.expovariate(math.log1p(1 / (mean - 1))))


def next_burst_s(dice: Random) -> float:
    """Return how long a youth is quiet before the next burst."""
    return dice.expovariate(1 / BURST_EVERY_S)


def next_answer_s(dice: Random) -> float:
    """Return how long a responder is quiet before the next message in one chat."""
    return dice.expovariate(1 / RESPONDER_EVERY_S)


def next_drop_s(dice: Random) -> float:
    """Return how long a youth's connection holds."""
    return dice.expovariate(DROPS_PER_MINUTE / 60)


def _maybe(dice: Random, choices: type[Choice]) -> Choice | None:
    return dice.choice(list(choices)) if dice.random() < ANSWERS else None
