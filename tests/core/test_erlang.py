"""The queue against published figures, against its own laws, and against one played by events.

Erlang C is Erlang A with endless patience, and Erlang B with none: `ENDLESS_S` and `NONE_S` are as
near to that as a float needs. So it is `erlang_a` itself that is held against their tables.
"""

import math
from collections.abc import Callable
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.waiting_room import people, play
from helpline.core.erlang import Flow, Load, Target, erlang_a, erlang_b, fewest
from helpline.core.errors import BadInput

ENDLESS_S: Final = 1e12
NONE_S: Final = 1e-8
MINUTE_S: Final = 60.0
SOON_S: Final = 60.0
POINTS: Final = 0.03

Got = tuple[Callable[[Flow], float], float, float]
"""What is read off, what was published, and half of its last digit."""


def of(erlangs: float, chat_s: float = 1.0, patience_s: float = ENDLESS_S) -> Load:
    return Load(per_hour=erlangs * 3_600 / chat_s, chat_s=chat_s, patience_s=patience_s)


def waits(flow: Flow) -> float:
    return flow.waits


def leaves(flow: Flow) -> float:
    return flow.leaves


def wait_s(flow: Flow) -> float:
    return flow.wait_s


def busy(flow: Flow) -> float:
    return flow.busy


def in_time(flow: Flow) -> float:
    return flow.in_time


def in_line(per_hour: float) -> Callable[[Flow], float]:
    """Return what reads off how many wait: Little's law."""
    return lambda flow: flow.wait_s * per_hour / 3_600


Row = tuple[str, Load, int, float, list[Got]]

PUBLISHED: list[Row] = [
    # Of the first two the inputs were found again; their results stand here as they are known, and
    # were not read at the source.
    (
        "Garnett, Mandelbaum, Reiman 2002, section 1; Mandelbaum, Zeltyn 2007, section 1: Erlang A",
        Load(per_hour=48 * 60, chat_s=60, patience_s=120),
        50,
        0,
        [
            (leaves, 0.031, 5e-4),
            (wait_s, 3.7, 0.05),
            (in_line(48 * 60), 3, 0.5),
            (busy, 0.93, 5e-3),
        ],
    ),
    (
        "the same table: Erlang C",
        of(48, 60),
        50,
        0,
        [(wait_s, 20.8, 0.05), (in_line(48 * 60), 17, 0.5), (busy, 0.96, 5e-3)],
    ),
    (
        "CRAN, package ErlangC 0.1.0, README: 100 calls in 30 min of 180 s, 14 agents, 20 s",
        of(10, 180),
        14,
        20,
        [
            (waits, 0.1741319, 5e-8),
            (in_time, 0.88835, 5e-6),
            (wait_s, 7.83593701177724, 5e-6),
            (busy, 0.7142857, 5e-8),
        ],
    ),
    (
        "the same with 11 agents",
        of(10, 180),
        11,
        20,
        [(waits, 0.6821182, 5e-7), (in_time, 0.3896138, 5e-7)],
    ),
    (
        "The Erlang-C Formula, worked example: 360 calls in half an hour of 4 min, 55 agents, 15 s",
        of(48, 240),
        55,
        15,
        [(waits, 0.2387, 5e-5), (wait_s, 8.184, 5e-4), (in_time, 0.8459, 5e-5)],
    ),
    (
        "Abstract Micro Systems, ErlcNwaiting4(20, 1800, 60, 540)",
        of(18, 540),
        20,
        0,
        [(in_line(120), 4.95692, 5e-6)],
    ),
    (
        "Abstract Micro Systems, ErlcNwaiting4(20, 1800, 60, 580)",
        of(60 * 580 / 1_800, 580),
        20,
        0,
        [(in_line(120), 24.14167, 5e-5)],
    ),
    (
        "Bronson, Operations Research (1982), example 24.6: days; 300 a year, 2 days each, 3 seats",
        Load(per_hour=300 / 365 / 24, chat_s=2 * 86_400, patience_s=ENDLESS_S * 1_000),
        3,
        0,
        [(in_line(300 / 365 / 24), 0.352, 5e-4), (wait_s, 0.43 * 86_400, 432)],
    ),
    (
        "erlang.com, calculator manual: 15 lines block one call in a hundred at 8.108 erlangs",
        of(8.108, 1, NONE_S),
        15,
        0,
        [(leaves, 0.01, 5e-6)],
    ),
    (
        "Wolfram, Erlang B: with 30 lines and 25 erlangs about 0.05 are lost",
        of(25, 1, NONE_S),
        30,
        0,
        [(leaves, 0.05, 5e-3)],
    ),
]
SPREADSHEET: list[Row] = [
    (
        f"Cengage, multiple server spreadsheet: 10 come where each of {seats} serves 12",
        of(10 / 12),
        seats,
        0.0,
        [(waits, published, 5e-4)],
    )
    for seats, published in ((2, 0.245), (3, 0.058), (4, 0.011), (5, 0.002))
]
POISSON: list[Row] = [
    (
        f"tables of the Poisson distribution, mean 5: as patient as a chat is long, {seats}",
        of(5, 1, 1),
        seats,
        0.0,
        [(waits, 1 - at_most, 5.1e-5)],
    )
    for seats, at_most in ((4, 0.2650), (5, 0.4405), (8, 0.8666), (10, 0.9682))
]
ROWS = PUBLISHED + SPREADSHEET + POISSON


@pytest.mark.parametrize(
    ("load", "seats", "within_s", "figures"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_it_gives_what_was_published(
    load: Load, seats: int, within_s: float, figures: list[Got]
) -> None:
    flow = erlang_a(load, seats, within_s)
    for read, published, half in figures:
        assert read(flow) == pytest.approx(published, abs=half)


@pytest.mark.parametrize(
    ("seats", "erlangs", "published"),
    [(100, 120, -1.62826407041), (10_000, 12_000, -1.78927734649), (100, 20, -84.1661482002)],
)
def test_what_is_lost_is_right_at_any_size(seats: int, erlangs: float, published: float) -> None:
    """Natural logarithms, by Mathematica: from the tests of Airbnb's capacity_planning package."""
    assert math.log(erlang_b(seats, erlangs)) == pytest.approx(published, abs=5e-11)


def test_a_long_line_of_seats_is_as_published() -> None:
    """By Mathematica, from the same tests: Erlang C with 100 seats and 90 erlangs."""
    assert math.log(erlang_a(of(90), 100, 0).waits) == pytest.approx(-1.52813224460, abs=1e-8)


@given(st.floats(0.05, 4), st.floats(0.1, 8))
def test_one_seat_answers_what_ancker_and_gafarian_found(erlangs: float, chats: float) -> None:
    """The part answered at one seat, in closed form: Naval Research Logistics Quarterly 10, 1963.

    It is (1 + z) / (1 + r (1 + z)) with z = e^q q^-p gamma(p + 1, q), for r erlangs, patience of p
    chats and q = r p; the incomplete gamma function is added up as its series.
    """
    peak = erlangs * chats
    term = z = peak / (chats + 1)
    for n in range(2, 500):
        term *= peak / (chats + n)
        z += term
    answered = (1 + z) / (1 + erlangs * (1 + z))
    assert 1 - erlang_a(of(erlangs, 1, chats), 1, 0).leaves == pytest.approx(answered, rel=1e-9)


loads = st.builds(
    Load,
    per_hour=st.floats(0.01, 300),
    chat_s=st.floats(30, 7_200),
    patience_s=st.floats(5, 7_200),
)
few = st.integers(0, 60)
times = st.sampled_from([0.0, 20.0, 60.0, 300.0, 3_600.0])


@given(loads, few, times)
def test_who_comes_is_answered_or_leaves_and_every_seat_is_free_or_taken(
    load: Load, seats: int, within_s: float
) -> None:
    flow = erlang_a(load, seats, within_s)
    for part in (flow.waits, flow.in_time, flow.leaves, flow.busy):
        assert 0 <= part <= 1
    in_line_s = flow.wait_s * load.per_hour / 3_600
    assert load.per_hour / 3_600 * flow.leaves == pytest.approx(in_line_s / load.patience_s)
    answered = load.per_hour * load.chat_s / 3_600 * (1 - flow.leaves)
    assert flow.busy * seats == pytest.approx(answered, abs=1e-9)
    assert 1 - flow.waits - 1e-9 <= flow.in_time <= 1 - flow.leaves + 1e-9


@given(loads, few)
def test_in_the_end_all_are_answered_who_do_not_leave(load: Load, seats: int) -> None:
    flow = erlang_a(load, seats, 1e9)
    assert flow.in_time == pytest.approx(1 - flow.leaves, abs=1e-9)
    assert erlang_a(load, seats, 0).in_time == pytest.approx(1 - flow.waits, abs=1e-9)


@given(loads, few, times)
def test_one_seat_more_is_never_worse(load: Load, seats: int, within_s: float) -> None:
    fewer, more = (erlang_a(load, n, within_s) for n in (seats, seats + 1))
    assert more.in_time >= fewer.in_time - 1e-9
    assert more.leaves <= fewer.leaves + 1e-9
    assert more.wait_s <= fewer.wait_s + 1e-6
    assert more.waits <= fewer.waits + 1e-9


@given(loads, few, st.floats(0, 600), st.floats(0, 600))
def test_more_time_is_never_less_in_time(load: Load, seats: int, one: float, other: float) -> None:
    short, long = (erlang_a(load, seats, within_s).in_time for within_s in sorted((one, other)))
    assert short <= long + 1e-9


@given(st.floats(1, 60), st.integers(1, 12), st.sampled_from([20.0, 60.0, 300.0]))
def test_who_is_answered_in_time_is_the_area_under_the_density_of_the_wait(
    per_hour: float, seats: int, within_s: float
) -> None:
    """A second way to it: the density that Baccelli and Hebuterne gave in 1981, added up."""
    load = Load(per_hour=per_hour, chat_s=900, patience_s=240)
    comes, serves, gives_up = per_hour / 3_600, seats / 900, 1 / 240

    def density(t: float) -> float:
        return math.exp(comes / gives_up * -math.expm1(-gives_up * t) - serves * t)

    def area(until: float, weight: Callable[[float], float]) -> float:
        step = until / 2_000
        return sum(weight((n + 0.5) * step) for n in range(2_000)) * step

    part = area(within_s, lambda t: density(t) * math.exp(-gives_up * t))
    part /= area(40 / serves, density)
    flow = erlang_a(load, seats, within_s)
    assert flow.in_time == pytest.approx(1 - flow.waits + flow.waits * part, abs=1e-4)


def erlang_c(seats: int, erlangs: float) -> float:
    """Return the part that waits where nobody gives up: the formula of the tables."""
    lost = erlang_b(seats, erlangs)
    return lost / (1 - erlangs / seats * (1 - lost))


@given(st.integers(1, 300), st.floats(0.05, 0.95), st.floats(0, 3))
def test_with_endless_patience_it_is_erlang_c(seats: int, busy_part: float, chats: float) -> None:
    erlangs = seats * busy_part
    flow = erlang_a(of(erlangs), seats, chats)
    c = erlang_c(seats, erlangs)
    assert flow.waits == pytest.approx(c, abs=1e-6)
    assert flow.in_time == pytest.approx(1 - c * math.exp(-(seats - erlangs) * chats), abs=1e-6)
    assert flow.wait_s == pytest.approx(c / (seats - erlangs), rel=1e-4, abs=1e-9)


@given(st.integers(1, 300), st.floats(0.05, 3))
def test_with_no_patience_it_is_erlang_b(seats: int, crowd: float) -> None:
    lost = erlang_b(seats, seats * crowd)
    flow = erlang_a(of(seats * crowd, 1, NONE_S), seats, 5)
    assert flow.leaves == pytest.approx(lost, abs=1e-4)
    assert flow.waits == pytest.approx(lost, abs=1e-4)
    assert flow.in_time == pytest.approx(1 - lost, abs=1e-4)


@given(st.floats(0.5, 20), st.integers(1, 25))
def test_patience_as_long_as_a_chat_is_a_poisson_number_of_people(
    erlangs: float, seats: int
) -> None:
    """Then everybody leaves at one rate, whether they wait or talk: M/M/infinity."""
    poisson = [math.exp(n * math.log(erlangs) - erlangs - math.lgamma(n + 1)) for n in range(400)]
    flow = erlang_a(of(erlangs, 1, 1), seats, 0)
    assert flow.waits == pytest.approx(sum(poisson[seats:]), abs=1e-9)
    assert flow.wait_s * erlangs == pytest.approx(
        sum((n - seats) * part for n, part in enumerate(poisson) if n > seats), abs=1e-9
    )


@pytest.mark.parametrize(
    ("seats", "erlangs", "patience_s"),
    [(300, 290, 360), (300, 3_000, 7_200), (2_000, 1_990, 360), (3, 900, 36_000), (40, 1e-4, 60)],
)
def test_it_holds_where_factorials_would_not(seats: int, erlangs: float, patience_s: float) -> None:
    load = of(erlangs, 2_400, patience_s)
    flow = erlang_a(load, seats, SOON_S)
    assert all(map(math.isfinite, (flow.waits, flow.in_time, flow.leaves, flow.wait_s, flow.busy)))
    assert flow.leaves >= 1 - seats / erlangs - 1e-9
    assert flow.busy * seats == pytest.approx(erlangs * (1 - flow.leaves))


def test_where_nobody_comes_nothing_is_missing_and_where_nobody_answers_everything_is() -> None:
    nobody = Load(per_hour=0, chat_s=600, patience_s=360)
    still = Flow(waits=0, in_time=1, leaves=0, wait_s=0, busy=0)
    assert erlang_a(nobody, 0, SOON_S) == erlang_a(nobody, 3, SOON_S) == still
    alone = erlang_a(Load(per_hour=30, chat_s=600, patience_s=360), 0, SOON_S)
    assert (alone.in_time, alone.busy) == (0, 0)
    assert (alone.waits, alone.leaves, alone.wait_s) == pytest.approx((1, 1, 360))


targets = st.builds(Target, share=st.floats(0.01, 0.99), within_s=times)


@given(loads, targets, st.integers(1, 3))
def test_fewest_is_enough_and_one_less_is_not(load: Load, target: Target, each: int) -> None:
    responders = fewest(load, target, each)
    assert responders >= 1
    for count, is_enough in ((responders, True), (responders - 1, False)):
        part = erlang_a(load, count * each, target.within_s).in_time
        assert (part >= target.share) is is_enough


def test_the_published_target_needs_as_many_agents_as_was_published() -> None:
    """PyPI, pyworkforce 0.1.0: 100 calls in 30 min of 3 min, 80 % in 20 s, needs 14."""
    patient = of(10, 180, 1e5)
    assert fewest(patient, Target(share=0.8, within_s=20), 1) == 14


def test_nobody_is_needed_where_nobody_comes() -> None:
    nobody = Load(per_hour=0, chat_s=600, patience_s=360)
    assert fewest(nobody, Target(share=0.9, within_s=SOON_S), 1) == 0


@pytest.mark.parametrize(
    ("per_hour", "chat_s", "patience_s"),
    [(-1, 1, 1), (1, 0, 1), (1, 1, 0), (math.nan, 1, 1), (1, math.inf, 1), (1, 1, math.nan)],
)
def test_a_load_that_is_none_is_refused(per_hour: float, chat_s: float, patience_s: float) -> None:
    with pytest.raises(BadInput):
        Load(per_hour=per_hour, chat_s=chat_s, patience_s=patience_s)


@pytest.mark.parametrize(("share", "within_s"), [(0, 60), (1, 60), (math.nan, 60), (0.9, -1)])
def test_a_target_that_is_none_is_refused(share: float, within_s: float) -> None:
    with pytest.raises(BadInput):
        Target(share=share, within_s=within_s)


@pytest.mark.parametrize(
    ("per_hour", "minutes", "patience_min", "seats", "within_s"),
    [
        (12, 40, 6, 9, 60),
        (12, 40, 6, 12, 60),
        (12, 40, 6, 5, 60),
        (40, 25, 3, 16, 30),
        (90, 10, 2, 15, 20),
        (3, 45, 10, 3, 120),
    ],
)
def test_played_by_events_it_comes_out_within_three_points(
    per_hour: float, minutes: float, patience_min: float, seats: int, within_s: float
) -> None:
    chat_s, patience_s = minutes * MINUTE_S, patience_min * MINUTE_S
    told = erlang_a(Load(per_hour=per_hour, chat_s=chat_s, patience_s=patience_s), seats, within_s)
    came = people(Random(f"{per_hour} {seats}"), per_hour, chat_s, patience_s, 100_000)
    seen = play(came, seats, within_s)
    assert seen.in_time_part == pytest.approx(told.in_time, abs=POINTS)
    assert seen.found_full / seen.came == pytest.approx(told.waits, abs=POINTS)
    assert seen.left / seen.came == pytest.approx(told.leaves, abs=POINTS)
    assert seen.waited_s / seen.came == pytest.approx(told.wait_s, rel=0.1, abs=1)
    assert seen.chatted_s / seats / came[-1].at == pytest.approx(told.busy, abs=POINTS)
