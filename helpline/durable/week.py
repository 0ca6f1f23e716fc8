"""The rows of the weekly plan and of the sign-ups: read, checked and written in a transaction."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.errors import BadInput, ChangedMeanwhile
from helpline.core.names import StaffId
from helpline.core.opening import OpensBy
from helpline.core.roles import Act, Role, Whose, may
from helpline.core.shifts import Plan, Slot, SlotId
from helpline.core.signups import SignUp
from helpline.core.wall import Span, Weekday
from helpline.durable.tables import SLOT, holiday, hours, sign_up, slot, staff, week

MOST: Final = 200
"""So many slots a plan may have; as many spans the set hours, and as many days the holidays."""
_SLUG: Final = re.compile(rf"[a-z0-9-]{{1,{SLOT}}}")
_WANTED: Final = 99
_DETAIL: Final = 200
_ANSWERS: Final = (
    staff.c.active,
    staff.c.role.in_([role for role in Role if may(role, Act.ANSWER, Whose.OWN)]),
)


class CanNotAnswer(BadInput):
    """Nobody who answers chats here has that id."""


@dataclass(frozen=True, slots=True)
class Week:
    """The plan as it is kept; who changes anything of it says which version they saw."""

    plan: Plan
    opens_by: OpensBy
    hours: tuple[Span, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who has signed up, by first name."""

    id: StaffId
    name: str


def slot_faults(slots: Collection[Slot]) -> Iterator[str]:
    """Yield what is wrong with slots besides what `check_plan` finds."""
    if len(slots) > MOST:
        yield f"a plan has {MOST} slots at most"
    for one in slots:
        if not _SLUG.fullmatch(one.id):
            yield f"a slot's name needs 1 to {SLOT} of a-z, 0-9 and -"
        if one.wanted > _WANTED:
            yield f'slot "{one.id}": needs {_WANTED} people at most'


def bounded(given: Collection[Any]) -> None:
    """Raise `BadInput` for a list that is too long to be meant."""
    if len(given) > MOST:
        raise BadInput(f"that is more than {MOST}: keep fewer")


async def next_version(connection: AsyncConnection, version: int, **values: Any) -> None:
    """Lock the plan and count its version up; raise `ChangedMeanwhile` for an old one."""
    change = sa.update(week).where(week.c.version == version)
    changed = await connection.execute(change.values(version=version + 1, **values))
    if not changed.rowcount:
        raise ChangedMeanwhile("somebody else changed the plan first: look at it again")


async def put_slot(connection: AsyncConnection, one: Slot, *, is_new: bool) -> None:
    """Add a slot, or change the one of that name."""
    row = {**span_row(one), "wanted": one.wanted}
    if is_new:
        await connection.execute(sa.insert(slot).values(id=one.id, **row))
    else:
        await connection.execute(sa.update(slot).where(slot.c.id == one.id).values(row))


async def read_week(connection: AsyncConnection, zone: ZoneInfo) -> Week:
    """Return all that is planned, in the order of the week."""
    row = (await connection.execute(sa.select(week))).one()
    rows = await connection.execute(sa.select(hours))
    spans = sorted((Span(Weekday(r.weekday), r.starts, r.ends) for r in rows), key=order)
    slots = sorted(await read_slots(connection), key=lambda one: (order(one), one.id))
    plan = Plan(zone.key, tuple(slots), await read_holidays(connection))
    return Week(plan, row.opens_by, tuple(spans), row.version)


async def read_slots(connection: AsyncConnection) -> list[Slot]:
    """Return the slots, in no order."""
    return [
        Slot(Weekday(row.weekday), row.starts, row.ends, id=SlotId(row.id), wanted=row.wanted)
        for row in await connection.execute(sa.select(slot))
    ]


async def read_holidays(connection: AsyncConnection) -> frozenset[date]:
    """Return the holidays."""
    return frozenset(row.day for row in await connection.execute(sa.select(holiday)))


async def read_sign_ups(
    connection: AsyncConnection, first: date, last: date
) -> dict[SignUp, Comer]:
    """Return the sign-ups that count, from one date to another, with who comes."""
    query = (
        sa.select(sign_up, staff.c.name)
        .select_from(sign_up.join(staff))
        .where(sign_up.c.day.between(first, last), *_ANSWERS)
        .order_by(staff.c.name, staff.c.id)
    )
    found = {}
    for row in await connection.execute(query):
        who = StaffId(row.staff_id)
        found[SignUp(who, SlotId(row.slot_id), row.day)] = Comer(who, row.name)
    return found


async def look_for(connection: AsyncConnection, whom: StaffId) -> None:
    """Raise `CanNotAnswer` for whoever does not answer chats here."""
    query = sa.select(staff.c.id).where(staff.c.id == whom, *_ANSWERS)
    if (await connection.execute(query)).one_or_none() is None:
        raise CanNotAnswer("only somebody who is on the staff and answers chats signs up")


def dates_of(zone: ZoneInfo, since: float, until: float) -> tuple[date, date]:
    """Return the dates between which a shift begins that takes place in this time."""
    first, last = (datetime.fromtimestamp(at, zone).date() for at in (since, until))
    return first - timedelta(days=1), last + timedelta(days=1)


def order(span: Span) -> tuple[Any, ...]:
    """Return what sorts spans as a week shows them."""
    return span.weekday, span.start, span.end


def span_row(span: Span) -> dict[str, Any]:
    """Return a span as its columns."""
    return {"weekday": int(span.weekday), "starts": span.start, "ends": span.end}


def slot_words(one: Slot) -> str:
    """Return a slot for the audit."""
    return f"{one.id}: {one}, {one.wanted}"


def cut(told: str) -> str:
    """Return what fits into an entry of the audit."""
    return told if len(told) <= _DETAIL else f"{told[: _DETAIL - 1]}…"
