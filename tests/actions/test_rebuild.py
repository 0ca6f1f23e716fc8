"""The store forgot: chats and desks come back from what pages kept, whoever is first."""

from dataclasses import replace

import pytest

from helpline.actions import desk, readiness, youth
from helpline.actions.rebuild import SETTLE_S, is_lost, is_settling
from helpline.actions.round import offers
from helpline.actions.tickets import desk_ticket
from helpline.core.chat import Phase, Presence, Why
from helpline.core.errors import NoSuchChat
from helpline.core.names import ChatId, Conn, Fence, NodeId, StaffId
from helpline.ephemeral.nodes import Nodes
from tests.made import KEY, NOW, OTHER_KEY, POLICY
from tests.store import empty, forever
from tests.world import House, sealed, settle

ANA, BEN = StaffId("ana"), StaffId("ben")


async def forget(house: House) -> str:
    """Empty the store as another life of it begins; return the name of the one before."""
    floor, era = house.world.floor, house.world.nodes.era
    await empty(floor.store, floor.keys.floor)
    await settle(house.world.nodes, floor.store, floor.keys)
    house.now += 1
    return era


async def kept_desk(house: House, staff: StaffId = ANA) -> str:
    found = await house.desk(staff)
    chats = tuple([await house.chat(held.chat) for held in found.chats])
    return desk_ticket(house.world, house.world.nodes.era, found, chats)


async def arrive(house: House, ticket: str | None, staff: StaffId = ANA, key: str = KEY) -> None:
    await desk.arrive(house.world, house.people[staff], key, Conn(f"{staff}-2"), ticket)


async def sits(house: House, chat: ChatId, fence: Fence, staff: StaffId = ANA) -> None:
    """Look whether somebody sits in an open chat, by the chat and by the desk alike."""
    found, at = await house.chat(chat), await house.desk(staff)
    assert found.phase is Phase.OPEN
    assert found.seat is not None
    assert (found.seat.staff, found.seat.fence) == (staff, fence)
    assert found.seat.link == replace(at.link, since=found.seat.link.since)
    assert [held.chat for held in at.chats].count(chat) == 1


@pytest.mark.parametrize("first", ["youth", "desk"])
async def test_a_talk_goes_on_whoever_comes_first(house: House, first: str) -> None:
    chat, fence = await house.talk()
    youths, desks = await house.ticket(chat), await kept_desk(house)
    await forget(house)
    assert await house.world.floor.chat(chat) is None
    for side in (first, {"youth": "desk", "desk": "youth"}[first]):
        if side == "youth":
            await youth.resume(house.world, youths, Conn("youth-2"))
        else:
            await arrive(house, desks)
    await sits(house, chat, fence)
    assert (await house.chat(chat)).youth.presence is Presence.HERE
    taken, _ = await youth.say(house.world, chat, sealed(1))
    assert taken.seq == 1
    assert taken.parties.responder == "ana-2"
    assert (await desk.say(house.world, ANA, chat, fence, sealed(2)))[0].parties.youth == "youth-2"
    await house.turn(POLICY.responder_grace_s + 1)
    await sits(house, chat, fence)
    assert await forever(house.world.floor.store, house.world.floor.keys.floor) == []


async def test_places_in_line_come_back_in_order_whatever_the_order_of_coming(
    house: House,
) -> None:
    chats = []
    for number in range(3):
        chats.append(await house.join(f"youth-{number}"))
        house.now += 10
    tickets = [await house.ticket(chat) for chat in chats]
    await forget(house)
    for ticket in reversed(tickets):
        await youth.resume(house.world, ticket, Conn("again"))
    assert await house.world.floor.line() == chats
    assert (await house.chat(chats[0])).joined_at == NOW


async def test_an_offer_is_over_and_the_place_is_kept(house: House) -> None:
    chat = await house.join()
    await house.arrive("ana", ready=True)
    await house.turn()
    offered = await house.chat(chat)
    assert offered.phase is Phase.OFFERED
    ticket = await house.ticket(chat)
    await forget(house)
    await youth.resume(house.world, ticket, Conn("youth-2"))
    assert (await house.chat(chat)).phase is Phase.WAITING
    await arrive(house, None)
    with pytest.raises(NoSuchChat):
        await desk.accept(house.world, ANA, ChatId("n" * 22), offered.fence)


async def test_a_chat_that_was_wiped_in_this_era_does_not_come_back(house: House) -> None:
    chat, _ = await house.talk()
    youths, desks = await house.ticket(chat), await kept_desk(house)
    await youth.leave(house.world, chat)
    with pytest.raises(NoSuchChat):
        await youth.resume(house.world, youths, Conn("youth-2"))
    await arrive(house, desks)
    assert await house.world.floor.chat(chat) is None
    assert (await house.desk(ANA)).chats == ()


async def test_the_newer_of_two_states_is_the_one_that_holds(house: House) -> None:
    chat, _ = await house.talk()
    desks = await kept_desk(house)
    await youth.switch(house.world, chat)
    youths = await house.ticket(chat)
    await forget(house)
    await arrive(house, desks)
    await youth.resume(house.world, youths, Conn("youth-2"))
    found = await house.chat(chat)
    assert (found.phase, found.why) == (Phase.WAITING, Why.SWITCHED)
    assert (await house.desk(ANA)).chats == ()
    assert found.youth.presence is Presence.HERE


async def test_an_older_ticket_of_the_youth_does_not_undo_what_the_desk_knows(
    house: House,
) -> None:
    chat = await house.join()
    youths = await house.ticket(chat)
    ana = await house.arrive("ana")
    await desk.pull(house.world, ana)
    fence = (await house.chat(chat)).fence
    await desk.accept(house.world, ana, chat, fence)
    desks = await kept_desk(house)
    await forget(house)
    await youth.resume(house.world, youths, Conn("youth-2"))
    await arrive(house, desks)
    await sits(house, chat, fence)
    assert (await house.chat(chat)).youth.conn == "youth-2"


async def test_a_desk_that_is_there_before_its_chat_is_seated_at_once(house: House) -> None:
    """With a new key, since its page was loaded anew: the grant for the old one is gone."""
    chat, fence = await house.talk()
    ticket = await house.ticket(chat)
    await forget(house)
    await arrive(house, None, key=OTHER_KEY)
    await youth.resume(house.world, ticket, Conn("youth-2"))
    await sits(house, chat, fence)
    seat = (await house.chat(chat)).seat
    assert seat is not None
    assert (seat.public_key, seat.grant) == (OTHER_KEY, None)
    await house.turn(POLICY.responder_grace_s + 1)
    await sits(house, chat, fence)


@pytest.mark.parametrize("busy", ["chats", "offer"])
async def test_a_desk_that_has_filled_up_meanwhile_gives_the_chat_to_the_front(
    house: House, busy: str
) -> None:
    chat, _ = await house.talk()
    ticket = await house.ticket(chat)
    await forget(house)
    await arrive(house, None)
    for number in range(POLICY.chats_per_responder):
        other = await house.join(f"other-{number}")
        await desk.pull(house.world, ANA)
        if busy == "chats" or number == 0:
            await desk.accept(house.world, ANA, other, (await house.chat(other)).fence)
    await youth.resume(house.world, ticket, Conn("youth-2"))
    found = await house.chat(chat)
    assert (found.phase, found.seat, found.why) == (Phase.WAITING, None, Why.PULLED_BACK)
    assert (await house.world.floor.line())[0] == chat
    at = await house.desk(ANA)
    assert len(at.chats) + (at.offer is not None) == POLICY.chats_per_responder


async def test_a_desk_that_does_not_come_loses_its_chats_after_the_grace(house: House) -> None:
    chat, _ = await house.talk()
    ticket = await house.ticket(chat)
    await forget(house)
    await youth.resume(house.world, ticket, Conn("youth-2"))
    await house.turn(POLICY.responder_grace_s - 1)
    assert (await house.chat(chat)).phase is Phase.OPEN
    await house.turn(1)
    found = await house.chat(chat)
    assert (found.phase, found.why) == (Phase.WAITING, Why.RESPONDER_GONE)


async def test_a_desk_is_nobodys_but_its_own(house: House) -> None:
    chat, _ = await house.talk()
    await house.arrive("ben")
    ticket = await kept_desk(house)
    await forget(house)
    await arrive(house, ticket, BEN)
    assert await house.world.floor.chat(chat) is None
    assert (await house.desk(BEN)).chats == ()
    assert await house.world.floor.desk(ANA) is None


async def test_a_desk_comes_back_ready_and_with_its_wrap_ups(house: House) -> None:
    chat, fence = await house.talk()
    await readiness.set_ready(house.world, ANA, on=True)
    await desk.end(house.world, ANA, chat, fence)
    ticket = await kept_desk(house)
    await forget(house)
    await arrive(house, ticket)
    found = await house.desk(ANA)
    assert (found.ready, found.wrap_up, found.link.conn) == (True, (fence,), "ana-2")


async def test_what_another_node_has_emptied_is_learnt_before_it_is_called_over(
    house: House,
) -> None:
    """The node has not beaten since: by what it knows, its era still goes on."""
    chat = await house.join()
    ticket = await house.ticket(chat)
    era = house.world.nodes.era
    assert not await is_lost(house.world, era)
    await empty(house.world.floor.store, house.world.floor.keys.floor)
    assert house.world.nodes.era == era
    back, _ = await youth.resume(house.world, ticket, Conn("youth-2"))
    assert back == chat
    assert house.world.nodes.era != era


async def test_nobody_is_offered_a_chat_before_the_line_is_back(house: House) -> None:
    floor = house.world.floor
    await empty(floor.store, floor.keys.floor)
    await house.world.nodes.beat()
    house.now = house.world.nodes.era_began + SETTLE_S - 0.1
    chat = await house.join()
    await house.arrive("ana", ready=True)
    assert is_settling(house.world)
    assert await offers(house.world) == ()
    house.now += 0.2
    assert not is_settling(house.world)
    await offers(house.world)
    assert (await house.chat(chat)).phase is Phase.OFFERED


async def test_numbers_of_another_era_say_nothing(house: House) -> None:
    chat, _ = await house.talk()
    await youth.say(house.world, chat, sealed(1))
    era = house.world.nodes.era
    assert await youth.missed(house.world, chat, 1, era) == ((), False)
    assert len((await youth.missed(house.world, chat, 1, "another.era.1"))[0]) == 1
    assert await youth.missed(house.world, chat, 1, None) == ((), False)


async def test_the_line_is_told_anew_what_it_was_and_not_over_what_it_is(house: House) -> None:
    floor = house.world.floor
    await floor.refill("closed", [5, 6])
    await floor.refill("open", [9])
    assert (await floor.state(), await floor.lengths()) == ("closed", [5, 6])
    other = Nodes(floor.store, floor.keys, NodeId("other"))
    await other.beat()
    assert other.era == house.world.nodes.era
