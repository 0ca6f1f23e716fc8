"""What the command line can ask about shifts, and about what opens the line."""

from collections.abc import Sequence
from datetime import date
from time import time

from helpline.app.office import console, named, opened
from helpline.core.errors import BadInput
from helpline.core.opening import OpensBy
from helpline.core.shifts import Shift, Slot, SlotId
from helpline.core.signups import SignUp
from helpline.core.wall import Span
from helpline.durable import Coming, Rules, Week
from helpline.settings import load_policy

DAY_S = 86_400


async def week() -> Week:
    """Return the plan, the holidays, and what opens the line."""
    async with opened() as (durable, door):
        return await durable.shifts.week(door.time_zone)


async def set_slot(slot: Slot) -> Week:
    """Add a slot, or change the one of that name."""
    async with opened() as (durable, door):
        kept = await durable.shifts.week(door.time_zone)
        others = [one for one in kept.plan.slots if one.id != slot.id]
        rules = Rules(door.time_zone, load_policy().caps)
        await durable.shifts.set_slots(kept.version, [*others, slot], rules, console())
        return await durable.shifts.week(door.time_zone)


async def drop_slot(name: str) -> Week:
    """Take a slot out of the plan, and its sign-ups with it."""
    async with opened() as (durable, door):
        kept = await durable.shifts.week(door.time_zone)
        others = [one for one in kept.plan.slots if one.id != name]
        if len(others) == len(kept.plan.slots):
            raise BadInput("there is no such slot: see helpline shifts plan")
        rules = Rules(door.time_zone, load_policy().caps)
        await durable.shifts.set_slots(kept.version, others, rules, console())
        return await durable.shifts.week(door.time_zone)


async def set_holiday(day: date, *, on: bool) -> Week:
    """Make a day a holiday, or an ordinary day again."""
    async with opened() as (durable, door):
        kept = await durable.shifts.week(door.time_zone)
        if (day in kept.plan.holidays) is on:
            raise BadInput("that day is a holiday already" if on else "that day is no holiday")
        days = kept.plan.holidays ^ {day}
        await durable.shifts.set_holidays(kept.version, days, console())
        return await durable.shifts.week(door.time_zone)


async def set_opening(opens_by: OpensBy, hours: Sequence[Span] | None) -> Week:
    """Say what opens the line; without hours those that were set stay."""
    async with opened() as (durable, door):
        kept = await durable.shifts.week(door.time_zone)
        spans = kept.hours if hours is None else hours
        await durable.shifts.set_opening(kept.version, opens_by, spans, console())
        return await durable.shifts.week(door.time_zone)


async def coming(days: int) -> tuple[str, list[Coming]]:
    """Return the zone, and the shifts that run or begin within so many days."""
    async with opened() as (durable, door):
        now = time()
        zone = door.time_zone
        return zone.key, await durable.shifts.coming(zone, now, now + days * DAY_S)


async def sign_up(sign_in_name: str, slot: str, on: date) -> Shift:
    """Keep that somebody comes, or raise what stands against it."""
    async with opened() as (durable, door):
        person = await named(durable, sign_in_name)
        wish = SignUp(person.id, SlotId(slot), on)
        return await durable.shifts.sign_up(wish, Rules(door.time_zone, load_policy().caps), time())


async def withdraw(sign_in_name: str, slot: str, on: date) -> None:
    """Take back that somebody comes."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        await durable.shifts.withdraw(SignUp(person.id, SlotId(slot), on))
