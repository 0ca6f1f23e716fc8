"""How long? A range that is honest, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.waits import SAMPLES_NEEDED, STEP_MIN, Wait, estimate

HALF_HOURS = (30,) * SAMPLES_NEEDED
LENGTHS = st.lists(st.integers(0, 300), min_size=SAMPLES_NEEDED, max_size=50).map(tuple)
SEATS = st.integers(1, 40)


def test_nothing_is_said_when_nobody_answers() -> None:
    assert estimate(0, 0, 0, HALF_HOURS) is None


def test_nothing_is_said_from_too_few_chats() -> None:
    assert estimate(1, 1, 2, HALF_HOURS[:-1]) is None
    assert estimate(1, 1, 2, HALF_HOURS) is not None


def test_a_free_place_is_told_even_on_the_first_day() -> None:
    assert estimate(0, 1, 2, ()) == Wait(0, STEP_MIN)


def test_a_place_frees_every_length_by_seats() -> None:
    assert estimate(0, 0, 1, HALF_HOURS) == Wait(30, 35)
    assert estimate(0, 0, 3, HALF_HOURS) == Wait(10, 15)
    assert estimate(2, 0, 3, HALF_HOURS) == Wait(30, 35)


def test_the_range_is_of_the_quartiles() -> None:
    assert estimate(0, 0, 1, (10, 20, 30, 40, 50)) == Wait(20, 45)


@given(st.integers(0, 60), st.integers(0, 10), SEATS, LENGTHS)
def test_a_range_is_whole_steps_and_never_empty(
    ahead: int, free: int, seats: int, lengths: tuple[int, ...]
) -> None:
    wait = estimate(ahead, free, seats, lengths)
    assert wait is not None
    assert wait.low % STEP_MIN == wait.high % STEP_MIN == 0
    assert 0 <= wait.low < wait.high


@given(st.integers(0, 60), st.integers(0, 10), SEATS, LENGTHS)
def test_more_people_ahead_never_means_less_to_wait(
    ahead: int, free: int, seats: int, lengths: tuple[int, ...]
) -> None:
    near, far = (estimate(n, free, seats, lengths) for n in (ahead, ahead + 1))
    assert near is not None
    assert far is not None
    assert near.low <= far.low
    assert near.high <= far.high


@given(st.integers(0, 30), SEATS, LENGTHS)
def test_the_middle_of_what_was_seen_lies_within_the_range(
    ahead: int, seats: int, lengths: tuple[int, ...]
) -> None:
    wait = estimate(ahead, 0, seats, lengths)
    assert wait is not None
    middle = sorted(lengths)[len(lengths) // 2] * (ahead + 1) / seats
    assert wait.low <= middle <= wait.high
