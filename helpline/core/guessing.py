"""How long whoever has guessed wrong must wait: a few tries are free, then it doubles."""

from dataclasses import dataclass
from typing import Final

FREE: Final = 3
"""Tries before the first wait: people mistype."""
FIRST_S: Final = 1.0
MOST_S: Final = 300.0
FORGOTTEN_S: Final = 3_600.0
"""After so long without a try, all is forgotten."""
_DOUBLINGS: Final = 16


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries that did not succeed, and when the last one was (seconds)."""

    failed: int = 0
    at: float = 0.0


def one_more(tries: Tries, now: float) -> Tries:
    """Return the tries with another one that has not succeeded so far."""
    return Tries((0 if is_forgotten(tries, now) else tries.failed) + 1, now)


def taken_back(tries: Tries) -> Tries:
    """Return the tries without the last, which was no wrong guess."""
    return Tries(max(0, tries.failed - 1), tries.at)


def wait_s(tries: Tries, now: float) -> float:
    """Return the seconds until the next try is let through; 0: now."""
    if tries.failed < FREE or is_forgotten(tries, now):
        return 0.0
    delay = min(MOST_S, FIRST_S * 2.0 ** min(tries.failed - FREE, _DOUBLINGS))
    return max(0.0, tries.at + delay - now)


def is_forgotten(tries: Tries, now: float) -> bool:
    """Tell whether the tries are so long ago that they count for nothing."""
    return now >= tries.at + FORGOTTEN_S
