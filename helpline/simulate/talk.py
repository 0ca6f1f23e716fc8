"""One page's side of one chat: what it has written, what it has seen, what it still misses."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Protocol

from helpline.simulate.link import Lost, No
from helpline.simulate.order import Order, Tally
from helpline.simulate.outbox import PASSING, PATIENT_S, Envelope, Outbox
from helpline.simulate.receipts import Receipts
from helpline.simulate.sealing import Kind, Stamp, Unreadable, unseal
from helpline.simulate.stage import Stage
from helpline.simulate.trace import Message, Showed, Trace
from helpline.wire.shapes import Said
from helpline.wire.youth import Accepted, CaughtUp

HOLE_S = 0.3
"""How long a gap in the numbers may close by itself (real seconds)."""


class Side(Protocol):
    """What differs between a youth's page and a responder's."""

    @property
    def chat(self) -> str:
        """The chat's id."""

    @property
    def sender(self) -> str:
        """Under which name this page writes."""

    @property
    def fence(self) -> int | None:
        """The seat this page writes from; None for the youth's."""

    def epoch(self) -> int | None:
        """Return the epoch to write in now, or None without a key."""

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender in an epoch, or None where this page can't read."""

    async def post(self, envelope: Envelope) -> Accepted:
        """Send a message; return its number. Raises Lost and No."""

    async def missed(self, after: int) -> CaughtUp:
        """Ask what came after a number. Raises Lost and No."""

    async def confirm(self, cids: tuple[str, ...]) -> None:
        """Say that these messages are shown. Raises Lost and No."""

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        """Take what somebody else said."""


class Talk:
    """The shared half of both pages."""

    def __init__(self, stage: Stage, trace: Trace, side: Side) -> None:
        self._stage = stage
        self._trace = trace
        self._side = side
        self.era: str | None = None
        """The life of the store in which the numbers were counted."""
        self._order = Order()
        self._tally = Tally()
        self._there = 0
        """So many messages the chat is known to have."""
        self._pending: deque[Said] = deque()
        self._shown: set[str] = set()
        self._sought: set[str] = set()
        """Before these something is missing, and it has been asked for."""
        self._mending: asyncio.Task[None] | None = None
        self.outbox = Outbox(stage.ledger, trace, side, self._accepted)
        self._receipts = Receipts(side.confirm)
        self._workers = [stage.start(self.outbox.work()), stage.start(self._receipts.work())]

    @property
    def last(self) -> int:
        """Everything up to this number is here."""
        return self._order.last

    def here(self) -> None:
        """The server knows this page: it is told what is said, and may write."""
        self._stage.ledger.here(self._side.chat, self._side.sender)
        self.outbox.resume()
        self._receipts.resume()

    def away(self) -> None:
        """The connection is gone, or the place has to be taken again."""
        self._stage.ledger.away(self._side.chat, self._side.sender)
        self.outbox.pause()
        self._receipts.pause()

    def close(self) -> None:
        """The chat is over for this page."""
        self.away()
        for worker in self._workers:
            worker.cancel()
        if self._mending is not None:
            self._mending.cancel()

    def say(self, kind: Kind, content: bytes) -> None:
        """Write something."""
        self.outbox.add(kind, content)

    def enter(self, era: str) -> bool:
        """Note in which life of the store we are; tell whether it is another than before."""
        before, self.era = self.era, era
        if before in {None, era}:
            return False
        self._order.restart()
        self._pending.clear()
        self._there = 0
        self.outbox.begin_again()
        return True

    def look(self, last: int) -> None:
        """Note how many messages the chat has: what this page lacks is asked for."""
        self._there = max(self._there, last)
        self._mend_soon()

    def take(self, said: Iterable[Said]) -> None:
        """Take what is told."""
        self._show(self._order.take(said))
        self._mend_soon()

    def unlock(self) -> None:
        """There is a new key: show what could not be read, as far as it goes."""
        while self._pending and self._read(self._pending[0]):
            self._pending.popleft()

    def _mend_soon(self) -> None:
        if self._lacks() and (self._mending is None or self._mending.done()):
            self._mending = self._stage.start(self._mend())

    def _lacks(self) -> bool:
        return self._order.hole or self._order.last < self._there

    async def _mend(self) -> None:
        await asyncio.sleep(HOLE_S)
        while self._lacks():
            self._stage.ledger.catch_ups += 1
            try:
                await self._fetch()
            except Lost:
                return
            except No as no:
                if no.code not in PASSING:
                    return
                await asyncio.sleep(no.wait_s or PATIENT_S)
            await asyncio.sleep(HOLE_S)

    async def _fetch(self) -> None:
        more = True
        while more:
            era, after = self.era, self._order.last
            reply = await self._side.missed(after)
            if era != self.era or after > self._order.last:
                return
            self._show(self._order.take(reply.missed))
            more = reply.more and bool(reply.missed)

    def _accepted(self, seq: int) -> None:
        self._show(self._order.own(seq))

    def _show(self, turn: list[Said]) -> None:
        self._pending.extend(said for said in turn if said.sender != self._side.sender)
        self.unlock()

    def _read(self, said: Said) -> bool:
        """Show one message; False when it can't be shown yet."""
        if said.cid in self._shown:
            self._receipts.add(said.cid)
            return True
        key = self._side.key(said.epoch, said.sender)
        if key is None:
            return False
        stamp = Stamp(self._side.chat, said.epoch, said.sender, said.n, said.cid)
        try:
            kind, content = unseal(key, stamp, said.body)
        except Unreadable:
            # Its writer would send it for ever.
            self._receipts.add(said.cid)
            self._stage.ledger.unreadable()
            return True
        if self._tally.skips(said) and said.cid not in self._sought:
            self._seek(said)
            return False
        self._put(said, kind, content)
        return True

    def _seek(self, said: Said) -> None:
        """Go through the whole log again for what is missing before a message."""
        self._sought.add(said.cid)
        self._there = max(self._there, self._order.last)
        self._order.restart()
        self._pending.clear()
        self._mend_soon()

    def _put(self, said: Said, kind: Kind, content: bytes) -> None:
        gap = self._tally.count(said)
        self._shown.add(said.cid)
        self._receipts.add(said.cid)
        message = Message(self._side.chat, said.sender, said.epoch, said.n, said.cid)
        self._trace.note(Showed(self._trace.now(), message, gap))
        self._stage.ledger.saw(self._side.chat, self._side.sender, said.cid, content)
        self._side.heard(said, kind, content)
