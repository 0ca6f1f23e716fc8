"""When the line is open: always, at set hours, or while somebody is there by the plan.

`is_open` and `next_change` read the same hours, so what a page says about "until" is what happens.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.shifts import Plan, occurrences
from helpline.core.signups import SignUp
from helpline.core.wall import Span, dated

AHEAD_S: Final = 14 * 86_400
"""No page looks further for the next opening or closing."""


class OpensBy(StrEnum):
    """What opens the line, by the word that is kept and sent for it."""

    ALWAYS = "always"
    HOURS = "hours"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Always:
    """The line is open at all hours."""


@dataclass(frozen=True, slots=True)
class SetHours:
    """Weekly hours in a time zone; on a closed date none begin.

    A span whose end is its start takes the whole day round.
    """

    zone: str
    spans: tuple[Span, ...]
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class ByPlan:
    """The line is open while at least one shift runs for which somebody has signed up."""

    plan: Plan
    kept: frozenset[SignUp]


Opening = Always | SetHours | ByPlan


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is planned at a moment: whether the line is open, and when that next changes.

    None: it does not change within 14 days.
    """

    open: bool
    change: int | None


def outlook(opening: Opening, now: float) -> Outlook:
    """Return what is planned at this moment."""
    return Outlook(is_open(opening, now), next_change(opening, now))


def is_open(opening: Opening, now: float) -> bool:
    """Tell whether the line is open at this moment; it is closed at the moment at which it closes.

    This is what was planned: that the line was paused by hand, or that nobody came, is for others
    to know.
    """
    if isinstance(opening, Always):
        return True
    return any(begins <= now for begins, _ in _hours(opening, now, now + 1))


def next_change(opening: Opening, now: float) -> int | None:
    """Return when the line next opens or closes, or None when it does not within 14 days."""
    if isinstance(opening, Always):
        return None
    last = now + AHEAD_S
    # A second more, so that hours which begin at the very end are seen to go on.
    hours = sorted(_hours(opening, now, last + 1))
    change = _first_change(hours, now)
    return change if change is not None and change <= last else None


def _first_change(hours: Iterable[tuple[int, int]], now: float) -> int | None:
    """Return when these hours, which are in order and not over yet, first begin or stop.

    What touches is one: the line does not close at eight when the next shift begins at eight.
    """
    closes = None
    for begins, ends in hours:
        if closes is None and begins > now:
            return begins
        if closes is not None and begins > closes:
            return closes
        closes = ends if closes is None else max(closes, ends)
    return closes


def _hours(opening: SetHours | ByPlan, since: float, until: float) -> Iterator[tuple[int, int]]:
    if isinstance(opening, SetHours):
        zone = ZoneInfo(opening.zone)
        for _, _, begins, ends in dated(opening.spans, zone, opening.closed, since, until):
            yield begins, ends
    else:
        taken = {(one.slot, one.on) for one in opening.kept}
        for shift in occurrences(opening.plan, since, until):
            if (shift.slot, shift.on) in taken:
                yield shift.begins, shift.ends
