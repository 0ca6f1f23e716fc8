"""Who has guessed wrong how often: in this node's memory, forgotten within the hour.

Only names of staff are counted, and only as a keyed hash, so that a name nobody has is treated as
one that somebody has. No address is looked at.
"""

from collections import OrderedDict
from typing import Final

from helpline.core.errors import TooFast
from helpline.core.guessing import Tries, is_forgotten, one_more, taken_back, wait_s

MOST: Final = 10_000
"""Names at once: beyond, the one that was tried longest ago is let go."""


class Guesses:
    """Tries by whatever they are counted for."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._tries: OrderedDict[str, Tries] = OrderedDict()

    def take(self, key: str, now: float) -> None:
        """Count a try as failed until it has succeeded; raise `TooFast` where it comes too soon.

        Counting first means that many at once are no way around the wait.
        """
        tries = self._tries.get(key, Tries())
        wait = wait_s(tries, now)
        if wait > 0:
            raise TooFast(wait)
        self._tries[key] = one_more(tries, now)
        self._tries.move_to_end(key)
        self._sweep(now)

    def take_back(self, key: str) -> None:
        """Count the last try no longer: it was not a wrong guess, nor yet a right one."""
        if key in self._tries:
            self._tries[key] = taken_back(self._tries[key])

    def succeed(self, key: str) -> None:
        """Forget the tries: whoever made the last one knew."""
        self._tries.pop(key, None)

    def __len__(self) -> int:
        return len(self._tries)

    def _sweep(self, now: float) -> None:
        while self._tries:
            oldest = next(iter(self._tries))
            if len(self._tries) <= self._most and not is_forgotten(self._tries[oldest], now):
                return
            del self._tries[oldest]
