"""The plan by version and in the audit, and sign-ups that can't take one place twice."""

import asyncio
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from helpline.core.audit import Deed
from helpline.core.errors import BadInput, ChangedMeanwhile, HelplineError
from helpline.core.names import StaffId
from helpline.core.opening import Always, ByPlan, OpensBy, SetHours, is_open, next_change
from helpline.core.roles import Role
from helpline.core.shifts import Caps, Plan, Slot, SlotId
from helpline.core.signups import NoSuchShift, ShiftFull, SignUp, TooManyHours
from helpline.core.wall import Span, Weekday
from helpline.durable import Comer, Durable, Newcomer, NotSignedUp, Rules, Week
from helpline.durable.week import CanNotAnswer
from tests.durable.conftest import BY

ZONE = ZoneInfo("America/New_York")
RULES = Rules(ZONE, Caps())
MONDAY = date(2026, 6, 1)
NOON = 1_780_329_600  # of that Monday, in New York it is 12:00
EVENING = Slot(Weekday.MONDAY, time(16), time(20), id=SlotId("mon-eve"), wanted=1)
NIGHT = Slot(Weekday.SATURDAY, time(22), time(2), id=SlotId("sat-night"), wanted=2)
HOUR = 3_600


async def deeds(durable: Durable) -> list[tuple[Deed, str]]:
    told = [entry.written for entry in await durable.audit.latest(99)]
    return [(one.deed, one.detail) for one in told if one.deed is not Deed.STAFF_ADDED]


async def planned(durable: Durable, *slots: Slot) -> None:
    week = await durable.shifts.week(ZONE)
    await durable.shifts.set_slots(week.version, slots, RULES, BY)


async def hire(durable: Durable, name: str, role: Role = Role.RESPONDER) -> StaffId:
    return await durable.staff.add(Newcomer(name=name, sign_in_name=name, role=role), BY)


def wish(staff: StaffId, on: date = MONDAY, slot: Slot = EVENING) -> SignUp:
    return SignUp(staff, slot.id, on)


async def test_nothing_is_planned_at_first_and_the_line_is_always_open(durable: Durable) -> None:
    assert await durable.shifts.week(ZONE) == Week(
        Plan("America/New_York", ()), OpensBy.ALWAYS, (), 1
    )
    assert await durable.shifts.opening(ZONE, NOON) == Always()
    assert await durable.shifts.coming(ZONE, NOON, NOON + 9 * 86_400) == []


async def test_a_plan_is_kept_in_its_order_and_every_change_is_in_the_audit(
    durable: Durable,
) -> None:
    await planned(durable, NIGHT, EVENING)
    longer = Slot(Weekday.MONDAY, time(16), time(20), id=EVENING.id, wanted=3)
    await planned(durable, NIGHT, longer)
    await planned(durable, longer)
    week = await durable.shifts.week(ZONE)
    assert (week.plan.slots, week.version) == ((longer,), 4)
    assert sorted(await deeds(durable)) == [
        (Deed.SLOT_DROPPED, "sat-night"),
        (Deed.SLOT_SET, "mon-eve: monday 16:00-20:00, 1"),
        (Deed.SLOT_SET, "mon-eve: monday 16:00-20:00, 3"),
        (Deed.SLOT_SET, "sat-night: saturday 22:00-02:00, 2"),
    ]


async def test_holidays_and_hours_are_kept_and_in_the_audit(durable: Durable) -> None:
    shifts, hours = durable.shifts, Span(Weekday.MONDAY, time(10), time(18, 30))
    await shifts.set_holidays(1, [MONDAY, date(2026, 12, 25)], BY)
    await shifts.set_holidays(2, [date(2026, 12, 25)], BY)
    await shifts.set_opening(3, OpensBy.HOURS, [hours, hours], BY)
    week = await shifts.week(ZONE)
    assert week.plan.holidays == frozenset({date(2026, 12, 25)})
    assert (week.opens_by, week.hours) == (OpensBy.HOURS, (hours,))
    opening = await shifts.opening(ZONE, NOON)
    assert opening == SetHours("America/New_York", (hours,), week.plan.holidays)
    assert next_change(opening, NOON) == NOON + 6 * HOUR + HOUR // 2
    await shifts.set_opening(4, OpensBy.ALWAYS, week.hours, BY)
    assert (await shifts.week(ZONE)).hours == (hours,), "kept for when they are wanted again"
    assert await deeds(durable) == [
        (Deed.OPENING_SET, "always, monday 10:00-18:30"),
        (Deed.OPENING_SET, "hours, monday 10:00-18:30"),
        (Deed.HOLIDAY_DROPPED, "2026-06-01"),
        (Deed.HOLIDAY_SET, "2026-12-25"),
        (Deed.HOLIDAY_SET, "2026-06-01"),
    ]


async def test_many_hours_are_cut_short_in_the_audit_alone(durable: Durable) -> None:
    hours = [Span(day, time(at), time(at + 1)) for day in Weekday for at in (1, 5, 9)]
    await durable.shifts.set_opening(1, OpensBy.PLAN, hours, BY)
    assert len((await durable.shifts.week(ZONE)).hours) == len(hours)
    [(_, told)] = await deeds(durable)
    assert (len(told), told[:26]) == (200, "plan, monday 01:00-02:00, ")


@pytest.mark.parametrize(
    ("slot", "fault"),
    [
        (Slot(Weekday.MONDAY, time(1), time(6), id=SlotId("a"), wanted=1), "may take 4 h"),
        (Slot(Weekday.MONDAY, time(1), time(1), id=SlotId("a"), wanted=1), "not its start"),
        (Slot(Weekday.MONDAY, time(1), time(2), id=SlotId("a"), wanted=0), "one person at least"),
        (Slot(Weekday.MONDAY, time(1), time(2), id=SlotId("a"), wanted=100), "99 people at most"),
        (Slot(Weekday.MONDAY, time(1), time(2), id=SlotId("A b"), wanted=1), "of a-z, 0-9 and -"),
    ],
)
async def test_a_plan_that_does_not_fit_changes_nothing(
    durable: Durable, slot: Slot, fault: str
) -> None:
    await planned(durable, EVENING)
    with pytest.raises(BadInput, match=fault):
        await planned(durable, EVENING, slot)
    week = await durable.shifts.week(ZONE)
    assert (week.plan.slots, week.version, len(await deeds(durable))) == ((EVENING,), 2, 1)


async def test_no_list_is_endless_and_set_hours_are_not_empty(durable: Durable) -> None:
    shifts = durable.shifts
    many = [
        Slot(Weekday.MONDAY, time(1), time(2), id=SlotId(f"s{n}"), wanted=1) for n in range(201)
    ]
    days = [date.fromordinal(MONDAY.toordinal() + n) for n in range(201)]
    spans = [Span(Weekday.MONDAY, time(n // 60, n % 60), time(9)) for n in range(201)]
    for refused in (
        shifts.set_slots(1, many, RULES, BY),
        shifts.set_holidays(1, days, BY),
        shifts.set_opening(1, OpensBy.ALWAYS, spans, BY),
        shifts.set_opening(1, OpensBy.HOURS, [], BY),
    ):
        with pytest.raises(BadInput):
            await refused
    assert (await shifts.week(ZONE)).version == 1


async def test_the_second_who_changes_the_plan_is_told(durable: Durable) -> None:
    shifts = durable.shifts
    await planned(durable, EVENING)
    for late in (
        shifts.set_slots(1, [], RULES, BY),
        shifts.set_holidays(1, [MONDAY], BY),
        shifts.set_opening(1, OpensBy.PLAN, [], BY),
    ):
        with pytest.raises(ChangedMeanwhile):
            await late
    week = await shifts.week(ZONE)
    assert (week.plan.slots, week.plan.holidays) == ((EVENING,), frozenset())
    assert (week.opens_by, week.version, len(await deeds(durable))) == (OpensBy.ALWAYS, 2, 1)


async def test_who_signs_up_comes_and_opens_a_line_that_goes_by_the_plan(
    durable: Durable, dana: StaffId
) -> None:
    shifts = durable.shifts
    await planned(durable, EVENING)
    await shifts.set_opening(2, OpensBy.PLAN, [], BY)
    before = await shifts.opening(ZONE, NOON)
    assert (next_change(before, NOON), is_open(before, NOON + 4 * HOUR)) == (None, False)
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert (one.people, one.lacks) == ((), 1)
    shift = await shifts.sign_up(wish(dana), RULES, NOON)
    assert (shift.begins, shift.ends) == (NOON + 4 * HOUR, NOON + 8 * HOUR)
    after = await shifts.opening(ZONE, NOON)
    assert isinstance(after, ByPlan)
    assert next_change(after, NOON) == shift.begins
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert (one.shift, one.people, one.lacks) == (shift, (Comer(dana, "Dana"),), 0)
    await shifts.withdraw(wish(dana))
    assert await shifts.opening(ZONE, NOON) == before
    with pytest.raises(NotSignedUp):
        await shifts.withdraw(wish(dana))


async def test_of_many_who_want_one_place_at_once_one_gets_it(durable: Durable) -> None:
    await planned(durable, EVENING)
    people = [await hire(durable, f"p{n}") for n in range(5)]

    async def try_it(staff: StaffId) -> type[HelplineError] | None:
        try:
            await durable.shifts.sign_up(wish(staff), RULES, NOON)
        except HelplineError as refused:
            return type(refused)
        return None

    found = await asyncio.gather(*(try_it(one) for one in people))
    assert sorted(map(str, found)) == sorted(map(str, [None, *[ShiftFull] * 4]))
    [one] = await durable.shifts.coming(ZONE, NOON, NOON + 86_400)
    assert len(one.people) == 1


async def test_the_hours_of_a_week_are_held_over_all_its_days(
    durable: Durable, dana: StaffId
) -> None:
    week = [
        Slot(day, time(8), time(12), id=SlotId(day.name.lower()), wanted=1)
        for day in list(Weekday)[1:]
    ]
    await planned(durable, *week)
    days = {slot.weekday: date(2026, 6, 1 + slot.weekday) for slot in week}
    for slot in week[:3]:
        await durable.shifts.sign_up(wish(dana, days[slot.weekday], slot), RULES, NOON)
    for slot in week[3:]:
        with pytest.raises(TooManyHours):
            await durable.shifts.sign_up(wish(dana, days[slot.weekday], slot), RULES, NOON)


@pytest.mark.parametrize("on", [date.min, date.max, date(2026, 6, 2), date(2028, 6, 5)])
async def test_a_day_that_is_none_of_the_plan_is_refused(
    durable: Durable, dana: StaffId, on: date
) -> None:
    await planned(durable, EVENING)
    with pytest.raises(NoSuchShift):
        await durable.shifts.sign_up(wish(dana, on), RULES, NOON)


async def test_only_who_is_here_and_answers_comes(durable: Durable, dana: StaffId) -> None:
    shifts = durable.shifts
    await planned(durable, EVENING)
    sam = await hire(durable, "sam", Role.SUPERVISOR)
    for nobody in (sam, StaffId("nobody")):
        with pytest.raises(CanNotAnswer):
            await shifts.sign_up(wish(nobody), RULES, NOON)
    await shifts.sign_up(wish(dana), RULES, NOON)
    await durable.staff.set_active(dana, 1, BY, on=False)
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert (one.people, one.lacks) == ((), 1)
    with pytest.raises(CanNotAnswer):
        await shifts.sign_up(wish(dana), RULES, NOON)
    await durable.staff.set_active(dana, 2, BY, on=True)
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert one.people == (Comer(dana, "Dana"),)


async def test_with_a_slot_go_its_sign_ups_and_with_a_holiday_they_rest(
    durable: Durable, dana: StaffId
) -> None:
    shifts = durable.shifts
    await planned(durable, EVENING)
    await shifts.sign_up(wish(dana), RULES, NOON)
    await shifts.set_holidays(2, [MONDAY], BY)
    assert await shifts.coming(ZONE, NOON, NOON + 86_400) == []
    await shifts.set_holidays(3, [], BY)
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert one.people == (Comer(dana, "Dana"),)
    await planned(durable)
    await planned(durable, EVENING)
    [one] = await shifts.coming(ZONE, NOON, NOON + 86_400)
    assert one.people == ()
