"""A youth's page without a view: it joins, seals, grants, resumes and goes."""

import asyncio
from collections.abc import Callable

from aiohttp import ClientError

from helpline.simulate.epochs import Epochs
from helpline.simulate.ledger import YOUTH
from helpline.simulate.link import Link, Lost, No
from helpline.simulate.outbox import PASSING, Envelope
from helpline.simulate.sealing import Kind
from helpline.simulate.stage import Stage
from helpline.simulate.talk import Talk
from helpline.wire import youth as frames
from helpline.wire.catalogue import Door
from helpline.wire.shapes import Frame, IntakeShape, Said, YouthView

AGAIN_S = 1.0
"""Real seconds between attempts to connect."""
SOFT_END = 3


class YouthPage:
    """One page, from its arrival to its end; `offline_s` says how long a drop lasts."""

    sender = YOUTH

    def __init__(self, stage: Stage, intake: IntakeShape, offline_s: Callable[[], float]) -> None:
        self._stage = stage
        self._intake = intake
        self._offline_s = offline_s
        self._link = Link(stage.http, stage.public, Door.YOUTH)
        self._epochs = Epochs("")
        self._talk: Talk | None = None
        self._ticket = ""
        self._cut = False
        self.stays = True
        """Whether somebody is there to say so when the page asks "Still here?"."""
        self.joined = asyncio.Event()
        self.opened = asyncio.Event()
        self.over = asyncio.Event()

    @property
    def chat(self) -> str:
        """The chat's id."""
        return self._epochs.chat

    async def live(self) -> None:
        """Keep the page connected until it is over; cancel it to take the page away."""
        try:
            while not self.over.is_set():
                await self._connected()
                await self._apart()
        finally:
            if self._talk is not None:
                self._talk.close()
            await self._link.close()

    async def _connected(self) -> None:
        try:
            await self._link.open()
            await self._enter()
            async for _, frame in self._link.told():
                await self._hear(frame)
        except Lost:
            pass
        except No as no:
            self._stage.ledger.refused(no.ask, no.code)
            if no.code not in PASSING:
                self._shut_out()

    async def _apart(self) -> None:
        """Stay away for a while: as long as the network is bad, or until it is worth a try."""
        if self._talk is not None:
            self._talk.away()
        await self._link.close()
        if self._cut:
            self._cut = False
            await self._stage.rest(self._offline_s())
        elif not self.over.is_set():
            self._stage.ledger.breaks += 1
            await asyncio.sleep(AGAIN_S)

    async def _enter(self) -> None:
        if self._talk is not None:
            await self._resume(self._talk)
            return
        joined = await self._link.ask("join", frames.Join(intake=self._intake), frames.Joined)
        self._ticket = joined.ticket
        self._epochs = Epochs(joined.chat)
        self._talk = Talk(self._stage, self)
        self._stage.ledger.joined(joined.chat)
        self._talk.here()
        self.joined.set()
        await self._look(joined.view)

    async def _resume(self, talk: Talk) -> None:
        ask = frames.Resume(ticket=self._ticket, after=talk.last)
        resumed = await self._link.ask("resume", ask, frames.Resumed)
        talk.take(resumed.missed)
        if resumed.more:
            await talk.fetch()
        talk.here()
        await self._look(resumed.view)

    async def _hear(self, frame: Frame) -> None:
        match frame:
            case frames.YouthChanged(view=view):
                await self._look(view)
            case Said() if self._talk is not None:
                self._talk.take([frame])
            case frames.YouthEnded(why=why):
                self._end(why)

    async def _look(self, view: YouthView) -> None:
        if view.phase == "open":
            self._stage.ledger.opened(self.chat)
            self.opened.set()
        for reader in self._epochs.meet(view.readers):
            await self._let(reader)
        if view.nudge == SOFT_END and self.stays:
            await self._link.do("stay", frames.Stay())

    async def _let(self, reader: str) -> None:
        grant = self._epochs.grant(reader)
        try:
            await self._link.do("grant", grant)
        except No as no:
            # The reader has left in the meantime: the next view says so.
            self._stage.ledger.refused(no.ask, no.code)
        else:
            self._epochs.granted(grant)

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        """Answer a reader's number of the check."""
        if kind is not Kind.CHECK:
            return
        answer = self._epochs.answer(said.sender, said.epoch, content)
        if answer is not None and self._talk is not None:
            nonce, shown = answer
            self._stage.ledger.compared(self.chat, said.sender, shown)
            self._talk.say(Kind.CHECK, nonce)

    def epoch(self) -> int:
        """Return the epoch to write in now."""
        return self._epochs.epoch()

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender in an epoch."""
        return self._epochs.key(epoch, sender)

    async def post(self, envelope: Envelope) -> int:
        """Send a message; return its number."""
        ask = frames.YouthSay(
            cid=envelope.cid, n=envelope.n, epoch=envelope.epoch, body=envelope.body
        )
        return (await self._link.ask("say", ask, frames.Accepted)).seq

    async def missed(self, after: int) -> frames.CaughtUp:
        """Ask what came after a number."""
        return await self._link.ask("catch_up", frames.CatchUp(after=after), frames.CaughtUp)

    def say(self, text: str, kind: Kind = Kind.TEXT) -> None:
        """Write something."""
        if self._talk is not None:
            self._talk.say(kind, text.encode())

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
        self._end(how)
        try:
            await self._link.do("leave", frames.Leave())
        except (Lost, No):
            await self._beacon()

    async def exit(self, how: str) -> None:
        """Be gone at once."""
        self._end(how)
        await self._beacon()

    def vanish(self, how: str) -> None:
        """Be gone without a word."""
        self._end(how)
        self._link.cut()

    async def _beacon(self) -> None:
        if not self._ticket:
            return
        headers = {"Content-Type": "text/plain", "Origin": "null"}
        url = f"{self._stage.public}/end"
        try:
            async with self._stage.http.post(url, data=self._ticket, headers=headers):
                return
        except (ClientError, TimeoutError):
            self._stage.ledger.refused("/end", "unreachable")

    def _end(self, how: str) -> None:
        if self.joined.is_set():
            self._stage.ledger.end(self.chat, how)
        self.over.set()

    def _shut_out(self) -> None:
        if self.joined.is_set():
            self._stage.ledger.vanished(self.chat)
        else:
            self._stage.ledger.turned_away += 1
        self.over.set()
