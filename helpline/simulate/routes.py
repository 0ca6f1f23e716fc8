"""Which door a page tries next, and how soon: any node will do."""

from collections.abc import Sequence
from random import Random

FIRST_S = (0.1, 0.5)
"""How soon after a loss the first attempt is made; apart, so that not all come at once."""
MOST_S = 3.0


class Routes:
    """The origins of one door, tried in turn."""

    def __init__(self, origins: Sequence[str], dice: Random) -> None:
        self._origins = origins
        self._dice = dice
        self._at = dice.randrange(len(origins))
        self._failures = 0

    @property
    def origin(self) -> str:
        """Where to go now."""
        return self._origins[self._at % len(self._origins)]

    def arrived(self) -> None:
        """The page was let in: the next loss is a first one."""
        self._failures = 0

    def lost(self) -> float:
        """Turn to the next origin; return the seconds to wait before going there."""
        self._at += 1
        pause_s = self._dice.uniform(*FIRST_S) * float(2**self._failures)
        self._failures += 1
        return min(pause_s, MOST_S)
