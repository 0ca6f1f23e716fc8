"""When a service is open, as a sentence says it; the words are those of the pages' texts.

They are read to a youth, so each language brings its own (`web_client/src/text`, "find.hours").
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, Final

from helpline.core.directory.hours import Hours
from helpline.core.wall import MIDNIGHT, Span, Weekday

Words = Mapping[str, Any]
_NOON: Final = time(12)
_RANGE: Final = 3
"""From so many days in a row on they are told by the first and the last."""


def hours_said(hours: Iterable[Hours], words: Words) -> tuple[str, ...]:
    """Return one sentence or more; none where nothing is known of the hours."""
    known = list(hours)
    if any(_never_ends(one) for one in known):
        return (str(words["always"]),)
    lines = [line for one in known for line in _lines(one, words)]
    if any(one.closed for one in known):
        lines.append(str(words["holidays"]))
    return tuple(lines)


def _never_ends(hours: Hours) -> bool:
    whole = {span.weekday for span in hours.spans if span.start == span.end}
    bounded = hours.closed or (hours.first, hours.last) != (date.min, date.max)
    return len(whole) == len(Weekday) and not bounded


def _lines(hours: Hours, words: Words) -> list[str]:
    by_times: dict[tuple[time, time], list[Span]] = {}
    for span in hours.spans:
        by_times.setdefault((span.start, span.end), []).append(span)
    return [_line(spans, hours, words) for spans in by_times.values()]


def _line(spans: list[Span], hours: Hours, words: Words) -> str:
    start, end = spans[0].start, spans[0].end
    whole = start == end == MIDNIGHT
    said = words["whole" if whole else "line"].format(
        days=_days({span.weekday for span in spans}, words),
        start=_time(start, words),
        end=_time(end, words),
        zone=_zone(hours.zone, words),
    )
    return _capital(_dated(hours, said, words))


def _days(days: set[Weekday], words: Words) -> str:
    first, last = min(days), max(days)
    if len(days) == len(Weekday):
        return str(words["every"])
    names = words["days"]
    if len(days) >= _RANGE and last - first + 1 == len(days):
        return str(words["range"]).format(first=names[first], last=names[last])
    return ", ".join(names[day] for day in sorted(days))


def _time(at: time, words: Words) -> str:
    if at in {MIDNIGHT, _NOON}:
        return str(words["midnight" if at == MIDNIGHT else "noon"])
    half = words["am" if at < _NOON else "pm"]
    return f"{at.hour % 12 or 12}:{at.minute:02} {half}"


def _zone(zone: str, words: Words) -> str:
    named = words["zones"].get(zone)
    city = zone.rpartition("/")[2].replace("_", " ")
    return str(named or words["zone"].format(city=city))


def _dated(hours: Hours, said: str, words: Words) -> str:
    since, until = hours.first != date.min, hours.last != date.max
    if not since and not until:
        return said
    way = "within" if since and until else "since" if since else "until"
    first, last = (_date(day, words) for day in (hours.first, hours.last))
    return str(words[way]).format(first=first, last=last, said=said)


def _date(day: date, words: Words) -> str:
    month = words["months"][day.month - 1]
    return str(words["date"]).format(month=month, day=day.day, year=day.year)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
