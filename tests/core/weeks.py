"""Weekly plans near the nights in which clocks are changed, and a second way of reading them."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from helpline.core.shifts import Plan, Slot, SlotId
from helpline.core.wall import Span, Weekday

QUARTER = 900
DAY = timedelta(days=1)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(f"{text}+00:00").timestamp())


CHANGES: dict[str, tuple[str, ...]] = {
    "America/Los_Angeles": ("2026-03-08T10:00", "2026-11-01T09:00"),
    "America/New_York": ("2026-03-08T07:00", "2026-11-01T06:00"),
    "America/Santiago": ("2024-04-07T03:00", "2024-09-08T04:00"),  # at midnight
    "Australia/Lord_Howe": ("2026-04-04T15:00", "2026-10-03T15:30"),  # by half an hour
    "Europe/Berlin": ("2026-03-29T01:00", "2026-10-25T01:00"),
}
QUIET: dict[str, tuple[str, ...]] = {
    "Asia/Kathmandu": ("2026-03-08T00:00",),
    "UTC": ("2026-11-01T00:00",),
}
"""Zones in which no clock is changed; one is a quarter of an hour beside the others."""
NEAR = [(zone, utc(at)) for zone, ats in (CHANGES | QUIET).items() for at in ats]

TIMES = st.builds(time, st.integers(0, 23) | st.integers(0, 4), st.sampled_from([0, 15, 30, 45]))
"""Half of them small: that is when clocks are changed."""
WEEKDAYS = st.sampled_from(Weekday) | st.sampled_from([Weekday.SATURDAY, Weekday.SUNDAY])
SPANS = st.builds(Span, WEEKDAYS, TIMES, TIMES)


def slot(weekday: Weekday, start: str, end: str, name: str = "one", wanted: int = 1) -> Slot:
    start_at, end_at = time.fromisoformat(start), time.fromisoformat(end)
    return Slot(weekday, start_at, end_at, id=SlotId(name), wanted=wanted)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Plan, int]:
    """Draw a plan with its holidays, and a moment, on a quarter of an hour, near a change."""
    zone, change = draw(st.sampled_from(NEAR))
    now = change + QUARTER * draw(st.integers(-200, 200))
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    off = draw(st.frozensets(st.integers(-2, 2).map(lambda n: today + DAY * n), max_size=2))
    slots = tuple(
        Slot(span.weekday, span.start, span.end, id=SlotId(f"slot-{n}"), wanted=1 + n % 2)
        for n, span in enumerate(draw(st.lists(SPANS, max_size=6)))
    )
    return Plan(zone, slots, off), now


def furthest(now: int, zone: str) -> datetime:
    """Return the furthest a clock on the wall has got by now.

    It is as if the clock stood still for the hour that comes twice. All that is planned here
    begins and ends on a quarter of an hour, and no clock goes back by more than four of them.
    """
    before = (now - QUARTER * n for n in range(5))
    return max(datetime.fromtimestamp(at, ZoneInfo(zone)).replace(tzinfo=None) for at in before)


def dates_of(span: Span, off: Collection[date], reading: datetime) -> set[date]:
    """Return the date on which the span began that runs while the clock shows this, if one does."""
    dates = {reading.date(), reading.date() - DAY} - set(off)
    return {on for on in dates if on.weekday() == span.weekday and _holds(span, on, reading)}


def _holds(span: Span, on: date, reading: datetime) -> bool:
    ends_on = on + DAY if span.end <= span.start else on
    return datetime.combine(on, span.start) <= reading < datetime.combine(ends_on, span.end)
