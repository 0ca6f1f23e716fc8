"""The ledger goes by what the pages saw; each fault planted here is found, and nothing else."""

from dataclasses import dataclass, field

import pytest

from helpline.simulate.ledger import DUE_S, YOUTH, Faults, Ledger

CHAT = "chat"
DESK = "r1"


@dataclass
class Scene:
    """One chat with both pages there, and a clock that is moved by hand."""

    now: float = 100.0
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(lambda: self.now)
        self.ledger.joined(CHAT)
        self.ledger.here(CHAT, YOUTH)
        self.ledger.opened(CHAT)
        self.ledger.here(CHAT, DESK)

    def say(self, cid: str, sender: str = YOUTH, *, acked: bool = True) -> None:
        self.ledger.wrote(CHAT, sender, cid, cid.encode())
        self.ledger.posted(cid)
        if acked:
            self.ledger.acked(cid)

    def see(self, *cids: str, page: str = DESK) -> None:
        for cid in cids:
            self.ledger.saw(CHAT, page, cid, cid.encode())

    def later(self, seconds: float = DUE_S) -> Faults:
        self.now += seconds
        return self.ledger.faults()


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_nothing_is_wrong_when_all_is_seen_once_and_in_order(scene: Scene) -> None:
    for cid in ("a", "b", "c"):
        scene.say(cid)
    scene.say("d", DESK)
    scene.see("a", "b", "c")
    scene.see("d", page=YOUTH)
    assert scene.later() == Faults()
    assert not scene.later().any
    counts = (scene.ledger.sent, scene.ledger.acknowledged, scene.ledger.delivered)
    assert counts == (4, 4, 4)


def test_what_was_acknowledged_and_never_seen_is_lost(scene: Scene) -> None:
    scene.say("a")
    scene.say("b", DESK)
    scene.see("a")
    assert scene.later() == Faults(lost=1)


def test_what_was_never_acknowledged_is_not_lost(scene: Scene) -> None:
    scene.say("a", acked=False)
    assert scene.later() == Faults()


def test_what_was_on_its_way_when_the_chat_ended_is_not_lost(scene: Scene) -> None:
    scene.say("a")
    scene.later(DUE_S / 2)
    scene.ledger.away(CHAT, DESK)
    assert scene.later(100) == Faults()


def test_time_apart_does_not_count_but_coming_back_does(scene: Scene) -> None:
    scene.ledger.away(CHAT, DESK)
    scene.say("a")
    assert scene.later(100) == Faults()
    scene.ledger.here(CHAT, DESK)
    assert scene.later(DUE_S - 0.1) == Faults()
    assert scene.later(0.2) == Faults(lost=1)


def test_whoever_comes_next_must_see_it_too(scene: Scene) -> None:
    scene.say("a")
    scene.see("a")
    scene.ledger.away(CHAT, DESK)
    scene.ledger.here(CHAT, "r2")
    assert scene.later() == Faults(lost=1)
    scene.see("a", page="r2")
    assert scene.later() == Faults()
    assert scene.ledger.delivered == 1


def test_seen_twice_is_doubled(scene: Scene) -> None:
    scene.say("a")
    scene.say("b")
    scene.see("a", "b", "a")
    assert scene.later() == Faults(doubled=1)


def test_seen_in_another_order_than_written_is_found(scene: Scene) -> None:
    for cid in ("a", "b", "c", "d"):
        scene.say(cid)
    scene.see("a", "c", "b", "d")
    assert scene.later() == Faults(out_of_order=1)


def test_two_writers_have_no_order_between_them(scene: Scene) -> None:
    scene.say("a", DESK)
    scene.say("b", DESK)
    scene.say("c", "r0")
    scene.see("a", "c", "b", page=YOUTH)
    assert scene.ledger.faults().out_of_order == 0


def test_other_words_than_were_written_are_found(scene: Scene) -> None:
    scene.say("a")
    scene.ledger.saw(CHAT, DESK, "a", b"something else")
    assert scene.later() == Faults(altered=1)


def test_words_of_another_chat_are_found(scene: Scene) -> None:
    scene.say("a")
    scene.ledger.saw("another chat", DESK, "a", b"a")
    assert scene.ledger.faults().altered == 1


def test_both_sides_must_see_the_same_pictures(scene: Scene) -> None:
    scene.ledger.compared(CHAT, DESK, (1, 2, 3))
    scene.ledger.compared(CHAT, DESK, (1, 2, 3))
    assert not scene.ledger.faults().any
    scene.ledger.compared(CHAT, "r2", (1, 2, 3))
    scene.ledger.compared(CHAT, "r2", (1, 2, 4))
    scene.ledger.compared(CHAT, "r3", None)
    assert scene.ledger.faults() == Faults(pictures_differ=2)


def test_a_chat_that_is_gone_though_nobody_ended_it_was_dropped(scene: Scene) -> None:
    scene.ledger.vanished(CHAT)
    assert scene.ledger.faults() == Faults(dropped=1)
    scene.ledger.wiped(CHAT)
    assert scene.ledger.faults() == Faults()


def test_a_page_that_failed_is_a_fault(scene: Scene) -> None:
    scene.ledger.failed("KeyError at here:1")
    assert scene.ledger.faults().any


def test_latency_counts_only_while_both_are_there(scene: Scene) -> None:
    scene.say("a")
    scene.now += 0.25
    scene.see("a")
    scene.ledger.away(CHAT, DESK)
    scene.say("b")
    scene.now += 7
    scene.ledger.here(CHAT, DESK)
    scene.see("b")
    assert scene.ledger.latencies() == [0.25]


def test_only_the_first_ending_and_the_first_answer_count(scene: Scene) -> None:
    scene.now += 3
    scene.ledger.opened(CHAT)
    scene.ledger.end(CHAT, "left")
    scene.ledger.end(CHAT, "closed")
    assert scene.ledger.waits() == [0.0]
    assert scene.ledger.endings() == {"left": 1}
