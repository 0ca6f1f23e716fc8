"""One page's side of one chat: what it has written, what it has seen, what it still misses."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Protocol

from helpline.simulate.link import Lost, No
from helpline.simulate.order import Order
from helpline.simulate.outbox import Envelope, Outbox
from helpline.simulate.sealing import Kind, Stamp, Unreadable, unseal
from helpline.simulate.stage import Stage
from helpline.wire.shapes import Said
from helpline.wire.youth import CaughtUp

HOLE_S = 0.5
"""How long a gap in the numbers may close by itself (real seconds)."""


class Side(Protocol):
    """What differs between a youth's page and a responder's."""

    @property
    def chat(self) -> str:
        """The chat's id."""

    @property
    def sender(self) -> str:
        """Under which name this page writes."""

    def epoch(self) -> int | None:
        """Return the epoch to write in now, or None without a key."""

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender in an epoch, or None where this page can't read."""

    async def post(self, envelope: Envelope) -> int:
        """Send a message; return its number. Raises Lost and No."""

    async def missed(self, after: int) -> CaughtUp:
        """Ask what came after a number. Raises Lost and No."""

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        """Take what somebody else said."""


class Talk:
    """The shared half of both pages."""

    def __init__(self, stage: Stage, side: Side) -> None:
        self._stage = stage
        self._side = side
        self._order = Order()
        self._locked: deque[Said] = deque()
        self._mending: asyncio.Task[None] | None = None
        self.outbox = Outbox(stage.ledger, side, self._accepted)
        self._worker = stage.start(self.outbox.work())

    @property
    def last(self) -> int:
        """Everything up to this number is here."""
        return self._order.last

    def here(self) -> None:
        """The server knows this page: it is told what is said, and may write."""
        self._stage.ledger.here(self._side.chat, self._side.sender)
        self.outbox.resume()

    def away(self) -> None:
        """The connection is gone."""
        self._stage.ledger.away(self._side.chat, self._side.sender)
        self.outbox.pause()

    def close(self) -> None:
        """The chat is over for this page."""
        self.away()
        self._worker.cancel()
        if self._mending is not None:
            self._mending.cancel()

    def say(self, kind: Kind, content: bytes) -> None:
        """Write something."""
        self.outbox.add(kind, content)

    def take(self, said: Iterable[Said]) -> None:
        """Take what is told."""
        self._show(self._order.take(said))
        if self._order.hole and (self._mending is None or self._mending.done()):
            self._mending = self._stage.start(self._mend())

    def unlock(self) -> None:
        """There is a new key: show what could not be read, as far as it goes."""
        while self._locked and self._read(self._locked[0]):
            self._locked.popleft()

    async def fetch(self) -> None:
        """Ask for everything this page does not have."""
        more = True
        while more:
            reply = await self._side.missed(self._order.last)
            self.take(reply.missed)
            more = reply.more and bool(reply.missed)

    async def _mend(self) -> None:
        await asyncio.sleep(HOLE_S)
        if self._order.hole:
            self._stage.ledger.catch_ups += 1
            try:
                await self.fetch()
            except (Lost, No):
                return

    def _accepted(self, seq: int) -> None:
        self._show(self._order.own(seq))

    def _show(self, turn: list[Said]) -> None:
        self._locked.extend(said for said in turn if said.sender != self._side.sender)
        self.unlock()

    def _read(self, said: Said) -> bool:
        key = self._side.key(said.epoch, said.sender)
        if key is None:
            return False
        stamp = Stamp(self._side.chat, said.epoch, said.sender, said.n, said.cid)
        try:
            kind, content = unseal(key, stamp, said.body)
        except Unreadable:
            self._stage.ledger.unreadable()
            return True
        self._stage.ledger.saw(self._side.chat, self._side.sender, said.cid, content)
        self._side.heard(said, kind, content)
        return True
