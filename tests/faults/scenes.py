"""Small helplines to which one thing is done, as soon as whatever it needs is there.

The same scene is played with a bug, until the checker sees it, and without one, to its end.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from unittest.mock import patch

from helpline.simulate.responder import Desk
from helpline.simulate.youth import YouthPage
from tests.faults.campaign.faults import FAULTS, STAYS_AWAY_S, Scene
from tests.faults.campaign.people import Crowd, open_doors
from tests.faults.campaign.place import Node, open_place
from tests.faults.campaign.run import WELL_S, Outcome, Plan
from tests.faults.check import check
from tests.faults.history import Fault, History, Violation

SEED = 5
DUE_S = 5.0
MOST_S = 5.0
CALM_S = DUE_S + 1.0
"""So long all is left alone after each scene, and once more at the end."""
COMES_S = 40.0
SEEN_S = 15.0
TRIES = 3
MANY = 3
LOOK_S = 0.1
JUDGE_S = 0.5
HELPLINE = ("-m", "helpline")


@dataclass(frozen=True, slots=True)
class House:
    """How large a helpline is."""

    nodes: int
    youths: int
    desks: int


@dataclass(slots=True)
class Aimed(Scene):
    """Where faults are made, at a node that a scene may choose."""

    target: Node | None = None

    def node(self) -> Node:
        return self.target or Scene.node(self)


@dataclass(slots=True)
class Play:
    """A helpline with people in it, and what was done to it."""

    scene: Aimed
    faults: list[Fault] = field(default_factory=list)

    @property
    def crowd(self) -> Crowd:
        return self.scene.crowd

    async def until(self, there: Callable[["Play"], bool]) -> None:
        """Wait for something that people come to by themselves."""
        async with asyncio.timeout(COMES_S):
            while not there(self):  # noqa: ASYNC110 - pages announce nothing
                await asyncio.sleep(LOOK_S)

    async def do(self, kind: str) -> None:
        self.faults.append(await FAULTS[kind](self.scene))

    def history(self) -> History:
        return History(self.crowd.traces, monotonic(), self.faults, DUE_S)

    async def shows(self, rule: str) -> bool:
        """Wait until the checker is red for a rule, if it comes to be."""
        until = monotonic() + SEEN_S
        while rule not in {violation.rule for violation in check(self.history())}:
            if monotonic() > until:
                return False
            await asyncio.sleep(JUDGE_S)
        return True


Act = Callable[[Play], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Setting:
    """A scene: in which house, and what is done."""

    house: House
    act: Act


async def talk(_: Play) -> None:
    """Leave people alone."""


async def fall_silent(play: Play) -> None:
    """Have nobody say anything more: what comes later shows what is missing before it."""
    await play.until(people_talk)
    play.crowd.hushed.set()


def when(there: Callable[[Play], bool], kind: str) -> Act:
    """Return what makes a fault as soon as something is there."""

    async def act(play: Play) -> None:
        await play.until(there)
        await play.do(kind)

    return act


async def desks_stay_away(play: Play) -> None:
    """Kill a node whose desks' pages do not come back for a while.

    Nor does the node: it would not know of the one it was, and see for itself who is gone.
    """
    await play.until(somebody_is_answered_from_another_node)
    node = play.scene.node()
    with ExitStack() as stack:
        for desk in _desks_at(play.crowd, node):
            stack.enter_context(patch.object(desk._routes, "lost", lambda: STAYS_AWAY_S))
        start = monotonic()
        await node.kill()
        play.faults.append(Fault("F24 desks stay away", start, monotonic()))
        await asyncio.sleep(STAYS_AWAY_S)
    await node.start()


def people_talk(play: Play) -> bool:
    return len(play.crowd.talking()) > 1


def a_message_is_kept(play: Play) -> bool:
    """Tell whether a page has what was accepted, and what it does not know to be shown."""
    return any(_keeps(page) for page in play.crowd.youths)


def a_talking_page_keeps_one(play: Play) -> bool:
    return any(_keeps(page) for page in play.crowd.talking())


def _keeps(page: YouthPage) -> bool:
    return page._chat is not None and bool(page._chat.talk.outbox._kept)


def many_wait(play: Play) -> bool:
    """Tell whether many who came at different times wait, and nobody has room for them."""
    there = [page for page in play.crowd.youths if page.joined.is_set() and not page.over.is_set()]
    full = all(len(desk.chats) > 1 for desk in play.crowd.desks)
    return full and len(there) - len(play.crowd.talking()) > MANY


def somebody_is_answered_from_another_node(play: Play) -> bool:
    """Aim at a node whose desk has a chat with a page that is not at that node."""
    scene = play.scene
    for node in scene.place.nodes:
        chats = {chat for desk in _desks_at(scene.crowd, node) for chat in desk.chats}
        for page in scene.crowd.talking():
            if page.chat in chats and page._routes.origin != node.origins[0]:
                scene.target = node
                return True
    return False


def _desks_at(crowd: Crowd, node: Node) -> list[Desk]:
    return [desk for desk in crowd.desks if desk._routes.origin == node.origins[1]]


SMALL = House(nodes=1, youths=4, desks=3)
LINE = House(nodes=1, youths=9, desks=1)
TWO_NODES = House(nodes=2, youths=6, desks=3)
SCENES: dict[str, Setting] = {
    "emptied": Setting(SMALL, when(a_message_is_kept, "F2")),
    "talk": Setting(SMALL, talk),
    "silence": Setting(SMALL, fall_silent),
    "sent twice": Setting(SMALL, when(a_talking_page_keeps_one, "F11")),
    "old seat": Setting(SMALL, when(people_talk, "F23")),
    "store frozen": Setting(SMALL, when(people_talk, "F5")),
    "store down": Setting(SMALL, when(people_talk, "F4")),
    "long line": Setting(LINE, talk),
    "line emptied": Setting(LINE, when(many_wait, "F2")),
    "desks stay away": Setting(TWO_NODES, desks_stay_away),
}


async def sees(name: str, rule: str, binary: str, program: Sequence[str] = HELPLINE) -> bool:
    """Play a scene, again where it came to nothing; tell whether the checker is red for a rule."""
    setting = SCENES[name]
    async with _opened(setting.house, binary, program) as play:
        for _ in range(TRIES):
            await setting.act(play)
            if await play.shows(rule):
                return True
    return False


async def played(house: House, binary: str) -> Outcome:
    """Play every scene of a house, one after the other, and return what came of it."""
    async with _opened(house, binary, HELPLINE) as play:
        found: list[Violation] = []
        for name, setting in SCENES.items():
            if setting.house == house:
                await setting.act(play)
                found += await _well(play, name)
                await asyncio.sleep(CALM_S)
                play.crowd.hushed.clear()
        play.crowd.hushed.set()
        await asyncio.sleep(CALM_S)
        found += await _well(play, "the end")
        history = play.history()
        plan = Plan(0.0, SEED, tuple(SCENES), house.nodes, house.youths, house.desks)
        return Outcome(plan, history, found + check(history), play.crowd.stage.ledger.faults())


async def _well(play: Play, name: str) -> list[Violation]:
    since = monotonic()
    wrong = await play.crowd.well(since, WELL_S)
    return [] if wrong is None else [Violation("not well again", since, f"{name}: {wrong}")]


@asynccontextmanager
async def _opened(house: House, binary: str, program: Sequence[str]) -> AsyncIterator[Play]:
    async with (
        open_place(SEED, house.nodes, binary, program) as place,
        open_doors(place, SEED, house.youths, house.desks) as crowd,
    ):
        yield Play(Aimed(place, crowd, MOST_S))
