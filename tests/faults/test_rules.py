"""The checker against histories written by hand: each shows one wrong, or none."""

from collections.abc import Callable

import pytest

from helpline.simulate.trace import (
    Confirmed,
    Displaced,
    Event,
    Joined,
    Known,
    Linked,
    Message,
    Over,
    Placed,
    Sent,
    Showed,
    Stands,
    Taken,
    Trace,
    Troubled,
    Unlinked,
)
from tests.faults.check import check
from tests.faults.history import Fault, History, meet

CHAT = "chat"
END = 100.0
SEAT = (CHAT, 7)


class Youth:
    """A youth's trace that began well, and short ways to go on."""

    def __init__(self, page: str = "youth 1", chat: str = CHAT, at: float = 0.0) -> None:
        begun: list[Event] = [Linked(at, "a"), Joined(at, chat), Known(at, "era 1")]
        self.trace = Trace(page, "youth", lambda: END, begun)
        self.chat = chat

    def note(self, *events: Event) -> "Youth":
        self.trace.events.extend(events)
        self.trace.events.sort(key=lambda event: event.at)
        return self

    def placed(self, at: float, ahead: int | None, *fences: int) -> "Youth":
        phase = "open" if fences else "waiting"
        return self.note(Placed(at, self.chat, phase, ahead, fences))  # type: ignore[arg-type]


class Desk(Youth):
    def __init__(self, page: str = "desk 1", at: float = 0.0) -> None:
        self.trace = Trace(page, "desk", lambda: END, [Linked(at, "a"), Known(at, "era 1")])
        self.chat = CHAT

    def stands(
        self, at: float, *held: tuple[str, int], offer: tuple[str, int] | None = None
    ) -> "Desk":
        self.note(Stands(at, ready=True, cap=2, held=held, offer=offer))
        return self


def message(n: int, sender: str = "youth", epoch: int = 1) -> Message:
    return Message(CHAT, sender, epoch, n, f"{sender} {epoch}.{n}")


def said(at: float, what: Message, fence: int | None = None) -> list[Event]:
    return [Sent(at, what, fence), Taken(at + 0.1, what, 1)]


def rules(*pages: Youth, faults: tuple[Fault, ...] = (), end: float = END) -> list[str]:
    return [v.rule for v in check(History([page.trace for page in pages], end, faults))]


def talk() -> tuple[Youth, Desk]:
    """A chat open from 5 on."""
    youth = Youth().placed(0.1, 0).placed(5, None, 7)
    return youth, Desk().stands(4.9, SEAT)


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


@pytest.mark.parametrize(("emptied", "found"), [(False, ["numbered twice"]), (True, [])])
def test_one_message_has_one_number(emptied: bool, found: list[str]) -> None:  # noqa: FBT001
    youth, desk = talk()
    youth.note(*said(10, message(1)), Taken(30, message(1), 9), Confirmed(31, message(1)))
    desk.note(Showed(10.2, message(1), gap=False))
    assert rules(youth, desk, faults=(Fault("F2", 20, 21, emptied=emptied),)) == found


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
    fault = Fault("F2", 29, 29.5, emptied=True)
    youth.note(Displaced(30))
    assert rules(youth, desk, faults=(fault,)) == ["left out"]
    youth.note(Known(31, "era 2"))
    assert rules(youth, desk, faults=(fault,)) == []


def test_spans_meet() -> None:
    assert meet([(0, 5), (8, 9)], [(4, 8.5)]) == [(4, 5), (8, 8.5)]
