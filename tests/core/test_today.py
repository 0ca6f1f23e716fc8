"""The day so far: coarse, and by the helpline's own midnight."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.counted import Count, Kind, Wait
from helpline.core.today import PEOPLE, PERCENT, Today, today

ZONE = ZoneInfo("America/Chicago")
DAY = date(2026, 6, 8)
LEAST = 10
BANDS = list(Wait)
KINDS = [Kind.ANSWERED_IN_TIME, Kind.ANSWERED_LATE, Kind.LEFT_WAITING]
COUNTS = st.lists(
    st.builds(
        lambda hour, kind, band, n: one(f"2026-06-08T{hour:02}:00", kind, band, n),
        st.integers(0, 23),
        st.sampled_from(KINDS),
        st.sampled_from(Wait),
        st.integers(1, 30),
    ),
    max_size=20,
)


def one(local: str, kind: Kind, band: Wait, n: int) -> Count:
    at = datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC)
    return Count(at.date(), at.hour, kind, band, n)


def test_a_quiet_day_says_nothing_but_zeros() -> None:
    few = [one("2026-06-08T09:00", Kind.ANSWERED_IN_TIME, Wait.UNDER_1, PEOPLE - 1)]
    assert today(few, DAY, ZONE, LEAST) == Today(0, 0, None, None, None, None)
    assert today([], DAY, ZONE, LEAST) == Today(0, 0, None, None, None, None)


def test_a_day_is_told_in_steps_and_bands() -> None:
    counts = [
        one("2026-06-08T00:00", Kind.ANSWERED_IN_TIME, Wait.UNDER_1, 11),
        one("2026-06-08T23:00", Kind.ANSWERED_LATE, Wait.FROM_2, 7),
        one("2026-06-08T23:00", Kind.ANSWERED_LATE, Wait.FROM_10, 4),
        one("2026-06-08T12:00", Kind.LEFT_WAITING, Wait.FROM_30, 6),
        one("2026-06-08T12:00", Kind.CAME, Wait.FROM_30, 90),
    ]
    assert today(counts, DAY, ZONE, LEAST) == Today(
        answered=20,
        left=5,
        in_time=50,
        median=Wait.UNDER_1,
        most=Wait.FROM_10,
        longest=Wait.FROM_30,
    )


def test_yesterday_and_tomorrow_are_other_days() -> None:
    counts = [
        one("2026-06-07T23:00", Kind.ANSWERED_LATE, Wait.FROM_10, 50),
        one("2026-06-09T00:00", Kind.ANSWERED_LATE, Wait.FROM_10, 50),
    ]
    assert today(counts, DAY, ZONE, LEAST).answered == 0


@given(COUNTS)
def test_nothing_is_told_more_finely_than_its_step(counts: list[Count]) -> None:
    found = today(counts, DAY, ZONE, LEAST)
    answered = sum(c.n for c in counts if c.kind is not Kind.LEFT_WAITING)
    left = sum(c.n for c in counts if c.kind is Kind.LEFT_WAITING)
    assert found.answered % PEOPLE == found.left % PEOPLE == 0
    assert found.answered <= answered < found.answered + PEOPLE
    assert found.left <= left < found.left + PEOPLE
    assert (found.in_time is None) == (found.median is None) == (answered < LEAST)
    assert (found.longest is None) == (answered + left < LEAST)
    if found.in_time is not None:
        exact = 100 * sum(c.n for c in counts if c.kind is Kind.ANSWERED_IN_TIME) / answered
        assert found.in_time % PERCENT == 0
        assert found.in_time <= exact < found.in_time + PERCENT


@given(COUNTS)
def test_half_and_nine_in_ten_waited_no_longer_than_their_bands(counts: list[Count]) -> None:
    found = today(counts, DAY, ZONE, LEAST)
    waits = [BANDS.index(Wait(c.value)) for c in counts if c.kind in KINDS[:2] for _ in range(c.n)]
    if found.median is None or found.most is None:
        return
    for band, share in ((found.median, 0.5), (found.most, 0.9)):
        at = BANDS.index(band)
        assert sum(wait <= at for wait in waits) >= share * len(waits)
        assert sum(wait < at for wait in waits) < share * len(waits)
