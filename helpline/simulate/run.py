"""One run from its first arrival to its last goodbye."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from helpline.simulate import load
from helpline.simulate.ledger import Ledger
from helpline.simulate.responder import Desk
from helpline.simulate.shift import converse
from helpline.simulate.sign_in import Credentials, NoEntry, session
from helpline.simulate.stage import Stage, end
from helpline.simulate.visit import pay

READY_S = 15.0
ANSWER_S = 10.0
TICK_S = 0.25
LATE_S = 60.0
"""So long everybody has, in real seconds, to go home at the end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be played, where; times in simulated seconds."""

    public: tuple[str, ...]
    credentials: list[Credentials]
    rate: float | None
    duration_s: float
    speed: float
    seed: int


async def play(plan: Plan, console: Console) -> Ledger:
    """Play it, and return the record. Raises NoEntry when a responder can't sign in."""
    ledger = Ledger(monotonic)
    async with ClientSession(
        connector=TCPConnector(limit=0),
        cookie_jar=DummyCookieJar(),
        timeout=ClientTimeout(total=ANSWER_S),
    ) as http:
        stage = Stage(http, plan.public, plan.speed, ledger)
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stage.over.set)
        async with _desks(stage, plan):
            with _progress(stage, plan, console):
                await _everybody(stage, plan)
    return ledger


async def _everybody(stage: Stage, plan: Plan) -> None:
    """Let youth come until the time is over, then let everybody go."""
    visits: set[asyncio.Task[None]] = set()
    came_at = 0.0
    for number, at in enumerate(load.arrivals(_dice(plan, "door"), plan.duration_s, plan.rate)):
        if await stage.wait(at - came_at, stage.over):
            break
        came_at = at
        dice = _dice(plan, f"youth {number}")
        visits.add(stage.start(pay(stage, load.visit(dice), dice)))
    await stage.wait(plan.duration_s - came_at, stage.over)
    stage.over.set()
    _, late = await asyncio.wait(visits, timeout=LATE_S) if visits else (set(), set())
    for _ in late:
        stage.ledger.failed("a youth did not get away when the run was over")
    await end(late)


@asynccontextmanager
async def _desks(stage: Stage, plan: Plan) -> AsyncIterator[None]:
    """Have all responders at their desks; see them off afterwards."""
    async with AsyncExitStack() as stack:
        desks: list[Desk] = []
        for credentials in plan.credentials:
            held = await stack.enter_async_context(session(credentials))
            desks.append(Desk(stage, held, _dice(plan, f"desk {len(desks)}"), converse))
        lives = [stage.start(desk.live()) for desk in desks]
        try:
            await _all_ready(desks)
            yield
            for desk in desks:
                await desk.finish()
        finally:
            await end(lives)


async def _all_ready(desks: list[Desk]) -> None:
    try:
        async with asyncio.timeout(READY_S):
            for desk in desks:
                await desk.ready.wait()
    except TimeoutError:
        raise NoEntry("a responder signed in, but found no desk") from None


def _dice(plan: Plan, whose: str) -> Random:
    return Random(f"{plan.seed} {whose}")  # noqa: S311 - a run must be repeatable


@contextmanager
def _progress(stage: Stage, plan: Plan, console: Console) -> Iterator[None]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[now]}"))
    with Progress(*columns, console=console, transient=True) as progress:
        real_s = plan.duration_s / plan.speed
        bar = progress.add_task("an evening", total=real_s, now="")
        began = monotonic()

        async def follow() -> None:
            while True:
                now = _now(stage)
                progress.update(bar, completed=min(real_s, monotonic() - began), now=now)
                await asyncio.sleep(TICK_S)

        following = stage.start(follow())
        try:
            yield
        finally:
            following.cancel()


def _now(stage: Stage) -> str:
    ledger = stage.ledger
    open_ = len(ledger.opened_at.keys() - ledger.ended.keys())
    waiting = len(ledger.joined_at) - len(ledger.ended) - open_
    return f"{waiting} waiting, {open_} talking, {ledger.delivered} of {ledger.sent} messages seen"
