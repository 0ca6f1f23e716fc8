"""A seeded run: people talk, faults are made, and what the pages saw is judged at the end."""

import shutil
from asyncio import sleep
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from helpline.simulate.ledger import Faults
from tests.faults.campaign.faults import Bag, Shape, kinds_in
from tests.faults.campaign.people import Crowd, open_doors
from tests.faults.campaign.place import open_place
from tests.faults.campaign.scene import Scene
from tests.faults.check import check
from tests.faults.history import DUE_S, Fault, History, Violation

FIRST_S = 8.0
"""So long people talk before the first fault."""
BETWEEN_S = (0.5, 2.0)
AT_ONCE = 0.2
"""So often the next fault does not wait until all is well after the last."""
WELL_S = 20.0
CALM_EVERY = 12
"""After so many faults there is a calm, at whose end everything must have arrived."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run."""

    minutes: float
    seed: int
    kinds: Sequence[str] = ()
    """Nothing: all there are in this shape."""
    nodes: int = 2
    youths: int = 20
    desks: int = 8
    store: Shape = "plain"
    most_s: float | None = None
    """No outage lasts longer; None: as the faults draw."""
    first_s: float = FIRST_S
    due_s: float = DUE_S
    at_most: int | None = None
    """No more faults than this."""
    program: Sequence[str] = ("-m", "tests.faults.skewed")
    """What Python runs as a node."""


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    plan: Plan
    history: History
    violations: list[Violation]
    ledger: Faults
    noted: dict[str, list[float]] = field(default_factory=dict)
    """Figures that no page could know."""


async def run(plan: Plan, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Run it to its end. Needs `redis-server`."""
    behind = plan.store == "sentinel"
    binary = shutil.which("redis-server")
    if binary is None:
        raise FileNotFoundError("redis-server is not on PATH")
    async with open_place(plan.seed, plan.nodes, binary, plan.program, sentinels=behind) as place:
        async with open_doors(place, plan.seed, plan.youths, plan.desks) as crowd:
            scene = Scene(place, crowd, plan.most_s)
            faults = await _make_faults(plan, scene, tell)
            await scene.done()
            scene.found += await _see_off(crowd, plan.due_s, tell)
            end = monotonic()
            crowd.stage.over.set()
            await _all_gone(crowd)
        history = History(crowd.traces, end, faults, plan.due_s)
        found = sorted([*scene.found, *check(_until(history))], key=lambda one: one.at)
        return Outcome(plan, history, found, crowd.stage.ledger.faults(), scene.noted)


async def _make_faults(plan: Plan, scene: Scene, tell: Callable[[str], None]) -> list[Fault]:
    dice, faults = Random(f"{plan.seed} plan"), list[Fault]()
    bag = Bag(plan.kinds or kinds_in(plan.store), plan.store, dice)
    await sleep(plan.first_s)
    until = monotonic() + plan.minutes * 60 - plan.due_s - plan.first_s
    while monotonic() < until and len(faults) != plan.at_most:
        fault = await bag.draw()(scene)
        faults.append(fault)
        at_once = dice.random() < AT_ONCE
        await sleep(dice.uniform(*BETWEEN_S))
        wrong = None if at_once else await scene.crowd.well(fault.end, WELL_S)
        lasted = f"{fault.end - fault.start:.1f} s"
        tell(f"{fault.start:.1f} {fault.kind}: {lasted}; {wrong or 'well again'}")
        if wrong is not None:
            scene.wrong("not well again", f"{fault.kind}: {wrong}")
        if len(faults) % CALM_EVERY == 0:
            await sleep(plan.due_s + 1)
    await sleep(max(0.0, until - monotonic()))
    return faults


async def _see_off(crowd: Crowd, due_s: float, tell: Callable[[str], None]) -> list[Violation]:
    """Let all that was said arrive, with nothing new, before anybody goes."""
    crowd.hushed.set()
    since = monotonic()
    await sleep(due_s + 1)
    wrong = await crowd.well(since, WELL_S)
    tell(f"the end: {wrong or 'all is well'}")
    return [] if wrong is None else [Violation("not well at the end", since, wrong)]


async def _all_gone(crowd: Crowd) -> None:
    until = monotonic() + WELL_S
    while crowd.youths and monotonic() < until:  # noqa: ASYNC110 - pages announce nothing
        await sleep(0.1)


def _until(history: History) -> History:
    """Leave out what came when everybody went home."""
    for trace in history.traces:
        trace.events = [event for event in trace.events if event.at <= history.end]
        if trace.closed_at is not None and trace.closed_at > history.end:
            trace.closed_at = None
    return history
