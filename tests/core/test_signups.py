"""Who may sign up for which shift, how many hours that makes, and where people lack."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.core.errors import BadInput, HelplineError, NotNow
from helpline.core.names import StaffId
from helpline.core.shifts import Caps, Plan, Shift, SlotId, occurrences
from helpline.core.signups import (
    AlreadySignedUp,
    NoSuchShift,
    ShiftBegun,
    ShiftFull,
    ShiftsOverlap,
    SignUp,
    TooManyHours,
    Uncovered,
    allow_sign_up,
    hours_in_week,
    uncovered,
)
from helpline.core.wall import Weekday
from tests.core.weeks import QUARTER, dates_of, furthest, slot, utc, weeks

ANA, BEN, ZOE = StaffId("ana"), StaffId("ben"), StaffId("zoe")
CAPS = Caps()
DAY = timedelta(days=1)
MONDAY = date(2026, 6, 1)
NOW = utc("2026-06-01T00:00")
EVENINGS = Plan(
    "UTC",
    (
        slot(Weekday.MONDAY, "16:00", "20:00", "mon"),
        slot(Weekday.TUESDAY, "16:00", "20:00", "tue"),
        slot(Weekday.WEDNESDAY, "16:00", "20:00", "wed"),
        slot(Weekday.WEDNESDAY, "20:00", "20:15", "wed-late", 2),
        slot(Weekday.WEDNESDAY, "19:00", "21:00", "wed-beside"),
        slot(Weekday.THURSDAY, "16:00", "20:00", "feast"),
        slot(Weekday.SUNDAY, "20:00", "00:00", "sun"),
        slot(Weekday.SUNDAY, "22:00", "02:00", "night"),
    ),
    frozenset({MONDAY + DAY * 3}),
)


def up(name: str, on: date, staff: StaffId = ANA) -> SignUp:
    return SignUp(staff, SlotId(name), on)


MON, TUE, WED = up("mon", MONDAY), up("tue", MONDAY + DAY), up("wed", MONDAY + DAY * 2)
LATE, BESIDE = up("wed-late", WED.on), up("wed-beside", WED.on)
SUN, NIGHT = up("sun", MONDAY + DAY * 6), up("night", MONDAY + DAY * 6)
FEAST, NEXT_MON = up("feast", MONDAY + DAY * 3), up("mon", MONDAY + DAY * 7)
NEXT_WEEK = [up(one.slot, one.on + DAY * 7) for one in (MON, TUE, WED)]


def refusal(
    wish: SignUp, *kept: SignUp, plan: Plan = EVENINGS, now: float = NOW, caps: Caps = CAPS
) -> type[HelplineError] | None:
    """Return what stands against a sign-up, or None where nothing does."""
    try:
        allow_sign_up(plan, frozenset(kept), wish, now, caps)
    except HelplineError as error:
        return type(error)
    return None


def test_whoever_may_come_is_told_when() -> None:
    begins, ends = utc("2026-06-01T16:00"), utc("2026-06-01T20:00")
    shift = Shift(SlotId("mon"), MONDAY, begins, ends, 1)
    assert allow_sign_up(EVENINGS, frozenset(), MON, NOW, CAPS) == shift


@pytest.mark.parametrize(
    "wish",
    [
        up("gone", MONDAY),
        up("mon", MONDAY + DAY),
        FEAST,
        up("mon", MONDAY + DAY * 371),
        up("mon", MONDAY - DAY * 371),
        up("mon", date.max),
        up("mon", date.min),
    ],
    ids=["slot", "weekday", "holiday", "far", "long ago", "last of all days", "first of all days"],
)
def test_nobody_signs_up_for_what_does_not_take_place(wish: SignUp) -> None:
    assert refusal(wish) is NoSuchShift


def test_a_holiday_is_but_one_date_and_the_plan_goes_on_for_a_year() -> None:
    assert refusal(up("feast", FEAST.on + DAY * 7)) is None
    assert refusal(up("mon", MONDAY + DAY * 364)) is None


def test_a_shift_that_has_begun_is_nobodys_to_take() -> None:
    begins = utc("2026-06-01T16:00")
    assert refusal(MON, now=begins - 0.5) is None
    assert refusal(MON, now=begins) is ShiftBegun
    assert refusal(MON, now=begins + 9 * 86_400) is ShiftBegun


def test_nobody_has_a_shift_twice() -> None:
    assert refusal(MON, MON) is AlreadySignedUp
    assert refusal(LATE, LATE) is AlreadySignedUp
    assert refusal(NEXT_MON, MON) is None


def test_a_shift_has_room_for_as_many_as_are_wanted() -> None:
    ben, zoe = up("wed-late", LATE.on, BEN), up("wed-late", LATE.on, ZOE)
    assert refusal(MON, up("mon", MONDAY, BEN)) is ShiftFull
    assert refusal(MON, up("mon", NEXT_MON.on, BEN), up("tue", TUE.on, BEN)) is None
    assert refusal(LATE, ben) is None
    assert refusal(LATE, ben, zoe) is ShiftFull


@pytest.mark.parametrize(
    ("wish", "has"), [(BESIDE, WED), (WED, BESIDE), (LATE, BESIDE), (BESIDE, LATE)]
)
def test_nobody_is_at_two_places(wish: SignUp, has: SignUp) -> None:
    assert refusal(wish, has) is ShiftsOverlap
    assert refusal(wish, up(has.slot, has.on, BEN)) is None
    assert refusal(wish, up(has.slot, has.on + DAY * 7)) is None


def test_one_shift_may_follow_on_another() -> None:
    assert refusal(LATE, WED) is None
    assert refusal(WED, LATE) is None


def test_one_shift_may_follow_on_another_in_the_hour_that_comes_twice() -> None:
    slots = (
        slot(Weekday.SATURDAY, "22:00", "01:30", "early"),
        slot(Weekday.SUNDAY, "01:30", "05:00", "late"),
    )
    early, late = up("early", date(2026, 10, 31)), up("late", date(2026, 11, 1))
    plan, now = Plan("America/New_York", slots), utc("2026-10-30T00:00")
    assert refusal(late, early, plan=plan, now=now) is None
    assert refusal(early, late, plan=plan, now=now) is None


def test_a_night_shift_meets_what_begins_in_the_morning() -> None:
    early = slot(Weekday.MONDAY, "01:00", "03:00", "early")
    plan = Plan("UTC", (*EVENINGS.slots, early))
    assert refusal(NIGHT, up("early", NEXT_MON.on), plan=plan) is ShiftsOverlap
    assert refusal(up("early", NEXT_MON.on), NIGHT, plan=plan) is ShiftsOverlap


def test_the_hours_of_a_week_may_be_used_up_and_not_passed() -> None:
    assert refusal(WED, MON, TUE) is None
    assert refusal(LATE, MON, TUE, WED) is TooManyHours
    assert refusal(NEXT_MON, MON, TUE, WED) is None
    assert refusal(LATE, MON, TUE, up("wed", WED.on, BEN)) is None


def test_the_cap_of_a_week_is_the_directors_to_set() -> None:
    assert refusal(LATE, MON, TUE, WED, caps=Caps(week_h=12.25)) is None
    assert refusal(MON, caps=Caps(week_h=3.9)) is TooManyHours


def test_a_shift_over_the_border_of_two_weeks_counts_in_both_by_its_part() -> None:
    kept = {NIGHT, MON}
    assert hours_in_week(EVENINGS, kept, ANA, MONDAY) == 6.0
    assert hours_in_week(EVENINGS, kept, ANA, NIGHT.on) == 6.0
    assert hours_in_week(EVENINGS, kept, ANA, NEXT_MON.on) == 2.0
    assert hours_in_week(EVENINGS, kept, BEN, MONDAY) == 0.0


def test_a_shift_over_the_border_is_refused_when_either_week_is_full() -> None:
    assert refusal(NIGHT, MON, TUE, *NEXT_WEEK[:2]) is None
    assert refusal(NIGHT, MON, TUE, WED) is TooManyHours
    assert refusal(NIGHT, *NEXT_WEEK) is TooManyHours


def test_a_week_that_is_over_a_lowered_cap_bars_no_shift_in_another() -> None:
    lowered = Caps(week_h=5.0)
    assert refusal(SUN, *NEXT_WEEK, caps=lowered) is None
    assert refusal(NIGHT, *NEXT_WEEK, caps=lowered) is TooManyHours


NIGHTS = Plan(
    "America/New_York",
    (
        slot(Weekday.WEDNESDAY, "16:00", "17:00", "wed"),
        slot(Weekday.THURSDAY, "16:00", "20:00", "thu"),
        slot(Weekday.FRIDAY, "16:00", "20:00", "fri"),
        slot(Weekday.SUNDAY, "00:00", "04:00", "night"),
    ),
)


@pytest.mark.parametrize(
    ("sunday", "hours", "beside_8_h", "beside_9_h"),
    [
        (date(2026, 3, 8), 3.0, None, None),
        (date(2026, 3, 15), 4.0, None, TooManyHours),
        (date(2026, 11, 1), 5.0, TooManyHours, TooManyHours),
    ],
    ids=["forward", "usual", "back"],
)
def test_the_hours_of_a_week_are_those_that_pass(
    sunday: date,
    hours: float,
    beside_8_h: type[HelplineError] | None,
    beside_9_h: type[HelplineError] | None,
) -> None:
    """Midnight to four, in the night in which the clock is put forward, left alone, put back."""
    now = utc(f"{sunday - DAY * 6}T12:00")
    night, fri, thu = up("night", sunday), up("fri", sunday - DAY * 2), up("thu", sunday - DAY * 3)
    wed = up("wed", sunday - DAY * 4)
    assert hours_in_week(NIGHTS, {night}, ANA, sunday) == hours
    assert refusal(night, fri, thu, plan=NIGHTS, now=now) is beside_8_h
    assert refusal(night, fri, thu, wed, plan=NIGHTS, now=now) is beside_9_h


def test_what_was_signed_up_for_and_became_a_holiday_counts_for_nothing() -> None:
    assert hours_in_week(EVENINGS, {FEAST, MON}, ANA, MONDAY) == 4.0
    assert refusal(WED, MON, TUE, FEAST) is None


def test_whatever_stands_against_a_sign_up_has_a_code_that_pages_know() -> None:
    assert issubclass(NoSuchShift, BadInput)
    for kind in (ShiftBegun, AlreadySignedUp, ShiftFull, ShiftsOverlap, TooManyHours):
        assert issubclass(kind, NotNow)


def shift(begins: int, ends: int, wanted: int = 1, name: str = "one") -> Shift:
    return Shift(SlotId(name), MONDAY, NOW + begins, NOW + ends, wanted)


def test_a_shift_lacks_whoever_is_wanted_and_has_not_signed_up() -> None:
    two = shift(600, 900, wanted=2)
    ana, ben, zoe = (up("one", MONDAY, staff) for staff in (ANA, BEN, ZOE))
    elsewhere = [up("one", MONDAY + DAY), up("other", MONDAY)]
    assert uncovered([two], elsewhere, NOW, 600) == [Uncovered(two, 2)]
    assert uncovered([two], [ana], NOW, 600) == [Uncovered(two, 1)]
    assert uncovered([two], [ana, ben], NOW, 600) == []
    assert uncovered([two], [ana, ben, zoe], NOW, 600) == []


@pytest.mark.parametrize(("now", "found"), [(-0.5, 0), (0, 1), (600, 1), (899.5, 1), (900, 0)])
def test_a_shift_is_uncovered_from_so_long_before_it_begins_until_it_ends(
    now: float, found: int
) -> None:
    assert len(uncovered([shift(600, 900)], [], NOW + now, 600)) == found


def test_what_is_uncovered_keeps_its_order() -> None:
    shifts = [shift(n, 900, name=str(n)) for n in (1, 2, 3)]
    found = uncovered(shifts, [up("2", MONDAY)], NOW, 9)
    assert [one.shift.slot for one in found] == ["1", "3"]


@settings(max_examples=30)
@given(weeks(), st.data())
def test_whatever_is_asked_for_nobody_is_over_the_hours_nor_at_two_places(
    drawn: tuple[Plan, int], data: st.DataObject
) -> None:
    """Counted by the quarter of an hour, by a clock that is read the other way."""
    plan, now = drawn
    shifts = occurrences(plan, now, now + 14 * 86_400)
    wishes = [SignUp(staff, one.slot, one.on) for one in shifts for staff in (ANA, BEN)]
    asked = data.draw(st.lists(st.sampled_from(wishes), max_size=12)) if wishes else []
    kept: set[SignUp] = set()
    for wish in asked:
        if refusal(wish, *kept, plan=plan, now=now) is None:
            kept.add(wish)
    spent: dict[tuple[StaffId, date], int] = {}
    for at in range(now, now + 16 * 86_400, QUARTER):
        there = present(plan, kept, at)
        assert len({one.staff for one in there}) == len(there)
        assert all(sum(one.slot == s.id for one in there) <= s.wanted for s in plan.slots)
        today = datetime.fromtimestamp(at, ZoneInfo(plan.zone)).date()
        for one in there:
            week = (one.staff, today - DAY * today.weekday())
            spent[week] = spent.get(week, 0) + QUARTER
    for (staff, monday), seconds in spent.items():
        assert seconds <= CAPS.week_h * 3_600
        assert hours_in_week(plan, kept, staff, monday + DAY * 3) == seconds / 3_600


def present(plan: Plan, kept: set[SignUp], at: int) -> list[SignUp]:
    """Return whose shift runs at this quarter of an hour."""
    reading = furthest(at, plan.zone)
    running = {(s.id, on) for s in plan.slots for on in dates_of(s, plan.holidays, reading)}
    return [one for one in kept if (one.slot, one.on) in running]
