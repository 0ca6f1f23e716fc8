"""How far behind a supervisor's floor is while people come, talk and go, and what the server uses.

The chats are there, and so are those who wait; from then on everybody does what they do in
`helpline simulate`, as often (`helpline/simulate/load.py`): they write, lose their connection, give
up waiting, end a chat and make room for the next. Each time the clock runs from the moment the page
sends it until the floor's own page has heard of it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from math import exp
from random import Random
from statistics import quantiles
from time import perf_counter, time
from typing import Any

from aiohttp import ClientSession

from bench import ours
from bench.ours import Crowd, Desk, Page, Youth
from bench.scenes import REST_S, Figures, Meter
from bench.seats import House, Talker
from bench.wire import connect
from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import Newcomer, open_durable
from helpline.simulate import load

LENGTH_S = (
    load.LENGTH_MEDIAN_S * exp(load.LENGTH_SIGMA**2 / 2) * (1 - load.BOUNCES)
    + load.BOUNCE_S / 2 * load.BOUNCES
)
"""The mean of a chat, those who only look in among them."""
SAID_PER_S = sum(load.BURST) / 2 / load.BURST_EVERY_S + 1 / load.RESPONDER_EVERY_S
"""By both sides of a chat together."""
SEEN_S = 10.0
"""What the floor has not shown by then it has missed."""
SEATED_S = 10.0
QUIET_S = 5
"""A chat that was quiet for so long on the floor shows by its quiet that somebody has written."""
_SEED = 7
_NUMBERS_FROM = 10_000

View = dict[str, Any]


def chats_on(view: View) -> dict[str, dict[str, Any]]:
    """Return the open chats that a floor shows, by their ids."""
    return {chat["chat"]: chat for one in view["responders"] for chat in one["chats"]}


def waiting_on(view: View) -> int:
    """Return how many a floor shows in the line."""
    return int(view["line"]["waiting"])


@dataclass(slots=True)
class Watcher(Page):
    """A supervisor's page, and what it was last shown."""

    view: View = field(default_factory=dict)
    heard_at: float = 0.0
    views: int = 0

    def told(self, name: str, data: dict[str, Any]) -> None:
        """Note a view, and when it came."""
        if name == "changed":
            self.view, self.heard_at = data["view"], perf_counter()
            self.views += 1
            self.moved.set()
            self.moved = asyncio.Event()  # everybody who waits is woken once

    async def arrive(self, origin: str, token: str) -> None:
        """Connect and watch the floor."""
        self.wire = await connect(origin, "/supervisor", {"token": token}, self.hear)
        self.view = (await self.ask("arrive", {}))["view"]

    async def sees(self, fits: Callable[[View], bool]) -> float:
        """Return when the floor first showed it. Raises TimeoutError."""
        async with asyncio.timeout(SEEN_S):
            while not fits(self.view):
                await self.moved.wait()
        return self.heard_at


async def watch(house: House) -> Watcher:
    """Sign a supervisor in and have them watch."""
    newcomer = Newcomer(
        name="Sam", sign_in_name="sam", role=Role.SUPERVISOR, languages=(Language.EN,)
    )
    async with open_durable(house.running.sql_url) as durable:
        staff = await durable.staff.add(newcomer, By(CONSOLE, time()))
        cookie = await durable.sessions.create(staff, How.LINK, time())
    origin, watcher = house.running.staff[0], Watcher(house, 0)
    async with ClientSession() as http:
        token = await Desk(house, 0, cookie=cookie).token(http, origin)
    await watcher.arrive(origin, token)
    if watcher.wire is not None:
        house.wires.append(watcher.wire)
    return watcher


@dataclass(slots=True, eq=False)
class Talk:
    """An open chat: who is in it, and how each of them says something."""

    youth: Youth
    desk: Desk
    sides: tuple[Talker, Talker]
    at_once: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One thing at a time happens to a chat."""


@dataclass(slots=True)
class Evening:
    """What happens while the floor is watched."""

    crowd: Crowd
    watcher: Watcher
    dice: Random
    talks: list[Talk] = field(default_factory=list)
    line: list[Youth] = field(default_factory=list)
    behind: list[float] = field(default_factory=list)
    """From each change to when the floor showed it (seconds)."""
    words_behind: list[float] = field(default_factory=list)
    """The same for the last words in a chat, which wake nobody."""
    missed: int = 0
    at_line: asyncio.Lock = field(default_factory=asyncio.Lock)
    """The line is shown as a number: one change of it at a time can be told from another."""
    numbers: "count[int]" = field(default_factory=lambda: count(_NUMBERS_FROM))

    def settle(self, chats: int) -> None:
        """Note who talks with whom, and who waits."""
        at = {chat: desk for desk in self.crowd.desks for chat in desk.fences}
        for youth in self.crowd.youth[:chats]:
            self._open(youth, at[youth.chat])
        self.line = self.crowd.youth[chats:]

    def _open(self, youth: Youth, desk: Desk) -> None:
        before = b'"chat":"%s","fence":%d,' % (youth.chat.encode(), desk.fences[youth.chat])
        if youth.wire is not None and desk.wire is not None:
            tally = self.crowd.house.tally
            one = Talker(next(self.numbers), youth.wire, tally)
            other = Talker(next(self.numbers), desk.wire, tally, before)
            self.talks.append(Talk(youth, desk, (one, other)))

    async def live(self, seconds: float) -> None:
        """Let people do what they do, as often as they do it."""
        chats, waiting = len(self.talks), len(self.line)
        acts = (self.write, self.lose_connection, self.give_up, self.end)
        weights = (
            chats * SAID_PER_S,
            chats * load.DROPS_PER_MINUTE / 60,
            waiting / load.PATIENCE_S,
            chats / LENGTH_S,
        )
        until = perf_counter() + seconds
        async with asyncio.TaskGroup() as people:
            while perf_counter() < until:
                await asyncio.sleep(self.dice.expovariate(sum(weights)))
                (act,) = self.dice.choices(acts, weights)
                people.create_task(self._noted(act))

    async def _noted(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except TimeoutError:
            self.missed += 1

    async def _seen(self, since: float, fits: Callable[[View], bool]) -> None:
        self.behind.append(await self.watcher.sees(fits) - since)

    async def write(self) -> None:
        """Write a message in some chat; if it was quiet, see how soon the floor shows its end."""
        talk = self.dice.choice(self.talks)
        chat = talk.youth.chat
        if talk.at_once.locked():
            return
        async with talk.at_once:
            was_quiet = chats_on(self.watcher.view).get(chat, {}).get("quiet_s", 0) > QUIET_S
            since = perf_counter()
            self.dice.choice(talk.sides).say()
            if was_quiet:
                at = await self.watcher.sees(lambda view: _is_lively(view, chat))
                self.words_behind.append(at - since)

    async def lose_connection(self) -> None:
        """Cut a youth's connection, and bring them back a little later."""
        talk = self.dice.choice(self.talks)
        youth = talk.youth
        if talk.at_once.locked() or youth.wire is None:
            return
        async with talk.at_once:
            since = perf_counter()
            youth.wire.cut()
            await self._seen(since, lambda view: _link(view, youth.chat) == "away")
            await asyncio.sleep(self.dice.uniform(*load.OFFLINE_S))
            since = perf_counter()
            if await youth.resume(self.crowd.youth_at(youth)) and youth.wire is not None:
                talk.sides[0].wire = youth.wire
                self.crowd.house.wires.append(youth.wire)
            await self._seen(since, lambda view: _link(view, youth.chat) == "here")

    async def give_up(self) -> None:
        """Have one of those who wait go, and another one come."""
        async with self.at_line:
            await self._leave_line(self.line.pop(self.dice.randrange(len(self.line))))
            await self._come()

    async def _leave_line(self, youth: Youth) -> None:
        before, since = waiting_on(self.watcher.view), perf_counter()
        await youth.ask("leave", {})
        await self._seen(since, lambda view: waiting_on(view) == before - 1)
        _hang_up(youth)

    async def _come(self) -> None:
        youth = Youth(self.crowd.house, next(self.numbers))
        before, since = waiting_on(self.watcher.view), perf_counter()
        await youth.join(self.crowd.youth_at(youth))
        self.line.append(youth)
        if youth.wire is not None:
            self.crowd.house.wires.append(youth.wire)
        await self._seen(since, lambda view: waiting_on(view) == before + 1)

    async def end(self) -> None:
        """End a chat, let its responder take the next in line, and let somebody come."""
        async with self.at_line:
            talk = self.dice.choice(self.talks)
            if talk.at_once.locked():
                return
            self.talks.remove(talk)
            gone, since = talk.youth.chat, perf_counter()
            await talk.youth.ask("leave", {})
            await self._seen(since, lambda view: gone not in chats_on(view))
            _hang_up(talk.youth)
            await self._take_next(talk.desk)
            await self._come()

    async def _take_next(self, desk: Desk) -> None:
        before = set(desk.fences)
        await desk.ask("set_ready", {"on": True})
        async with asyncio.timeout(SEATED_S):
            while not set(desk.fences) - before:
                desk.moved.clear()
                await desk.moved.wait()
        await desk.ask("set_ready", {"on": False})
        (new,) = set(desk.fences) - before
        youth = next(one for one in self.line if one.chat == new)
        self.line.remove(youth)
        await self.watcher.sees(lambda view: new in chats_on(view))
        self._open(youth, desk)


def _link(view: View, chat: str) -> str:
    return str(chats_on(view).get(chat, {}).get("youth_link"))


def _is_lively(view: View, chat: str) -> bool:
    """Tell whether a floor shows that somebody has just written; a chat that is over is not due."""
    shown = chats_on(view).get(chat)
    return shown is None or shown["quiet_s"] < QUIET_S


def _hang_up(youth: Youth) -> None:
    if youth.wire is not None:
        youth.wire.cut()


async def watched(house: House, chats: int, waiting: int, seconds: float) -> Figures:
    """Watch a floor of so many chats and so many who wait, for so long."""
    crowd = await ours.seat_crowd(house, chats, waiting)
    watcher = await watch(house)
    evening = Evening(crowd, watcher, Random(_SEED))
    evening.settle(chats)
    await asyncio.sleep(REST_S)
    views, meter = watcher.views, Meter(house.running)
    meter.start()
    await evening.live(seconds)
    passed, nodes, store, _, strangers = meter.read()
    return {
        **spread("behind", evening.behind),
        **spread("last words", evening.words_behind),
        "server %": 100 * nodes / passed,
        "store %": 100 * store / passed,
        "changes": float(len(evening.behind)),
        "views/s": (watcher.views - views) / passed,
        "missed": float(evening.missed),
        "strangers": strangers / passed,
    }


def spread(name: str, took: list[float]) -> Figures:
    """Return the middle, the 99th percentile and the longest of some times, in milliseconds."""
    most = max(took, default=0.0)
    cuts = quantiles(took, n=100, method="inclusive") if len(took) > 1 else [most] * 99
    figures = {"p50": cuts[49], "p99": cuts[98], "max": most}
    return {f"{name} {part} ms": seconds * 1000 for part, seconds in figures.items()}
