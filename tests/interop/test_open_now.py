"""Open now: what the pages make of a schedule is what the directory makes of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpline.core.directory.hours import Hours, is_open
from helpline.core.wall import Span, Weekday
from helpline.edge.http.places import open_hours
from tests.core.weeks import NEAR, QUARTER, SPANS, utc

Peer = Callable[..., Any]
DAY = timedelta(days=1)


@st.composite
def moments(draw: st.DrawFn) -> tuple[list[Hours], int]:
    """Draw schedules of one zone and a moment, on a quarter of an hour, near a change of clocks."""
    zone, change = draw(st.sampled_from(NEAR))
    now = change + QUARTER * draw(st.integers(-200, 200))
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    near = st.integers(-2, 2).map(lambda n: today + DAY * n)
    one = st.builds(
        Hours,
        st.just(zone),
        st.lists(SPANS, min_size=1, max_size=4).map(tuple),
        st.just(date.min) | near,
        st.just(date.max) | near,
        st.frozensets(near, max_size=2),
    )
    return draw(st.lists(one, max_size=2)), now


def spans(weekday: Weekday, start: str, end: str) -> tuple[Span, ...]:
    begins, ends = (datetime.fromisoformat(f"2026-01-01T{at}").time() for at in (start, end))
    return (Span(weekday, begins, ends),)


EASTERN = "America/New_York"
TWICE = Hours(EASTERN, spans(Weekday.SUNDAY, "00:30", "01:30"))
LEAPT = Hours(EASTERN, spans(Weekday.SUNDAY, "02:30", "04:00"))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(moments())
@example(([TWICE], utc("2026-11-01T05:15")))  # 01:15 for the first time
@example(([TWICE], utc("2026-11-01T06:15")))  # and for the second
@example(([LEAPT], utc("2026-03-08T06:59")))
@example(([LEAPT], utc("2026-03-08T07:00")))  # 03:00, and 02:30 never was
def test_page_and_directory_say_the_same(peer: Peer, drawn: tuple[list[Hours], int]) -> None:
    hours, now = drawn
    sent = [open_hours(one).model_dump(mode="json") for one in hours]
    assert peer("isOpen", hours=sent, now=now * 1_000) is is_open(hours, now)
