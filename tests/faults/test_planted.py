"""A checker is worth what it finds: each bug planted in the server or in a page is seen.

And the same runs without a bug are clean, so it is the bug that is seen.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from helpline.simulate import load
from helpline.simulate.order import Order, Tally
from helpline.simulate.outbox import Outbox
from helpline.simulate.receipts import Receipts
from helpline.simulate.talk import Talk
from helpline.wire.shapes import Said
from tests.faults.bugs import BUGS
from tests.faults.campaign.report import as_text, is_clean
from tests.faults.campaign.run import Plan, run

pytestmark = pytest.mark.faults

SHORT = Plan(0.36, 5, ("F21",), nodes=1, youths=4, desks=3, most_s=5.0, first_s=6.0, due_s=5.0)
LINE = replace(SHORT, kinds=("F2",), youths=9, desks=1, at_most=1)
SCENES: dict[str, Plan] = {
    "sent twice": replace(SHORT, kinds=("F11",)),
    "store down": replace(SHORT, kinds=("F4",)),
    "store frozen": replace(SHORT, kinds=("F5",)),
    "old seat": replace(SHORT, kinds=("F23",), minutes=0.45, youths=3),
    "line emptied": LINE,
    "quiet": SHORT,
    "long line": replace(SHORT, youths=9, desks=1),
    "desks stay away": replace(SHORT, kinds=("F24",), minutes=0.5, nodes=2),
    "emptied at once": replace(SHORT, kinds=("F2",), first_s=4.0, youths=3, at_most=1),
}
SERVER = {
    "takes_a_message_twice": ("sent twice", "numbered twice"),
    "accepts_what_the_store_did_not_take": ("store down", "accepted in an outage"),
    "lets_an_old_seat_write": ("old seat", "stale write"),
    "forgets_when_a_youth_came": ("line emptied", "misplaced"),
    "loses_pushes_and_counts": ("quiet", "lost"),
    "forgets_what_was_shown": ("quiet", "unconfirmed"),
    "shows_an_offer_to_every_desk": ("quiet", "one fence for two"),
    "keeps_the_leases_of_a_dead_node": ("desks stay away", "unnoticed"),
    "brings_nothing_back": ("line emptied", "not well again"),
    "says_nothing_of_trouble": ("store frozen", "not told"),
    "confirms_before_it_is_shown": ("quiet", "told too soon"),
    "gives_a_desk_more_than_it_can_hold": ("long line", "over capacity"),
}
AT_ONCE = 4
THIRD = 3


async def seen(bug: str) -> set[str]:
    plan = replace(SCENES[SERVER[bug][0]], program=("-m", "tests.faults.bugs", bug))
    return {violation.rule for violation in (await run(plan)).violations}


def in_parts(names: list[str]) -> list[list[str]]:
    return [names[n : n + AT_ONCE] for n in range(0, len(names), AT_ONCE)]


def test_every_bug_has_a_scene() -> None:
    assert SERVER.keys() == BUGS.keys()


@pytest.mark.parametrize("bugs", in_parts(list(SERVER)), ids=", ".join)
async def test_a_bug_of_the_server_is_seen(bugs: list[str]) -> None:
    found = dict(zip(bugs, await asyncio.gather(*map(seen, bugs)), strict=True))
    assert {bug: SERVER[bug][1] for bug in bugs if SERVER[bug][1] not in found[bug]} == {}, found


@pytest.mark.parametrize("scenes", in_parts(list(SCENES)), ids=", ".join)
async def test_without_a_bug_nothing_is_seen(scenes: list[str]) -> None:
    outcomes = await asyncio.gather(*(run(SCENES[scene]) for scene in scenes))
    wrong = {
        scene: as_text(outcome)
        for scene, outcome in zip(scenes, outcomes, strict=True)
        if not is_clean(outcome)
    }
    assert wrong == {}, "\n".join(wrong.values())


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
    patch.setattr(Outbox, "begin_again", lambda _: None)
    patch.setattr(load, "ACCEPTS_AFTER_S", (24.0, 28.0))


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
    (never_sends_again, "emptied at once", "lost"),
    (hides_a_gap, "quiet", "silent gap"),
    (confirms_nothing, "quiet", "unconfirmed"),
]


@pytest.mark.parametrize(("bug", "scene", "rule"), PAGES)
async def test_a_bug_of_a_page_is_seen(
    bug: Callable[[pytest.MonkeyPatch], None],
    scene: str,
    rule: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bug(monkeypatch)
    outcome = await run(SCENES[scene])
    assert rule in {violation.rule for violation in outcome.violations}, as_text(outcome)
