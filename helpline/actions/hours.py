"""What is planned for the line, as this node last read it. Reading it is the edge's."""

from math import inf
from typing import Final

from helpline.core.opening import Always, Opening, Outlook, outlook
from helpline.core.shifts import Shift

KEPT_S: Final = 60.0
"""So soon what lies ahead is looked at again, though nothing has changed."""


class Hours:
    """A line that nobody has planned yet is always open."""

    def __init__(self) -> None:
        self._opening: Opening = Always()
        self._outlook = Outlook(open=True, change=None)
        self._since = inf
        self._until = -inf
        self.bare: tuple[Shift, ...] = ()
        """The shifts that run or begin soon, and for which nobody has signed up."""

    def follow(self, opening: Opening) -> None:
        """Go by another plan from now on."""
        self._opening = opening
        self._until = -inf

    def outlook(self, now: float) -> Outlook:
        """Return what is planned at this moment; asked again and again, it is worked out once."""
        if not self._since <= now < self._until:
            self._outlook = outlook(self._opening, now)
            change = self._outlook.change
            self._since = now
            self._until = min(now + KEPT_S, inf if change is None else change)
        return self._outlook
