"""How many responders each hour of a week needs, beside how many the weekly plan has.

An hour is reckoned by itself, as if it went on for ever: what is left over of a crowded hour is
not carried into the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Final

from helpline.core.erlang import Flow, Load, Target, erlang_a, fewest
from helpline.core.errors import BadInput
from helpline.core.shifts import Slot

DAYS: Final = 7
DAY_HOURS: Final = 24
HOURS: Final = DAYS * DAY_HOURS
"""Of a week, by the clock on the wall, from Monday 00:00 on."""
_MINUTES: Final = HOURS * 60
_DAY: Final = DAY_HOURS * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How chats go, and what is aimed at: means in seconds, and how many chats one has at once."""

    chat_s: float
    patience_s: float
    chats_each: int
    target: Target


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the week: how many come in it, and who is needed and planned for them."""

    arrivals: float
    needed: int
    """The least number of responders who meet the target."""
    planned: int
    flow: Flow
    """How it goes with those who are planned."""

    @property
    def lacks(self) -> int:
        """How many responders the plan is short of."""
        return max(0, self.needed - self.planned)


def staffed(arrivals: Sequence[float], ways: Ways, slots: Iterable[Slot]) -> tuple[Hour, ...]:
    """Return the hours of a week in which so many come on the mean, one number for each.

    It is all one where the numbers are from: typed, or counted. Raises `BadInput` unless there
    are `HOURS` of them, and for one that no queue has.
    """
    if len(arrivals) != HOURS:
        raise BadInput(f"a week has {HOURS} hours")

    @cache
    def load(per_hour: float) -> Load:
        return Load(per_hour=per_hour, chat_s=ways.chat_s, patience_s=ways.patience_s)

    @cache
    def needed(per_hour: float) -> int:
        return fewest(load(per_hour), ways.target, ways.chats_each)

    @cache
    def flow(per_hour: float, responders: int) -> Flow:
        seats = responders * ways.chats_each
        return erlang_a(load(per_hour), seats, ways.target.within_s)

    return tuple(
        Hour(per_hour, needed(per_hour), there, flow(per_hour, there))
        for per_hour, there in zip(arrivals, planned(slots), strict=True)
    )


def every_day(hours: Sequence[float]) -> tuple[float, ...]:
    """Return a week of days that are all like this one. Raises `BadInput` for another length."""
    if len(hours) != DAY_HOURS:
        raise BadInput(f"a day has {DAY_HOURS} hours")
    return tuple(hours) * DAYS


def planned(slots: Iterable[Slot]) -> tuple[int, ...]:
    """Return for each hour how many people the plan has in it all the time, without holidays.

    Where a shift begins or ends within an hour, the minute with the fewest counts: whoever comes
    in that one is answered by nobody else.
    """
    there = [0] * _MINUTES
    for slot in slots:
        begins = slot.weekday * _DAY + _minute(slot.start)
        lasts = (_minute(slot.end) - _minute(slot.start)) % _DAY or _DAY
        for minute in range(begins, begins + lasts):
            there[minute % _MINUTES] += slot.wanted
    return tuple(min(there[hour * 60 : hour * 60 + 60]) for hour in range(HOURS))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
