"""How the line has done since midnight, so coarsely that no one chat shows in it.

What is shown of months hides small counts and what would give them away (`core.months`). Exact
numbers of each day would be a way round that, for whoever notes them every evening. So people are
told in fives, rounded down, waits by their bands, and parts of a whole only once there are as many
as any count that is shown; decision 0035 says why that is enough.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.counted import ANSWERED, WAITS, Count, Kind, Wait
from helpline.core.months import local_of
from helpline.core.node_tally import in_steps

PEOPLE: Final = 5
"""So many people are one step."""
PERCENT: Final = 5
"""So many of a hundred are one step."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day so far; each youth counts in the hour in which they came."""

    answered: int
    left: int
    """Who left before anybody answered."""
    in_time: int | None
    """How many of a hundred who were answered did not wait longer than the target."""
    median: Wait | None
    """Half of those who were answered waited no longer than this band says."""
    most: Wait | None
    """Nine in ten of them did."""
    longest: Wait | None
    """The band of the longest wait, however it ended."""


def today(counts: Iterable[Count], day: date, zone: ZoneInfo, least: int) -> Today:
    """Return how a day on the clocks of `zone` has gone; None where fewer than `least` came."""
    waits = [one for one in counts if one.kind in WAITS and local_of(one, zone).date() == day]
    by_kind, bands, all_bands = Counter[Kind](), Counter[Wait](), Counter[Wait]()
    for one in waits:
        by_kind[one.kind] += one.n
        all_bands[Wait(one.value)] += one.n
        if one.kind in ANSWERED:
            bands[Wait(one.value)] += one.n
    answered = bands.total()
    enough = answered >= least
    return Today(
        answered=in_steps(answered, PEOPLE),
        left=in_steps(by_kind[Kind.LEFT_WAITING], PEOPLE),
        in_time=_percent(by_kind[Kind.ANSWERED_IN_TIME], answered) if enough else None,
        median=_within(bands, 0.5) if enough else None,
        most=_within(bands, 0.9) if enough else None,
        longest=_within(all_bands, 1.0) if all_bands.total() >= least else None,
    )


def _percent(part: int, whole: int) -> int:
    return in_steps(100 * part // whole, PERCENT)


def _within(bands: Counter[Wait], share: float) -> Wait:
    """Return the band up to which at least this share of the waits are."""
    seen, whole = 0, bands.total()
    for band in Wait:
        seen += bands[band]
        if seen >= share * whole:
            return band
    raise ValueError("nobody waited")
