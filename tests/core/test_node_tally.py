"""Numbers that say how much there is to do, and never that one youth has come."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.node_tally import MINUTE_S, Times, in_steps, longest_wait

NUMBERS = st.integers(0, 10**9)
STEPS = st.integers(1, 1_000)
SECONDS = st.floats(0, 100)
BOUNDS = st.lists(st.floats(0.001, 50), max_size=12, unique=True).map(sorted)
LEAST = 5


@given(number=NUMBERS, step=STEPS)
def test_a_number_in_steps_is_never_more_and_less_than_a_step_below(number: int, step: int) -> None:
    told = in_steps(number, step)
    assert told % step == 0
    assert told <= number < told + step


@given(number=NUMBERS, more=NUMBERS, step=STEPS)
def test_what_grows_never_seems_to_fall(number: int, more: int, step: int) -> None:
    assert in_steps(number, step) <= in_steps(number + more, step)


@given(waited_s=st.floats(0, 10**6), waiting=st.integers(0, LEAST - 1))
def test_a_wait_of_few_is_not_told(waited_s: float, waiting: int) -> None:
    assert longest_wait(waiting, waited_s, LEAST) == 0


@given(waited_s=st.floats(0, 10**6), waiting=st.integers(LEAST, 200))
def test_a_wait_of_many_is_told_in_whole_minutes(waited_s: float, waiting: int) -> None:
    told = longest_wait(waiting, waited_s, LEAST)
    assert told % MINUTE_S == 0
    assert told <= waited_s < told + MINUTE_S


def test_a_clock_that_went_back_makes_no_wait() -> None:
    assert longest_wait(LEAST, -1.0, LEAST) == 0


@given(bounds=BOUNDS, took=st.lists(SECONDS, max_size=50))
def test_times_are_counted_below_every_bound_they_keep(
    bounds: list[float], took: list[float]
) -> None:
    times = Times(*bounds)
    for seconds in took:
        times.add(seconds)
    within = [sum(seconds <= bound for seconds in took) for bound in bounds]
    assert times.within() == [*within, len(took)]
    assert times.total_s == sum(took)
