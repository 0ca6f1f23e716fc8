"""What a supervisor sets for all of the line: a word to those who wait, and a surge.

In a surge an offer is open for a shorter time, so that a chat goes on to somebody else sooner, and
whoever waits is shown other help at once. Each of them ends by itself after an hour, as a raised
cap does: what was meant for one bad evening is not to be how the line is run.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from helpline.core.policy import Policy

HOUR_S: Final = 3_600
"""How long each of them lasts, in seconds."""


class Notice(StrEnum):
    """What those who wait are told; the pages have the words, in each language."""

    BUSY = "busy"
    """More people than usual are waiting."""
    BREAK = "break"
    """Nobody takes new chats for a short while."""
    CLOSING = "closing"
    """The line closes soon."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was set last; a time that has passed, or 0, says that it does not hold."""

    notice: Notice | None = None
    notice_until: float = 0.0
    surge_until: float = 0.0


def notice_at(measures: Measures, now: float) -> Notice | None:
    """Return what those who wait are told at this moment."""
    return measures.notice if now < measures.notice_until else None


def is_surge(measures: Measures, now: float) -> bool:
    """Tell whether there is a surge at this moment."""
    return now < measures.surge_until


def in_force(policy: Policy, measures: Measures, now: float) -> Policy:
    """Return the numbers that hold at this moment; a surge never makes an offer longer."""
    if not is_surge(measures, now):
        return policy
    return replace(policy, offer_s=min(policy.offer_s, policy.surge_offer_s))
