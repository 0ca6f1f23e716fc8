"""Who is cleared to answer: every required module has a record that still counts.

Whoever is not cleared is not made ready and is offered no chat; a chat that runs is never cut for
it. Every `today` here is a date in the helpline's own time zone, and the caller's to give.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from enum import StrEnum
from typing import Final, NewType
from zoneinfo import ZoneInfo

from helpline.core.errors import BadInput
from helpline.core.names import StaffId
from helpline.core.wall import DAY, MIDNIGHT, moment

ModuleId = NewType("ModuleId", str)
"""A slug: 1 to 40 of `a-z`, `0-9` and `-`."""

TRAINER_CHARS: Final = 60
MONTH_DAYS: Final = 30
WEEK_DAYS: Final = 7
_SLUG: Final = re.compile(r"[a-z0-9-]{1,40}")
_FORMULA_STARTS: Final = frozenset("=+-@")


def is_module_id(text: str) -> bool:
    """Tell whether a module may have this id."""
    return _SLUG.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Module:
    """Something to be trained in; `months` is how long a record of it counts, None: for good."""

    id: ModuleId
    name: str
    months: int | None
    required: bool
    version: int = field(default=0, compare=False)
    """Grows with each change; who changes one says which they saw. 0: it is not kept yet."""


@dataclass(frozen=True, slots=True)
class Record:
    """A module that somebody on the staff was trained in; `trainer` has 60 characters at most."""

    staff: StaffId
    module: ModuleId
    on: date
    trainer: str


class Warns(StrEnum):
    """How near the end of a clearance is."""

    NONE = "none"
    MONTH = "month"
    """30 days are left, or fewer."""
    WEEK = "week"
    """7 days are left, or fewer."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Missing:
    """A required module that does not count today; `ran_out` is the last day it did, if ever."""

    module: ModuleId
    ran_out: date | None


@dataclass(frozen=True, slots=True)
class Clearance:
    """What somebody lacks, or the last day on which they are cleared; neither: cleared for good."""

    missing: tuple[Missing, ...] = ()
    until: date | None = None

    @property
    def is_cleared(self) -> bool:
        return not self.missing

    def warning(self, today: date) -> Warns:
        """Return what to tell them today, which may be days after the clearance was worked out."""
        if not self.is_cleared:
            return Warns.OVER
        if self.until is None:
            return Warns.NONE
        left = (self.until - today).days
        if left < 0:
            return Warns.OVER
        if left <= WEEK_DAYS:
            return Warns.WEEK
        return Warns.MONTH if left <= MONTH_DAYS else Warns.NONE


class BadTrainer(BadInput):
    """The name of a trainer can't be kept; the text says why."""


def checked_trainer(text: str) -> str:
    """Return the name of a trainer without outer blanks, or raise `BadTrainer`."""
    if any(_is_control(char) for char in text):
        raise BadTrainer("holds a line break or another control character")
    trainer = text.strip()
    if not trainer:
        raise BadTrainer("is empty")
    if len(trainer) > TRAINER_CHARS:
        raise BadTrainer(f"has {len(trainer)} characters, and {TRAINER_CHARS} is the most")
    if unicodedata.normalize("NFKC", trainer[0]) in _FORMULA_STARTS:
        raise BadTrainer(f"begins with {trainer[0]}, which a spreadsheet takes for a formula")
    return trainer


def _is_control(char: str) -> bool:
    """Formatting counts too: what turns the writing around can make a name look like another."""
    category = unicodedata.category(char)
    return category.startswith("C") or category in {"Zl", "Zp"}


def valid_until(record: Record, module: Module) -> date | None:
    """Return the last day on which a record of this module counts, or None when it never runs out.

    That is the same day of the month, `months` later, and it still counts: 12 months from
    15 March end with 15 March. In a shorter month it is the last day: 1 month from 31 January
    ends with 28 or 29 February.
    """
    if module.months is None:
        return None
    years, month = divmod(record.on.month - 1 + module.months, 12)
    year = record.on.year + years
    if year > MAXYEAR:
        return date.max
    _, last = monthrange(year, month + 1)
    return date(year, month + 1, min(record.on.day, last))


def clearance(modules: Iterable[Module], records: Iterable[Record], today: date) -> Clearance:
    """Return how one person stands today, from all the records there are of them.

    The latest record of a module counts. One dated in the future does not count yet; but when its
    day comes before the present one has run out, it already moves `until`.
    """
    kept = sorted(records, key=lambda record: record.on)
    required = [module for module in modules if module.required]
    standing = [(module.id, _last_day(module, kept, today)) for module in required]
    missing = [Missing(ident, last) for ident, last in standing if last is None or last < today]
    if missing:
        return Clearance(missing=tuple(missing))
    until = min((last for _, last in standing if last is not None), default=date.max)
    return Clearance(until=None if until == date.max else until)


def cleared_until(clearance: Clearance, zone: ZoneInfo) -> float | None:
    """Return when a clearance ends, in seconds since 1970: 0 has ended, None never does.

    That is the midnight after its last day, by the clock on the helpline's wall.
    """
    if not clearance.is_cleared:
        return 0.0
    return None if clearance.until is None else moment(clearance.until + DAY, MIDNIGHT, zone)


def _last_day(module: Module, kept: Sequence[Record], today: date) -> date | None:
    """Return the end of the days without a gap on which it counts; None when none has begun."""
    last: date | None = None
    for record in kept:
        if record.module == module.id and _follows(record, last, today):
            last = valid_until(record, module) or date.max
    return last


def _follows(record: Record, last: date | None, today: date) -> bool:
    return record.on <= today or (last is not None and (record.on - last).days <= 1)
