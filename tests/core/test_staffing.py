"""Each hour of a week beside the plan: who is needed, who is there, and where people lack."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.erlang import Load, Target, erlang_a, fewest
from helpline.core.errors import BadInput
from helpline.core.shifts import Plan, Slot, SlotId, occurrences
from helpline.core.staffing import HOURS, Ways, every_day, planned, staffed
from helpline.core.wall import Weekday
from tests.core.weeks import SPANS, slot, utc

MONDAY: Final = utc("2026-06-01T00:00")
MINUTE_S: Final = 60
HOUR_S: Final = 3_600
WAYS: Final = Ways(
    chat_s=2_400, patience_s=360, chats_each=1, target=Target(share=0.9, within_s=60)
)
EVENING: Final = slot(Weekday.MONDAY, "16:00", "20:00", "eve", 2)
NIGHT: Final = slot(Weekday.SUNDAY, "22:00", "02:00", "night", 1)

slots = st.lists(SPANS, max_size=5).map(
    lambda spans: [
        Slot(span.weekday, span.start, span.end, id=SlotId(f"slot-{n}"), wanted=1 + n % 3)
        for n, span in enumerate(spans)
    ]
)


def at(weekday: Weekday, hour: int) -> int:
    return weekday * 24 + hour


@given(slots, st.integers(0, HOURS - 1))
def test_an_hour_has_the_people_of_its_poorest_minute(week: list[Slot], hour: int) -> None:
    """Read a second way: minute by minute, from the shifts as they take place."""
    plan = Plan("UTC", tuple(week))
    minutes = range(MONDAY + hour * HOUR_S, MONDAY + (hour + 1) * HOUR_S, MINUTE_S)
    there = [
        sum(shift.wanted for shift in occurrences(plan, minute, minute + MINUTE_S))
        for minute in minutes
    ]
    assert planned(week)[hour] == min(there)


def test_shifts_that_overlap_are_added_up_and_one_goes_over_the_end_of_the_week() -> None:
    there = planned([EVENING, slot(Weekday.MONDAY, "18:30", "22:00", "late", 1), NIGHT])
    monday = [there[at(Weekday.MONDAY, hour)] for hour in (15, 16, 18, 19, 20, 22)]
    assert monday == [0, 2, 2, 3, 1, 0]
    assert [there[at(Weekday.SUNDAY, 23)], there[0], there[1], there[2]] == [1, 1, 1, 0]


def test_a_half_hour_without_anybody_is_an_hour_without_anybody() -> None:
    there = planned([slot(Weekday.FRIDAY, "10:30", "12:00")])
    assert [there[at(Weekday.FRIDAY, hour)] for hour in (9, 10, 11, 12)] == [0, 0, 1, 0]


def test_an_hour_is_reckoned_as_the_queue_is_and_what_lacks_is_said() -> None:
    arrivals = every_day([0.0] * 16 + [6.0] * 8)
    week = staffed(arrivals, WAYS, [EVENING])
    load = Load(per_hour=6, chat_s=2_400, patience_s=360)
    enough = fewest(load, WAYS.target, 1)
    eve, quiet = week[at(Weekday.MONDAY, 17)], week[at(Weekday.MONDAY, 3)]
    assert (eve.arrivals, eve.needed, eve.planned, eve.lacks) == (6, enough, 2, enough - 2)
    assert eve.flow == erlang_a(load, 2, 60)
    assert (quiet.needed, quiet.planned, quiet.lacks) == (0, 0, 0)
    assert week[at(Weekday.TUESDAY, 17)].lacks == enough


def test_who_has_two_chats_at_once_does_the_work_of_two_seats() -> None:
    ways = Ways(chat_s=2_400, patience_s=360, chats_each=2, target=WAYS.target)
    arrivals = every_day([9.0] * 24)
    six = at(Weekday.MONDAY, 18)
    one, two = (staffed(arrivals, chosen, [EVENING])[six] for chosen in (WAYS, ways))
    assert two.needed == -(-one.needed // 2)
    assert two.flow == erlang_a(Load(per_hour=9, chat_s=2_400, patience_s=360), 4, 60)


@given(
    st.lists(st.floats(0, 40), min_size=24, max_size=24),
    slots,
    st.integers(0, HOURS - 1),
)
def test_where_nothing_lacks_the_target_is_met(
    hours: list[float], week: list[Slot], hour: int
) -> None:
    found = staffed(every_day(hours), WAYS, week)[hour]
    assert (found.flow.in_time >= WAYS.target.share) is (found.lacks == 0)
    assert found.arrivals == hours[hour % 24]


@pytest.mark.parametrize("count", [0, 24, HOURS - 1, HOURS + 1])
def test_a_week_that_is_none_is_refused(count: int) -> None:
    with pytest.raises(BadInput):
        staffed([1.0] * count, WAYS, [])


def test_a_number_that_no_hour_has_is_refused() -> None:
    with pytest.raises(BadInput):
        staffed([*[1.0] * (HOURS - 1), -1.0], WAYS, [])


@pytest.mark.parametrize("count", [0, 23, 25])
def test_a_day_that_is_none_is_refused(count: int) -> None:
    with pytest.raises(BadInput):
        every_day([1.0] * count)
