"""What the checker says of places: each history written by hand shows one wrong, or none."""

from collections.abc import Callable

import pytest

from helpline.simulate.trace import (
    Confirmed,
    Displaced,
    Event,
    Known,
    Linked,
    Placed,
    Showed,
    Troubled,
    Unlinked,
)
from tests.faults.histories import CHAT, SEAT, Desk, Youth, message, rules, said, talk
from tests.faults.history import Fault, meet


def test_two_desks_with_one_chat_are_found() -> None:
    youth, desk = talk()
    other = Desk("desk 2").stands(50, (CHAT, 8))
    assert rules(youth, desk, other) == ["shared"]
    desk.stands(51)
    assert rules(youth, desk, other) == []


def test_an_offer_to_two_desks_is_found() -> None:
    youth = Youth().placed(0.1, 0)
    one, other = (Desk(f"desk {n}").stands(4, offer=(CHAT, n)) for n in (1, 2))
    youth.note(Placed(4, CHAT, "offered", None, ()))
    assert rules(youth, one, other) == ["shared"]


def test_what_a_desk_shows_while_it_is_cut_off_is_not_held_against_it() -> None:
    youth, desk = talk()
    desk.note(Unlinked(40))
    assert rules(youth, desk, Desk("desk 2").stands(50, (CHAT, 8)), end=53) == []


def test_a_seat_is_for_one_and_a_desk_is_not_overloaded() -> None:
    youth, desk = talk()
    desk.stands(60)
    assert "one fence for two" in rules(youth, desk, Desk("desk 2").stands(70, SEAT))
    desk.stands(80, SEAT, ("b", 8), ("c", 9))
    assert rules(youth, desk) == ["over capacity"]


@pytest.mark.parametrize(("sent_at", "found"), [(49.0, []), (51.0, ["stale write"])])
def test_who_has_lost_a_seat_writes_no_more(sent_at: float, found: list[str]) -> None:
    youth, desk = talk()
    youth.placed(50, None, 8)
    desk.note(*said(sent_at, message(1, "r7"), 7), Unlinked(sent_at + 0.2))
    desk.note(Confirmed(53, message(1, "r7")))
    youth.note(Showed(52, message(1, "r7"), gap=False))
    assert rules(youth, desk) == found


@pytest.mark.parametrize(("away", "found"), [((), ["unnoticed"]), ((7,), [])])
def test_who_is_answered_by_nobody_is_told(away: tuple[int, ...], found: list[str]) -> None:
    youth, desk = talk()
    desk.note(Unlinked(20), Linked(50, "a"), Known(51, "era 1"))
    youth.note(Placed(25, CHAT, "open", None, (7,), away))
    assert rules(youth, desk) == found


def line(*ahead: tuple[int, int]) -> list[Youth]:
    """Two who came a few seconds apart, and what they were told."""
    youths = [Youth("early", "a", 0.0), Youth("late", "b", 5.0)]
    for at, (first, second) in enumerate(ahead):
        youths[0].placed(10 + 5 * at, first)
        youths[1].placed(10 + 5 * at, second)
    return youths


def test_the_line_is_in_the_order_of_coming() -> None:
    assert rules(*line((0, 1), (0, 1))) == []
    assert rules(*line((0, 1), (1, 0))) == ["misplaced"]
    assert rules(*line((0, 1), (1, 1))) == ["misplaced"]
    assert rules(*line((1, 0), (0, 1)), faults=(Fault("F2", 8, 12),)) == []


def test_who_came_first_is_served_first() -> None:
    early, late = line((0, 1))
    late.note(Placed(20, "b", "offered", None, ()))
    assert rules(early, late) == ["overtaken"]
    early.note(Unlinked(18))
    assert rules(early, late) == []


def test_who_was_told_that_their_node_can_not_be_heard_is_not_overtaken() -> None:
    early, late = line((0, 1))
    late.note(Placed(20, "b", "offered", None, ()))
    early.note(Troubled(18, on=True), Troubled(24, on=False))
    assert rules(early, late) == []


@pytest.mark.parametrize(("first", "second", "found"), [(7, 8, []), (8, 7, ["overtaken"])])
def test_who_could_not_hear_that_they_were_offered_first_is_not_overtaken(
    first: int, second: int, found: list[str]
) -> None:
    early, late = line((0, 1))
    late.note(Placed(20, "b", "offered", None, ()), Placed(21, "b", "open", None, (second,)))
    early.note(Placed(25, "a", "open", None, (first,)))
    assert rules(early, late) == found


def test_nobody_waits_beside_somebody_who_is_free() -> None:
    youth, desk = Youth().placed(1, 0), Desk().stands(10)
    assert rules(youth, desk, faults=(Fault("F1", 0, 20),)) == ["starved"]
    assert rules(youth, Desk().stands(10, ("x", 1), ("y", 2))) == []
    youth.placed(12, None, 7)
    assert rules(youth, desk) == []


def outage(*events: Event) -> list[str]:
    youth, desk = talk()
    desk.note(Troubled(30, on=True), Troubled(41, on=False))
    return rules(youth.note(*events), desk, faults=(Fault("F4", 30, 40, no_store=True),))


TOLD: list[tuple[Callable[[], list[Event]], list[str]]] = [
    (lambda: [Troubled(32, on=True), Troubled(41, on=False)], []),
    (lambda: [Unlinked(32), Linked(33, "b"), Known(41, "e")], []),
    (list, ["not told"]),
    (lambda: [Troubled(35, on=True), Troubled(41, on=False)], ["not told"]),
    (lambda: [Troubled(32, on=True)], ["still alarmed"]),
]


@pytest.mark.parametrize(("events", "found"), TOLD)
def test_an_outage_is_told_and_so_is_its_end(
    events: Callable[[], list[Event]], found: list[str]
) -> None:
    assert outage(*events()) == found


def test_nothing_is_accepted_while_there_is_no_store() -> None:
    told = [Troubled(31, on=True), Troubled(41, on=False)]
    written = said(35, message(1))
    youth, desk = talk()
    desk.note(*told, Showed(42, message(1), gap=False))
    fault = Fault("F4", 30, 40, no_store=True)
    youth.note(Confirmed(43, message(1)))
    assert rules(youth.note(*told, *written), desk, faults=(fault,)) == ["accepted in an outage"]


def test_a_page_that_is_asked_to_come_again_must_be_let_in() -> None:
    youth, desk = talk()
    fault = Fault("F2", 29, 29.5)
    youth.note(Displaced(30))
    assert rules(youth, desk, faults=(fault,)) == ["left out"]
    youth.note(Known(31, "era 2"))
    assert rules(youth, desk, faults=(fault,)) == []


@pytest.mark.parametrize(("tries", "found"), [((), []), ((33, 36, 39, 42, 45), ["left out"])])
def test_a_page_that_tries_to_come_must_be_let_in(tries: tuple[int, ...], found: list[str]) -> None:
    youth, desk = talk()
    youth.note(Unlinked(29), *(Unlinked(at) for at in tries), Linked(46, "a"), Known(46, "era 1"))
    assert rules(youth, desk, faults=(Fault("F1", 28.9, 29),)) == found


def test_spans_meet() -> None:
    assert meet([(0, 5), (8, 9)], [(4, 8.5)]) == [(4, 5), (8, 8.5)]
