"""What is counted of a referral: closed lists, and months that are over.

A month that still runs is shown to nobody: whoever looked at it twice would see what one chat
added. Months never overlap, so that none can be taken from another.
"""

from datetime import date
from enum import StrEnum
from typing import Final


class Referred(StrEnum):
    """What came of it."""

    CARD = "card"
    """A card was given; nobody was told anything."""
    CONNECTED = "connected"
    """The youth said that they are in touch."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The youth had said yes, and took it back."""
    EXPIRED = "expired"
    """The time for it was over before the youth had said how it went."""
    UNKNOWN = "unknown"
    """The chat ended, or who asked for it left, before the youth had said how it went."""


MONTHS: Final = 12
"""So many are looked back at."""


def ended_months(today: date) -> tuple[date, ...]:
    """Return the first days of the months that are over, the latest first."""
    return tuple(_month(today, -back) for back in range(1, MONTHS + 1))


def month_after(month: date) -> date:
    """Return the first day of the month that follows."""
    return _month(month, 1)


def _month(day: date, by: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(years, month + 1, 1)
