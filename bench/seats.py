"""Everybody who takes part in a run: each has a chat, a connection, and a way to say something."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter

from bench.subjects import Running
from bench.wire import EVENT, Wire, connect

BODY = b"A" * 342
"""256 bytes of a sealed message, in base64url."""
SAID, ACK_OK, CID = b'["said"', b'"ok":true', b'"cid":"'
CID_CHARS = 17
"""`<talker>-<number>`, each of eight digits: enough to be an id, and to be found in passing."""
_AT_ONCE = 50


class Tally:
    """What was said, answered and heard; the one place all connections report to."""

    def __init__(self) -> None:
        self.sent: dict[bytes, float] = {}
        """Messages on their way, and since when."""
        self.heard = 0
        self.acked = 0
        self.refused = 0
        self.doubled = 0
        self.took: list[float] | None = None
        """From a message's sending to its arrival on the other side; None: not noted."""
        self.on_heard: Callable[[], None] | None = None
        self.asked = 0
        self.acks = count(1)

    def clear(self) -> None:
        """Begin to count anew."""
        self.sent.clear()
        self.asked = self.heard = self.acked = self.refused = self.doubled = 0
        self.took = None

    def next_ack(self) -> int:
        """Return the number of an ask whose answer is to be counted."""
        self.asked += 1
        return next(self.acks)

    def take(self, text: bytes) -> bool:
        """Count an answer or a message; False when it is something else."""
        if text[1] == _ACKED:
            self.acked += 1
            if ACK_OK not in text:
                self.refused += 1
            return True
        if SAID not in text[:24]:
            return False
        at = text.index(CID) + len(CID)
        since = self.sent.pop(text[at : at + CID_CHARS], None)
        if since is None:
            self.doubled += 1
            return True
        self.heard += 1
        if self.took is not None:
            self.took.append(perf_counter() - since)
        if self.on_heard is not None:
            self.on_heard()
        return True


_ACKED = ord("3")


@dataclass(slots=True)
class Talker:
    """One side of one chat."""

    number: int
    wire: Wire
    tally: Tally
    before: bytes = b""
    """Fields that a side's `say` has besides: a responder's chat and fence."""
    said: int = 0

    def say(self) -> None:
        """Say the next thing."""
        self.said += 1
        cid = b"%08d-%08d" % (self.number, self.said)
        tally = self.tally
        text = b'["say",{%s"cid":"%s","n":%d,"epoch":0,"body":"%s"}]' % (
            self.before,
            cid,
            self.said,
            BODY,
        )
        tally.sent[cid] = perf_counter()
        self.wire.send(EVENT, text, tally.next_ack())


@dataclass(slots=True)
class House:
    """All that is connected to one running subject."""

    running: Running
    tally: Tally = field(default_factory=Tally)
    talkers: list[Talker] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)

    def close(self) -> None:
        """Drop every connection."""
        for wire in self.wires:
            wire.cut()
        self.wires.clear()
        self.talkers.clear()


def split(origins: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return where youth and where responders connect: never the same node, if there are two."""
    half = len(origins) // 2
    return (origins[:half], origins[half:]) if half else (origins, origins)


async def seat_pairs(house: House, chats: int) -> None:
    """Seat both sides of so many chats of a peer."""
    ones, others = split(house.running.public)
    namespace = house.running.subject.namespace
    gate = asyncio.Semaphore(_AT_ONCE)

    def hear(text: bytes) -> None:
        house.tally.take(text)  # a peer sends nothing else

    async def one(number: int) -> None:
        origins = ones if number % 2 == 0 else others
        origin = origins[number // 2 % len(origins)]
        auth = {"chat": f"chat{number // 2:06d}"}
        async with gate:
            wire = await connect(origin, namespace, auth, hear)
        house.wires.append(wire)
        house.talkers.append(Talker(number, wire, house.tally))

    await asyncio.gather(*(one(number) for number in range(2 * chats)))
