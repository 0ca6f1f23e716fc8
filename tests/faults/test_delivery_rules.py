"""What the checker says of messages: each history shows one wrong, or none (I1, I2, I7)."""

import pytest

from helpline.simulate.trace import (
    Confirmed,
    Known,
    Over,
    Showed,
    Taken,
)
from tests.faults.histories import CHAT, message, rules, said, talk
from tests.faults.history import Fault


def test_a_good_talk_is_good() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)), Showed(12, message(1, "r7"), gap=False))
    desk.note(Showed(10.2, message(1), gap=False), *said(11.8, message(1, "r7"), 7))
    youth.note(Confirmed(10.5, message(1)), Over(90, CHAT, "left", mine=True))
    desk.note(Confirmed(12.5, message(1, "r7")))
    desk.note(Over(90.1, CHAT, "left", mine=False))
    assert rules(youth, desk) == []


def test_what_was_accepted_and_never_shown_is_lost() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)))
    desk.note(*said(10, message(1, "r7"), 7))
    assert rules(youth, desk) == ["lost", "lost"]


def test_it_is_due_only_after_the_faults_and_while_both_pages_are_there() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)))
    assert rules(youth, desk, faults=(Fault("F4", 20, 90),)) == []
    youth.note(Over(20, CHAT, "left", mine=True))
    assert rules(youth, desk) == []


def test_a_receipt_for_what_is_not_shown_is_found() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)), Confirmed(10.5, message(1)))
    desk.note(Showed(11, message(1), gap=False))
    assert rules(youth, desk) == ["told too soon"]


def test_what_is_shown_must_be_confirmed() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)))
    desk.note(Showed(10.2, message(1), gap=False))
    assert rules(youth, desk) == ["unconfirmed"]
    assert rules(youth, desk, faults=(Fault("F4", 12, 90),)) == []


@pytest.mark.parametrize(("era", "found"), [("era 1", ["numbered twice"]), ("era 2", [])])
def test_one_message_has_one_number_in_each_era(era: str, found: list[str]) -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)), Known(20, era), Taken(30, message(1), 9))
    youth.note(Confirmed(31, message(1)))
    desk.note(Showed(10.2, message(1), gap=False))
    assert rules(youth, desk) == found


def test_each_number_is_held_against_every_other_of_its_era() -> None:
    youth, desk = talk()
    youth.note(*said(10, message(1)), Known(20, "era 2"), Taken(30, message(1), 9))
    youth.note(Taken(40, message(1), 10), Confirmed(41, message(1)))
    desk.note(Showed(10.2, message(1), gap=False))
    assert rules(youth, desk) == ["numbered twice"]


def test_a_chat_that_was_over_begins_anew() -> None:
    youth, desk = talk()
    shown = [Showed(at, message(n), gap=False) for at, n in ((20, 1), (21, 2), (40, 1), (41, 2))]
    desk.note(*shown)
    assert set(rules(youth, desk)) == {"doubled", "out of order"}
    desk.note(Over(30, CHAT, "left", mine=False))
    assert rules(youth, desk) == []


def test_what_comes_in_the_moment_of_leaving_leaves_no_gap() -> None:
    youth, _ = talk()
    youth.note(Showed(20, message(1, "r7"), gap=False), Over(30, CHAT, "left", mine=True))
    youth.note(Showed(30.01, message(2, "r7"), gap=False))
    assert rules(youth) == []


SHOWN: list[tuple[list[tuple[int, bool]], list[str]]] = [
    ([(1, False), (2, False), (3, False)], []),
    ([(1, False), (1, False)], ["doubled"]),
    ([(1, False), (3, False)], ["silent gap"]),
    ([(1, False), (3, True)], []),
    ([(2, True), (1, False)], ["out of order"]),
    ([(2, True), (1, True)], []),
    ([(2, False)], ["silent gap"]),
]


@pytest.mark.parametrize(("shown", "found"), SHOWN)
def test_each_writers_order_is_kept(shown: list[tuple[int, bool]], found: list[str]) -> None:
    youth, desk = talk()
    for at, (n, gap) in enumerate(shown, 20):
        desk.note(Showed(at, message(n), gap=gap))
    assert rules(youth, desk) == found


def test_another_writer_and_another_epoch_have_counts_of_their_own() -> None:
    youth, desk = talk()
    for at, what in enumerate([message(1), message(1, "r6"), message(1, epoch=2)], 20):
        desk.note(Showed(at, what, gap=False))
    assert rules(youth, desk) == []
    desk.note(Showed(30, message(2), gap=False))
    assert rules(youth, desk) == ["out of order"]


@pytest.mark.parametrize("why", ["no_such_chat", "gone", "closed"])
def test_a_chat_that_nobody_ended_must_not_be_over(why: str) -> None:
    youth, desk = talk()
    youth.note(Over(50, CHAT, why, mine=False))
    assert rules(youth, desk) == ["dropped"]
    desk.note(Over(49, CHAT, "closed", mine=True))
    assert rules(youth, desk) == []
