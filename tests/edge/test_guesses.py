"""Wrong guesses are slowed by whatever they are counted for, and by nothing else."""

import pytest

from helpline.core.errors import TooFast
from helpline.core.guessing import FORGOTTEN_S, FREE
from helpline.edge.guesses import Guesses


def use_up(guesses: Guesses, key: str, now: float = 0.0) -> None:
    for _ in range(FREE):
        guesses.take(key, now)


def test_after_the_free_tries_one_waits_and_is_told_how_long() -> None:
    guesses = Guesses()
    use_up(guesses, "dana")
    with pytest.raises(TooFast) as told:
        guesses.take("dana", 0.25)
    assert told.value.wait_s == 0.75
    guesses.take("dana", 1.0)
    with pytest.raises(TooFast) as told:
        guesses.take("dana", 1.0)
    assert told.value.wait_s == 2.0


def test_others_are_not_slowed() -> None:
    guesses = Guesses()
    use_up(guesses, "|dana")
    guesses.take("|sam", 0.0)
    guesses.take("device|dana", 0.0)


def test_a_success_forgets_and_what_was_no_guess_does_not_count() -> None:
    guesses = Guesses()
    use_up(guesses, "dana")
    guesses.succeed("dana")
    for _ in range(20):
        guesses.take("dana", 0.0)
        guesses.take_back("dana")
    use_up(guesses, "dana")
    with pytest.raises(TooFast):
        guesses.take("dana", 0.0)
    guesses.take_back("nobody")
    guesses.succeed("nobody")


def test_memory_is_bounded_and_what_is_old_is_let_go() -> None:
    guesses = Guesses(most=3)
    for n in range(10):
        guesses.take(f"n{n}", n)
    assert len(guesses) == 3
    guesses.take("later", FORGOTTEN_S + 100)
    assert len(guesses) == 1
