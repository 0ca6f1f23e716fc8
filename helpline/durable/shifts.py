"""The weekly plan, the holidays, what opens the line, and who has signed up for which shift.

The plan's time zone is a setting and kept nowhere else. A sign-up counts while its owner is on the
staff and answers chats; whoever comes back, or takes the role again, has their shifts again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from helpline.core.audit import By, Deed
from helpline.core.errors import BadInput, NotNow
from helpline.core.opening import Always, ByPlan, Opening, OpensBy, SetHours
from helpline.core.shifts import Caps, Plan, Shift, Slot, SlotId, check_plan, occurrences
from helpline.core.signups import SignUp, allow_sign_up, uncovered
from helpline.core.wall import Span
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.tables import holiday, hours, sign_up, slot, week
from helpline.durable.week import (
    Comer,
    Week,
    bounded,
    cut,
    dates_of,
    look_for,
    next_version,
    order,
    put_slot,
    read_holidays,
    read_sign_ups,
    read_slots,
    read_week,
    slot_faults,
    slot_words,
    span_row,
)

KNOWN_S: Final = 28 * 86_400
"""So far ahead a node knows who comes, should the database be away for long."""
_NEAR: Final = timedelta(days=10)
"""Whatever lies in one week with a shift, or touches it, is no further from it."""


class NotSignedUp(NotNow):
    """They have not signed up for that shift."""

    code = "not_signed_up"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a helpline has set for its shifts: the clock they go by, and the caps of one person."""

    zone: ZoneInfo
    caps: Caps


@dataclass(frozen=True, slots=True)
class Coming:
    """A shift that runs or is to come, who comes, and how many people are still to be found."""

    shift: Shift
    people: tuple[Comer, ...]
    lacks: int


class Shifts:
    """The plan and the sign-ups. Changes of the plan are written into the audit.

    They raise `ChangedMeanwhile` where somebody else was first, and `BadInput`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def week(self, zone: ZoneInfo) -> Week:
        """Return the plan, the holidays, and what opens the line."""
        async with self._database.transaction() as connection:
            return await read_week(connection, zone)

    async def set_slots(self, version: int, to: Collection[Slot], rules: Rules, by: By) -> None:
        """Make these the slots of every week; with one that is left out go its sign-ups."""
        faults = [*slot_faults(to), *check_plan(Plan(rules.zone.key, tuple(to)), rules.caps)]
        if faults:
            raise BadInput("\n".join(faults))
        wanted = {one.id: one for one in to}
        async with self._database.transaction() as connection:
            await next_version(connection, version)
            kept = {one.id: one for one in await read_slots(connection)}
            for ident in kept.keys() - wanted.keys():
                await connection.execute(sa.delete(slot).where(slot.c.id == ident))
                await write(connection, by, Deed.SLOT_DROPPED, "", ident)
            for ident, one in wanted.items():
                if one != kept.get(ident):
                    await put_slot(connection, one, is_new=ident not in kept)
                    await write(connection, by, Deed.SLOT_SET, "", slot_words(one))

    async def set_holidays(self, version: int, to: Collection[date], by: By) -> None:
        """Make these the days on which no slot and none of the set hours begin."""
        bounded(to)
        async with self._database.transaction() as connection:
            await next_version(connection, version)
            kept = await read_holidays(connection)
            for day in sorted(kept - set(to)):
                await connection.execute(sa.delete(holiday).where(holiday.c.day == day))
                await write(connection, by, Deed.HOLIDAY_DROPPED, "", str(day))
            for day in sorted(set(to) - kept):
                await connection.execute(sa.insert(holiday).values(day=day))
                await write(connection, by, Deed.HOLIDAY_SET, "", str(day))

    async def set_opening(
        self, version: int, opens_by: OpensBy, to: Collection[Span], by: By
    ) -> None:
        """Say what opens the line, and what the set hours are; they are kept unused, too."""
        bounded(to)
        if opens_by is OpensBy.HOURS and not to:
            raise BadInput("set hours need one span at least, or the line would never open")
        spans = sorted(set(to), key=order)
        async with self._database.transaction() as connection:
            await next_version(connection, version, opens_by=opens_by)
            await connection.execute(sa.delete(hours))
            if spans:
                await connection.execute(sa.insert(hours), [span_row(one) for one in spans])
            told = ", ".join([opens_by.value, *map(str, spans)])
            await write(connection, by, Deed.OPENING_SET, "", cut(told))

    async def opening(self, zone: ZoneInfo, now: float) -> Opening:
        """Return what opens the line, with all that is known of the weeks to come."""
        async with self._database.transaction() as connection:
            found = await read_week(connection, zone)
            if found.opens_by is OpensBy.ALWAYS:
                return Always()
            if found.opens_by is OpensBy.HOURS:
                return SetHours(zone.key, found.hours, found.plan.holidays)
            first, last = dates_of(zone, now, now + KNOWN_S)
            kept = await read_sign_ups(connection, first, last)
        return ByPlan(found.plan, frozenset(kept))

    async def coming(self, zone: ZoneInfo, since: float, until: float) -> list[Coming]:
        """Return the shifts that overlap this time, in their order, and who comes."""
        first, last = dates_of(zone, since, until)
        async with self._database.transaction() as connection:
            plan = (await read_week(connection, zone)).plan
            kept = await read_sign_ups(connection, first, last)
        shifts = occurrences(plan, since, until)
        lacking = uncovered(shifts, kept, since, until - since)
        lacks = {(one.shift.slot, one.shift.on): one.lacks for one in lacking}
        people: dict[tuple[SlotId, date], list[Comer]] = {}
        for one, comer in kept.items():
            people.setdefault((one.slot, one.on), []).append(comer)
        return [
            Coming(shift, tuple(people.get(key, ())), lacks.get(key, 0))
            for shift in shifts
            for key in [(shift.slot, shift.on)]
        ]

    async def sign_up(self, wish: SignUp, rules: Rules, now: float) -> Shift:
        """Keep that somebody comes, or raise what stands against it (`core/signups.py`)."""
        middle = max(date.min + _NEAR, min(wish.on, date.max - _NEAR))
        async with self._database.transaction() as connection:
            await connection.execute(sa.update(week).values(version=week.c.version))
            await look_for(connection, wish.staff)
            plan = (await read_week(connection, rules.zone)).plan
            kept = await read_sign_ups(connection, middle - _NEAR, middle + _NEAR)
            shift = allow_sign_up(plan, kept.keys(), wish, now, rules.caps)
            row = {"staff_id": wish.staff, "slot_id": wish.slot, "day": wish.on}
            await connection.execute(sa.insert(sign_up).values(row))
        return shift

    async def withdraw(self, taken: SignUp) -> None:
        """Take back that somebody comes; raises `NotSignedUp`."""
        mine = (
            sign_up.c.staff_id == taken.staff,
            sign_up.c.slot_id == taken.slot,
            sign_up.c.day == taken.on,
        )
        async with self._database.transaction() as connection:
            dropped = await connection.execute(sa.delete(sign_up).where(*mine))
        if not dropped.rowcount:
            raise NotSignedUp("they have not signed up for that shift")
