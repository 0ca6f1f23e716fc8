"""Return words: gone and not wiped, back at the same place, and nowhere once they are over."""

import pytest

from helpline.actions import returns, youth
from helpline.actions.tickets import chat_ticket
from helpline.core.chat import Phase
from helpline.core.errors import NoSuchChat, NotNow
from helpline.core.names import ChatId, Conn, StaffId
from tests.made import POLICY
from tests.store import keys_of
from tests.world import House, sealed, told

TOKEN, OTHER = "t" * 43, "u" * 43
BLOB = "b" * 64
ANA = StaffId("ana")


async def leave_with_words(house: House, chat: ChatId) -> str:
    """Choose words and go; return the ticket that the words' blob would hold."""
    await returns.choose(house.world, chat, TOKEN, BLOB)
    ticket = chat_ticket(house.world, house.world.nodes.era, await house.chat(chat))
    await youth.exit_page(house.world, chat)
    return ticket


async def test_without_words_the_exit_wipes(house: House) -> None:
    chat = await house.join()
    await youth.exit_page(house.world, chat)
    with pytest.raises(NoSuchChat):
        await returns.choose(house.world, chat, TOKEN, BLOB)


async def test_with_words_the_chat_is_parked_and_the_responder_free(house: House) -> None:
    chat, fence = await house.talk("ana")
    await returns.choose(house.world, chat, TOKEN, BLOB)
    deliveries = await youth.exit_page(house.world, chat)
    assert told(deliveries) == [("ana-1", "ended", "parked")]
    parked = await house.chat(chat)
    assert (parked.phase, parked.seat, parked.wished) == (Phase.PARKED, None, ANA)
    assert (await house.desk(ANA)).chats == ()
    assert (await house.desk(ANA)).wrap_up == (fence,)
    assert (await house.picture()).line == ()


async def test_the_words_bring_back_the_place_and_the_same_person(house: House) -> None:
    chat, _ = await house.talk("ana")
    joined = (await house.chat(chat)).joined_at
    await house.arrive("ben", ready=True)
    ticket = await leave_with_words(house, chat)
    house.now += POLICY.return_s - 1
    assert await returns.blob(house.world, TOKEN) == BLOB
    await youth.resume(house.world, ticket, Conn("youth-2"))
    back = await house.chat(chat)
    assert (back.phase, back.joined_at) == (Phase.WAITING, joined)
    await house.arrive("ana", ready=True)
    await house.turn()
    seat = (await house.chat(chat)).seat
    assert seat is not None
    assert seat.staff == ANA


async def test_too_late_everything_is_gone(house: House) -> None:
    chat = await house.join()
    await leave_with_words(house, chat)
    await house.turn(POLICY.return_s)
    with pytest.raises(NoSuchChat):
        await returns.blob(house.world, TOKEN)
    floor = house.world.floor.keys.floor
    assert [key for key in await keys_of(house.world.floor.store, floor) if chat in key] == []
    assert [k for k in await keys_of(house.world.floor.store, floor) if "returns" in k] == []


async def test_a_page_that_only_vanished_keeps_its_words(house: House) -> None:
    chat = await house.join()
    await returns.choose(house.world, chat, TOKEN, BLOB)
    await youth.away(house.world, chat, Conn("youth-1"))
    await house.turn(POLICY.youth_away_gone_s)
    assert (await house.chat(chat)).phase is Phase.PARKED
    assert await returns.blob(house.world, TOKEN) == BLOB


async def test_ending_the_chat_ends_the_words(house: House) -> None:
    chat = await house.join()
    await returns.choose(house.world, chat, TOKEN, BLOB)
    await youth.leave(house.world, chat)
    with pytest.raises(NoSuchChat):
        await returns.blob(house.world, TOKEN)


async def test_new_words_take_the_place_of_old_ones(house: House) -> None:
    chat = await house.join()
    await returns.choose(house.world, chat, TOKEN, BLOB)
    await returns.choose(house.world, chat, OTHER, "c" * 64)
    assert await returns.blob(house.world, OTHER) == "c" * 64
    with pytest.raises(NoSuchChat):
        await returns.blob(house.world, TOKEN)
    await returns.drop(house.world, chat)
    with pytest.raises(NoSuchChat):
        await returns.blob(house.world, OTHER)
    await youth.exit_page(house.world, chat)
    with pytest.raises(NoSuchChat):
        await youth.say(house.world, chat, sealed(1))


async def test_nobody_takes_the_words_of_somebody_else(house: House) -> None:
    mine, other = await house.join(), await house.join(conn="youth-9")
    await returns.choose(house.world, mine, TOKEN, BLOB)
    with pytest.raises(NotNow):
        await returns.choose(house.world, other, TOKEN, "c" * 64)
    assert await returns.blob(house.world, TOKEN) == BLOB
