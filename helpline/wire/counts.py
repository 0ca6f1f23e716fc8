"""The counts of a month, as the staff pages ask for them."""

from typing import Annotated

from pydantic import Field

from helpline.core.counted import Wait
from helpline.core.months import Name
from helpline.wire.shapes import Frame

Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Counted = Annotated[int, Field(ge=0)] | None
"""None: hidden, since it is small, or would give away what is."""


class CountTable(Frame):
    """Counts by the members of one closed list, or of two; `n` stands for a list of one."""

    name: Name
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Counted, ...], ...]
    row_totals: tuple[Counted, ...]
    """Of each row; empty where there are none."""
    totals: tuple[Counted, ...]
    """Of each column; empty where there are none."""
    total: Counted
    """Of all, where rows and columns have totals."""


class MonthCounts(Frame):
    """`GET /counts?month=2026-10`: a month that is over; without a month, the last.

    `GET /counts/file` gives the same to be taken away, and with `csv` in the query as CSV.
    """

    month: Month
    months: tuple[Month, ...]
    """What can be asked for, the latest first."""
    time_zone: str
    """On whose clocks days and hours are counted."""
    least: int
    """What is less than this is hidden."""
    target_s: int
    """Whoever is answered within so many seconds is answered in time, as counted from now on."""
    tables: tuple[CountTable, ...]


class TodayCounts(Frame):
    """`GET /counts/today`: the day so far, in steps of five; None: too few yet to say."""

    answered: int
    left: int
    """Who left before anybody answered."""
    target_s: int
    in_time: int | None
    """How many of a hundred who were answered waited no longer than `target_s`."""
    median: Wait | None
    """Half of them waited no longer than this band says."""
    most: Wait | None
    """Nine in ten of them did."""
    longest: Wait | None
