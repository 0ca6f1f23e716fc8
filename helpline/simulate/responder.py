"""A responder's page without a view: signs in, takes offers, holds chats."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from random import Random
from typing import Any

from aiohttp import ClientError

from helpline.core.counted import Outcome
from helpline.simulate import load
from helpline.simulate.link import Link, Lost, No
from helpline.simulate.outbox import PASSING, PATIENT_S
from helpline.simulate.reading import Reading
from helpline.simulate.routes import Routes
from helpline.simulate.sealing import new_reader_keys
from helpline.simulate.sign_in import NoEntry, StaffSession
from helpline.simulate.stage import Stage
from helpline.simulate.trace import Displaced, Known, Linked, Over, Stands, Troubled, Unlinked
from helpline.wire import staff as frames
from helpline.wire.catalogue import Door, Refused
from helpline.wire.shapes import (
    Again,
    DeskChat,
    DeskView,
    Frame,
    Keep,
    Move,
    Offer,
    Said,
    Shown,
    Trouble,
)

WIPED = frozenset({"left", "closed", "idle", "gone"})

Converse = Callable[[Stage, Reading, Random], Coroutine[Any, Any, None]]


class Desk:
    """One desk, from its sign-in to its end; `converse` is how its responder talks."""

    def __init__(
        self, stage: Stage, session: StaffSession, dice: Random, converse: Converse
    ) -> None:
        self._stage = stage
        self._session = session
        self._dice = dice
        self._converse = converse
        self._reader = new_reader_keys()
        self._link = Link(stage.http, Door.RESPONDER)
        self._routes = Routes(session.origins, dice)
        self._ticket: str | None = None
        self._readings: dict[str, Reading] = {}
        self._offered = 0
        self._wrapped: set[int] = set()
        self._parts: set[asyncio.Task[None]] = set()
        self.trace = stage.trace("desk")
        self.ready = asyncio.Event()
        """The desk takes chats."""

    @property
    def is_shown(self) -> bool:
        """Whether all that was written stands on the other pages."""
        return all(reading.is_shown for reading in self._readings.values())

    @property
    def chats(self) -> list[str]:
        """The chats this page holds."""
        return list(self._readings)

    @property
    def held_since(self) -> dict[str, float]:
        """Since when this page has held its chats (monotonic seconds)."""
        return {chat: reading.since for chat, reading in self._readings.items()}

    async def live(self) -> None:
        """Keep the desk connected; cancel it to take the page away."""
        try:
            while True:
                await self._connected()
                self.trace.note(Unlinked(self.trace.now()))
                self._away()
                await self._link.close()
                self._stage.ledger.breaks += 1
                await asyncio.sleep(self._routes.lost())
        finally:
            for part in self._parts:
                part.cancel()
            for reading in self._readings.values():
                reading.close()
            self.trace.close()
            await self._link.close()

    async def finish(self) -> None:
        """End what is still open: the youth of it are gone already."""
        for reading in list(self._readings.values()):
            with suppress(Lost, No):
                await reading.end()

    def cut(self) -> None:
        """Lose the connection; the page comes back by itself."""
        self._link.cut()

    async def _connected(self) -> None:
        origin = self._routes.origin
        try:
            await self._link.open(origin, {"token": await self._session.token(origin)})
            self.trace.note(Linked(self.trace.now(), origin))
            await self._come()
            async for frame in self._link.told():
                await self._hear(frame)
        except (Lost, ClientError, TimeoutError):
            return

    async def _come(self) -> None:
        ask = frames.Arrive(public_key=self._reader.public_key, ticket=self._ticket)
        await self._link.begin("arrive", ask)

    def _away(self) -> None:
        for reading in self._readings.values():
            reading.away()

    async def _hear(self, frame: Frame) -> None:
        match frame:
            case frames.Arrived(view=view):
                await self._arrive(view)
            case frames.DeskChanged(view=view):
                self._look(view)
            case Said(chat=chat) if chat in self._readings:
                self._readings[chat].take(frame)
            case Shown(chat=chat, cids=cids) if chat in self._readings:
                self._readings[chat].shown(cids)
            case frames.ChatEnded(chat=chat, fence=fence, why=why):
                self._drop(chat, fence, why)
                if why in WIPED:
                    self._stage.ledger.wiped(chat)
            case frames.SignedOut():
                raise NoEntry("somebody else has taken this desk")
            case _:
                await self._obey(frame)

    async def _obey(self, frame: Frame) -> None:
        """Do what every page does at a word of its node."""
        match frame:
            case Keep(ticket=ticket):
                self._ticket = ticket
            case Again():
                self.trace.note(Displaced(self.trace.now()))
                self._away()
                await self._come()
            case Refused(code=code, wait_s=wait_s):
                self._stage.ledger.refused("arrive", code)
                self._begin(self._come_later(wait_s or PATIENT_S))
            case Move(after_ms=after_ms):
                self._begin(self._move(after_ms / 1000))
            case Trouble(on=on):
                self.trace.note(Troubled(self.trace.now(), on))

    async def _come_later(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        with suppress(Lost):
            await self._come()

    async def _move(self, after_s: float) -> None:
        await asyncio.sleep(after_s)
        self._link.cut()

    async def _arrive(self, view: DeskView) -> None:
        self._routes.arrived()
        self.trace.note(Known(self.trace.now(), view.era))
        self._look(view)
        for reading in self._readings.values():
            reading.here()
        if not view.me.ready:
            self._begin(self._be_ready())
        self.ready.set()

    async def _be_ready(self) -> None:
        await self._insist("set_ready", frames.SetReady(on=True))

    def _look(self, view: DeskView) -> None:
        held = {chat.chat: chat.fence for chat in view.chats}
        offer = None if view.offer is None else (view.offer.chat, view.offer.fence)
        seats = tuple(held.items())
        self.trace.note(Stands(self.trace.now(), view.me.ready, view.me.cap, seats, offer))
        for chat, reading in list(self._readings.items()):
            if held.get(chat) != reading.fence:
                self._drop(chat, reading.fence, "not in view")
        for shown in view.chats:
            self._read(shown, view.era)
        if view.offer is None:
            self._offered = 0
        elif view.offer.fence != self._offered:
            self._offered = view.offer.fence
            self._begin(self._take(view.offer))
        for fence in view.wrap_up:
            self._begin(self._wrap_up(fence))

    def _read(self, shown: DeskChat, era: str) -> None:
        reading = self._readings.get(shown.chat)
        if reading is None:
            reading = Reading(self._stage, self.trace, self._link, self._reader, shown)
            self._readings[shown.chat] = reading
            self._begin(self._converse(self._stage, reading, self._dice))
        reading.look(shown, era)

    async def _take(self, offer: Offer) -> None:
        await self._stage.rest(self._dice.uniform(*load.ACCEPTS_AFTER_S))
        if self._offered == offer.fence:
            await self._insist("accept", frames.AnswerOffer(chat=offer.chat, fence=offer.fence))

    async def _insist(self, name: str, ask: Frame) -> None:
        """Ask until it is done or refused; with the connection lost, what is next shown counts."""
        while True:
            try:
                return await self._link.do(name, ask)
            except Lost:
                self._offered = 0
                return None
            except No as no:
                self._stage.ledger.refused(no.ask, no.code)
                if no.code not in PASSING:
                    return None
                await asyncio.sleep(no.wait_s or PATIENT_S)

    async def _wrap_up(self, fence: int) -> None:
        if fence not in self._wrapped:
            self._wrapped.add(fence)
            await self._link.hint("wrap_up", frames.WrapUp(fence=fence, outcome=Outcome.TALKED))

    def _drop(self, chat: str, fence: int, why: str) -> None:
        reading = self._readings.get(chat)
        if reading is not None and reading.fence == fence:
            self.trace.note(Over(self.trace.now(), chat, why, mine=False))
            del self._readings[chat]
            reading.close()

    def _begin(self, life: Coroutine[Any, Any, None]) -> None:
        part = self._stage.start(life)
        self._parts.add(part)
        part.add_done_callback(self._parts.discard)
