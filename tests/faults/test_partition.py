"""A node is parted from the store, silently: nobody waits for it, and nothing is lost.

The partition is a real one: the cable to the store's network namespace is cut, connections stand,
and nothing comes any more.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any

import pytest
from aiohttp import ClientSession

from bench.ours import Youth
from bench.seats import BODY, House
from bench.subjects import OURS, Running
from bench.wire import connect
from helpline.simulate.trace import Known, Linked, Over, Trace
from tests.faults.campaign.people import Crowd, open_doors
from tests.faults.campaign.place import LOOK_LIMIT, Node, Place
from tests.faults.campaign.run import _all_gone, _see_off, _until
from tests.faults.check import accepted, check
from tests.faults.history import Fault, History, of
from tests.faults.namespace import FarStore, NoNamespace, must_part, parted_place

pytestmark = pytest.mark.alone

TALK_S, CUT_S, DUE_S = 6.0, 12.0, 8.0
CALL_S, TOLD_S, UNREADY_S, MOVED_S, WELL_S = 1.5, 3.0, 6.0, 10.0, 5.0
SLACK_S = 0.3
"""How late a busy machine may make us see something."""
ASK_EACH_S, LOOK_S = 0.25, 0.05
NODES, YOUTHS, DESKS = 2, 8, 4


@pytest.fixture(autouse=True)
def namespaces() -> None:
    """Be skipped where there are none."""
    try:
        must_part()
    except NoNamespace as why:
        pytest.skip(str(why))


@dataclass(slots=True)
class Probe(Youth):
    """Waits in the line at one node, asks it something again and again, and goes nowhere else."""

    asked: list[tuple[float, float, bool]] = field(default_factory=list)
    """When, how long until there was an answer, and whether it was a yes."""
    heard: list[tuple[float, str, Any]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    async def join(self, origin: str) -> None:
        """Join the line for a language that nobody here speaks."""
        self.wire = await connect(origin, "/youth", None, self.hear)
        joined = await self.ask("join", {"intake": {"language": "es"}})
        self.ticket = joined["ticket"]

    def told(self, name: str, data: dict[str, Any]) -> None:
        self.heard.append((monotonic(), name, data))
        Youth.told(self, name, data)

    async def talk(self) -> None:
        """Say something and come again, in turn, until cancelled."""
        for number in count(1):
            if number % 2:
                cid = secrets.token_urlsafe(16)
                say = {"cid": cid, "n": number, "epoch": 0, "body": BODY.decode()}
                self.taken += [cid] * await self._time("say", say)
            else:
                await self._time("resume", {"ticket": self.ticket})
            await asyncio.sleep(ASK_EACH_S)

    async def _time(self, name: str, frame: dict[str, Any]) -> bool:
        """Ask, note how long it took, and tell whether the answer was a yes."""
        began = monotonic()
        is_yes = bool((await self.ask(name, frame))["ok"])
        self.asked.append((began, monotonic() - began, is_yes))
        return is_yes

    def after(self, since: float, name: str, **data: Any) -> float:
        """Return how long after a moment something was told; for ever if it was not."""
        fits = (at for at, one, was in self.heard if one == name and data.items() <= was.items())
        return next((at - since for at in fits if at >= since), float("inf"))

    async def kept(self) -> list[str]:
        """Return all that the store has of what was said, in its order."""
        found: list[str] = []
        while True:
            part = await self.ask("catch_up", {"after": len(found)})
            found += [one["cid"] for one in part["missed"]]
            if not part["more"]:
                return found


@dataclass(slots=True)
class Readiness:
    """What a node answers to a balancer, at every moment."""

    seen: list[tuple[float, int]] = field(default_factory=list)

    async def watch(self, node: Node) -> None:
        url = f"http://127.0.0.1:{node.ports[0]}/readyz"
        async with ClientSession(timeout=LOOK_LIMIT) as http:
            while True:
                async with http.get(url) as answer:
                    self.seen.append((monotonic(), answer.status))
                await asyncio.sleep(LOOK_S)

    def after(self, since: float, status: int) -> float:
        fits = (at - since for at, was in self.seen if at >= since and was == status)
        return next(fits, float("inf"))


@dataclass(slots=True)
class Watched:
    """What is seen of one node from outside."""

    origin: str
    probe: Probe
    ready: Readiness

    def slowest(self) -> float:
        return max(took for _, took, _ in self.probe.asked)

    def well_after(self, since: float) -> float:
        """Return how long after a moment it was ready, took what was said, and had said so."""
        yes = (at + took - since for at, took, is_yes in self.probe.asked if at > since and is_yes)
        told = self.probe.after(since, "trouble", on=False)
        return max(next(yes, float("inf")), self.ready.after(since, 200), told)


@asynccontextmanager
async def watching(place: Place) -> AsyncIterator[list[Watched]]:
    async with asyncio.TaskGroup() as group:
        watched, tasks = [], []
        for number, node in enumerate(place.nodes):
            probe, ready = Probe(House(Running(OURS)), number), Readiness()
            await probe.join(node.origins[0])
            tasks += [group.create_task(probe.talk()), group.create_task(ready.watch(node))]
            watched.append(Watched(node.origins[0], probe, ready))
        yield watched
        for task in tasks:
            task.cancel()


async def partition(store: FarStore, crowd: Crowd) -> Fault:
    """Cut the first node's cable while people talk, and mend it."""
    await asyncio.sleep(TALK_S)
    start = monotonic()
    await asyncio.to_thread(store.cut, 0)
    await asyncio.sleep(CUT_S)
    end = monotonic()
    await asyncio.to_thread(store.mend, 0)
    wrong = await crowd.well(end, WELL_S)
    assert wrong is None, wrong
    return Fault("F6 node parted from the store", start, end)


async def history_of(crowd: Crowd, fault: Fault) -> History:
    """Let everything arrive, let everybody go, and return what they saw."""
    assert not await _see_off(crowd, DUE_S, print)
    end = monotonic()
    crowd.stage.over.set()
    await _all_gone(crowd)
    return _until(History(crowd.traces, end, [fault], DUE_S))


def moved_after(trace: Trace, origins: set[str], fault: Fault) -> float | None:
    """Return how long after a fault's start a page had its place at another node.

    None: it was not at the parted one, or its chat was over before it could go.
    """
    before = [event for event in of(trace, Linked) if event.at <= fault.start]
    if not before or (at := before[-1].origin) not in origins:
        return None
    for event in trace.events:
        match event:
            case Linked(origin=origin):
                at = origin
            case Known(at=known) if known > fault.start and at not in origins:
                return known - fault.start
            case Over() if trace.kind == "youth":
                return None
    return None if trace.closed_at is not None else float("inf")


async def test_a_node_behind_a_cut_cable(redis_server: str) -> None:
    async with (
        parted_place(redis_server, "partition", NODES) as (place, store),
        open_doors(place, 6, YOUTHS, DESKS) as crowd,
    ):
        async with watching(place) as watched:
            fault = await partition(store, crowd)
            await asyncio.sleep(WELL_S)
        kept = [await one.probe.kept() for one in watched]
        history = await history_of(crowd, fault)
    parted, others = watched[0], watched[1:]
    judge(parted, fault)
    judge_moves(history, set(place.nodes[0].origins), parted, fault)
    for one in others:
        assert all(is_yes for _, _, is_yes in one.probe.asked)
        assert {status for _, status in one.ready.seen} == {200}
    for one, found in zip(watched, kept, strict=True):
        assert_kept(one.probe.taken, found)
    assert check(history) == []
    assert accepted(history) > 50


def judge(parted: Watched, fault: Fault) -> None:
    """See that a parted node says so in time, keeps nobody waiting, and is well in time again."""
    told = parted.probe.after(fault.start, "trouble", on=True)
    unready = parted.ready.after(fault.start, 503)
    well = parted.well_after(fault.end)
    slowest = parted.slowest()
    print(f"told {told:.2f} s, unready {unready:.2f} s, well {well:.2f} s, slowest {slowest:.2f} s")
    assert slowest <= CALL_S + SLACK_S
    assert told <= TOLD_S + SLACK_S
    assert unready <= UNREADY_S + SLACK_S
    assert well <= WELL_S + SLACK_S


def judge_moves(history: History, origins: set[str], parted: Watched, fault: Fault) -> None:
    """See that whoever was at a parted node is sent to another one, and gets a place there."""
    asked = parted.probe.after(fault.start, "move")
    moves = [moved_after(trace, origins, fault) for trace in history.traces]
    times = [moved for moved in moves if moved is not None]
    print(f"asked to move {asked:.2f} s, moved {', '.join(f'{one:.1f}' for one in times)} s")
    assert asked <= MOVED_S
    assert times
    assert max(times) <= MOVED_S + SLACK_S


def assert_kept(taken: list[str], found: list[str]) -> None:
    """See that what was accepted is there once, in its order; what had no yes may be there too."""
    accepted_ = set(taken)
    assert [cid for cid in found if cid in accepted_] == taken
    assert len(found) == len(set(found))
