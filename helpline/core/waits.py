"""An honest answer to "how long?": a range from recent chats, or nothing at all."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import quantiles

SAMPLES_NEEDED = 5
STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes still to wait, from `low` to `high`."""

    low: int
    high: int


def estimate(ahead: int, free: int, seats: int, minutes: tuple[int, ...]) -> Wait | None:
    """Return the range for a youth with `ahead` people before them.

    `free` places can be offered at once; `seats` is the number of places of all who answer now;
    `minutes` are the lengths of recent chats. With all seats taken, a place frees every
    length / seats minutes, so the wait is (ahead - free + 1) such steps; the quartiles of the
    lengths make the range. None when nobody answers or there are too few lengths to go on.
    """
    if seats <= 0:
        return None
    if ahead < free:
        return Wait(0, STEP_MIN)
    if len(minutes) < SAMPLES_NEEDED:
        return None
    steps = ahead - free + 1
    short, long = _quartiles(minutes)
    low = int(steps * short / seats) // STEP_MIN * STEP_MIN
    high = -(-int(steps * long / seats + 1) // STEP_MIN) * STEP_MIN
    return Wait(low, max(high, low + STEP_MIN))


@lru_cache(maxsize=1)  # for a whole line it is asked with the same lengths
def _quartiles(minutes: tuple[int, ...]) -> tuple[float, float]:
    short, _, long = quantiles(minutes, n=4, method="inclusive")
    return short, long
