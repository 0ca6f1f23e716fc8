"""The evening has the shape that was published, and the same seed gives the same evening."""

from collections import Counter
from random import Random
from statistics import fmean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.simulate import load
from helpline.simulate.load import Ending
from helpline.simulate.words import sentence

MANY = 20_000
DAY_S = 86_400.0
seeds = st.integers()


def visits() -> list[load.Visit]:
    dice = Random(1)
    return [load.visit(dice) for _ in range(MANY)]


def test_a_day_has_its_chats_and_most_of_them_come_in_the_evening() -> None:
    times = [at for seed in range(60) for at in load.arrivals(Random(seed), DAY_S, None)]
    hours = Counter(int(load.STARTS_AT_HOUR + at / 3_600) % 24 // 8 for at in times)
    assert len(times) / 60 == pytest.approx(load.DAY_CHATS, rel=0.03)
    assert [hours[band] / len(times) for band in range(3)] == pytest.approx(
        [0.10, 0.28, 0.62], abs=0.02
    )


def test_a_given_rate_knows_no_hours() -> None:
    times = list(load.arrivals(Random(1), DAY_S, 10))
    assert len(times) == pytest.approx(10 * 1_440, rel=0.03)
    halves = Counter(at < DAY_S / 2 for at in times)
    assert halves[True] == pytest.approx(halves[False], rel=0.05)


@given(seeds, st.just(0.0) | st.floats(0.01, 50), st.floats(0, 2_000))
def test_arrivals_come_one_after_the_other_and_in_time(
    seed: int, rate: float, until_s: float
) -> None:
    times = list(load.arrivals(Random(seed), until_s, rate))
    assert times == sorted(times)
    assert all(0 < at < until_s for at in times)


@given(seeds)
def test_the_same_seed_gives_the_same_people(seed: int) -> None:
    assert load.visit(Random(seed)) == load.visit(Random(seed))
    assert load.burst(Random(seed)) == load.burst(Random(seed))


def test_some_look_in_and_the_rest_stay_about_35_minutes() -> None:
    people = visits()
    bounces = [one.bounce_s for one in people if one.bounce_s is not None]
    assert len(bounces) / MANY == pytest.approx(0.15, abs=0.01)
    assert max(bounces) <= 120
    lengths = sorted(one.length_s / 60 for one in people)
    assert median(lengths) == pytest.approx(35, rel=0.03)
    one_sigma_up = lengths[int(0.8413 * MANY)]
    assert one_sigma_up == pytest.approx(35 * 1.822, rel=0.04)


def test_patience_and_endings_are_as_published() -> None:
    people = visits()
    assert fmean(one.patience_s for one in people) == pytest.approx(360, rel=0.03)
    ways = Counter(one.ending for one in people)
    assert (ways[Ending.EXIT] + ways[Ending.DROP]) / MANY == pytest.approx(0.25, abs=0.01)
    assert ways[Ending.IDLE] / MANY == pytest.approx(0.15, abs=0.01)


def test_a_youth_writes_half_a_message_a_minute_of_eight_words() -> None:
    dice = Random(1)
    bursts = [load.burst(dice) for _ in range(MANY)]
    minutes = sum(load.next_burst_s(dice) for _ in bursts) / 60
    assert {len(burst) for burst in bursts} == {1, 2, 3, 4}
    assert sum(map(len, bursts)) / minutes == pytest.approx(0.5, rel=0.03)
    assert fmean(count for burst in bursts for count in burst) == pytest.approx(8, rel=0.03)


def test_a_responder_writes_0_4_messages_a_minute_of_25_words() -> None:
    dice = Random(1)
    pauses = [load.next_answer_s(dice) for _ in range(MANY)]
    assert 60 / fmean(pauses) == pytest.approx(0.4, rel=0.03)
    counts = [load.words(dice, load.RESPONDER_WORDS) for _ in range(MANY)]
    assert fmean(counts) == pytest.approx(25, rel=0.03)


def test_connections_drop_in_five_to_ten_percent_of_minutes() -> None:
    dice = Random(1)
    within = sum(load.next_drop_s(dice) < 60 for _ in range(MANY)) / MANY
    assert 0.05 < within < 0.10


@given(seeds, st.integers(1, 100))
def test_a_sentence_has_as_many_words_as_asked_for(seed: int, count: int) -> None:
    assert len(sentence(Random(seed), count).split()) == count
