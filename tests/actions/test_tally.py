"""What is counted of a chat as it goes its way: once, in the hour in which the youth came."""

import asyncio
from contextlib import suppress

from helpline.actions import change, desk, readiness, wiped, youth
from helpline.actions.round import turn
from helpline.core import events
from helpline.core.counted import Beside, Kind, Length, Wait
from helpline.core.errors import HelplineError
from helpline.core.intake import Language
from helpline.core.names import ChatId, Conn, Fence, StaffId
from tests.actions.test_wiped import came_back
from tests.made import NOW, POLICY
from tests.world import House

ANA = StaffId("ana")
CAME = (Kind.CAME, Language.EN, NOW)
TAKEN = (Kind.TAKEN, Beside.NONE, NOW)
ANSWERED = (Kind.ANSWERED_IN_TIME, Wait.UNDER_1, NOW)


async def offered(house: House) -> tuple[ChatId, Fence]:
    """Return who stands in an offer to Ana, and its fence."""
    chat = await house.join()
    await house.arrive("ana", ready=True)
    await turn(house.world)
    seat = (await house.chat(chat)).seat
    assert seat is not None
    return chat, seat.fence


async def test_coming_is_counted_by_language(house: House) -> None:
    await house.join(language=Language.ES)
    assert house.counted == [(Kind.CAME, Language.ES, NOW)]


async def test_a_chat_is_counted_in_the_hour_in_which_the_youth_came(house: House) -> None:
    await house.join()
    house.now += POLICY.answer_target_s + 3_600
    await house.arrive("ana", ready=True)
    await turn(house.world)
    fence = (await house.desk(ANA)).offer
    assert fence is not None
    await desk.accept(house.world, ANA, fence.chat, fence.fence)
    house.now += 1_200
    await desk.end(house.world, ANA, fence.chat, fence.fence)
    assert house.counted == [
        CAME,
        (Kind.ANSWERED_LATE, Wait.FROM_30, NOW),
        TAKEN,
        (Kind.ENDED_CLOSED, Length.FROM_15, NOW),
    ]


async def test_a_chat_that_changes_hands_is_answered_once_and_ends_once(house: House) -> None:
    chat, _ = await house.talk()
    await youth.switch(house.world, chat)
    await house.arrive("ben", ready=True)
    await turn(house.world)
    offer = (await house.desk(StaffId("ben"))).offer
    assert offer is not None
    await desk.accept(house.world, StaffId("ben"), offer.chat, offer.fence)
    await youth.leave(house.world, chat)
    assert house.counted == [CAME, ANSWERED, TAKEN, (Kind.ENDED_LEFT, Length.UNDER_5, NOW)]


async def test_who_leaves_the_line_is_counted_as_that(house: House) -> None:
    chat = await house.join()
    house.now += 400
    await youth.exit_page(house.world, chat)
    await youth.leave(house.world, chat)
    assert house.counted == [CAME, (Kind.LEFT_WAITING, Wait.FROM_5, NOW)]


async def test_who_is_given_up_is_counted_once_however_many_nodes_look(house: House) -> None:
    chat = await house.join()
    await youth.away(house.world, chat, Conn("youth-1"))
    house.now += POLICY.youth_away_gone_s
    await asyncio.gather(*(turn(house.world) for _ in range(5)))
    assert house.counted == [CAME, (Kind.LEFT_WAITING, Wait.UNDER_1, NOW)]


async def test_two_nodes_that_take_one_offer_count_one_answer(house: House) -> None:
    chat, fence = await offered(house)
    event = events.Accepted(fence)

    async def accept() -> None:
        with suppress(HelplineError):
            await change.change(house.world, chat, event)

    await asyncio.gather(*(accept() for _ in range(5)))
    assert house.counted == [CAME, ANSWERED, TAKEN]


async def test_what_else_was_on_the_desk_is_counted_when_a_chat_is_taken(house: House) -> None:
    await house.talk()
    chat, fence = await offered(house)
    await desk.accept(house.world, ANA, chat, fence)
    taken = [value for kind, value, _ in house.counted if kind is Kind.TAKEN]
    assert taken == [Beside.NONE, Beside.ONE]


async def test_what_is_refused_is_not_counted(house: House) -> None:
    chat, fence = await offered(house)
    await desk.decline(house.world, ANA, chat, fence)
    await readiness.set_ready(house.world, ANA, on=False)
    with suppress(HelplineError):
        await desk.accept(house.world, ANA, chat, fence)
    assert house.counted == [CAME]


async def test_a_chat_that_came_back_and_is_wiped_again_is_not_counted_again(house: House) -> None:
    await came_back(house)
    before = list(house.counted)
    assert await wiped.wipe_again(house.world) != ()
    assert house.counted == before
