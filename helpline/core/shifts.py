"""The weekly plan of shifts: made by the clock on the wall, read as moments."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, NewType
from zoneinfo import ZoneInfo

from helpline.core.wall import DAY, Span, dated, is_zone

SlotId = NewType("SlotId", str)
"""A place in the weekly plan; stays the same when its hours are changed."""

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that one person does: hours of a shift by the wall, hours of a week as they pass."""

    shift_h: float = 4.0
    week_h: float = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Span):
    """A shift of every week, and how many people are wanted for it."""

    id: SlotId
    wanted: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Every week's slots in one time zone; on a holiday no slot begins."""

    zone: str
    slots: tuple[Slot, ...]
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Shift:
    """One time that a slot takes place; `on` is the date in the plan's zone on which it begins."""

    slot: SlotId
    on: date
    begins: int
    ends: int
    wanted: int


def occurrences(plan: Plan, since: float, until: float) -> list[Shift]:
    """Return the shifts that overlap the time from `since` to before `until`, in their order.

    Two slots may overlap; that is how two people are planned who come at different times.
    """
    found = dated(plan.slots, ZoneInfo(plan.zone), plan.holidays, since, until)
    shifts = [Shift(slot.id, on, begins, ends, slot.wanted) for slot, on, begins, ends in found]
    return sorted(shifts, key=lambda shift: (shift.begins, shift.ends, shift.slot))


def check_plan(plan: Plan, caps: Caps) -> list[str]:
    """Return what is wrong with a plan, one line for each fault; nothing means that it may be kept.

    The cap of a shift is held by the wall: a night shift of four hours stays one, though it takes
    five when the clock goes back.
    """
    ids = Counter(slot.id for slot in plan.slots)
    return [
        *([] if is_zone(plan.zone) else ["zone: needs a name such as America/New_York"]),
        *(f'slot "{ident}": there are two with this id' for ident, n in ids.items() if n > 1),
        *(f'slot "{slot.id}": {fault}' for slot in plan.slots for fault in _faults(slot, caps)),
    ]


def _faults(slot: Slot, caps: Caps) -> Iterator[str]:
    hours = (_since_midnight(slot.end) - _since_midnight(slot.start)) % DAY / HOUR
    if hours == 0:
        yield "needs an end that is not its start"
    if hours > caps.shift_h:
        yield f"takes {hours:g} h; a shift may take {caps.shift_h:g} h"
    if slot.wanted < 1:
        yield "needs one person at least"


def _since_midnight(at: time) -> timedelta:
    return timedelta(
        hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
    )
