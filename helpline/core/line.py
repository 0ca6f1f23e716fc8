"""Whether the line takes new chats: as it was set by hand, and where it was not, as is planned.

What was set by hand is one short text in the store, so that all nodes read the same. Pausing and
closing hold until somebody opens the line. Opening it outside the planned hours holds until the
plan would next have changed it; from then on the plan goes on.
"""

from dataclasses import dataclass
from typing import Final, Literal

from helpline.core.opening import AHEAD_S, Outlook

LineState = Literal["open", "paused", "closed"]

_SHUT: Final[dict[str, LineState]] = {"paused": "paused", "closed": "closed"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the line stands, and when that next changes by itself (None: nobody can say)."""

    state: LineState
    until: int | None

    @property
    def opens(self) -> int | None:
        """When a line that is shut opens by itself."""
        return None if self.state == "open" else self.until


def standing(hand: str | None, plan: Outlook, now: float) -> Standing:
    """Return how the line stands; `hand` is what `by_hand` gave last, or None."""
    word, _, until = (hand or "open").partition(" ")
    if word in _SHUT:
        return Standing(_SHUT[word], None)
    if until and now < int(until):
        return Standing("open", int(until))
    return Standing("open" if plan.open else "closed", plan.change)


def by_hand(state: LineState, plan: Outlook, now: float) -> str:
    """Return the text to keep when somebody sets the line by hand at this moment.

    Opening it while it is planned to be open takes back what was set before. Where nothing is
    planned, an opening holds as long as the plan looks ahead.
    """
    if state != "open" or plan.open:
        return state
    return f"open {int(now) + AHEAD_S if plan.change is None else plan.change}"
