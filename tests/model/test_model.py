"""Whatever people and the clock do in whatever order, the real store does what the model says."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from itertools import count
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from helpline.actions import desk, floor, partner, readiness, youth
from helpline.core.chat import Phase, Presence, SealedKeys
from helpline.core.errors import HelplineError
from helpline.core.intake import Safety
from helpline.core.names import NO_FENCE, ChatId, Conn, Fence, StaffId, partner_id
from helpline.ephemeral.connection import Store, connect
from tests.made import KEY, NOW
from tests.model.emptied import Comer, come_back, learnt
from tests.model.floor import Model, Talk
from tests.model.pages import Pages
from tests.store import Server, empty, forever, keys_of
from tests.world import House, house_on, sealed

T = TypeVar("T")
PICK = st.integers(0, 7)
RARELY = 7
"""The pick that stands for a chat that is gone."""
STAFF = st.sampled_from(["ana", "ben", "cleo"])
BEHIND = st.sampled_from([0, 0, 0, 1])
"""By how much the fence shown is too old."""
NAPS = st.sampled_from([0, 0, 1, 29, 31, 46, 61, 61, 301, 601, 1_021])
AGES = st.sampled_from([0, 0, 0, 1, 2])
"""How many tickets ago a page was given the one it has; 0 is the newest."""
PAUSES = st.sampled_from([0, 0, 1, 31])
FLOORS = count(1)
TOKEN = "k" * 43


class Real:
    """The same verbs as the model's, on the actions and a real store."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.world = house.world
        self.pages = Pages(house.world)
        self.guests = RealGuests(house)

    async def join(self, conn: str, *, safe: bool) -> str:
        return await self.house.join(conn, safety=Safety.SAFE if safe else Safety.NOT_SAFE)

    async def resume(self, chat: str, conn: str) -> None:
        await youth.resume(self.world, self.pages.newest(chat), Conn(conn))

    async def youth_away(self, chat: str, conn: str) -> None:
        await youth.away(self.world, ChatId(chat), Conn(conn))

    async def youth_say(self, chat: str, cid: str) -> int:
        return (await youth.say(self.world, ChatId(chat), sealed(int(cid))))[0].seq

    async def stay(self, chat: str) -> None:
        await youth.stay(self.world, ChatId(chat))

    async def switch(self, chat: str) -> None:
        await youth.switch(self.world, ChatId(chat))

    async def leave(self, chat: str) -> None:
        await youth.leave(self.world, ChatId(chat))

    async def arrive(self, staff: str, conn: str) -> None:
        if StaffId(staff) not in self.house.people:
            await self.house.arrive(staff)
        await desk.arrive(self.world, self.house.people[StaffId(staff)], "K" * 87, Conn(conn))

    async def desk_away(self, staff: str, conn: str) -> None:
        await desk.away(self.world, StaffId(staff), Conn(conn))

    async def sign_out(self, staff: str) -> None:
        await desk.leave(self.world, StaffId(staff))

    async def ready(self, staff: str, *, on: bool) -> None:
        await readiness.set_ready(self.world, StaffId(staff), on=on)

    async def accept(self, staff: str, chat: str, fence: int) -> None:
        await desk.accept(self.world, StaffId(staff), ChatId(chat), Fence(fence))

    async def decline(self, staff: str, chat: str, fence: int) -> None:
        await desk.decline(self.world, StaffId(staff), ChatId(chat), Fence(fence))

    async def pull(self, staff: str) -> None:
        await desk.pull(self.world, StaffId(staff))

    async def desk_say(self, staff: str, chat: str, fence: int, cid: str) -> int:
        message = sealed(int(cid))
        seat = (StaffId(staff), ChatId(chat), Fence(fence))
        return (await desk.say(self.world, *seat, message))[0].seq

    async def end(self, staff: str, chat: str, fence: int) -> None:
        await desk.end(self.world, StaffId(staff), ChatId(chat), Fence(fence))

    async def hand_over(self, staff: str, chat: str, fence: int, to: str | None) -> None:
        other = None if to is None else StaffId(to)
        await desk.hand_over(self.world, StaffId(staff), ChatId(chat), Fence(fence), other)

    async def pull_back(self, chat: str) -> None:
        await floor.pull_back(self.world, ChatId(chat))

    async def turn(self, seconds: int) -> None:
        await self.house.turn(seconds)


class RealGuests:
    """The same verbs as those of the model's guests."""

    def __init__(self, house: House) -> None:
        self.world = house.world

    async def invite(self, chat: str) -> None:
        await partner.invite(self.world, ChatId(chat), partner.hash_of(TOKEN))

    async def enter(self, chat: str, conn: str, *, known: bool) -> None:
        token = TOKEN if known else "g" * 43
        await partner.enter(self.world, ChatId(chat), token, Conn(conn), KEY, "p" * 43)

    async def read(self, chat: str) -> None:
        reader = partner_id(await self._fence(chat))
        await youth.grant(self.world, ChatId(chat), reader, SealedKeys(1, KEY, "s" * 64))

    async def say(self, chat: str, cid: str) -> int:
        fence, message = await self._fence(chat), sealed(int(cid))
        return (await partner.say(self.world, ChatId(chat), fence, message))[0].seq

    async def away(self, chat: str, conn: str) -> None:
        await partner.away(self.world, ChatId(chat), await self._fence(chat), Conn(conn))

    async def leave(self, chat: str) -> None:
        await partner.leave(self.world, ChatId(chat), await self._fence(chat))

    async def dismiss(self, chat: str) -> None:
        await partner.dismiss(self.world, ChatId(chat))

    async def ask_leave(self, staff: str, chat: str, fence: int) -> None:
        await partner.ask_to_leave(self.world, StaffId(staff), ChatId(chat), Fence(fence))

    async def answer_leave(self, chat: str, *, yes: bool) -> None:
        await partner.answer_leave(self.world, ChatId(chat), yes=yes)

    async def _fence(self, chat: str) -> Fence:
        found = await self.world.floor.chat(ChatId(chat))
        there = None if found is None else found.value.partner
        return NO_FENCE if there is None else there.fence


class Machine(RuleBasedStateMachine):
    """Lets the same thing happen to both, and compares all there is to see."""

    runner: ClassVar[asyncio.Runner]
    store: ClassVar[Store]

    def __init__(self) -> None:
        super().__init__()
        self.name = f"model-{next(FLOORS)}"
        self.model = Model()
        self.real = Real(self.run_(house_on(self.store, self.name)))
        self.conns = count(1)
        self.messages = count(1)
        self.gone: list[str] = []
        self.fences: dict[str, int] = {}
        self.last: Callable[[], None] = lambda: None

    def run_(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    def both(self, verb: str, *args: Any, **more: Any) -> None:
        """Do it in the model and in the store: the answers must be the same."""
        self.last = lambda: self._both(verb, *args, **more)
        self.last()

    def _both(self, verb: str, *args: Any, **more: Any) -> None:
        before = set(self.model.talks)
        expected = attrgetter(verb)(self.model)(*args, **more)
        self.gone += sorted(before - set(self.model.talks))
        assert self.run_(self._answer(attrgetter(verb)(self.real)(*args, **more))) == expected

    async def _answer(self, done: Awaitable[object]) -> object:
        try:
            answer = await done
        except HelplineError as error:
            return type(error)
        return "done" if answer is None else answer

    def conn(self) -> str:
        return f"conn-{next(self.conns)}"

    def chat(self, pick: int) -> str:
        """Return one of the chats, or now and then one that is gone."""
        known = list(self.model.talks)
        if known and pick < RARELY:
            return known[pick % len(known)]
        return self.gone[-1] if self.gone else "chat-nobody"

    def seats(self, phase: str) -> list[Talk]:
        return [talk for talk in self.model.talks.values() if talk.phase == phase]

    def seat(self, pick: int, phase: str, behind: int) -> tuple[str, str, int]:
        """Return a seat in this phase, under a fence that may be too old."""
        talk = self.seats(phase)[pick % len(self.seats(phase))]
        return (talk.staff, talk.id, talk.fence - behind)

    @initialize(ready=st.booleans(), talks=st.integers(0, 3))
    def open(self, talks: int, *, ready: bool) -> None:
        for staff in ("ana", "ben"):
            self.both("arrive", staff, f"{staff}-first")
            self.both("ready", staff, on=ready)
        for number in range(talks):
            self.both("join", self.conn(), safe=True)
            self.serve(("ana", "ben")[number % 2], number)

    @precondition(lambda self: len(self.model.talks) < 6)
    @rule(safe=st.sampled_from([True, True, False]))
    def join(self, *, safe: bool) -> None:
        self.both("join", self.conn(), safe=safe)

    @rule(pick=PICK)
    def resume(self, pick: int) -> None:
        self.both("resume", self.chat(pick), self.conn())

    @rule(pick=PICK, late=st.booleans())
    def youth_away(self, pick: int, *, late: bool) -> None:
        chat = self.chat(pick)
        talk = self.model.talks.get(chat)
        self.both("youth_away", chat, "conn-old" if late or talk is None else talk.conn)

    @rule(pick=PICK)
    def youth_say(self, pick: int) -> None:
        self.both("youth_say", self.chat(pick), str(next(self.messages)))

    @rule(pick=PICK, which=PICK)
    def youth_retries(self, pick: int, which: int) -> None:
        chat = self.chat(pick)
        log = self.model.talks[chat].log if chat in self.model.talks else []
        self.both("youth_say", chat, log[which % len(log)] if log else str(next(self.messages)))

    @precondition(lambda self: self.seats("open"))
    @rule(pick=PICK, behind=BEHIND)
    def desk_say(self, pick: int, behind: int) -> None:
        self.both("desk_say", *self.seat(pick, "open", behind), str(next(self.messages)))

    @rule(pick=PICK, verb=st.sampled_from(["stay", "switch", "leave", "pull_back"]))
    def on_a_chat(self, pick: int, verb: str) -> None:
        self.both(verb, self.chat(pick))

    @precondition(lambda self: self.seats("open"))
    @rule(pick=PICK, good=st.sampled_from([True, True, True, False]))
    def partner_comes(self, pick: int, *, good: bool) -> None:
        """Invite, open the link and be let in at one go, so that three who talk are met often."""
        _, chat, _ = self.seat(pick, "open", 0)
        self.both("guests.invite", chat)
        self.both("guests.enter", chat, self.conn(), known=good)
        self.both("guests.read", chat)

    @rule(pick=PICK, verb=st.sampled_from(["invite", "read", "leave", "dismiss"]))
    def about_a_partner(self, pick: int, verb: str) -> None:
        self.both(f"guests.{verb}", self.chat(pick))

    @rule(pick=PICK, known=st.booleans())
    def partner_enters(self, pick: int, *, known: bool) -> None:
        self.both("guests.enter", self.chat(pick), self.conn(), known=known)

    @rule(pick=PICK, late=st.booleans())
    def partner_away(self, pick: int, *, late: bool) -> None:
        chat = self.chat(pick)
        talk = self.model.talks.get(chat)
        self.both("guests.away", chat, "conn-old" if late or talk is None else talk.guest_conn)

    @rule(pick=PICK)
    def partner_says(self, pick: int) -> None:
        self.both("guests.say", self.chat(pick), str(next(self.messages)))

    @precondition(lambda self: self.seats("open"))
    @rule(pick=PICK, behind=BEHIND, yes=st.sampled_from([True, True, False]))
    def responder_leaves(self, pick: int, behind: int, *, yes: bool) -> None:
        staff, chat, fence = self.seat(pick, "open", behind)
        self.both("guests.ask_leave", staff, chat, fence)
        self.both("guests.answer_leave", chat, yes=yes)

    @rule(staff=STAFF)
    def arrive(self, staff: str) -> None:
        self.both("arrive", staff, self.conn())

    @rule(staff=STAFF, late=st.booleans())
    def desk_away(self, staff: str, *, late: bool) -> None:
        table = self.model.tables.get(staff)
        self.both("desk_away", staff, "conn-old" if late or table is None else table.conn)

    @rule(staff=STAFF)
    def sign_out(self, staff: str) -> None:
        self.both("sign_out", staff)

    @rule(staff=STAFF, on=st.booleans())
    def ready(self, staff: str, *, on: bool) -> None:
        self.both("ready", staff, on=on)

    @rule(staff=STAFF)
    def pull(self, staff: str) -> None:
        self.both("pull", staff)

    @precondition(lambda self: self.model.line())
    @rule(staff=STAFF, pick=PICK)
    def serve(self, staff: str, pick: int) -> None:
        """Pull and accept at one go, so that the talks after it are met often."""
        self.both("pull", staff)
        if self.seats("offered"):
            self.both("accept", *self.seat(pick, "offered", 0))

    @precondition(lambda self: self.seats("offered"))
    @rule(pick=PICK, behind=BEHIND, verb=st.sampled_from(["accept", "decline"]))
    def answer_offer(self, pick: int, behind: int, verb: str) -> None:
        self.both(verb, *self.seat(pick, "offered", behind))

    @precondition(lambda self: self.seats("open"))
    @rule(pick=PICK, behind=BEHIND)
    def end(self, pick: int, behind: int) -> None:
        self.both("end", *self.seat(pick, "open", behind))

    @precondition(lambda self: self.seats("offered"))
    @rule(pick=PICK, verb=st.sampled_from(["end", "hand_over"]))
    def too_early(self, pick: int, verb: str) -> None:
        more = (None,) if verb == "hand_over" else ()
        self.both(verb, *self.seat(pick, "offered", 0), *more)

    @precondition(lambda self: self.seats("open"))
    @rule(pick=PICK, behind=BEHIND, to=STAFF | st.none())
    def hand_over(self, pick: int, behind: int, to: str | None) -> None:
        self.both("hand_over", *self.seat(pick, "open", behind), to)

    @precondition(lambda self: self.seats("open"))
    @rule(staff=STAFF, pick=PICK, verb=st.sampled_from(["desk_say", "end", "hand_over"]))
    def reach_for_what_is_anothers(self, staff: str, pick: int, verb: str) -> None:
        _, chat, fence = self.seat(pick, "open", 0)
        more = {"desk_say": (str(next(self.messages)),), "end": (), "hand_over": (None,)}
        self.both(verb, staff, chat, fence, *more[verb])

    @rule(seconds=NAPS)
    def turn(self, seconds: int) -> None:
        self.both("turn", seconds)

    @rule()
    def again(self) -> None:
        """A frame that comes twice, as after an acknowledgement that was lost."""
        self.last()

    @precondition(lambda self: self.model.talks)
    @rule(data=st.data())
    def the_store_forgets(self, data: st.DataObject) -> None:
        """All of it is gone at once; some pages come back, in any order, after any time."""
        pages = [("youth", talk) for talk in self.model.talks]
        pages += [("desk", staff) for staff in self.model.tables]
        order = data.draw(st.permutations(pages))[: data.draw(st.integers(0, len(pages)))]
        comers = [
            Comer(side, name, data.draw(AGES), data.draw(PAUSES), self.conn())
            for side, name in order
        ]
        self.run_(come_back(self.real, comers))
        self.model = self.run_(learnt(self.real, self.model))
        self.gone, self.fences = [], {}
        self.last = lambda: None

    @invariant()
    def the_store_is_as_the_model(self) -> None:
        self.run_(self._compare())

    async def _compare(self) -> None:
        store, model = self.real.world.floor, self.model
        chats = {key: s.value for key, s in (await store.every_chat()).items()}
        desks = {key: s.value for key, s in (await store.roster()).items()}
        assert {
            key: (c.phase, c.fence, c.joined_at, c.seat.staff if c.seat else "", here(c.youth))
            for key, c in chats.items()
        } == {
            key: (Phase(t.phase), t.fence, t.joined, t.staff, t.here)
            for key, t in model.talks.items()
        }
        assert {key: guest_of(chat) for key, chat in chats.items()} == {
            key: (t.guest, t.guest == "in" and t.guest_here, t.leaving)
            for key, t in model.talks.items()
        }
        assert {
            key: (d.ready, here(d.link), d.offer.chat if d.offer else None, chats_of(d))
            for key, d in desks.items()
        } == {key: (t.ready, t.here, t.offer, t.chats) for key, t in model.tables.items()}
        for staff, one in desks.items():
            assert len(one.chats) + (one.offer is not None) <= one.cap
            for held in (*one.chats, *([one.offer] if one.offer else [])):
                seat = chats[held.chat].seat
                assert seat is not None
                assert (seat.staff, seat.fence) == (staff, held.fence)
        self.real.pages.keep(chats, desks)
        self.real.pages.look(await self.real.house.picture())
        assert await store.line() == [talk.id for talk in model.line()]
        await self._compare_logs()
        await self._compare_keys()
        for key, chat in chats.items():
            assert chat.fence >= self.fences.get(key, 0)
            self.fences[key] = chat.fence

    async def _compare_logs(self) -> None:
        for talk in self.model.talks.values():
            entries, more = await self.real.world.log.after(ChatId(talk.id), 0)
            assert not more
            assert [entry.seq for entry in entries] == list(range(1, len(talk.log) + 1))
            assert [int(entry.envelope.cid[1:]) for entry in entries] == list(map(int, talk.log))

    async def _compare_keys(self) -> None:
        """No key but those of what there is: what has ended has left nothing."""
        model, keys = self.model, self.real.world.floor.keys
        wanted = {keys.chat(ChatId(talk)) for talk in model.talks}
        for talk in model.talks.values():
            if talk.log:
                wanted |= {keys.log(ChatId(talk.id)), keys.seen(ChatId(talk.id))}
        wanted |= {keys.desk(StaffId(staff)) for staff in model.tables}
        wanted |= {keys.line} if model.line() else set()
        wanted |= {keys.due} if model.talks else set()
        wanted |= {keys.roster} if model.tables else set()
        wanted |= {keys.lengths} if model.lengths else set()
        assert set(await keys_of(self.store, self.name)) == wanted
        assert await forever(self.store, self.name) == []

    def teardown(self) -> None:
        self.run_(self._sweep())

    async def _sweep(self) -> None:
        await empty(self.store, self.name)


def here(link: Any) -> bool:
    return bool(link.presence is Presence.HERE)


def guest_of(of: Any) -> tuple[str, bool, bool]:
    stage = "in" if of.partner else "invited" if of.invitation else ""
    return (stage, bool(of.partner and here(of.partner.link)), of.leaving)


def chats_of(of: Any) -> list[str]:
    return [held.chat for held in of.chats]


def test_the_store_does_what_the_model_says(redis: Server) -> None:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        Machine.runner = runner
        Machine.store = runner.run(stack.enter_async_context(connect(redis.url)))
        try:
            run_state_machine_as_test(
                Machine,
                settings=settings(
                    max_examples=120,
                    stateful_step_count=30,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(stack.aclose())


def test_the_model_starts_where_the_house_does() -> None:
    assert Model().now == NOW
