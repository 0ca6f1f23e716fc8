"""Alerts: raised once, never flapping, over when things are well, and quiet when they should be."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.alerts import (
    ALWAYS_SPEAK,
    AT_ONCE,
    CALM_SHARE,
    Alert,
    AlertKind,
    Board,
    Reading,
    acknowledged,
    is_quiet,
    limits,
    speaking,
    turn,
)
from helpline.core.policy import Policy
from tests.made import NOW

POLICY = Policy(alert_nodes=3)
LIMIT, HOLD, CALM = POLICY.alert_line, POLICY.alert_hold_s, POLICY.alert_calm_s
LINE = AlertKind.LINE
KINDS = st.sampled_from(list(AlertKind))
STEPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 2 * LIMIT)), max_size=60)
"""Seconds that pass, and how many wait then."""


def bad(kind: AlertKind, now: float) -> Reading:
    """Return what is far over the limit of any kind."""
    return Reading(0 if kind is AlertKind.NODE else 1_000, now - 100_000)


def look(board: Board, n: int, now: float, *, quiet: bool = False) -> Board:
    return turn(board, {LINE: Reading(n)}, now, POLICY, quiet=quiet)


def boards(steps: Sequence[tuple[int, int]], start: Board | None = None) -> list[Board]:
    now, found = NOW, [start or Board()]
    for seconds, n in steps:
        now += seconds
        found.append(look(found[-1], n, now))
    return found


def standing(kind: AlertKind = LINE, *, quiet: bool = False) -> Board:
    """Return a board on which an alert has just been raised."""
    first = turn(Board(), {kind: bad(kind, NOW)}, NOW - 1_000, POLICY, quiet=quiet)
    board = turn(first, {kind: bad(kind, NOW)}, NOW, POLICY, quiet=quiet)
    assert board.raised
    return board


def told(found: Sequence[Board]) -> int:
    return sum(len(speaking(*pair)) for pair in pairwise(found))


@pytest.mark.parametrize("kind", AlertKind)
def test_each_kind_is_raised_once_its_limit_was_passed_for_the_time_it_holds(
    kind: AlertKind,
) -> None:
    hold = 0 if kind in AT_ONCE else HOLD
    hold = POLICY.alert_nobody_ready_s if kind is AlertKind.NOBODY_READY else hold
    begun = turn(Board(), {kind: bad(kind, NOW)}, NOW, POLICY, quiet=False)
    early = turn(begun, {kind: bad(kind, NOW)}, NOW + hold - 1, POLICY, quiet=False)
    late = turn(begun, {kind: bad(kind, NOW)}, NOW + hold, POLICY, quiet=False)
    assert bool(early.raised) is (hold == 0)
    assert [alert.kind for alert in late.raised] == [kind]
    assert speaking(begun if hold else Board(), late) == (kind,)


def test_a_limit_that_is_only_reached_raises_nothing() -> None:
    assert look(Board(), LIMIT, NOW) == Board()
    just = {AlertKind.WAIT: Reading(1, NOW - POLICY.alert_wait_s)}
    assert turn(Board(), just, NOW, POLICY, quiet=False) == Board()
    assert turn(Board(), {AlertKind.NODE: Reading(3)}, NOW, POLICY, quiet=False) == Board()
    nobody = {AlertKind.NOBODY_READY: Reading(0), AlertKind.SHIFT: Reading(0)}
    assert turn(Board(), nobody, NOW, POLICY, quiet=False) == Board()


def test_a_moment_over_the_limit_is_none() -> None:
    found = boards([(0, LIMIT + 1), (HOLD - 1, LIMIT), (HOLD, LIMIT + 1), (HOLD - 1, LIMIT + 1)])
    assert found[2] == Board()
    assert not found[-1].raised


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(8, LIMIT))))
def test_inside_the_band_nothing_ever_changes(steps: list[tuple[int, int]]) -> None:
    assert CALM_SHARE * LIMIT < 8
    assert set(boards(steps)) == {Board()}
    raised = standing()
    assert set(boards(steps, raised)) == {raised}


@given(STEPS)
def test_between_two_times_it_speaks_all_was_well_for_long_enough(
    steps: list[tuple[int, int]],
) -> None:
    raised_at = [b.raised[0].raised_at for b in boards(steps) if b.raised]
    for one, other in pairwise(dict.fromkeys(raised_at)):
        assert one is not None
        assert other is not None
        assert other - one >= CALM + HOLD


@given(STEPS)
def test_an_alert_speaks_once_for_each_time_it_is_raised(steps: list[tuple[int, int]]) -> None:
    found = boards(steps)
    assert told(found) == len({b.raised[0].raised_at for b in found if b.raised})


@given(STEPS)
def test_whoever_sees_to_it_is_named_and_hears_no_more_until_it_is_over(
    steps: list[tuple[int, int]],
) -> None:
    seen = acknowledged(standing(), LINE, "Dana")
    found = boards(steps, seen)
    over = next((at for at, board in enumerate(found) if not board.raised), len(found))
    assert told(found[:over]) == 0
    assert {board.raised[0].seen_by for board in found[:over]} == {"Dana"}
    assert all(board.alerts == () or not board.alerts[0].seen_by for board in found[over:])


@given(STEPS)
def test_it_is_over_only_after_having_been_calm_all_the_while(steps: list[tuple[int, int]]) -> None:
    now, well_since, board = NOW, None, standing()
    for seconds, n in steps:
        now += seconds
        well_since = None if n > LIMIT * CALM_SHARE else now if well_since is None else well_since
        board = look(board, n, now)
        over = well_since is not None and now - well_since >= CALM
        assert bool(board.raised) is not over
        if over:
            return


def test_who_was_first_to_see_to_it_stays() -> None:
    once = acknowledged(standing(), LINE, "Dana")
    assert acknowledged(once, LINE, "Lee") == once
    assert acknowledged(once, AlertKind.WAIT, "Lee") == once


def test_what_is_not_raised_yet_can_not_be_seen_to() -> None:
    rising = look(Board(), LIMIT + 1, NOW)
    assert rising.alerts
    assert acknowledged(rising, LINE, "Dana") == rising


@pytest.mark.parametrize("kind", AlertKind)
def test_in_quiet_hours_only_danger_speaks_and_the_rest_when_they_end(kind: AlertKind) -> None:
    board = standing(kind, quiet=True)
    assert board.raised[0].told is (kind in ALWAYS_SPEAK)
    later = turn(board, {kind: bad(kind, NOW)}, NOW + 1, POLICY, quiet=False)
    assert later.raised[0].told
    assert speaking(board, later) == (() if kind in ALWAYS_SPEAK else (kind,))


def test_what_is_seen_to_or_about_to_be_over_says_nothing_when_quiet_hours_end() -> None:
    board = standing(quiet=True)
    seen = acknowledged(board, LINE, "Dana")
    assert look(seen, 1_000, NOW + 1) == seen
    assert not look(board, 0, NOW + 1).raised[0].told


@given(KINDS)
def test_a_kind_that_is_switched_off_does_not_stand(kind: AlertKind) -> None:
    number = {AlertKind.SHIFT: "shift_h", AlertKind.LINE: "line", AlertKind.NODE: "nodes"}
    off = Policy(**asdict(POLICY) | {f"alert_{number.get(kind, f'{kind}_s')}": 0})
    assert set(limits(POLICY)) - set(limits(off)) == {kind}
    board = turn(standing(kind), {kind: bad(kind, NOW)}, NOW + 1, off, quiet=False)
    assert board == Board()


def test_the_order_of_the_board_is_that_of_the_list() -> None:
    everything = {kind: bad(kind, NOW) for kind in reversed(AlertKind)}
    assert [one.kind for one in turn(Board(), everything, NOW, POLICY, quiet=False).alerts] == list(
        AlertKind
    )


def test_an_alert_holds_nothing_that_could_lead_to_a_chat() -> None:
    assert list(Alert.__dataclass_fields__) == [
        "kind",
        "over_since",
        "raised_at",
        "calm_since",
        "told",
        "seen_by",
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "quiet"),
    [
        (0, 0, set()),
        (22, 22, set()),
        (9, 17, set(range(9, 17))),
        (22, 7, {22, 23, *range(7)}),
        (23, 0, {23}),
        (0, 6, set(range(6))),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "America/Chicago", "Asia/Kathmandu"])
def test_quiet_hours_go_by_the_helplines_clock(
    begins: int, ends: int, quiet: set[int], zone: str
) -> None:
    policy = Policy(alert_quiet_from_h=begins, alert_quiet_to_h=ends)
    clock = ZoneInfo(zone)
    for hour in range(24):
        for minute in (0, 59):
            at = datetime(2026, 6, 1, hour, minute, tzinfo=clock).astimezone(UTC).timestamp()
            assert is_quiet(at, clock, policy) is (hour in quiet)
