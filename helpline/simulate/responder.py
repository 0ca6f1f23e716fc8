"""A responder's page without a view: signs in, takes offers, holds chats."""

import asyncio
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

from aiohttp import ClientError

from helpline.simulate import load
from helpline.simulate.link import Link, Lost, No
from helpline.simulate.reading import Reading
from helpline.simulate.sealing import new_reader_keys
from helpline.simulate.sign_in import NoEntry, StaffSession
from helpline.simulate.stage import Stage
from helpline.wire import staff as frames
from helpline.wire.catalogue import Door
from helpline.wire.shapes import DeskChat, DeskView, Frame, Offer, Said
from helpline.wire.staff import Outcome

AGAIN_S = 1.0
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
        self._link = Link(stage.http, session.origin, Door.RESPONDER)
        self._readings: dict[str, Reading] = {}
        self._offered = 0
        self._wrapped: set[int] = set()
        self._parts: set[asyncio.Task[None]] = set()
        self.ready = asyncio.Event()
        """The desk takes chats."""

    async def live(self) -> None:
        """Keep the desk connected; cancel it to take the page away."""
        try:
            while True:
                await self._connected()
                for reading in self._readings.values():
                    reading.away()
                await self._link.close()
                self._stage.ledger.breaks += 1
                await asyncio.sleep(AGAIN_S)
        finally:
            for part in self._parts:
                part.cancel()
            for reading in self._readings.values():
                reading.close()
            await self._link.close()

    async def finish(self) -> None:
        """End what is still open: the youth of it are gone already."""
        for reading in list(self._readings.values()):
            try:
                await reading.end()
            except (Lost, No):
                continue

    async def _connected(self) -> None:
        try:
            await self._link.open({"token": await self._session.token()})
            await self._arrive()
            async for _, frame in self._link.told():
                await self._hear(frame)
        except (Lost, ClientError, TimeoutError):
            return
        except No as no:
            self._stage.ledger.refused(no.ask, no.code)

    async def _arrive(self) -> None:
        ask = frames.Arrive(public_key=self._reader.public_key)
        view = (await self._link.ask("arrive", ask, frames.Arrived)).view
        await self._look(view)
        for reading in list(self._readings.values()):
            await reading.back()
        if not view.me.ready:
            await self._link.do("set_ready", frames.SetReady(on=True))
        self.ready.set()

    async def _hear(self, frame: Frame) -> None:
        match frame:
            case frames.DeskChanged(view=view):
                await self._look(view)
            case Said(chat=chat) if chat in self._readings:
                self._readings[chat].take(frame)
            case frames.ChatEnded(chat=chat, fence=fence, why=why):
                self._drop(chat, fence)
                if why in WIPED:
                    self._stage.ledger.wiped(chat)
            case frames.SignedOut():
                raise NoEntry("somebody else has taken this desk")

    async def _look(self, view: DeskView) -> None:
        held = {chat.chat: chat.fence for chat in view.chats}
        for chat, reading in list(self._readings.items()):
            if held.get(chat) != reading.fence:
                self._drop(chat, reading.fence)
        for shown in view.chats:
            await self._read(shown)
        if view.offer is not None and view.offer.fence != self._offered:
            self._offered = view.offer.fence
            self._begin(self._take(view.offer))
        for fence in view.wrap_up:
            await self._wrap_up(fence)

    async def _read(self, shown: DeskChat) -> None:
        reading = self._readings.get(shown.chat)
        if reading is None:
            reading = Reading(self._stage, self._link, self._reader, shown)
            self._readings[shown.chat] = reading
            self._begin(self._converse(self._stage, reading, self._dice))
        await reading.look(shown)

    async def _take(self, offer: Offer) -> None:
        await self._stage.rest(self._dice.uniform(*load.ACCEPTS_AFTER_S))
        try:
            await self._link.do("accept", frames.AnswerOffer(chat=offer.chat, fence=offer.fence))
        except Lost:
            self._offered = 0
        except No as no:
            self._stage.ledger.refused(no.ask, no.code)

    async def _wrap_up(self, fence: int) -> None:
        if fence not in self._wrapped:
            self._wrapped.add(fence)
            await self._link.hint("wrap_up", frames.WrapUp(fence=fence, outcome=Outcome.TALKED))

    def _drop(self, chat: str, fence: int) -> None:
        reading = self._readings.get(chat)
        if reading is not None and reading.fence == fence:
            del self._readings[chat]
            reading.close()

    def _begin(self, life: Coroutine[Any, Any, None]) -> None:
        part = self._stage.start(life)
        self._parts.add(part)
        part.add_done_callback(self._parts.discard)
