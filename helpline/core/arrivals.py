"""How many youth come in an hour of the week, for whoever plans shifts: out of what anyone may see.

It is worked out of the tables that are shown of months that are over, and of nothing else: so it
tells nothing that they do not. What is hidden in them is spread evenly: what a weekday's total
leaves, where it is shown, else what the total of the month leaves.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from helpline.core.counted import Count
from helpline.core.months import HOURS, WEEKDAYS, Name, Shown, Table, month_after, tables

Week = tuple[tuple[float, ...], ...]
"""For each weekday, Monday first, a number for each hour of the helpline's clocks."""


def mean_arrivals(
    counts: Sequence[Count], months: Iterable[date], zone: ZoneInfo, least: int
) -> Week | None:
    """Return how many came in each hour of a week, on average over some months that are over.

    Months whose total is hidden say nothing, nor do those in which nobody came: the line was not
    there yet, or counted nothing. None: no month says anything.
    """
    sums, days = [[0.0] * len(HOURS) for _ in WEEKDAYS], [0] * len(WEEKDAYS)
    for month in months:
        [shown] = (t for t in tables(counts, month, zone, least) if t.name is Name.ARRIVALS)
        if shown.total:
            for weekday, guessed in enumerate(_filled(shown, shown.total)):
                days[weekday] += _days(month, weekday)
                sums[weekday] = [n + more for n, more in zip(sums[weekday], guessed, strict=True)]
    if not any(days):
        return None
    return tuple(tuple(n / times for n in row) for row, times in zip(sums, days, strict=True))


def _days(month: date, weekday: int) -> int:
    length = (month_after(month) - month).days
    return sum((month + timedelta(days=day)).weekday() == weekday for day in range(length))


def _filled(table: Table, total: int) -> list[list[float]]:
    """Return the rows of a table with something in the place of what is hidden."""
    left, holes = total, 0
    for cells, of_row in zip(table.cells, table.row_totals, strict=True):
        left -= _seen(cells) if of_row is None else of_row
        holes += cells.count(None) if of_row is None else 0
    return [
        _row(cells, left / holes if holes else 0.0)
        if of_row is None
        else _row(cells, (of_row - _seen(cells)) / max(1, cells.count(None)))
        for cells, of_row in zip(table.cells, table.row_totals, strict=True)
    ]


def _seen(cells: Shown) -> int:
    return sum(n for n in cells if n is not None)


def _row(cells: Shown, hole: float) -> list[float]:
    return [hole if n is None else n for n in cells]
