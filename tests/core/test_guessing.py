"""A few tries are free, then each waits longer than the one before, up to a bound."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.guessing import (
    FORGOTTEN_S,
    FREE,
    MOST_S,
    Tries,
    one_more,
    taken_back,
    wait_s,
)


def waits(number: int) -> list[float]:
    """Return how long each of so many tries waits, each made as soon as it may be."""
    tries, now, found = Tries(), 0.0, []
    for _ in range(number):
        wait = wait_s(tries, now)
        found.append(wait)
        now += wait
        tries = one_more(tries, now)
    return found


def test_the_first_are_free_and_then_it_doubles_up_to_five_minutes() -> None:
    found = waits(20)
    assert found[: FREE + 1] == [0.0, 0.0, 0.0, 1.0]
    assert found[FREE : FREE + 9] == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0]
    assert set(found[FREE + 9 :]) == {MOST_S}


@given(st.integers(0, 10**9), st.floats(0, 10_000))
def test_nobody_waits_longer_than_the_bound(failed: int, later: float) -> None:
    assert 0 <= wait_s(Tries(failed, 0.0), later) <= MOST_S


def test_after_an_hour_all_is_forgotten() -> None:
    tries = Tries(50, 0.0)
    assert wait_s(tries, FORGOTTEN_S) == 0.0
    assert one_more(tries, FORGOTTEN_S) == Tries(1, FORGOTTEN_S)
    assert one_more(tries, FORGOTTEN_S - 1).failed == 51


def test_a_try_that_was_no_guess_is_taken_back() -> None:
    tries = one_more(one_more(Tries(), 1.0), 2.0)
    assert taken_back(tries) == Tries(1, 2.0)
    assert taken_back(Tries()) == Tries()
