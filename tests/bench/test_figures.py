import pytest

from bench.figures import BUSY, is_quiet, medians, ratio, spread

OURS, PEER = "ours", "peer"


def found(ours: float, peer: float) -> dict[str, dict[str, float]]:
    return {OURS: {"CPU us": ours}, PEER: {"CPU us": peer}}


def test_a_ratio_is_the_middle_of_the_pairs_and_not_of_the_columns() -> None:
    # The machine slowed down to a third in the last round: that must not tell for or against us.
    rounds = [found(10, 20), found(11, 20), found(90, 60)]
    assert ratio(rounds, OURS, PEER, "CPU us") == pytest.approx(0.55)


def test_a_round_that_lost_one_of_the_two_is_no_pair() -> None:
    rounds = [found(10, 20), {OURS: {"CPU us": 1000.0}}, {PEER: {"CPU us": 1.0}}]
    assert ratio(rounds, OURS, PEER, "CPU us") == pytest.approx(0.5)


def test_what_a_peer_does_not_have_has_no_ratio() -> None:
    assert ratio([found(10, 0)], OURS, PEER, "CPU us") is None
    assert ratio([], OURS, PEER, "CPU us") is None


def test_medians_are_of_the_rounds_that_were_kept() -> None:
    rounds = [found(1, 9), found(5, 9), {PEER: {"CPU us": 9.0}}, found(2, 9)]
    assert medians(rounds, OURS) == {"CPU us": 2}
    assert medians(rounds, "nobody") == {}
    assert spread(rounds, OURS, "CPU us") == (1, 5)


def test_a_busy_machine_is_noticed() -> None:
    assert is_quiet({"strangers": BUSY})
    assert not is_quiet({"strangers": BUSY + 0.01})
