"""Both pages over a server in memory that loses, doubles and refuses, as told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, cast

import pytest

from helpline.simulate.epochs import Epochs
from helpline.simulate.ledger import YOUTH, Faults, Ledger
from helpline.simulate.link import Lost, No
from helpline.simulate.outbox import Envelope
from helpline.simulate.sealing import Kind
from helpline.simulate.stage import Stage
from helpline.simulate.talk import Talk
from helpline.simulate.trace import Confirmed, Showed
from helpline.wire.shapes import Said
from helpline.wire.youth import Accepted, CaughtUp

CHAT = "c" * 22
PAGE = 3


@dataclass
class Server:
    """A log; `answers` are what it does with the next messages instead of taking them."""

    log: list[Said] = field(default_factory=list)
    answers: list[Exception] = field(default_factory=list)

    shown: set[str] = field(default_factory=set)

    def accept(self, sender: str, envelope: Envelope) -> Accepted:
        if self.answers:
            raise self.answers.pop(0)
        for said in self.log:
            if said.cid == envelope.cid:
                return Accepted(seq=said.seq, shown=said.cid in self.shown)
        fields = {name: getattr(envelope, name) for name in ("cid", "n", "epoch", "body")}
        seq = len(self.log) + 1
        self.log.append(Said(chat=CHAT, seq=seq, sender=sender, **fields))
        return Accepted(seq=seq, shown=False)


@dataclass
class Side:
    """A page that holds the youth's secrets, whoever it is."""

    sender: str
    epochs: Epochs
    server: Server
    reads: bool = True
    heard_of: list[tuple[Kind, bytes]] = field(default_factory=list)
    chat: str = CHAT
    fence: int | None = None

    def epoch(self) -> int | None:
        return self.epochs.epoch() if self.reads else None

    def key(self, epoch: int, sender: str) -> bytes | None:
        return self.epochs.key(epoch, sender) if self.reads else None

    async def post(self, envelope: Envelope) -> Accepted:
        return self.server.accept(self.sender, envelope)

    async def missed(self, after: int) -> CaughtUp:
        page = self.server.log[after : after + PAGE]
        return CaughtUp(missed=tuple(page), more=after + PAGE < len(self.server.log))

    async def confirm(self, cids: tuple[str, ...]) -> None:
        self.server.shown.update(cids)

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        assert said.chat == self.chat
        self.heard_of.append((kind, content))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - the pages under test announce nothing
            await asyncio.sleep(0)


class Room:
    """A youth and a desk in one chat."""

    def __init__(self) -> None:
        self.ledger = Ledger(monotonic)
        self.stage = Stage(cast("Any", None), (), 1.0, self.ledger)
        self.traces = self.stage.trace("youth"), self.stage.trace("desk")
        self.server, epochs = Server(), Epochs(CHAT)
        self.youth_side = Side(YOUTH, epochs, self.server)
        self.desk_side = Side("r1", epochs, self.server)
        self.youth = Talk(self.stage, self.traces[0], self.youth_side)
        self.desk = Talk(self.stage, self.traces[1], self.desk_side)
        self.youth.here()
        self.desk.here()

    async def say(self, *texts: bytes) -> None:
        for text in texts:
            self.youth.say(Kind.TEXT, text)
        await until(lambda: self.youth.outbox.is_empty)

    @property
    def marks(self) -> list[bool]:
        return [event.gap for event in self.traces[1].events if isinstance(event, Showed)]

    @property
    def read(self) -> list[bytes]:
        return [content for _, content in self.desk_side.heard_of]


@asynccontextmanager
async def open_room() -> AsyncIterator[Room]:
    room = Room()
    try:
        yield room
    finally:
        room.youth.close()
        room.desk.close()


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with open_room() as made:
        yield made


async def test_what_is_said_is_read_once_and_in_order(room: Room) -> None:
    await room.say(b"one", b"two", b"three")
    room.desk.take(room.server.log)
    assert room.read == [b"one", b"two", b"three"]
    assert room.ledger.faults() == Faults()


async def test_a_push_that_was_lost_is_asked_for(room: Room) -> None:
    await room.say(b"one", b"two", b"three", b"four", b"five")
    room.desk.take([room.server.log[4]])
    await until(lambda: len(room.read) == 5)
    assert room.read == [b"one", b"two", b"three", b"four", b"five"]
    assert room.ledger.catch_ups == 1


async def test_a_message_with_two_numbers_is_shown_once_and_confirmed_again(room: Room) -> None:
    await room.say(b"one", b"two")
    again = room.server.log[0].model_copy(update={"seq": 3})
    room.desk.take(room.server.log)
    await until(lambda: len(room.server.shown) == 2)
    room.server.shown.clear()
    room.desk.take([again])
    await until(lambda: room.server.shown == {again.cid})
    assert room.read == [b"one", b"two"]
    assert room.ledger.faults() == Faults()


async def test_a_server_that_numbers_in_another_order_is_seen_through(room: Room) -> None:
    """The log is asked for once more; what is out of order still is shown with a mark."""
    await room.say(b"one", b"two")
    first, second = room.server.log
    room.server.log = [
        second.model_copy(update={"seq": 1}),
        first.model_copy(update={"seq": 2}),
    ]
    room.desk.take(room.server.log)
    await until(lambda: len(room.read) == 2)
    assert room.marks == [True, True]
    assert room.ledger.faults() == Faults(out_of_order=1)


async def test_what_is_missing_for_good_is_marked(room: Room) -> None:
    await room.say(b"one", b"two", b"three")
    room.desk.take(room.server.log[:1])
    rest = [said.model_copy(update={"seq": said.seq - 1}) for said in room.server.log[2:]]
    room.server.log = [room.server.log[0], *rest]
    room.desk.take(rest)
    await until(lambda: len(room.read) == 2)
    assert (room.read, room.marks) == ([b"one", b"three"], [False, True])


async def test_what_the_view_counts_and_no_push_brought_is_asked_for(room: Room) -> None:
    await room.say(b"one")
    room.desk.look(1)
    await until(lambda: room.read == [b"one"])


async def test_a_message_is_kept_until_it_is_shown(room: Room) -> None:
    await room.say(b"one", b"two")
    cids = [said.cid for said in room.server.log]
    kept = []
    for shown in (cids[:1], cids):
        room.youth.outbox.shown(shown)
        kept.append(not room.youth.outbox.is_shown)
    assert kept == [True, False]
    confirmed = [e.message.cid for e in room.traces[0].events if isinstance(e, Confirmed)]
    assert confirmed == cids


async def test_a_new_era_brings_all_that_is_not_shown_again_before_anything_new(room: Room) -> None:
    room.youth.enter("one")
    room.desk.enter("one")
    await room.say(b"one", b"two", b"three")
    before = list(room.server.log)
    room.desk.take(before)
    room.youth.outbox.shown([before[0].cid])
    room.server.log.clear()
    room.youth.away()
    room.youth.say(Kind.TEXT, b"four")
    assert room.youth.enter("two")
    assert room.desk.enter("two")
    room.youth.here()
    await until(lambda: len(room.server.log) == 3)
    assert [said.body for said in room.server.log[:2]] == [said.body for said in before[1:]]
    room.desk.take(room.server.log)
    assert room.read == [b"one", b"two", b"three", b"four"]
    assert room.marks == [False] * 4
    assert room.ledger.faults() == Faults()


async def test_an_old_number_hides_no_new_message(room: Room) -> None:
    await room.say(b"one", b"two")
    room.desk.take(room.server.log)
    await room.say(b"three")
    room.desk.take([room.server.log[2].model_copy(update={"seq": 1})])
    assert room.read == [b"one", b"two", b"three"]


async def test_receipts_wait_for_the_connection_and_are_sent_again(room: Room) -> None:
    await room.say(b"one")
    room.desk.away()
    room.desk.take(room.server.log)
    await asyncio.sleep(0)
    assert room.server.shown == set()
    room.desk.here()
    await until(lambda: len(room.server.shown) == 1)


async def test_a_server_that_passes_a_message_off_as_another_s_is_caught(room: Room) -> None:
    await room.say(b"one")
    room.desk.take([room.server.log[0].model_copy(update={"sender": "r9"})])
    assert room.ledger.faults() == Faults(unreadable=1)
    assert room.read == []


async def test_a_refusal_in_passing_is_tried_again_with_the_same_envelope(room: Room) -> None:
    room.server.answers = [No("say", "too_fast", 0.01), No("say", "try_again", 0.01)]
    await room.say(b"one", b"two")
    assert [said.n for said in room.server.log] == [1, 2]
    assert room.ledger.refusals == {"say: too_fast": 1, "say: try_again": 1}


async def test_what_is_refused_for_good_is_let_go(room: Room) -> None:
    room.server.answers = [No("say", "no_such_chat", None)]
    await room.say(b"one")
    assert room.server.log == []
    assert room.ledger.acknowledged == 0


async def test_a_lost_answer_is_waited_out_and_sent_again_after_the_resume(room: Room) -> None:
    room.server.answers = [Lost("on the way")]
    room.youth.say(Kind.TEXT, b"one")
    await until(lambda: not room.server.answers)
    assert room.server.log == []
    room.youth.here()
    await room.say(b"two")
    room.desk.take(room.server.log)
    assert room.read == [b"one", b"two"]


async def test_nothing_is_sent_without_a_key_and_all_of_it_with_one(room: Room) -> None:
    room.desk_side.reads = False
    await room.say(b"one")
    room.desk.take(room.server.log)
    room.desk.say(Kind.TEXT, b"answer")
    await asyncio.sleep(0)
    assert (room.read, len(room.server.log)) == ([], 1)
    room.desk_side.reads = True
    room.desk.unlock()
    room.desk.outbox.kick()
    await until(lambda: room.desk.outbox.is_empty)
    room.youth.take(room.server.log)
    assert room.read == [b"one"]
    assert room.youth_side.heard_of == [(Kind.TEXT, b"answer")]
