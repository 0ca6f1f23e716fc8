"""What came of referrals, as the staff pages ask for it."""

from typing import Annotated

from pydantic import Field

from helpline.core.directory.words import Need
from helpline.core.referrals import Referred
from helpline.wire.shapes import Frame

Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Counted = Annotated[int, Field(ge=0)] | None
"""None: hidden, since it is small, or would give away what is."""


class ReferralRow(Frame):
    """One kind of need: a count for each outcome, in their order, and all of them together."""

    need: Need
    counts: tuple[Counted, ...]
    total: Counted


class ReferralCounts(Frame):
    """`GET /counts/referrals?month=2026-10`: the referrals of a month that is over, in UTC.

    Without a month: of the one that ended last.
    """

    month: Month
    months: tuple[Month, ...]
    """What can be asked for, the latest first."""
    least: int
    """What is less than this is hidden."""
    outcomes: tuple[Referred, ...]
    rows: tuple[ReferralRow, ...]
    totals: tuple[Counted, ...]
    """By outcome."""
    total: Counted
