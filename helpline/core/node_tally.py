"""What one node has done since it began, in numbers alone.

A number that is kept with a time beside it, as a monitoring system keeps it, says when somebody
came. So what youth do is told in steps that one of them alone does not move (decision 0034).
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

MINUTE_S = 60


@dataclass(slots=True)
class Tally:
    """What a node has counted, of nobody in particular."""

    messages: int = 0
    """Taken into a log; one that a page sends again is taken again."""
    offers: int = 0
    slow_pulses: int = 0


class Times:
    """How long something took, by upper bounds in seconds."""

    __slots__ = ("_counts", "bounds", "total_s")

    def __init__(self, *bounds: float) -> None:
        """Take the bounds in rising order; beyond the last one there is no bound."""
        self.bounds = bounds
        self.total_s = 0.0
        self._counts = [0] * (len(bounds) + 1)

    def add(self, seconds: float) -> None:
        """Note that it took so long, once."""
        self._counts[bisect_left(self.bounds, seconds)] += 1
        self.total_s += seconds

    def within(self) -> list[int]:
        """Return how often it took at most as long as each bound, and last how often at all."""
        return list(accumulate(self._counts))


def in_steps(number: int, step: int) -> int:
    """Return the greatest multiple of a step that is not above a number from 0 on."""
    return number - number % step


def longest_wait(waiting: int, waited_s: float, least: int) -> int:
    """Return for how long the first in line has waited, in seconds of whole minutes.

    0 while fewer than `least` wait: then it would be the time at which one youth came.
    """
    return in_steps(max(0, int(waited_s)), MINUTE_S) if waiting >= least else 0
