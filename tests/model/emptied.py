"""The store has forgotten everything, and its pages come back: what must hold then."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpline.actions import desk, youth
from helpline.core.chat import Chat, Phase, Presence, rank
from helpline.core.names import ChatId, Conn, StaffId
from helpline.ephemeral.documents import Stored
from tests.made import KEY, POLICY
from tests.model.floor import Model, Table, Talk
from tests.store import empty
from tests.world import settle

if TYPE_CHECKING:
    from tests.model.test_model import Real


@dataclass(frozen=True, slots=True)
class Comer:
    """A page that comes back: whose, with which ticket, and how long after the one before."""

    side: str
    name: str
    age: int
    pause: int
    conn: str


async def come_back(real: "Real", comers: list[Comer]) -> None:
    """Empty the store and let pages come back; look at the whole floor after each."""
    before = await _chats(real)
    house, store, floor = real.house, real.world.floor.store, real.world.floor
    await empty(store, floor.keys.floor)
    await settle(real.world.nodes, store, floor.keys)
    house.now += 1
    here: set[str] = set()
    for comer in comers:
        await house.turn(comer.pause)
        await _come(real, comer)
        if comer.side == "youth":
            here.add(comer.name)
        await _holds_together(real, before, here)
    await house.turn(POLICY.responder_grace_s)
    await _holds_together(real, before, here)


async def _come(real: "Real", comer: Comer) -> None:
    if comer.side == "youth":
        tickets = real.pages.chats[comer.name]
        await youth.resume(real.world, tickets[-1 - comer.age :][0], Conn(comer.conn))
    else:
        staff = StaffId(comer.name)
        ticket = real.pages.desks[comer.name][-1 - comer.age :][0]
        person = real.house.people[staff]
        await desk.arrive(real.world, person, KEY, Conn(comer.conn), ticket)


async def _holds_together(real: "Real", before: dict[ChatId, Stored[Chat]], here: set[str]) -> None:
    """Nobody who came has lost their place, and no two people sit in one."""
    floor = real.world.floor
    chats = {key: stored.value for key, stored in (await _chats(real)).items()}
    desks = {key: stored.value for key, stored in (await floor.roster()).items()}
    assert here <= chats.keys()
    for key in here:
        was, chat = before[ChatId(key)].value, chats[ChatId(key)]
        assert (chat.joined_at, chat.intake) == (was.joined_at, was.intake)
        assert chat.youth.presence is Presence.HERE
    waiting = [chat for chat in chats.values() if chat.phase is Phase.WAITING]
    in_order = sorted(waiting, key=lambda chat: (rank(chat, POLICY), chat.id))
    assert await floor.line() == [chat.id for chat in in_order]
    for staff, one in desks.items():
        offered = () if one.offer is None else (one.offer,)
        assert len(one.chats) + len(offered) <= one.cap
        for held in (*one.chats, *offered):
            seat = chats[held.chat].seat
            assert seat is not None
            assert (seat.staff, seat.fence) == (staff, held.fence)
            assert (seat.link.presence, seat.link.conn) == (one.link.presence, one.link.conn)
    for chat in chats.values():
        if chat.seat is not None and chat.seat.staff in desks:
            at = desks[chat.seat.staff]
            assert chat.id in [held.chat for held in (*at.chats, *([at.offer] if at.offer else []))]


async def _chats(real: "Real") -> dict[ChatId, Stored[Chat]]:
    floor = real.world.floor
    return await floor.every_chat()


async def learnt(real: "Real", model: Model) -> Model:
    """Return a model of what is there now, to go on from."""
    fresh = Model()
    fresh.now, fresh.joined = real.house.now, model.joined
    fresh.lengths = bool(await real.world.floor.lengths())
    fresh.talks = {key: _talk(stored) for key, stored in (await _chats(real)).items()}
    for staff, stored in (await real.world.floor.roster()).items():
        one = stored.value
        fresh.tables[staff] = Table(
            one.link.conn,
            one.idle_since,
            one.link.presence is Presence.HERE,
            one.ready,
            None if one.offer is None else one.offer.chat,
            [held.chat for held in one.chats],
        )
    return fresh


def _talk(stored: Stored[Chat]) -> Talk:
    chat, seat = stored.value, stored.value.seat
    talk = Talk(
        chat.id,
        chat.joined_at,
        rank(chat, POLICY),
        chat.youth.conn,
        chat.youth.presence is Presence.HERE,
        chat.youth.since,
        chat.phase.value,
        fence=chat.fence,
        offer_until=chat.offer_until or 0.0,
        opened=chat.opened_at or 0.0,
        quiet_since=max(chat.opened_at or 0.0, chat.stayed_at or 0.0),
        passed={passed.staff: passed.until for passed in chat.passed},
    )
    if chat.partner is not None:
        talk.guest, talk.guest_conn = "in", chat.partner.link.conn
        talk.guest_here = chat.partner.link.presence is Presence.HERE
        talk.guest_since = chat.partner.link.since
        talk.reads, talk.leaving = chat.partner.grant is not None, chat.leaving
    if seat is not None:
        talk.staff, talk.seat_conn = seat.staff, seat.link.conn
        talk.seat_here, talk.seat_since = seat.link.presence is Presence.HERE, seat.link.since
    return talk
