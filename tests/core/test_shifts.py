"""The weekly plan, read as moments: in the nights in which clocks are changed as in any other."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core import wall
from helpline.core.shifts import Caps, Plan, Shift, SlotId, check_plan, occurrences
from helpline.core.wall import Weekday, is_zone, moment, week
from tests.core.weeks import CHANGES, QUARTER, TIMES, dates_of, furthest, slot, utc, weeks

NEW_YORK = ZoneInfo("America/New_York")
SPRING, FALL = date(2026, 3, 8), date(2026, 11, 1)
"""Both Sundays. On the first, New York's clocks jump from 02:00 to 03:00, at 07:00 UTC. On the
second they go back from 02:00 to 01:00, at 06:00 UTC."""
CAPS = Caps()
DAY_S = 86_400


def at(day: date, clock: str, zone: str = "America/New_York") -> int:
    return moment(day, time.fromisoformat(clock), ZoneInfo(zone))


def one_shift(plan: Plan, since: str) -> Shift:
    """Return the only shift within a day from here."""
    (shift,) = occurrences(plan, utc(since), utc(since) + DAY_S)
    return shift


@pytest.mark.parametrize("zone", CHANGES)
def test_the_clocks_of_these_tests_are_changed_when_they_say(zone: str) -> None:
    for change in map(utc, CHANGES[zone]):
        here = [datetime.fromtimestamp(change - s, ZoneInfo(zone)) for s in (1, 0)]
        assert here[0].utcoffset() != here[1].utcoffset()


def test_an_ordinary_time_is_read_by_the_rules_of_its_day() -> None:
    assert at(date(2026, 1, 5), "20:00") == utc("2026-01-06T01:00")  # 5 h behind UTC
    assert at(date(2026, 7, 6), "20:00") == utc("2026-07-07T00:00")  # 4 h behind UTC


@pytest.mark.parametrize("clock", ["02:00", "02:01", "02:30", "02:59:59", "03:00"])
def test_a_time_that_the_clock_leaps_over_is_the_moment_of_the_leap(clock: str) -> None:
    assert at(SPRING, clock) == utc("2026-03-08T07:00")
    assert at(SPRING, "01:59:59") == utc("2026-03-08T06:59:59")


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert at(FALL, "01:00") == utc("2026-11-01T05:00")
    assert at(FALL, "01:59:59") == utc("2026-11-01T05:59:59")
    assert at(FALL, "02:00") == utc("2026-11-01T07:00")  # after 06:00, the clock shows 01:00 again


def test_a_clock_that_is_changed_by_half_an_hour_is_read_right() -> None:
    """From 10:30 to 11:00 ahead of UTC in October, and back in April, both at 02:00."""
    october, april = date(2026, 10, 4), date(2026, 4, 5)
    assert at(october, "02:15", "Australia/Lord_Howe") == utc("2026-10-03T15:30")
    assert at(october, "02:30", "Australia/Lord_Howe") == utc("2026-10-03T15:30")
    assert at(october, "02:45", "Australia/Lord_Howe") == utc("2026-10-03T15:45")
    assert at(april, "01:45", "Australia/Lord_Howe") == utc("2026-04-04T14:45")
    assert at(april, "02:00", "Australia/Lord_Howe") == utc("2026-04-04T15:30")


def test_a_day_without_a_midnight_begins_when_the_clock_leaps() -> None:
    """In Santiago the clock jumped from 00:00 to 01:00, at 04:00 UTC."""
    assert at(date(2024, 9, 8), "00:00", "America/Santiago") == utc("2024-09-08T04:00")


def test_a_night_shift_is_an_hour_shorter_in_spring_and_an_hour_longer_in_fall() -> None:
    plan = Plan("America/New_York", (slot(Weekday.SATURDAY, "23:00", "03:00"),))
    spring = one_shift(plan, "2026-03-08T00:00")
    assert (spring.on, spring.begins) == (date(2026, 3, 7), utc("2026-03-08T04:00"))
    assert spring.ends == utc("2026-03-08T07:00")  # 3 h
    fall = one_shift(plan, "2026-11-01T00:00")
    assert (fall.on, fall.begins) == (date(2026, 10, 31), utc("2026-11-01T03:00"))
    assert fall.ends == utc("2026-11-01T08:00")  # 5 h
    usual = one_shift(plan, "2026-11-08T00:00")
    assert (usual.begins, usual.ends) == (utc("2026-11-08T04:00"), utc("2026-11-08T08:00"))


def test_a_handover_in_the_hour_that_comes_twice_is_one_moment() -> None:
    """The first one leaves at the first 01:30; the other has the hour that comes twice."""
    slots = (
        slot(Weekday.SATURDAY, "22:00", "01:30", "early"),
        slot(Weekday.SUNDAY, "01:30", "05:00", "late"),
    )
    night = (utc("2026-11-01T00:00"), utc("2026-11-01T12:00"))
    early, late = occurrences(Plan("America/New_York", slots), *night)
    assert early.ends == late.begins == utc("2026-11-01T05:30")
    assert late.ends == utc("2026-11-01T10:00")


def test_what_lies_in_the_hour_that_the_clock_leaps_over_does_not_take_place() -> None:
    slots = (slot(Weekday.SUNDAY, "02:00", "03:00"), slot(Weekday.SUNDAY, "02:15", "02:45", "two"))
    plan = Plan("America/New_York", slots)
    assert occurrences(plan, utc("2026-03-08T00:00"), utc("2026-03-09T00:00")) == []
    assert len(occurrences(plan, utc("2026-03-15T00:00"), utc("2026-03-16T00:00"))) == 2


def test_a_day_that_was_left_out_has_no_shift() -> None:
    """Samoa went from Thursday 29 December 2011 to Saturday the 31st, at 10:00 UTC on the 30th."""
    slots = (
        slot(Weekday.THURSDAY, "22:00", "02:00", "night"),
        slot(Weekday.FRIDAY, "10:00", "14:00", "day"),
        slot(Weekday.FRIDAY, "23:00", "01:00", "last"),
    )
    plan = Plan("Pacific/Apia", slots)
    night, last = occurrences(plan, utc("2011-12-29T12:00"), utc("2011-12-31T12:00"))
    assert (night.begins, night.ends) == (utc("2011-12-30T08:00"), utc("2011-12-30T10:00"))
    assert (last.begins, last.ends) == (utc("2011-12-30T10:00"), utc("2011-12-30T11:00"))


def test_a_shift_of_tomorrow_is_found_though_the_clock_went_back_to_this_evening() -> None:
    """In St John's the clock went back from Sunday 00:01 to Saturday 23:01, at 02:31 UTC."""
    plan = Plan("America/St_Johns", (slot(Weekday.SUNDAY, "00:00", "04:00"),))
    (shift,) = occurrences(plan, utc("2010-11-07T02:40"), utc("2010-11-07T02:50"))
    assert (shift.begins, shift.ends) == (utc("2010-11-07T02:30"), utc("2010-11-07T07:30"))


def test_a_shift_is_found_in_the_time_from_its_beginning_to_before_its_end() -> None:
    plan = Plan("UTC", (slot(Weekday.MONDAY, "22:00", "02:00"),))
    begins, ends = utc("2026-06-01T22:00"), utc("2026-06-02T02:00")
    shift = Shift(SlotId("one"), date(2026, 6, 1), begins, ends, 1)
    assert occurrences(plan, begins - 9, begins) == []
    assert occurrences(plan, begins - 9, begins + 0.5) == [shift]
    assert occurrences(plan, ends - 0.5, ends + 9) == [shift]
    assert occurrences(plan, ends, ends + 9) == []


def test_a_holiday_takes_what_begins_on_it_and_nothing_else() -> None:
    slots = tuple(slot(day, "22:00", "02:00", day.name) for day in Weekday)
    plan = Plan("UTC", slots, frozenset({date(2026, 12, 25)}))
    found = occurrences(plan, utc("2026-12-24T12:00"), utc("2026-12-27T12:00"))
    assert [shift.on.day for shift in found] == [24, 26]
    assert found[0].ends == utc("2026-12-25T02:00")


def test_shifts_come_in_the_order_in_which_they_begin() -> None:
    slots = (
        slot(Weekday.TUESDAY, "08:00", "12:00", "c"),
        slot(Weekday.MONDAY, "20:00", "23:00", "b"),
        slot(Weekday.MONDAY, "20:00", "23:00", "a", 3),
        slot(Weekday.MONDAY, "20:00", "22:00", "d"),
    )
    found = occurrences(Plan("UTC", slots), utc("2026-06-01T00:00"), utc("2026-06-08T00:00"))
    assert [(shift.slot, shift.wanted) for shift in found] == [
        ("d", 1),
        ("a", 3),
        ("b", 1),
        ("c", 1),
    ]


def test_two_weeks_of_a_hundred_slots_read_the_clock_a_few_times_a_slot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slots = tuple(slot(Weekday(n % 7), "20:00", "00:00", str(n)) for n in range(100))
    readings = []

    def counted(day: date, clock: time, zone: ZoneInfo) -> int:
        readings.append(clock)
        return moment(day, clock, zone)

    monkeypatch.setattr(wall, "moment", counted)
    since = utc("2026-03-02T00:00")
    assert len(occurrences(Plan("America/New_York", slots), since, since + 14 * DAY_S)) >= 200
    assert len(readings) <= 600


@given(weeks())
def test_a_shift_runs_exactly_while_a_clock_that_never_goes_back_shows_it(
    drawn: tuple[Plan, int],
) -> None:
    plan, now = drawn
    found = {(shift.slot, shift.on) for shift in occurrences(plan, now, now + 1)}
    reading = furthest(now, plan.zone)
    assert found == {
        (slot.id, on) for slot in plan.slots for on in dates_of(slot, plan.holidays, reading)
    }


@given(weeks(), st.integers(1, 400), st.integers(1, 400))
def test_two_times_hold_together_what_the_whole_holds(
    drawn: tuple[Plan, int], first: int, second: int
) -> None:
    plan, since = drawn
    middle = since + first * QUARTER
    until = middle + second * QUARTER
    whole = occurrences(plan, since, until)
    parts = {*occurrences(plan, since, middle), *occurrences(plan, middle, until)}
    assert set(whole) == parts
    assert len(whole) == len(parts)
    assert [shift.begins for shift in whole] == sorted(shift.begins for shift in whole)
    assert all(shift.begins < shift.ends for shift in whole)


@given(weeks(), TIMES, TIMES, st.integers(-2, 2))
def test_what_is_later_by_the_wall_is_never_the_earlier_moment(
    drawn: tuple[Plan, int], one: time, other: time, days: int
) -> None:
    plan, now = drawn
    zone = ZoneInfo(plan.zone)
    day = datetime.fromtimestamp(now, zone).date() + timedelta(days=days)
    first, second = sorted((one, other))
    assert moment(day, first, zone) <= moment(day, second, zone)
    assert moment(day, second, zone) <= moment(day + timedelta(days=1), first, zone)


@given(weeks(), TIMES)
def test_the_clock_shows_the_time_at_its_moment_and_never_earlier_unless_it_leaps(
    drawn: tuple[Plan, int], clock: time
) -> None:
    plan, now = drawn
    zone = ZoneInfo(plan.zone)
    day = datetime.fromtimestamp(now, zone).date()
    found = datetime.fromtimestamp(moment(day, clock, zone), zone)
    before = datetime.fromtimestamp(moment(day, clock, zone) - 1, zone)
    asked = datetime.combine(day, clock)
    if found.replace(tzinfo=None, fold=0) != asked:
        assert before.utcoffset() != found.utcoffset()
        assert before.replace(tzinfo=None) < asked < found.replace(tzinfo=None)
    assert found.fold == 0


def test_a_week_goes_from_monday_to_monday_and_has_as_many_hours_as_pass() -> None:
    monday = utc("2026-06-01T04:00")
    for day in range(1, 8):
        assert week(date(2026, 6, day), NEW_YORK) == (monday, monday + 168 * 3_600)
    lengths = [ends - begins for begins, ends in (week(day, NEW_YORK) for day in (SPRING, FALL))]
    assert lengths == [167 * 3_600, 169 * 3_600]
    assert week(SPRING, NEW_YORK)[0] == utc("2026-03-02T05:00")


def test_a_good_plan_has_no_fault() -> None:
    """Four hours by the wall stay four, though the clock goes back in them."""
    twice = (
        slot(Weekday.SATURDAY, "23:00", "03:00", "a"),
        slot(Weekday.SATURDAY, "23:00", "03:00", "b"),
    )
    assert check_plan(Plan("America/New_York", twice), CAPS) == []
    assert check_plan(Plan("UTC", ()), CAPS) == []


@pytest.mark.parametrize(
    "zone", ["", "America", "America/Nowhere", "/etc/localtime", "../UTC", "zone.tab", "a\0b"]
)
def test_a_zone_that_nobody_knows_is_a_fault(zone: str) -> None:
    assert check_plan(Plan(zone, ()), CAPS) == ["zone: needs a name such as America/New_York"]
    assert not is_zone(zone)


@pytest.mark.parametrize(
    ("start", "end", "wanted", "faults"),
    [
        ("20:00", "20:00", 1, ["needs an end that is not its start"]),
        ("20:00", "00:01", 1, ["takes 4.01667 h; a shift may take 4 h"]),
        ("08:00", "20:00", 1, ["takes 12 h; a shift may take 4 h"]),
        ("20:00", "00:00", 0, ["needs one person at least"]),
        ("20:00", "20:00", -1, ["needs an end that is not its start", "needs one person at least"]),
    ],
)
def test_a_fault_of_a_slot_is_named(start: str, end: str, wanted: int, faults: list[str]) -> None:
    plan = Plan("UTC", (slot(Weekday.MONDAY, start, end, "eve", wanted),))
    assert check_plan(plan, CAPS) == [f'slot "eve": {fault}' for fault in faults]


def test_the_cap_of_a_shift_is_the_directors_to_set() -> None:
    plan = Plan("UTC", (slot(Weekday.MONDAY, "20:00", "22:30"),))
    assert check_plan(plan, Caps(shift_h=2.5)) == []
    assert check_plan(plan, Caps(shift_h=2.0)) == ['slot "one": takes 2.5 h; a shift may take 2 h']


def test_two_slots_with_one_id_are_one_fault() -> None:
    slots = tuple(slot(day, "20:00", "22:00", "eve") for day in (Weekday.MONDAY, Weekday.FRIDAY))
    plan = Plan("Mars/Base", slots)
    assert check_plan(plan, CAPS) == [
        "zone: needs a name such as America/New_York",
        'slot "eve": there are two with this id',
    ]


def test_weekdays_are_numbered_as_dates_number_them() -> None:
    monday = datetime(2026, 6, 1, tzinfo=UTC)
    named = [(monday + timedelta(days=n)).strftime("%A").upper() for n in range(7)]
    assert [day.name for day in Weekday] == named
    assert [day.value for day in Weekday] == list(range(7))
