"""What a clock on the wall shows, as moments: right in the nights in which it is changed, too.

A plan is made by the wall: "Saturday 22:00 to 02:00", in a zone. Moments are seconds since 1970.
A zone's rules come from the time zone database of the machine, by way of the standard library.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from itertools import product
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY: Final = timedelta(days=1)
MIDNIGHT: Final = time()


class Weekday(IntEnum):
    """A day of the week, with the number that `date.weekday` has for it."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of every week by the clock; an end that is not after the start is the next day's."""

    weekday: Weekday
    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.weekday.name.lower()} {self.start:%H:%M}-{self.end:%H:%M}"


AnySpan = TypeVar("AnySpan", bound=Span)


def is_zone(name: str) -> bool:
    """Tell whether the time zone database knows a zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder's name, as "America"
        return False
    return True


def moment(day: date, at: time, zone: ZoneInfo) -> int:
    """Return when a clock in this zone first shows this time of this day.

    A time that comes twice, since the clock goes back, is the first of the two. A time that never
    comes, since the clock is put forward, is the moment at which it jumps. This holds for starts
    and ends alike. Whoever is there "until 01:30" leaves when the clock shows it, before it goes
    back to 01:00, and whoever comes "from 01:30" comes at that same moment: a handover is one
    moment in every night of the year. Were an end the second of the two, everybody who ends at
    01:30 would stay an hour beside those who follow, and nobody could sign up for both. The hour
    that comes twice is worked by those who are there when the clock goes back: their
    02:00 comes after it.

    So what is later by the wall is never the earlier moment, whatever the clock does.
    """
    first, second = (_seconds(day, at, zone, fold) for fold in (0, 1))
    if first <= second:
        return first
    # Read by the rules of before and of after the jump, such a time falls after and before it.
    leap = range(second, first + 1)
    return leap[bisect_left(leap, _offset(first, zone), key=lambda t: _offset(t, zone))]


def _seconds(day: date, at: time, zone: ZoneInfo, fold: int) -> int:
    return int(datetime.combine(day, at.replace(fold=fold), zone).timestamp())


def _offset(at: int, zone: ZoneInfo) -> timedelta:
    return datetime.fromtimestamp(at, zone).utcoffset() or timedelta()


def week(day: date, zone: ZoneInfo) -> tuple[int, int]:
    """Return when the week of a day begins and ends: Monday 00:00 to Monday 00:00."""
    monday = day - DAY * day.weekday()
    return moment(monday, MIDNIGHT, zone), moment(monday + DAY * 7, MIDNIGHT, zone)


def dated(
    spans: Collection[AnySpan], zone: ZoneInfo, off: frozenset[date], since: float, until: float
) -> Iterator[tuple[AnySpan, date, int, int]]:
    """Yield each span that overlaps these moments: with its date, when it begins and when it ends.

    None begins on a date that is off; one that began on the day before goes on to its end. One
    that lies in the time the clock leaps over has no length, and does not take place.
    """
    dates = [on for on in _dates(zone, since, until) if on not in off]
    for span, on in product(spans, dates):
        if span.weekday == on.weekday():
            begins, ends = _moments(span, on, zone)
            if max(begins, since) < min(ends, until):
                yield span, on, begins, ends


def _dates(zone: ZoneInfo, since: float, until: float) -> list[date]:
    """Return each date on which something can begin that takes place in this time.

    A day more at the start, for what passes midnight; and one at the end, for a clock that shows
    the next day already when it goes back to the evening before.
    """
    first = datetime.fromtimestamp(since, zone).date() - DAY
    last = datetime.fromtimestamp(until, zone).date() + DAY
    return [first + DAY * n for n in range((last - first).days + 1)]


def _moments(span: Span, on: date, zone: ZoneInfo) -> tuple[int, int]:
    ends_on = on if span.start < span.end else on + DAY
    return moment(on, span.start, zone), moment(ends_on, span.end, zone)
