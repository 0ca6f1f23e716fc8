"""The planner's arrivals come out of what is shown, and come near to what was."""

from datetime import date
from random import Random
from zoneinfo import ZoneInfo

import pytest

from helpline.core.arrivals import mean_arrivals
from helpline.core.counted import Count, Kind
from helpline.core.intake import Language
from helpline.core.months import Name, tables
from tests.core.histories import counts, history, midnight

MAY, UTC, LEAST = date(2026, 5, 1), ZoneInfo("UTC"), 10


def came(day: date, hour: int, n: int) -> Count:
    return Count(day, hour, Kind.CAME, Language.EN.value, n)


def test_where_all_is_shown_it_is_the_mean_of_each_hour() -> None:
    """In May 2026 there are five Fridays and four Mondays."""
    found = [came(date(2026, 5, 1), 20, 30), came(date(2026, 5, 8), 20, 20)]
    found.append(came(date(2026, 5, 4), 3, 40))
    week = mean_arrivals(found, [MAY], UTC, LEAST)
    assert week is not None
    assert (week[4][20], week[0][3]) == (10.0, 10.0)
    assert sum(map(sum, week)) == 20.0


def test_what_is_hidden_is_spread_within_what_its_day_leaves() -> None:
    hours = [came(date(2026, 5, 4), hour, n) for hour, n in ((1, 2), (2, 4), (3, 34))]
    others = [came(date(2026, 5, 5), hour, 50) for hour in (1, 2, 3)]
    [shown] = (t for t in tables([*hours, *others], MAY, UTC, LEAST) if t.name is Name.ARRIVALS)
    assert shown.cells[0][1:4] == (None, None, 34)
    assert shown.row_totals[0] == 40
    week = mean_arrivals([*hours, *others], [MAY], UTC, LEAST)
    assert week is not None
    assert week[0][1:4] == (3 / 4, 3 / 4, 34 / 4)


def test_months_that_say_nothing_are_left_out() -> None:
    few, many = came(date(2026, 4, 6), 9, 3), came(date(2026, 5, 4), 9, 40)
    april = date(2026, 4, 1)
    assert mean_arrivals([few], [april], UTC, LEAST) is None
    assert mean_arrivals([], [], UTC, LEAST) is None
    assert mean_arrivals([], [MAY], UTC, LEAST) is None
    both = mean_arrivals([few, many], [MAY, april], UTC, LEAST)
    assert both == mean_arrivals([many], [MAY], UTC, LEAST)


@pytest.mark.parametrize("seed", range(10))
def test_as_many_come_as_came(seed: int) -> None:
    """Each weekday is counted by how often there was one, and none is lost in the spreading."""
    noted = history(Random(seed), midnight(2026, 5, 1), 28, 600)
    week = mean_arrivals(counts(noted), [MAY], UTC, LEAST)
    assert week is not None
    often = (4, 4, 4, 4, 5, 5, 5)
    total = sum(sum(row) * times for row, times in zip(week, often, strict=True))
    assert total == pytest.approx(600)


def test_it_tells_nothing_that_the_tables_do_not() -> None:
    """Two months that are shown alike are planned alike, whatever is hidden in them."""

    def month(small: tuple[int, int]) -> list[Count]:
        day, other = date(2026, 5, 4), date(2026, 5, 5)
        one, two = small
        return [
            *(came(day, hour, n) for hour, n in ((1, one), (2, two), (3, 34))),
            *(came(other, hour, n) for hour, n in ((1, 54 - one), (2, 54 - two), (3, 50))),
        ]

    left, right = month((2, 4)), month((3, 3))
    assert tables(left, MAY, UTC, LEAST) == tables(right, MAY, UTC, LEAST)
    assert mean_arrivals(left, [MAY], UTC, LEAST) == mean_arrivals(right, [MAY], UTC, LEAST)
