"""Joining, coming back, being offered: the way from the door to a responder."""

from dataclasses import replace

import pytest

from helpline.actions import desk, floor, readiness, youth
from helpline.core.chat import Phase, Presence
from helpline.core.errors import (
    LineClosed,
    LineFull,
    NoSuchChat,
    NotFree,
    NotNow,
    NotSignedIn,
    NotYours,
    TryAgain,
)
from helpline.core.intake import Intake, Language, Safety, Topic
from helpline.core.names import ChatId, Conn, Fence, StaffId
from helpline.ephemeral.connection import Store
from tests.made import NOW, POLICY
from tests.store import forever, keys_of
from tests.world import House, house_on, sealed, told


async def test_a_ticket_brings_a_youth_back_to_the_same_place(house: House) -> None:
    chat, _ = await youth.join(house.world, Intake(), Conn("youth-1"))
    ticket = await house.ticket(chat)
    await house.join("youth-2")
    house.now += 30
    await youth.away(house.world, chat, Conn("youth-1"))
    assert (await house.chat(chat)).youth.presence is Presence.AWAY
    back, _ = await youth.resume(house.world, ticket, Conn("youth-3"))
    assert back == chat
    found = await house.chat(chat)
    assert (found.youth.presence, found.youth.conn) == (Presence.HERE, "youth-3")
    assert (await house.world.floor.line())[0] == chat


async def test_a_ticket_of_an_ended_chat_opens_nothing(house: House) -> None:
    chat, _ = await youth.join(house.world, Intake(), Conn("youth-1"))
    ticket = await house.ticket(chat)
    await youth.leave(house.world, chat)
    with pytest.raises(NoSuchChat):
        await youth.resume(house.world, ticket, Conn("x"))


async def test_leaving_twice_is_leaving(house: House) -> None:
    chat = await house.join()
    assert told(await youth.leave(house.world, chat)) == [("youth-1", "ended", "left")]
    assert await youth.leave(house.world, chat) == ()


async def test_a_closed_line_takes_nobody_new_and_sends_nobody_away(house: House) -> None:
    waiting = await house.join()
    talking, fence = None, None
    ana = await house.arrive("ana", ready=True)
    for state in ("paused", "closed"):
        await floor.set_line(house.world, state)
        with pytest.raises(LineClosed):
            await house.join()
    await house.turn()
    talking = waiting
    fence = (await house.chat(talking)).fence
    await desk.accept(house.world, ana, talking, fence)
    assert (await house.chat(talking)).phase is Phase.OPEN
    await floor.set_line(house.world, "open")
    await house.join()


async def test_a_full_line_says_so(store: Store, name: str) -> None:
    house = await house_on(store, name, replace(POLICY, line_cap=2))
    first = await house.join()
    await house.join()
    with pytest.raises(LineFull):
        await house.join()
    await youth.leave(house.world, first)
    await house.join()


async def test_places_that_expired_with_their_chats_do_not_fill_the_line(
    store: Store, name: str
) -> None:
    """As after the death of a node whose pages never came back."""
    house = await house_on(store, name, replace(POLICY, line_cap=2))
    for _ in range(2):
        lost = await house.join()
        await store.call("DEL", house.world.floor.keys.chat(lost))
    await house.turn()
    kept = await house.join()
    assert await house.world.floor.line() == [kept]
    assert await house.world.floor.all_chats() == [kept]


async def test_an_id_that_is_taken_is_not_shared(house: House, name: str, store: Store) -> None:
    await house.join()
    same_dice = await house_on(store, name)
    with pytest.raises(TryAgain):
        await same_dice.join()


async def test_offers_go_out_and_what_is_declined_goes_to_somebody_else(house: House) -> None:
    chat = await house.join()
    ana, ben = await house.arrive("ana", ready=True), await house.arrive("ben", ready=True)
    await house.turn()
    first = (await house.chat(chat)).seat
    assert first is not None
    other = ben if first.staff == ana else ana
    await desk.decline(house.world, first.staff, chat, first.fence)
    await house.turn()
    second = (await house.chat(chat)).seat
    assert second is not None
    assert second.staff == other
    await desk.decline(house.world, other, chat, second.fence)
    await house.turn(POLICY.decline_cooldown_s - 1)
    assert (await house.chat(chat)).seat is None
    await house.turn(1)
    assert (await house.chat(chat)).seat is not None


async def test_an_offer_that_nobody_answers_runs_out(house: House) -> None:
    chat = await house.join()
    ana = await house.arrive("ana", ready=True)
    await house.turn()
    await house.turn(POLICY.offer_s - 0.5)
    assert (await house.chat(chat)).phase is Phase.OFFERED
    old = (await house.chat(chat)).fence
    await house.turn(0.5)
    assert (await house.chat(chat)).phase is Phase.WAITING
    assert (await house.desk(ana)).offer is None
    with pytest.raises(NotYours):
        await desk.accept(house.world, ana, chat, old)


async def test_nobody_is_offered_what_they_opted_out_of(house: House) -> None:
    chat = await house.join(topics=(Topic.SEXUAL,))
    ana = await house.arrive("ana", ready=True, opted_out=(Topic.SEXUAL,))
    await house.turn(10_000)
    assert (await house.chat(chat)).phase is Phase.WAITING
    with pytest.raises(NotNow):
        await desk.pull(house.world, ana)


async def test_who_comes_again_after_changing_their_topics_is_known_as_they_are_now(
    house: House,
) -> None:
    await house.arrive("ana")
    ana = await house.arrive("ana", opted_out=(Topic.HURT,), languages=(Language.ES,))
    found = await house.desk(ana)
    assert (found.opted_out, found.languages) == ((Topic.HURT,), (Language.ES,))


async def test_pulling_gives_the_front_of_the_line_and_no_choice(house: House) -> None:
    await house.join()
    hurried = await house.join(safety=Safety.NOT_SAFE)
    ana = await house.arrive("ana")
    await desk.pull(house.world, ana)
    offer = (await house.desk(ana)).offer
    assert offer is not None
    assert offer.chat == hurried
    with pytest.raises(NotFree):
        await desk.pull(house.world, ana)


async def test_pulling_from_an_empty_line(house: House) -> None:
    ana = await house.arrive("ana")
    with pytest.raises(NotNow):
        await desk.pull(house.world, ana)
    with pytest.raises(NotSignedIn):
        await desk.pull(house.world, StaffId("nobody"))


async def test_nobody_has_more_than_their_cap(house: House) -> None:
    await house.talk()
    await house.talk()
    await house.join()
    await readiness.set_ready(house.world, StaffId("ana"), on=True)
    await house.turn()
    found = await house.desk(StaffId("ana"))
    assert (len(found.chats), found.offer) == (2, None)
    with pytest.raises(NotFree):
        await desk.pull(house.world, StaffId("ana"))


async def test_a_vanished_responder_is_given_the_grace_and_then_the_chat_goes_to_the_front(
    house: House,
) -> None:
    chat, fence = await house.talk()
    ana = StaffId("ana")
    house.now += 100
    await house.join("youth-9", safety=Safety.NOT_SAFE)
    await desk.away(house.world, ana, Conn("ana-1"))
    assert told(await house.turn(POLICY.responder_grace_s - 1)) == []
    assert told(await house.turn(1)) == [("ana-1", "ended", "responder_gone")]
    found = await house.chat(chat)
    assert (found.phase, found.joined_at) == (Phase.WAITING, NOW)
    assert (await house.desk(ana)).chats == ()
    with pytest.raises(NotYours):
        await desk.end(house.world, ana, chat, fence)


async def test_speech_keeps_a_chat_and_silence_ends_it(house: House, name: str) -> None:
    chat, fence = await house.talk()
    end = POLICY.soft_end_s + POLICY.soft_end_grace_s
    house.now += end - 1
    await desk.say(house.world, StaffId("ana"), chat, fence, sealed(1))
    assert told(await house.turn(1)) == []
    assert told(await house.turn(end - 2)) == []
    assert told(await house.turn(1)) == [
        ("youth-1", "ended", "idle"),
        ("ana-1", "ended", "idle"),
    ]
    left = await keys_of(house.world.floor.store, name)
    assert [key for key in left if chat in key] == []


async def test_a_youth_who_never_comes_back_is_gone(house: House, name: str) -> None:
    chat = await house.join()
    await youth.away(house.world, chat, Conn("youth-1"))
    assert told(await house.turn(POLICY.youth_away_gone_s)) == [("youth-1", "ended", "gone")]
    assert await keys_of(house.world.floor.store, name) == []


async def test_a_day_of_the_house_leaves_no_key_for_ever(house: House, name: str) -> None:
    chat, fence = await house.talk()
    await floor.set_line(house.world, "open")
    await desk.end(house.world, StaffId("ana"), chat, fence)
    await house.join()
    store = house.world.floor.store
    assert await forever(store, name) == []
    assert len(await keys_of(store, name)) == 7


async def test_the_length_of_a_talk_is_remembered_in_minutes_and_of_a_wait_not_at_all(
    house: House,
) -> None:
    chat, fence = await house.talk()
    house.now += 26 * 60 + 10
    await desk.end(house.world, StaffId("ana"), chat, fence)
    gone = await house.join()
    house.now += 600
    await youth.leave(house.world, gone)
    assert await house.world.floor.lengths() == [26]


async def test_no_such_chat_is_no_such_chat(house: House) -> None:
    nobody = ChatId("n" * 22)
    await house.arrive("ana")
    for ask in (
        youth.stay(house.world, nobody),
        youth.switch(house.world, nobody),
        youth.cover(house.world, nobody, on=True),
        youth.typing(house.world, nobody, on=True),
        floor.pull_back(house.world, nobody),
        desk.accept(house.world, StaffId("ana"), nobody, Fence(1)),
    ):
        with pytest.raises(NoSuchChat):
            await ask
