"""A youth's page without a view: it joins, seals, grants, resumes and goes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from random import Random

from aiohttp import ClientError

from helpline.simulate.link import Link, Lost, No
from helpline.simulate.outbox import PASSING, PATIENT_S
from helpline.simulate.routes import Routes
from helpline.simulate.sealing import Kind
from helpline.simulate.stage import Stage
from helpline.simulate.trace import (
    Displaced,
    Joined,
    Known,
    Linked,
    Over,
    Placed,
    Troubled,
    Unlinked,
)
from helpline.simulate.youth_chat import YouthChat
from helpline.wire import youth as frames
from helpline.wire.catalogue import Door, Refused
from helpline.wire.shapes import (
    Again,
    Frame,
    IntakeShape,
    Keep,
    Move,
    Said,
    Shown,
    Trouble,
    YouthView,
)

SOFT_END = 3
BEACONS = 30
"""So often the button's end is sent before it is given up; without it the chat ends by itself."""


class YouthPage:
    """One page, from its arrival to its end; `offline_s` says how long a drop lasts."""

    def __init__(
        self, stage: Stage, intake: IntakeShape, dice: Random, offline_s: Callable[[], float]
    ) -> None:
        self._stage = stage
        self._intake = intake
        self._offline_s = offline_s
        self._link = Link(stage.http, Door.YOUTH)
        self._routes = Routes(stage.public, dice)
        self._chat: YouthChat | None = None
        self._ticket = ""
        self._cut = False
        self._moving = False
        self.trace = stage.trace("youth")
        self.stays = True
        """Whether somebody is there to say so when the page asks "Still here?"."""
        self.joined = asyncio.Event()
        self.opened = asyncio.Event()
        self.over = asyncio.Event()

    @property
    def chat(self) -> str:
        """The chat's id; nothing before there is one."""
        return "" if self._chat is None else self._chat.chat

    @property
    def is_shown(self) -> bool:
        """Whether all that was written stands on the other page."""
        return self._chat is None or self._chat.talk.outbox.is_shown

    async def live(self) -> None:
        """Keep the page connected until it is over; cancel it to take the page away."""
        try:
            while not self.over.is_set():
                await self._connected()
                await self._apart()
        finally:
            if self._chat is not None:
                self._chat.talk.close()
            self.trace.close()
            await self._link.close()

    async def _connected(self) -> None:
        try:
            await self._link.open(self._routes.origin)
            self.trace.note(Linked(self.trace.now(), self._routes.origin))
            await self._come()
            async for frame in self._link.told():
                await self._hear(frame)
        except Lost:
            return

    async def _apart(self) -> None:
        """Stay away for a while: as long as the network is bad, or until it is worth a try."""
        self.trace.note(Unlinked(self.trace.now()))
        if self._chat is not None:
            self._chat.talk.away()
        await self._link.close()
        if self._cut:
            self._cut = False
            await self._stage.rest(self._offline_s())
        elif not self.over.is_set():
            self._stage.ledger.breaks += not self._moving
            self._moving = False
            await asyncio.sleep(self._routes.lost())

    async def _come(self) -> None:
        """Ask for a place in the line, or for the place this page has."""
        if self._chat is None:
            await self._link.begin("join", frames.Join(intake=self._intake))
        else:
            ask = frames.Resume(
                ticket=self._ticket, after=self._chat.talk.last, era=self._chat.talk.era
            )
            await self._link.begin("resume", ask)

    async def _hear(self, frame: Frame) -> None:
        match frame:
            case frames.Joined() if self._chat is None:
                await self._join(frame)
            case frames.Resumed() if self._chat is not None:
                await self._resume(self._chat, frame)
            case Refused():
                self._refused(frame)
            case frames.YouthChanged(view=view) if self._chat is not None:
                await self._look(self._chat, view)
            case Said() if self._chat is not None:
                self._chat.talk.take([frame])
            case Shown(cids=cids) if self._chat is not None:
                self._chat.talk.outbox.shown(cids)
            case frames.YouthEnded(why=why):
                self._end(why, mine=False)
            case _:
                await self._obey(frame)

    async def _obey(self, frame: Frame) -> None:
        """Do what every page does at a word of its node."""
        match frame:
            case Keep(ticket=ticket):
                self._ticket = ticket
            case Again():
                self.trace.note(Displaced(self.trace.now()))
                if self._chat is not None:
                    self._chat.talk.away()
                await self._come()
            case Move(after_ms=after_ms):
                self._stage.start(self._move(after_ms / 1000))
            case Trouble(on=on):
                self.trace.note(Troubled(self.trace.now(), on))

    async def _join(self, joined: frames.Joined) -> None:
        self._ticket = joined.ticket
        self._chat = YouthChat(self._stage, self.trace, self._link, joined.chat)
        self._stage.ledger.joined(joined.chat)
        self.trace.note(Joined(self.trace.now(), joined.chat))
        self.joined.set()
        await self._known(self._chat, joined.view)

    async def _resume(self, chat: YouthChat, resumed: frames.Resumed) -> None:
        chat.enter(resumed.view.era)
        chat.talk.take(resumed.missed)
        await self._known(chat, resumed.view)

    async def _known(self, chat: YouthChat, view: YouthView) -> None:
        self._routes.arrived()
        self.trace.note(Known(self.trace.now(), view.era))
        await self._look(chat, view)
        chat.talk.here()

    async def _look(self, chat: YouthChat, view: YouthView) -> None:
        chat.enter(view.era)
        self.trace.note(_placed(self.trace.now(), chat.chat, view))
        if view.phase == "open":
            self._stage.ledger.opened(chat.chat)
            self.opened.set()
        chat.talk.look(view.last)
        if not await chat.let_in(view.readers):
            self._stage.start(self._come_later(None))
        if view.nudge == SOFT_END and self.stays:
            await self._link.hint("stay", frames.Stay())

    def _refused(self, refused: Refused) -> None:
        self._stage.ledger.refused("resume" if self.joined.is_set() else "join", refused.code)
        if refused.code in PASSING:
            self._stage.start(self._come_later(refused.wait_s))
        else:
            self._shut_out(refused.code)

    async def _come_later(self, wait_s: float | None) -> None:
        await asyncio.sleep(wait_s or PATIENT_S)
        if not self.over.is_set():
            with suppress(Lost):
                await self._come()

    async def _move(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        self._moving = True
        self._link.cut()

    def say(self, text: str, kind: Kind = Kind.TEXT) -> None:
        """Write something."""
        if self._chat is not None:
            self._chat.talk.say(kind, text.encode())

    async def typing(self) -> None:
        """Let the other side know that something is being written."""
        if self.opened.is_set():
            await self._link.hint("typing", frames.YouthTyping(on=True))

    def cut(self) -> None:
        """Lose the connection; the page comes back after a while."""
        self._stage.ledger.drops += 1
        self._cut = True
        self._link.cut()

    async def leave(self, how: str) -> None:
        """End the chat by the button; without a connection, by the beacon."""
        self._end(how, mine=True)
        try:
            await self._link.do("leave", frames.Leave())
        except (Lost, No):
            await self._beacon(BEACONS)

    async def exit(self, how: str) -> None:
        """Be gone at once."""
        self._end(how, mine=True)
        await self._beacon(1)

    def vanish(self, how: str) -> None:
        """Be gone without a word."""
        self._end(how, mine=True)
        self._link.cut()

    async def _beacon(self, times: int) -> None:
        for _ in range(times if self._ticket else 0):
            if await self._ended():
                return
            await asyncio.sleep(self._routes.lost())

    async def _ended(self) -> bool:
        headers = {"Content-Type": "text/plain", "Origin": "null"}
        url = f"{self._routes.origin}/end"
        try:
            async with self._stage.http.post(url, data=self._ticket, headers=headers) as answer:
                return answer.ok
        except (ClientError, TimeoutError):
            self._stage.ledger.refused("/end", "unreachable")
            return False

    def _end(self, how: str, *, mine: bool) -> None:
        if self.joined.is_set():
            self._stage.ledger.end(self.chat, how)
            self.trace.note(Over(self.trace.now(), self.chat, how, mine))
        self.over.set()

    def _shut_out(self, code: str) -> None:
        if self.joined.is_set():
            self._stage.ledger.vanished(self.chat)
            self.trace.note(Over(self.trace.now(), self.chat, code, mine=False))
        else:
            self._stage.ledger.turned_away += 1
        self.over.set()


def _placed(now: float, chat: str, view: YouthView) -> Placed:
    fences = {int(reader.id[1:]): reader.link for reader in view.readers}
    away = tuple(fence for fence, link in fences.items() if link == "away")
    return Placed(now, chat, view.phase, view.ahead, tuple(fences), away)
