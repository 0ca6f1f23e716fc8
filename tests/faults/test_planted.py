"""A checker is worth what it finds: each bug planted in the server or in a page is seen.

And the same scenes without a bug are clean, so it is the bug that is seen.
"""

from collections.abc import Callable, Iterable

import pytest

from helpline.simulate import load
from helpline.simulate.order import Order, Tally
from helpline.simulate.outbox import Outbox
from helpline.simulate.receipts import Receipts
from helpline.simulate.talk import Talk
from helpline.wire.shapes import Said
from tests.faults.bugs import BUGS
from tests.faults.campaign.report import as_text, is_clean
from tests.faults.scenes import LINE, SCENES, SMALL, TWO_NODES, House, played, sees

SERVER = {
    "takes_a_message_twice": ("sent twice", "numbered twice"),
    "accepts_what_the_store_did_not_take": ("store down", "accepted in an outage"),
    "lets_an_old_seat_write": ("old seat", "stale write"),
    "forgets_when_a_youth_came": ("line emptied", "misplaced"),
    "loses_pushes_and_counts": ("silence", "lost"),
    "forgets_what_was_shown": ("talk", "unconfirmed"),
    "shows_an_offer_to_every_desk": ("talk", "one fence for two"),
    "keeps_the_leases_of_a_dead_node": ("desks stay away", "unnoticed"),
    "brings_nothing_back": ("line emptied", "left out"),
    "says_nothing_of_trouble": ("store frozen", "not told"),
    "confirms_before_it_is_shown": ("talk", "told too soon"),
    "gives_a_desk_more_than_it_can_hold": ("long line", "over capacity"),
}
HOUSES = {"small": SMALL, "line": LINE, "two nodes": TWO_NODES}
THIRD = 3


def test_every_bug_has_a_scene_and_every_scene_is_played_without_one() -> None:
    assert SERVER.keys() == BUGS.keys()
    assert {setting.house for setting in SCENES.values()} == set(HOUSES.values())


@pytest.mark.faults
@pytest.mark.parametrize("house", HOUSES.values(), ids=HOUSES.keys())
async def test_without_a_bug_nothing_is_seen(house: House, redis_server: str) -> None:
    outcome = await played(house, redis_server)
    wrong = "" if is_clean(outcome) else as_text(outcome)
    assert not wrong, wrong


@pytest.mark.faults
@pytest.mark.parametrize("bug", SERVER)
async def test_a_bug_of_the_server_is_seen(bug: str, redis_server: str) -> None:
    scene, rule = SERVER[bug]
    assert await sees(scene, rule, redis_server, ("-m", "tests.faults.bugs", bug))


def shows_doubles(patch: pytest.MonkeyPatch) -> None:
    class Forgetful(set[str]):
        def __contains__(self, _: object) -> bool:
            return False

    make = Talk.__init__

    def made(talk: Talk, *args: object) -> None:
        make(talk, *args)  # type: ignore[arg-type]  # as they came
        talk._shown = Forgetful()

    patch.setattr(Talk, "__init__", made)


def never_sends_again(patch: pytest.MonkeyPatch) -> None:
    """And nobody answers so soon that all is shown before the store is emptied."""
    patch.setattr(Outbox, "begin_again", lambda _: None)
    patch.setattr(load, "ACCEPTS_AFTER_S", (14.0, 16.0))


def hides_a_gap(patch: pytest.MonkeyPatch) -> None:
    """The third message of each sender is passed over, and nothing is said of it."""
    take, count = Order.take, Tally.count

    def passing_over(order: Order, said: Iterable[Said]) -> list[Said]:
        every = list(said)
        passed = [done for one in every if one.n == THIRD for done in order.own(one.seq)]
        return [*passed, *take(order, [one for one in every if one.n != THIRD])]

    patch.setattr(Order, "take", passing_over)
    patch.setattr(Tally, "count", lambda tally, said: count(tally, said) and False)


def confirms_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Receipts, "add", lambda *_: None)


PAGES: list[tuple[Callable[[pytest.MonkeyPatch], None], str, str]] = [
    (shows_doubles, "sent twice", "doubled"),
    (never_sends_again, "emptied", "lost"),
    (hides_a_gap, "talk", "silent gap"),
    (confirms_nothing, "talk", "unconfirmed"),
]


@pytest.mark.faults
@pytest.mark.parametrize(("bug", "scene", "rule"), PAGES)
async def test_a_bug_of_a_page_is_seen(
    bug: Callable[[pytest.MonkeyPatch], None],
    scene: str,
    rule: str,
    redis_server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bug(monkeypatch)
    assert await sees(scene, rule, redis_server)
