"""When the line is open, and until when: what a page says is what happens."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.core.names import StaffId
from helpline.core.opening import Always, ByPlan, Opening, SetHours, is_open, next_change
from helpline.core.shifts import Plan, Slot, SlotId, occurrences
from helpline.core.signups import SignUp
from helpline.core.wall import Weekday
from tests.core.weeks import QUARTER, dates_of, furthest, slot, utc, weeks

DAY = timedelta(days=1)
DAY_S = 86_400
MONDAY = date(2026, 6, 1)
NOON = utc("2026-06-01T12:00")
WHOLE_WEEK = tuple(slot(day, "00:00", "00:00") for day in Weekday)


def by_plan(*slots: Slot, on: date = MONDAY, holidays: frozenset[date] = frozenset()) -> ByPlan:
    """Return a line for whose every slot somebody has signed up, on this one date."""
    kept = frozenset(SignUp(StaffId("ana"), one.id, on) for one in slots)
    return ByPlan(Plan("UTC", slots, holidays), kept)


def changes(opening: Opening, now: float, count: int) -> list[int | None]:
    """Return what comes next, and next after that."""
    found: list[int | None] = []
    at: float | None = now
    while at is not None and len(found) < count:
        at = next_change(opening, at)
        found.append(at)
    return found


def test_a_line_that_is_always_open_never_changes() -> None:
    assert is_open(Always(), NOON)
    assert next_change(Always(), NOON) is None


def test_set_hours_open_and_close_the_line() -> None:
    hours = SetHours("America/New_York", (slot(Weekday.MONDAY, "16:00", "23:00"),))
    opens, closes = utc("2026-06-01T20:00"), utc("2026-06-02T03:00")
    assert changes(hours, NOON, 3) == [opens, closes, opens + 7 * DAY_S]
    assert [is_open(hours, opens + s) for s in (-0.5, 0, 0.5)] == [False, True, True]
    assert [is_open(hours, closes + s) for s in (-0.5, 0, 0.5)] == [True, False, False]


def test_a_closed_date_is_passed_over_and_the_night_before_goes_on_into_it() -> None:
    spans = tuple(slot(day, "20:00", "02:00") for day in Weekday)
    hours = SetHours("UTC", spans, frozenset({MONDAY + DAY}))
    expected = ["2026-06-01T20:00", "2026-06-02T02:00", "2026-06-03T20:00"]
    assert changes(hours, NOON, 3) == [utc(at) for at in expected]


def test_hours_that_touch_or_overlap_are_one() -> None:
    spans = (
        slot(Weekday.MONDAY, "20:00", "23:00"),
        slot(Weekday.MONDAY, "16:00", "20:00"),
        slot(Weekday.MONDAY, "17:00", "18:00"),
        slot(Weekday.MONDAY, "22:00", "01:00"),
        slot(Weekday.TUESDAY, "01:01", "02:00"),
    )
    expected = ["2026-06-01T16:00", "2026-06-02T01:00", "2026-06-02T01:01", "2026-06-02T02:00"]
    assert changes(SetHours("UTC", spans), NOON, 4) == [utc(at) for at in expected]


@pytest.mark.parametrize("now", [NOON, utc("2026-06-01T00:00"), utc("2026-06-01T00:00") - 0.5])
def test_a_week_without_a_gap_never_changes(now: float) -> None:
    hours = SetHours("UTC", WHOLE_WEEK)
    assert is_open(hours, now)
    assert next_change(hours, now) is None


def test_a_span_that_ends_when_it_starts_takes_the_whole_day_round() -> None:
    hours = SetHours("UTC", WHOLE_WEEK, frozenset({MONDAY + DAY}))
    closes, opens = utc("2026-06-02T00:00"), utc("2026-06-03T00:00")
    assert changes(hours, NOON, 2) == [closes, opens]


def test_without_hours_the_line_is_closed_and_stays_so() -> None:
    for nothing in (SetHours("UTC", ()), by_plan()):
        assert not is_open(nothing, NOON)
        assert next_change(nothing, NOON) is None


def test_a_plan_opens_the_line_only_while_somebody_is_to_be_there() -> None:
    evening, late = (
        slot(Weekday.MONDAY, "16:00", "20:00", "evening", wanted=2),
        slot(Weekday.MONDAY, "20:00", "23:00", "late"),
    )
    both = by_plan(evening, late)
    expected = [utc("2026-06-01T16:00"), utc("2026-06-01T23:00"), None]
    assert changes(both, NOON, 9) == expected
    one = ByPlan(both.plan, frozenset(s for s in both.kept if s.slot == "late"))
    assert changes(one, NOON, 9) == [utc("2026-06-01T20:00"), utc("2026-06-01T23:00"), None]
    assert not is_open(one, utc("2026-06-01T19:59"))


def test_a_sign_up_for_what_does_not_take_place_opens_nothing() -> None:
    evening = slot(Weekday.MONDAY, "16:00", "20:00")
    assert next_change(by_plan(evening, on=MONDAY + DAY), NOON) is None
    assert next_change(by_plan(evening, holidays=frozenset({MONDAY})), NOON) is None


def test_two_weeks_are_looked_ahead_and_no_further() -> None:
    opening = by_plan(slot(Weekday.MONDAY, "12:00", "16:00"), on=MONDAY + DAY * 14)
    assert next_change(opening, NOON) == NOON + 14 * DAY_S
    assert next_change(opening, NOON - 0.5) is None


def test_a_line_closes_the_first_time_that_the_clock_shows_it() -> None:
    """In New York on 1 November 2026, 01:30 comes at 05:30 and at 06:30 UTC."""
    hours = SetHours("America/New_York", (slot(Weekday.SATURDAY, "20:00", "01:30"),))
    evening = utc("2026-11-01T02:00")
    assert is_open(hours, evening)
    assert next_change(hours, evening) == utc("2026-11-01T05:30")
    assert not is_open(hours, utc("2026-11-01T06:15"))


def test_a_line_open_past_the_change_is_open_through_the_hour_that_comes_twice() -> None:
    hours = SetHours("America/New_York", (slot(Weekday.SATURDAY, "20:00", "02:00"),))
    assert next_change(hours, utc("2026-11-01T02:00")) == utc("2026-11-01T07:00")


def test_a_line_does_not_open_in_the_hour_that_the_clock_leaps_over() -> None:
    hours = SetHours("America/New_York", (slot(Weekday.SUNDAY, "02:00", "03:00"),))
    assert next_change(hours, utc("2026-03-08T00:00")) == utc("2026-03-15T06:00")


@st.composite
def openings(draw: st.DrawFn) -> tuple[SetHours | ByPlan, int]:
    plan, now = draw(weeks())
    if draw(st.booleans()):
        return SetHours(plan.zone, plan.slots, plan.holidays), now
    shifts = occurrences(plan, now - 2 * DAY_S, now + 20 * DAY_S)
    taken = draw(st.lists(st.sampled_from(shifts), max_size=30)) if shifts else []
    staff = st.sampled_from([StaffId("ana"), StaffId("ben")])
    return ByPlan(plan, frozenset(SignUp(draw(staff), s.slot, s.on) for s in taken)), now


def is_open_by_the_wall(opening: SetHours | ByPlan, now: int) -> bool:
    """Tell the same with a clock that is read the other way, on a quarter of an hour."""
    if isinstance(opening, SetHours):
        reading = furthest(now, opening.zone)
        return any(dates_of(span, opening.closed, reading) for span in opening.spans)
    reading = furthest(now, opening.plan.zone)
    taken = {(one.slot, one.on) for one in opening.kept}
    return any(
        (one.id, on) in taken
        for one in opening.plan.slots
        for on in dates_of(one, opening.plan.holidays, reading)
    )


@given(openings())
def test_a_line_is_open_when_the_clock_on_the_wall_says_so(
    drawn: tuple[SetHours | ByPlan, int],
) -> None:
    opening, now = drawn
    assert is_open(opening, now) == is_open_by_the_wall(opening, now)


@settings(max_examples=40)
@given(openings())
def test_the_line_opens_or_closes_at_its_next_change_and_at_no_moment_before(
    drawn: tuple[SetHours | ByPlan, int],
) -> None:
    opening, now = drawn
    before, change = is_open(opening, now), next_change(opening, now)
    end = now + 14 * DAY_S + QUARTER if change is None else change
    for at in range(now, end, QUARTER):
        assert is_open_by_the_wall(opening, at) == before
    assert is_open(opening, end - 0.5) == before
    if change is not None:
        assert now < change <= now + 14 * DAY_S
        assert is_open(opening, change) != before


@given(openings(), st.data())
def test_until_the_next_change_everybody_is_told_the_same(
    drawn: tuple[SetHours | ByPlan, int], data: st.DataObject
) -> None:
    opening, now = drawn
    before, change = is_open(opening, now), next_change(opening, now)
    if change is not None:
        at = data.draw(st.floats(now, change, exclude_max=True))
        assert is_open(opening, at) == before
        assert next_change(opening, at) == change


@given(openings())
def test_openings_and_closings_take_turns(drawn: tuple[SetHours | ByPlan, int]) -> None:
    opening, now = drawn
    found = [at for at in changes(opening, now, 6) if at is not None]
    states = [is_open(opening, at) for at in (now, *found)]
    assert all(one != other for one, other in pairwise(states))


def test_slots_of_another_name_are_not_taken_for_one() -> None:
    """A sign-up is for one slot on one date, not for whoever else begins then."""
    slots = (
        slot(Weekday.MONDAY, "16:00", "18:00", "a"),
        slot(Weekday.MONDAY, "16:00", "20:00", "b"),
    )
    opening = ByPlan(Plan("UTC", slots), frozenset({SignUp(StaffId("ana"), SlotId("a"), MONDAY)}))
    assert changes(opening, NOON, 2) == [utc("2026-06-01T16:00"), utc("2026-06-01T18:00")]
