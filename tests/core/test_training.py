"""Who is cleared, until when, and how long before its end it is told."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.names import StaffId
from helpline.core.training import (
    Clearance,
    Missing,
    Module,
    ModuleId,
    Record,
    Warns,
    clearance,
    valid_until,
)

TODAY = date(2026, 3, 15)
DAY = timedelta(days=1)


def module(name: str = "basics", months: int | None = 12, *, required: bool = True) -> Module:
    return Module(ModuleId(name), name.title(), months, required)


def record(on: date, name: str = "basics") -> Record:
    return Record(StaffId("ana"), ModuleId(name), on, "Jo")


def until(on: date, months: int | None) -> date | None:
    return valid_until(record(on), module(months=months))


@pytest.mark.parametrize(
    ("on", "months", "last"),
    [
        (date(2026, 3, 15), 12, date(2027, 3, 15)),
        (date(2026, 3, 15), 9, date(2026, 12, 15)),
        (date(2026, 3, 15), 10, date(2027, 1, 15)),
        (date(2026, 12, 31), 24, date(2028, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_a_record_counts_to_the_same_day_of_the_month_or_the_end_of_a_shorter_one(
    on: date, months: int, last: date
) -> None:
    assert until(on, months) == last


def test_what_has_no_months_never_runs_out() -> None:
    assert until(TODAY, None) is None
    there = clearance([module(months=None)], [record(date(2000, 1, 1))], TODAY)
    assert there == Clearance(missing=(), until=None)
    assert there.is_cleared
    assert there.warning(date.max) is Warns.NONE


def test_a_record_cannot_outlive_the_calendar() -> None:
    assert until(date(9998, 12, 31), 12) == date(9999, 12, 31)
    assert until(date(9999, 1, 1), 12) == date.max
    assert until(TODAY, 10**6) == date.max


def test_its_last_day_still_counts_and_the_next_does_not() -> None:
    last = date(2027, 3, 15)
    assert clearance([module()], [record(TODAY)], last) == Clearance(until=last)
    after = clearance([module()], [record(TODAY)], last + DAY)
    assert after == Clearance(missing=(Missing(ModuleId("basics"), ran_out=last),))
    assert not after.is_cleared


def test_the_latest_record_counts_in_whatever_order_they_were_entered() -> None:
    kept = [record(TODAY - n * DAY) for n in (400, 40, 900)]
    for order in permutations(kept):
        assert clearance([module()], order, TODAY).until == date(2027, 2, 3)


def test_a_record_dated_in_the_future_does_not_count_before_its_day() -> None:
    ahead = [record(TODAY + DAY)]
    early = clearance([module()], ahead, TODAY)
    assert early.missing == (Missing(ModuleId("basics"), ran_out=None),)
    assert clearance([module()], ahead, TODAY + DAY).is_cleared


def test_a_record_dated_ahead_carries_on_only_where_no_day_lies_between() -> None:
    first, ends = record(date(2025, 4, 1)), date(2026, 4, 1)
    close, late = record(ends + DAY), record(ends + 2 * DAY)
    assert clearance([module()], [first, close], TODAY).until == date(2027, 4, 2)
    assert clearance([module()], [first, late], TODAY).until == ends


def test_what_is_missing_tells_never_had_from_ran_out() -> None:
    modules = [module("basics"), module("safety"), module("law", 1)]
    kept = [record(TODAY, "basics"), record(date(2026, 1, 31), "law")]
    assert clearance(modules, kept, TODAY).missing == (
        Missing(ModuleId("safety"), ran_out=None),
        Missing(ModuleId("law"), ran_out=date(2026, 2, 28)),
    )


def test_whoever_lacks_something_has_no_day_until_which_they_are_cleared() -> None:
    modules = [module("basics"), module("safety")]
    assert clearance(modules, [record(TODAY, "basics")], TODAY).until is None


def test_the_first_to_run_out_ends_the_clearance() -> None:
    modules = [module("basics"), module("law", 3), module("oath", None)]
    kept = [record(TODAY, name) for name in ("basics", "law", "oath")]
    assert clearance(modules, kept, TODAY) == Clearance(until=date(2026, 6, 15))


def test_what_is_not_required_clears_nobody_and_stops_nobody() -> None:
    modules = [module("basics"), module("yoga", 1, required=False)]
    assert clearance(modules, [record(TODAY)], TODAY) == Clearance(until=date(2027, 3, 15))
    assert not clearance(modules, [record(TODAY, "yoga")], TODAY).is_cleared


def test_with_nothing_required_everybody_is_cleared() -> None:
    assert clearance([], [], TODAY) == Clearance(missing=(), until=None)
    assert clearance([module(required=False)], [], TODAY).is_cleared


@pytest.mark.parametrize(
    ("left", "warns"),
    [
        (31, Warns.NONE),
        (30, Warns.MONTH),
        (8, Warns.MONTH),
        (7, Warns.WEEK),
        (0, Warns.WEEK),
        (-1, Warns.OVER),
    ],
)
def test_it_warns_30_and_7_days_before_and_when_it_is_over(left: int, warns: Warns) -> None:
    assert Clearance(until=TODAY + left * DAY).warning(TODAY) is warns


def test_it_is_over_for_whoever_lacks_something() -> None:
    assert clearance([module()], [], TODAY).warning(TODAY) is Warns.OVER


NAMES = ("basics", "law", "safety")
MODULES = st.lists(
    st.builds(
        module,
        st.sampled_from(NAMES),
        st.sampled_from([1, 2, 5, None]),
        required=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda m: m.id,
)
NEAR = st.dates(date(2025, 9, 1), date(2026, 6, 30))
RECORDS = st.lists(st.builds(record, NEAR, st.sampled_from(NAMES)), max_size=8)
HORIZON = 600


def last_day_by_hand(on: date, months: int) -> date:
    """Go on month by month, then back from a day that there is not."""
    year, month, day = on.year, on.month, on.day
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def cleared_by_hand(modules: Sequence[Module], records: Sequence[Record], day: date) -> bool:
    for needed in (m for m in modules if m.required):
        begun = [r.on for r in records if r.module == needed.id and r.on <= day]
        if not begun:
            return False
        if needed.months is not None and day > last_day_by_hand(max(begun), needed.months):
            return False
    return True


@given(MODULES, RECORDS, NEAR)
def test_it_agrees_with_looking_at_every_day(
    modules: list[Module], records: list[Record], today: date
) -> None:
    there = clearance(modules, records, today)
    assert there.is_cleared == cleared_by_hand(modules, records, today)
    day = today
    while cleared_by_hand(modules, records, day) and (day - today).days < HORIZON:
        day += DAY
    for_good = (day - today).days == HORIZON
    assert there.until == (None if for_good or day == today else day - DAY)


@given(MODULES, RECORDS, NEAR)
def test_what_is_missing_is_each_required_module_that_alone_would_clear_nobody(
    modules: list[Module], records: list[Record], today: date
) -> None:
    found = [missing.module for missing in clearance(modules, records, today).missing]
    assert found == [m.id for m in modules if not cleared_by_hand([m], records, today)]


@given(st.dates(), st.dates(), st.integers(1, 600))
def test_a_later_record_never_runs_out_earlier(one: date, other: date, months: int) -> None:
    early, late = (until(on, months) for on in sorted((one, other)))
    assert early is not None
    assert late is not None
    assert early <= late


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_the_last_day_is_the_one_found_month_by_month(on: date, months: int) -> None:
    assert until(on, months) == last_day_by_hand(on, months)
