"""Which entries may be given to anybody today, and which have to be looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from helpline.core.directory.entries import Checked, Entry
from helpline.core.directory.words import Status

FRESH: Final = timedelta(days=90)
"""So long a check holds; after that staff read "check before use"."""


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that has to be looked at, and since when; None: a fact of it was never dated."""

    entry: Entry
    since: date | None


def given_out(checked: Checked, off: frozenset[str]) -> tuple[Entry, ...]:
    """Return the entries that hold, are active, and that nobody has switched off."""
    return tuple(
        entry for entry in checked.entries if entry.status is Status.ACTIVE and entry.id not in off
    )


def due(entry: Entry, today: date) -> Due | None:
    """Return since when an entry has to be looked at again, or None while it is fresh."""
    dates = [fact.on for fact in entry.vouched if fact.on is not None and fact.on <= today]
    if len(dates) < len(entry.vouched) or not dates:
        return Due(entry, None)
    runs_out = min(dates) + FRESH
    # A date set by hand may bring a review forward, and never puts it off.
    since = min(runs_out + timedelta(days=1), entry.review_on or date.max)
    return Due(entry, since) if since <= today else None
