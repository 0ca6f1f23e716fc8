"""What the clock does on a real store: offers, deadlines, and what speech has moved."""

import asyncio

from helpline.actions import desk, readiness, youth
from helpline.actions.round import deadlines, offers, turn
from helpline.core.chat import QUIET, Phase, Why, due
from helpline.core.names import Conn, StaffId
from tests.made import POLICY
from tests.world import House, sealed, told

ANA, BEA = StaffId("ana"), StaffId("bea")
IDLE_S = POLICY.soft_end_s + POLICY.soft_end_grace_s


async def test_an_empty_floor_has_nothing_to_do(house: House) -> None:
    assert await turn(house.world) == ()


async def test_the_front_of_the_line_is_offered_and_the_next_one_waits(house: House) -> None:
    first = await house.join("youth-1")
    house.now += 1
    second = await house.join("youth-2")
    await house.arrive("ana", ready=True)
    await offers(house.world)
    assert (await house.chat(first)).phase is Phase.OFFERED
    assert (await house.chat(second)).phase is Phase.WAITING


async def test_two_nodes_that_turn_at_once_make_one_offer_each(house: House) -> None:
    chats = [await house.join(f"youth-{n}") for n in range(2)]
    for name in ("ana", "bea"):
        await house.arrive(name, ready=True)
    await asyncio.gather(*(turn(house.world) for _ in range(4)))
    seats = [(await house.chat(chat)).seat for chat in chats]
    assert {seat.staff for seat in seats if seat is not None} == {ANA, BEA}


async def test_an_offer_that_runs_out_goes_to_somebody_else(house: House) -> None:
    chat = await house.join()
    await house.arrive("ana", ready=True)
    await turn(house.world)
    await house.arrive("bea", ready=True)
    await house.turn(POLICY.offer_s)
    seat = (await house.chat(chat)).seat
    assert seat is not None
    assert seat.staff == BEA


async def test_speech_moves_the_end_of_a_quiet_chat(house: House) -> None:
    chat, fence = await house.talk()
    house.now += IDLE_S - 1
    await desk.say(house.world, ANA, chat, fence, sealed(1))
    house.now += 1
    assert await deadlines(house.world) == ()
    assert await house.world.floor.due(house.now) == []
    house.now += IDLE_S - 1
    assert told(await deadlines(house.world)) == [
        ("youth-1", "ended", Why.IDLE),
        ("ana-1", "ended", Why.IDLE),
    ]


async def test_a_youth_who_does_not_come_back_is_gone(house: House) -> None:
    chat = await house.join()
    await youth.away(house.world, chat, Conn("youth-1"))
    await house.turn(POLICY.youth_away_gone_s - 1)
    assert (await house.chat(chat)).phase is Phase.WAITING
    assert told(await house.turn(1)) == [("youth-1", "ended", Why.GONE)]


async def test_a_responder_who_does_not_come_back_loses_the_chat_to_the_front(
    house: House,
) -> None:
    chat, _ = await house.talk()
    await desk.away(house.world, ANA, Conn("ana-1"))
    await house.turn(POLICY.responder_grace_s)
    found = await house.chat(chat)
    assert (found.phase, found.why) == (Phase.WAITING, Why.RESPONDER_GONE)
    assert (await house.desk(ANA)).chats == ()


async def test_a_chat_whose_document_has_expired_leaves_the_line(house: House) -> None:
    chat = await house.join()
    floor = house.world.floor
    await youth.away(house.world, chat, Conn("youth-1"))
    house.now = due(await house.chat(chat), QUIET, POLICY)
    await floor.store.call("DEL", floor.keys.chat(chat))
    assert await turn(house.world) == ()
    assert await floor.line() == await floor.all_chats() == []


async def test_a_responder_who_does_not_answer_loses_the_chat_when_the_time_is_up(
    house: House,
) -> None:
    chat, fence = await house.talk()
    await readiness.set_ready(house.world, ANA, on=True)
    await youth.say(house.world, chat, sealed(1))
    await house.turn(POLICY.responder_silent_s - 1)
    await desk.say(house.world, ANA, chat, fence, sealed(2))
    assert told(await house.turn(90)) == []
    await youth.say(house.world, chat, sealed(3))
    for _ in range(POLICY.responder_silent_s - 1):
        assert told(await house.turn(1)) == []
    assert told(await house.turn(1)) == [("ana-1", "ended", Why.SILENT)]
    found = await house.chat(chat)
    assert (found.phase, found.why) == (Phase.WAITING, Why.SILENT)
    assert not (await house.desk(ANA)).ready


async def test_a_page_that_comes_again_does_not_lengthen_the_silence(house: House) -> None:
    chat, _ = await house.talk()
    await youth.say(house.world, chat, sealed(1))
    await house.turn(POLICY.responder_silent_s - 1)
    await youth.resume(house.world, await house.ticket(chat), Conn("youth-2"))
    assert told(await house.turn(1)) == [("ana-1", "ended", Why.SILENT)]
