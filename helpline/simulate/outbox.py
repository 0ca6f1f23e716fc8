"""Sends one message after the other, and keeps each until it stands on the other page."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from helpline.simulate.ledger import Ledger
from helpline.simulate.link import Lost, No
from helpline.simulate.sealing import Kind, Stamp, new_id, seal
from helpline.simulate.trace import (
    Confirmed,
    Denied,
    Message,
    Sent,
    Taken,
    Trace,
    Unanswered,
)
from helpline.wire.youth import Accepted

PATIENT_S = 1.0
PASSING = frozenset({"try_again", "too_fast"})


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as it goes out; a retry sends the very same."""

    cid: str
    n: int
    epoch: int
    body: str


class Pen(Protocol):
    """What an outbox needs to write in one chat."""

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
        """Return the key of a sender in an epoch."""

    async def post(self, envelope: Envelope) -> Accepted:
        """Send a message; return its number. Raises Lost and No."""


@dataclass(slots=True)
class _Item:
    cid: str
    kind: Kind
    content: bytes
    envelope: Envelope | None = None


class Outbox:
    """What one page has written in one chat and the other page does not show yet."""

    def __init__(
        self, ledger: Ledger, trace: Trace, pen: Pen, accepted: Callable[[int], None]
    ) -> None:
        self._ledger = ledger
        self._trace = trace
        self._pen = pen
        self._accepted = accepted
        self._items: deque[_Item] = deque()
        self._kept: dict[str, _Item] = {}
        self._counts: Counter[int] = Counter()
        self._round = 0
        self._open = False
        self._kicked = asyncio.Event()

    @property
    def is_empty(self) -> bool:
        """Whether the server has everything."""
        return not self._items

    @property
    def is_shown(self) -> bool:
        """Whether the other page shows everything."""
        return not self._items and not self._kept

    def add(self, kind: Kind, content: bytes) -> None:
        """Take something to be said."""
        item = _Item(new_id(), kind, content)
        self._ledger.wrote(self._pen.chat, self._pen.sender, item.cid, content)
        self._items.append(item)
        self.kick()

    def kick(self) -> None:
        """There may be something to do: a message, a key."""
        self._kicked.set()

    def resume(self) -> None:
        """The server knows us: send what waits, and ask after what is not known to be shown."""
        self._open = True
        self.begin_again()

    def pause(self) -> None:
        """There is no connection."""
        self._open = False

    def shown(self, cids: Iterable[str]) -> None:
        """These stand on the other page: let them go."""
        for cid in cids:
            item = self._kept.pop(cid, None)
            if item is not None and item.envelope is not None:
                self._trace.note(Confirmed(self._trace.now(), self._message(item.envelope)))

    def begin_again(self) -> None:
        """The store may have lost what it accepted: send it again, before anything new."""
        self._round += 1
        self._items.extendleft(reversed(self._kept.values()))
        self._kept.clear()
        self.kick()

    async def work(self) -> None:
        """Send until cancelled."""
        while True:
            await self._kicked.wait()
            self._kicked.clear()
            while self._open and self._items and await self._next(self._items[0]):
                pass

    async def _next(self, item: _Item) -> bool:
        """Send the first item; tell whether to go on with whatever is first then."""
        envelope = item.envelope or self._seal(item)
        if envelope is None:
            return False
        message, round_ = self._message(envelope), self._round
        self._ledger.posted(item.cid)
        self._trace.note(Sent(self._trace.now(), message, self._pen.fence))
        try:
            answer = await self._pen.post(envelope)
        except Lost:
            self._trace.note(Unanswered(self._trace.now(), message))
            self._open = False
            return False
        except No as no:
            self._trace.note(Denied(self._trace.now(), message, no.code))
            self._ledger.refused(no.ask, no.code)
            await self._refused(item, no)
            return True
        self._trace.note(Taken(self._trace.now(), message, answer.seq))
        self._ledger.acked(item.cid)
        if round_ == self._round:
            self._keep(item, answer)
        return True

    def _keep(self, item: _Item, answer: Accepted) -> None:
        self._items.remove(item)
        self._kept[item.cid] = item
        if answer.shown:
            self.shown([item.cid])
        self._accepted(answer.seq)

    async def _refused(self, item: _Item, no: No) -> None:
        if no.code in PASSING:
            await asyncio.sleep(no.wait_s or PATIENT_S)
        else:
            self._items.remove(item)

    def _message(self, envelope: Envelope) -> Message:
        return Message(self._pen.chat, self._pen.sender, envelope.epoch, envelope.n, envelope.cid)

    def _seal(self, item: _Item) -> Envelope | None:
        epoch = self._pen.epoch()
        key = None if epoch is None else self._pen.key(epoch, self._pen.sender)
        if epoch is None or key is None:
            return None
        n = self._counts[epoch] = self._counts[epoch] + 1
        stamp = Stamp(self._pen.chat, epoch, self._pen.sender, n, item.cid)
        body = seal(key, stamp, item.kind, item.content)
        item.envelope = Envelope(item.cid, n, epoch, body)
        return item.envelope
