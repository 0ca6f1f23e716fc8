"""When a service is open: by its own wall, on the nights in which clocks are changed, too."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.directory.hours import BadHours, Hours, is_open, read_hours
from helpline.core.directory.package import Row
from tests.core.weeks import NEAR, QUARTER, SPANS, dates_of, furthest

NINE_TO_FIVE = {
    "freq": "WEEKLY",
    "byday": "MO,TU,WE,TH,FR",
    "opens_at": "09:00",
    "closes_at": "17:00",
    "iana_timezone": "America/New_York",
}


def read(**cells: str) -> Hours:
    return read_hours(Row(2, NINE_TO_FIVE | cells))


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("moment", "is_so"),
    [
        ("2026-01-05T13:59:59", False),
        ("2026-01-05T14:00", True),  # nine in the winter
        ("2026-01-05T21:59:59", True),
        ("2026-01-05T22:00", False),
        ("2026-07-06T13:00", True),  # nine in the summer
        ("2026-07-06T12:59:59", False),
        ("2026-07-05T15:00", False),  # a Sunday
    ],
)
def test_the_wall_of_the_service_counts(moment: str, is_so: bool) -> None:  # noqa: FBT001 - a table
    assert is_open([read()], at(moment)) is is_so


def test_of_hours_that_are_not_known_nothing_is_said() -> None:
    assert is_open([], at("2026-01-05T15:00")) is None


def test_day_and_night_is_never_closed() -> None:
    always = read(byday="MO,TU,WE,TH,FR,SA,SU", opens_at="00:00", closes_at="00:00")
    change = int(at("2026-11-01T06:00"))
    assert all(is_open([always], change + 900 * n) for n in range(-200, 200))


def test_what_begins_on_a_holiday_does_not_and_what_runs_goes_on() -> None:
    night = read(byday="TH,FR", opens_at="22:00", closes_at="06:00", closed_on="2026-12-25")
    assert is_open([night], at("2026-12-25T10:59"))  # Thursday's, at 05:59 of the holiday
    assert not is_open([night], at("2026-12-26T04:00"))
    assert is_open([night], at("2027-01-02T04:00"))


def test_hours_hold_from_their_first_day_to_their_last() -> None:
    summer = read(valid_from="2026-07-06", until="2026-07-08", dtstart="2026-07-07")
    days = [day for day in range(1, 32) if is_open([summer], at(f"2026-07-{day:02}T15:00"))]
    assert days == [7, 8]


def test_a_time_in_utc_needs_no_zone() -> None:
    utc = read(iana_timezone="", opens_at="09:00Z", closes_at="17:00:00Z")
    assert utc.zone == "UTC"
    assert is_open([utc], at("2026-07-06T09:00"))


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"freq": "MONTHLY"}, "freq"),
        ({"freq": ""}, "freq"),
        ({"interval": "2"}, "interval"),
        ({"count": "3"}, "count"),
        ({"bymonthday": "1"}, "bymonthday"),
        ({"byday": ""}, "byday"),
        ({"byday": "MO,MO"}, "byday"),
        ({"byday": "1MO"}, "byday"),
        ({"opens_at": ""}, "opens_at"),
        ({"opens_at": "25:00"}, "opens_at"),
        ({"closes_at": "24:00"}, "closes_at"),
        ({"closes_at": "17:00Z"}, "closes_at"),
        ({"opens_at": "09:00-05:00"}, "opens_at"),
        ({"iana_timezone": ""}, "iana_timezone"),
        ({"iana_timezone": "Chicago"}, "iana_timezone"),
        ({"iana_timezone": "", "timezone": "-5"}, "iana_timezone"),
        ({"valid_to": "2026-02-30"}, "valid_to"),
        ({"valid_from": "2026-02-02", "until": "2026-02-01"}, "valid_to"),
        ({"closed_on": "Christmas"}, "closed_on"),
    ],
)
def test_a_schedule_that_is_not_understood_says_where(cells: dict[str, str], field: str) -> None:
    with pytest.raises(BadHours) as bad:
        read(**cells)
    assert bad.value.field == field
    assert str(bad.value)


@st.composite
def openings(draw: st.DrawFn) -> tuple[Hours, int]:
    zone, change = draw(st.sampled_from(NEAR))
    now = change + QUARTER * draw(st.integers(-200, 200))
    today = datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    near = st.integers(-3, 3).map(lambda n: today + timedelta(days=n))
    first, last = draw(near | st.just(date.min)), draw(near | st.just(date.max))
    closed = draw(st.frozensets(near, max_size=2))
    return Hours(zone, tuple(draw(st.lists(SPANS, max_size=5))), first, last, closed), now


@given(openings())
def test_it_is_open_when_the_clock_on_its_wall_says_so(drawn: tuple[Hours, int]) -> None:
    hours, now = drawn
    reading = furthest(now, hours.zone)
    begun = {on for span in hours.spans for on in dates_of(span, hours.closed, reading)}
    assert is_open([hours], now) == any(hours.first <= on <= hours.last for on in begun)


@given(openings(), openings())
def test_of_several_one_is_enough(one: tuple[Hours, int], other: tuple[Hours, int]) -> None:
    now = one[1]
    both = is_open([one[0], other[0]], now)
    assert both == bool(is_open([one[0]], now) or is_open([other[0]], now))
