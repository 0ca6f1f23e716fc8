"""Youth and responders who talk without pause: numbered words, seeded moods, and no malice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from time import monotonic

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector

from helpline.simulate.ledger import Ledger
from helpline.simulate.link import Lost, No
from helpline.simulate.reading import Reading
from helpline.simulate.responder import Converse, Desk
from helpline.simulate.sign_in import session
from helpline.simulate.stage import Stage, end
from helpline.simulate.trace import (
    Displaced,
    Known,
    Linked,
    Over,
    Showed,
    Taken,
    Trace,
    Troubled,
    Unlinked,
)
from helpline.simulate.youth import YouthPage
from helpline.wire.shapes import IntakeShape
from tests.faults.campaign.place import Place

SPEED = 4.0
"""So much faster than real ones these responders take an offer."""
TALK_S = (25.0, 90.0)
PAUSE_S = (0.3, 1.0)
COMES_AFTER_S = (0.2, 3.0)
LAST_WORD_S = 60.0
GONE_S = 90.0
"""A responder ends a chat whose youth has been away for so long."""
ANSWER_S = 10.0
NAME = 6
LOOK_S = 0.1


@dataclass(slots=True)
class OnTheWay:
    """What is accepted and not shown, without reading all traces from the start each time."""

    _read: dict[str, int] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)
    _taken: dict[str, Taken] = field(default_factory=dict)

    def update(self, traces: list[Trace]) -> list[Taken]:
        """Read what is new and return what is on its way."""
        for trace in traces:
            for event in trace.events[self._read.get(trace.page, 0) :]:
                match event:
                    case Taken():
                        self._taken[event.message.cid] = event
                    case Showed():
                        self._shown.add(event.message.cid)
            self._read[trace.page] = len(trace.events)
        self._taken = {c: t for c, t in self._taken.items() if c not in self._shown}
        return list(self._taken.values())


@dataclass(slots=True)
class Crowd:
    """Everybody who is there."""

    stage: Stage
    desks: list[Desk] = field(default_factory=list)
    youths: list[YouthPage] = field(default_factory=list)
    hushed: asyncio.Event = field(default_factory=asyncio.Event)
    """Nobody says anything new."""
    on_the_way: OnTheWay = field(default_factory=OnTheWay)

    @property
    def traces(self) -> list[Trace]:
        return self.stage.traces

    def talking(self) -> list[YouthPage]:
        """Return the youth whose chat is open now."""
        return [y for y in self.youths if y.opened.is_set() and not y.over.is_set()]

    async def well(self, since: float, within_s: float) -> str | None:
        """Wait until all is well again after a moment; return what still is not."""
        until = monotonic() + within_s
        while (wrong := self._wrong(since)) is not None and monotonic() < until:  # noqa: ASYNC110 - pages announce nothing
            await asyncio.sleep(LOOK_S)
        return wrong

    def _wrong(self, since: float) -> str | None:
        for trace in self.traces:
            if trace.closed_at is None and not _is_well(trace):
                return f"{trace.page} is not back"
        open_ = {page.chat for page in self.talking()}
        held = {chat: at for desk in self.desks for chat, at in desk.held_since.items()}
        for taken in self.on_the_way.update(self.traces):
            what = taken.message
            # Whoever has it from somebody else may not be able to read what was said before.
            if what.chat in open_ and held.get(what.chat, since) < taken.at <= since:
                return f"{what.chat[:NAME]}/{what.sender}/{what.epoch}.{what.n} is not shown"
        return None


def _is_well(trace: Trace) -> bool:
    """Tell whether a page is in its place and says that all is well, or is nowhere yet."""
    for event in reversed(trace.events):
        match event:
            case Known() | Troubled(on=False):
                return True
            case Unlinked() | Linked() | Troubled() | Displaced():
                return False
            case Over() if trace.kind == "youth":
                return True
    return True


@asynccontextmanager
async def open_doors(place: Place, seed: object, youths: int, desks: int) -> AsyncIterator[Crowd]:
    """Have everybody in, and see them off afterwards."""
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            ClientSession(
                connector=TCPConnector(limit=0, force_close=True),
                cookie_jar=DummyCookieJar(),
                timeout=ClientTimeout(total=ANSWER_S),
            )
        )
        crowd = Crowd(Stage(http, place.public, SPEED, Ledger(monotonic)))
        lives = []
        for number, credentials in enumerate(await place.hire(desks)):
            held = await stack.enter_async_context(session(credentials))
            desk = Desk(crowd.stage, held, Random(f"{seed} desk {number}"), converse(crowd))
            crowd.desks.append(desk)
            lives.append(crowd.stage.start(desk.live()))
        lives += [
            crowd.stage.start(_chair(crowd, Random(f"{seed} youth {number}")))
            for number in range(youths)
        ]
        try:
            yield crowd
        finally:
            await end(lives)


def converse(crowd: Crowd) -> Converse:
    """Return how a responder of this crowd talks."""

    async def talk(stage: Stage, reading: Reading, dice: Random) -> None:
        count = 0
        await stage.wait(float("inf"), reading.readable, reading.over)
        while not reading.over.is_set():
            await _pause(dice.uniform(*PAUSE_S), reading.over)
            if reading.youth_away_s > GONE_S * stage.speed:
                await _end(reading)
            elif not reading.over.is_set() and not crowd.hushed.is_set():
                count += 1
                await reading.say(f"answer {count}")

    return talk


async def _end(reading: Reading) -> None:
    try:
        await reading.end()
    except (Lost, No):
        return


async def _chair(crowd: Crowd, dice: Random) -> None:
    """Let one youth come after the other."""
    while not crowd.stage.over.is_set():
        await _pause(dice.uniform(*COMES_AFTER_S), crowd.stage.over)
        if not crowd.hushed.is_set():
            await _visit(crowd, dice)


async def _visit(crowd: Crowd, dice: Random) -> None:
    page = YouthPage(crowd.stage, IntakeShape(), dice, lambda: dice.uniform(0.2, 2.0))
    crowd.youths.append(page)
    life = crowd.stage.start(page.live())
    try:
        await crowd.stage.wait(float("inf"), page.joined, page.over, crowd.stage.over)
        await _talk(crowd, page, dice)
        if not page.over.is_set() and page.joined.is_set():
            await page.leave("left")
    finally:
        await end([life])
        crowd.youths.remove(page)


async def _talk(crowd: Crowd, page: YouthPage, dice: Random) -> None:
    length_s, began, count = dice.uniform(*TALK_S), 0.0, 0
    while not page.over.is_set() and not crowd.stage.over.is_set():
        if page.opened.is_set() and not began:
            began = monotonic()
        if crowd.hushed.is_set():
            await _pause(1.0, page.over)
            continue
        if began and monotonic() > began + length_s:
            await _last_words(page)
            return
        if began or count < 1:
            count += 1
            page.say(f"message {count}")
        await _pause(dice.uniform(*PAUSE_S), page.over)


async def _last_words(page: YouthPage) -> None:
    """Go once everything has come, as far as that takes no for ever."""
    until = monotonic() + LAST_WORD_S
    while not page.is_shown and not page.over.is_set() and monotonic() < until:  # noqa: ASYNC110
        await asyncio.sleep(LOOK_S)


async def _pause(seconds: float, over: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await over.wait()
    except TimeoutError:
        return
