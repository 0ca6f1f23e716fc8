"""Who has signed up for which shift, what stands against one more, and where people lack.

A sign-up whose shift no longer takes place (its slot is gone, or its day became a holiday) counts
for nothing.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.errors import BadInput, NotNow
from helpline.core.names import StaffId
from helpline.core.shifts import HOUR, Caps, Plan, Shift, SlotId, occurrences
from helpline.core.wall import DAY, MIDNIGHT, moment, week

AHEAD: Final = timedelta(days=366)
"""Nobody signs up for a day further off: whoever named it has slipped."""


class NoSuchShift(BadInput):
    """The plan has no such shift: no such slot, another weekday, a holiday, or too far off."""

    code = "no_such_shift"


class ShiftBegun(NotNow):
    """The shift has begun, or is over."""

    code = "shift_begun"


class AlreadySignedUp(NotNow):
    """They have this shift already."""

    code = "signed_up_already"


class ShiftFull(NotNow):
    """As many people as are wanted have signed up."""

    code = "shift_full"


class ShiftsOverlap(NotNow):
    """They have another shift at the same time."""

    code = "shifts_overlap"


class TooManyHours(NotNow):
    """It would take them over the hours of a week."""

    code = "too_many_hours"


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody on the staff will be there for a slot, on one date."""

    staff: StaffId
    slot: SlotId
    on: date


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A shift for which `lacks` people have still to be found."""

    shift: Shift
    lacks: int


def allow_sign_up(
    plan: Plan, kept: AbstractSet[SignUp], wish: SignUp, now: float, caps: Caps
) -> Shift:
    """Return the shift that is wished for, or raise a named error for what stands against it."""
    near = _near(plan, wish.on, now)
    shift = next((one for one in near if (one.slot, one.on) == (wish.slot, wish.on)), None)
    if shift is None:
        raise NoSuchShift("there is no such shift: no such slot, or not on that date")
    if now >= shift.begins:
        raise ShiftBegun("that shift has begun: choose a later one")
    if wish in kept:
        raise AlreadySignedUp("they have signed up for it already")
    if _taken(kept)[shift.slot, shift.on] >= shift.wanted:
        raise ShiftFull("as many as are wanted have signed up: choose another shift")
    if any(_overlap(shift, other) for other in near if _has(wish.staff, other, kept)):
        raise ShiftsOverlap("they have another shift at that time: withdraw from it first")
    if any(_is_over(plan, kept, wish, day, caps) for day in (shift.on, shift.on + DAY)):
        raise TooManyHours("over the hours of a week: choose a shift in another week")
    return shift


def hours_in_week(plan: Plan, kept: AbstractSet[SignUp], staff: StaffId, day: date) -> float:
    """Return the hours, as they pass, for which somebody has signed up in the week of this day.

    A week goes from Monday 00:00 to Monday 00:00 in the plan's zone; of a shift that is in two
    weeks, each has its part.
    """
    begins, ends = week(day, ZoneInfo(plan.zone))
    parts = [
        min(shift.ends, ends) - max(shift.begins, begins)
        for shift in occurrences(plan, begins, ends)
        if _has(staff, shift, kept)
    ]
    return sum(parts) / HOUR.total_seconds()


def uncovered(
    shifts: Iterable[Shift], kept: Iterable[SignUp], now: float, within_s: float
) -> list[Uncovered]:
    """Return the shifts that run, or begin within that time, with fewer people than are wanted."""
    taken = _taken(kept)
    near = [shift for shift in shifts if shift.begins <= now + within_s and now < shift.ends]
    lacking = [Uncovered(shift, shift.wanted - taken[shift.slot, shift.on]) for shift in near]
    return [one for one in lacking if one.lacks > 0]


def _near(plan: Plan, on: date, now: float) -> list[Shift]:
    """Return the shifts that begin on this date, and all that can overlap one of them."""
    zone = ZoneInfo(plan.zone)
    if abs(on - datetime.fromtimestamp(now, zone).date()) > AHEAD:
        return []
    since, until = (moment(day, MIDNIGHT, zone) for day in (on, on + DAY * 2))
    return occurrences(plan, since, until)


def _taken(kept: Iterable[SignUp]) -> Counter[tuple[SlotId, date]]:
    return Counter((one.slot, one.on) for one in kept)


def _has(staff: StaffId, shift: Shift, kept: AbstractSet[SignUp]) -> bool:
    return SignUp(staff, shift.slot, shift.on) in kept


def _overlap(one: Shift, other: Shift) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def _is_over(plan: Plan, kept: AbstractSet[SignUp], wish: SignUp, day: date, caps: Caps) -> bool:
    """Tell whether this sign-up is what takes somebody over the cap in the week of this day.

    Somebody may be over it already, when the cap was lowered; that bars no shift in another week.
    """
    before = hours_in_week(plan, kept, wish.staff, day)
    return hours_in_week(plan, kept | {wish}, wish.staff, day) > max(before, caps.week_h)
