"""When a service is open: by weekly hours on the wall of its own place.

Read from the standard's schedules, which are recurrence rules of iCalendar: those that repeat every
week on given days. A schedule may carry two columns that the standard does not have:
`iana_timezone`, since an offset is wrong for half the year, and `closed_on`, the dates of holidays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.directory.package import Row
from helpline.core.wall import Span, Weekday, dated, is_zone

ZONE: Final = "iana_timezone"
CLOSED: Final = "closed_on"
_DAYS: Final = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), Weekday, strict=True))
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2})(?::00)?(Z?)")
_UNREAD: Final = ("count", "byweekno", "bymonthday", "byyearday")


class BadHours(Exception):
    """A schedule can't be read; `field` says where."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


@dataclass(frozen=True, slots=True)
class Hours:
    """Spans of every week from one date to another; on a closed date none begins.

    A span whose end is its start takes the whole day round.
    """

    zone: str
    spans: tuple[Span, ...]
    first: date = date.min
    last: date = date.max
    closed: frozenset[date] = frozenset()


def is_open(hours: Iterable[Hours], now: float) -> bool | None:
    """Tell whether a service is open at a moment; None where nothing is known of its hours."""
    known = list(hours)
    return any(_runs(one, now) for one in known) if known else None


def _runs(hours: Hours, now: float) -> bool:
    running = dated(hours.spans, ZoneInfo(hours.zone), hours.closed, now, now + 1)
    return any(hours.first <= on <= hours.last and begins <= now for _, on, begins, _ in running)


def read_hours(schedule: Row) -> Hours:
    """Return what a schedule says, or raise `BadHours`."""
    if schedule.get("freq") != "WEEKLY":
        raise BadHours("freq", "only WEEKLY is understood")
    if schedule.get("interval") not in {"", "1"}:
        raise BadHours("interval", "only every week (1) is understood")
    for column in _UNREAD:
        if schedule.get(column):
            raise BadHours(column, "is not understood: give the days of the week in byday")
    opens, in_utc = _time(schedule, "opens_at")
    closes, also = _time(schedule, "closes_at")
    if in_utc is not also:
        raise BadHours("closes_at", "needs the same ending (Z or none) as opens_at")
    starts = (_date(schedule, "valid_from"), _date(schedule, "dtstart"))
    ends = (_date(schedule, "valid_to"), _date(schedule, "until"))
    hours = Hours(
        _zone(schedule, in_utc=in_utc),
        tuple(Span(day, opens, closes) for day in _days(schedule)),
        max(one or date.min for one in starts),
        min(one or date.max for one in ends),
        frozenset(read_day(CLOSED, part.strip()) for part in _parts(schedule.get(CLOSED))),
    )
    if hours.first > hours.last:
        raise BadHours("valid_to", "is before the first day")
    return hours


def _zone(schedule: Row, *, in_utc: bool) -> str:
    zone = schedule.get(ZONE)
    if in_utc or not zone:
        if schedule.get("timezone") not in {"", "0"} or zone not in {"", "UTC"} or not in_utc:
            raise BadHours(
                ZONE, 'is needed, as "America/Chicago"; or end both times with Z for UTC'
            )
        return "UTC"
    if not is_zone(zone):
        raise BadHours(ZONE, "is no time zone: write it as America/Chicago")
    return zone


def _days(schedule: Row) -> list[Weekday]:
    parts = [part.strip() for part in _parts(schedule.get("byday"))]
    if not parts or len(set(parts)) < len(parts) or not set(parts) <= _DAYS.keys():
        raise BadHours("byday", f"needs some of {','.join(_DAYS)}, each once")
    return [_DAYS[part] for part in parts]


def _parts(cell: str) -> list[str]:
    return cell.split(",") if cell else []


def _time(schedule: Row, column: str) -> tuple[time, bool]:
    found = _TIME.fullmatch(schedule.get(column))
    if found is None:
        raise BadHours(column, "needs a time as 09:00, by the clock of iana_timezone, or 09:00Z")
    try:
        return time(int(found[1]), int(found[2])), found[3] == "Z"
    except ValueError:
        raise BadHours(column, "there is no such time: the day is over at 00:00") from None


def _date(schedule: Row, column: str) -> date | None:
    cell = schedule.get(column)
    return read_day(column, cell) if cell else None


def read_day(column: str, cell: str) -> date:
    """Return a date, or raise `BadHours`."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise BadHours(column, "needs dates as 2026-12-25")
