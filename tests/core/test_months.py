"""Which months are shown, on whose clocks, and what of them: everything true, nothing small."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from helpline.core.counted import ENDS, LATEST_S, WAITS, Beside, Count, Kind, Length, Wait
from helpline.core.intake import Language, Topic
from helpline.core.months import (
    HOURS,
    MONTHS,
    WEEKDAYS,
    Name,
    Table,
    days_around,
    ended_months,
    month_after,
    tables,
)
from tests.core.histories import counts, history, midnight

MAY = date(2026, 5, 1)
CHICAGO = ZoneInfo("America/Chicago")
LAST_ZONE, FIRST_ZONE = ZoneInfo("Etc/GMT+12"), ZoneInfo("Pacific/Kiritimati")


@pytest.mark.parametrize("today", [date(2026, 3, 3), date(2026, 3, 31), date(2026, 4, 2)])
def test_a_month_is_shown_from_the_third_day_after_it(today: date) -> None:
    months = ended_months(today)
    assert months[:3] == (date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1))
    assert months[-1] == date(2025, 3, 1)
    assert len(months) == MONTHS


@pytest.mark.parametrize("zone", [LAST_ZONE, FIRST_ZONE, CHICAGO])
def test_nothing_can_be_added_to_a_month_that_is_shown(zone: ZoneInfo) -> None:
    for back in range(400):
        today = date(2026, 6, 30) - timedelta(days=back)
        ended = datetime.combine(month_after(ended_months(today)[0]), datetime.min.time(), zone)
        asked = datetime.combine(today, datetime.min.time(), UTC)
        assert asked - ended >= timedelta(seconds=LATEST_S)


def test_one_month_begins_where_the_one_before_ends() -> None:
    months = ended_months(date(2026, 12, 31))
    assert [month_after(month) for month in months[1:]] == list(months[:-1])
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)


def named(found: tuple[Table, ...], name: Name) -> Table:
    [table] = (one for one in found if one.name is name)
    return table


def came(at: datetime, n: int = 12) -> Count:
    in_utc = at.astimezone(UTC)
    return Count(in_utc.date(), in_utc.hour, Kind.CAME, Language.EN.value, n)


@pytest.mark.parametrize("zone", [CHICAGO, LAST_ZONE, FIRST_ZONE])
def test_days_and_hours_are_those_of_the_helplines_clocks(zone: ZoneInfo) -> None:
    """1 May 2026 is a Friday, and the 31st a Sunday."""
    first, last = datetime(2026, 5, 1, 0, tzinfo=zone), datetime(2026, 5, 31, 23, tzinfo=zone)
    outside = [came(first - timedelta(hours=1)), came(last + timedelta(hours=1))]
    found = [came(first), came(last), *outside]
    begin, end = days_around(MAY)
    assert all(begin <= one.day < end for one in found[:2])
    shown = named(tables(found, MAY, zone, 10), Name.ARRIVALS)
    assert (shown.cells[4][0], shown.cells[6][23], shown.total) == (12, 12, 24)
    assert (shown.rows, shown.columns) == (WEEKDAYS, HOURS)


@pytest.mark.parametrize("seed", range(15))
def test_what_is_shown_is_true_and_never_small(seed: int) -> None:
    noted = history(Random(seed), midnight(2026, 5, 1), 31, 100 * seed * seed // 5)
    sums = Counter[tuple[Kind, str]]()
    for one in noted:
        sums[one.kind, one.value] += 1
    found = tables(counts(noted), MAY, ZoneInfo("UTC"), 10)
    numbers = [n for t in found for row in (*t.cells, t.row_totals, t.totals) for n in row]
    assert all(n == 0 or n >= 10 for n in numbers if n is not None)
    assert named(found, Name.ARRIVALS).total in {None, sum(one.kind is Kind.CAME for one in noted)}
    waits, ends = named(found, Name.WAITS), named(found, Name.ENDINGS)
    for row, band in zip(waits.cells, Wait, strict=True):
        assert all(n in {None, sums[k, band]} for n, k in zip(row, WAITS, strict=True))
    for row, kind in zip(ends.cells, ENDS, strict=True):
        assert all(n in {None, sums[kind, one]} for n, one in zip(row, Length, strict=True))
    for row, others in zip(named(found, Name.LOAD).cells, Beside, strict=True):
        assert row[0] in {None, sums[Kind.TAKEN, others]}
    for row, language in zip(named(found, Name.LANGUAGES).cells, Language, strict=True):
        assert row[0] in {None, sums[Kind.CAME, language]}


def test_one_table_is_not_taken_from_another() -> None:
    """Three left waiting: how many came may not stand beside how many were answered or ended."""
    day = date(2026, 5, 4)
    made = [
        Count(day, 20, Kind.CAME, Language.EN.value, 100),
        Count(day, 20, Kind.ANSWERED_IN_TIME, Wait.UNDER_1.value, 97),
        Count(day, 20, Kind.LEFT_WAITING, Wait.FROM_5.value, 3),
        Count(day, 20, Kind.TAKEN, Beside.NONE.value, 97),
        Count(day, 20, Kind.ENDED_CLOSED, Length.FROM_30.value, 97),
    ]
    found = tables(made, MAY, ZoneInfo("UTC"), 10)
    answered, _, left = named(found, Name.ANSWERS).totals
    came, ended = named(found, Name.ARRIVALS).total, named(found, Name.ENDINGS).total
    assert left is None
    assert came is None or (answered, ended) == (None, None)
    assert named(found, Name.LOAD).cells[0] == (ended,)


def test_topics_have_no_total_and_are_hidden_one_by_one() -> None:
    day = date(2026, 5, 4)
    made = [Count(day, 1, Kind.TOPIC, Topic.HOME, 12), Count(day, 1, Kind.TOPIC, Topic.HURT, 9)]
    shown = named(tables(made, MAY, ZoneInfo("UTC"), 10), Name.TOPICS)
    by_topic = dict(zip(shown.rows, shown.cells, strict=True))
    assert (by_topic["home"], by_topic["hurt"], by_topic["trade"]) == ((12,), (None,), (0,))


def test_a_month_without_anybody_is_all_zeros() -> None:
    for table in tables([], MAY, CHICAGO, 10):
        assert {n for row in (*table.cells, table.row_totals, table.totals) for n in row} == {0}
