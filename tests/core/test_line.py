"""The line by hand and by plan: what was set by hand comes first, and an opening passes."""

import pytest

from helpline.core.line import LineState, Standing, by_hand, standing
from helpline.core.opening import AHEAD_S, Outlook

NOW = 1_000_000.5
LATER = 1_003_600
OPEN, SHUT = Outlook(open=True, change=LATER), Outlook(open=False, change=LATER)
NOTHING = Outlook(open=False, change=None)
ALWAYS = Outlook(open=True, change=None)


@pytest.mark.parametrize(
    ("hand", "plan", "expected"),
    [
        (None, OPEN, Standing("open", LATER)),
        (None, SHUT, Standing("closed", LATER)),
        (None, NOTHING, Standing("closed", None)),
        (None, ALWAYS, Standing("open", None)),
        ("open", OPEN, Standing("open", LATER)),
        ("open", SHUT, Standing("closed", LATER)),
        ("paused", OPEN, Standing("paused", None)),
        ("closed", OPEN, Standing("closed", None)),
        ("closed", SHUT, Standing("closed", None)),
        ("open 1000001", SHUT, Standing("open", 1_000_001)),
        ("open 1000000", SHUT, Standing("closed", LATER)),
        ("open 1000000", OPEN, Standing("open", LATER)),
    ],
)
def test_what_was_set_by_hand_comes_first(
    hand: str | None, plan: Outlook, expected: Standing
) -> None:
    assert standing(hand, plan, NOW) == expected


@pytest.mark.parametrize("plan", [OPEN, SHUT, NOTHING, ALWAYS])
@pytest.mark.parametrize("state", ["open", "paused", "closed"])
def test_what_is_set_by_hand_is_so_at_once(state: LineState, plan: Outlook) -> None:
    assert standing(by_hand(state, plan, NOW), plan, NOW).state == state


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_line_shut_by_hand_waits_for_a_hand(state: LineState) -> None:
    for plan in (OPEN, SHUT):
        found = standing(by_hand(state, SHUT, NOW), plan, NOW + AHEAD_S)
        assert (found.state, found.opens) == (state, None)


def test_a_line_opened_by_hand_goes_by_the_plan_again_from_its_next_change_on() -> None:
    hand = by_hand("open", SHUT, NOW)
    assert standing(hand, SHUT, LATER - 0.5) == Standing("open", LATER)
    after = Outlook(open=True, change=LATER + 60)
    assert standing(hand, after, LATER) == Standing("open", LATER + 60)
    assert standing(hand, NOTHING, LATER + 60) == Standing("closed", None)


def test_opening_it_within_its_hours_only_takes_back_what_was_set() -> None:
    assert by_hand("open", OPEN, NOW) == "open"
    assert standing("open", SHUT, NOW).state == "closed"


def test_where_nothing_is_planned_an_opening_holds_as_long_as_plans_look_ahead() -> None:
    hand = by_hand("open", NOTHING, NOW)
    assert standing(hand, NOTHING, NOW + AHEAD_S - 1).state == "open"
    assert standing(hand, NOTHING, NOW + AHEAD_S).state == "closed"


def test_only_a_line_that_is_shut_opens() -> None:
    assert [Standing(state, LATER).opens for state in ("open", "closed")] == [None, LATER]
