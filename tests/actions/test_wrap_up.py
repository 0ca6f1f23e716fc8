"""What is counted of a chat that has ended: closed lists, each answer by itself."""

from enum import StrEnum

import pytest

from helpline.actions import desk
from helpline.actions.wrap_up import wrap_up
from helpline.core.errors import NotNow
from helpline.core.intake import Topic
from helpline.core.names import Fence, StaffId
from helpline.durable import Kind
from helpline.wire.staff import Outcome
from tests.made import POLICY
from tests.world import House

ANA = StaffId("ana")
NO_TOPICS: tuple[Topic, ...] = ()


def in_words(counted: list[tuple[Kind, StrEnum | None]]) -> list[tuple[str, str]]:
    return sorted((kind.value, "" if value is None else value.value) for kind, value in counted)


async def ended(house: House) -> Fence:
    chat, fence = await house.talk()
    await desk.end(house.world, ANA, chat, fence)
    return fence


async def test_each_answer_is_counted_by_itself_and_once(house: House) -> None:
    fence = await ended(house)
    topics = (Topic.HOME, Topic.TRADE, Topic.HOME)
    await wrap_up(house.world, ANA, fence, Outcome.PLANNED, topics, heavy=False)
    assert in_words(house.counted) == [
        ("outcome", "planned"),
        ("topic", "home"),
        ("topic", "trade"),
    ]
    assert (await house.desk(ANA)).wrap_up == ()


async def test_nothing_need_be_said(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, fence, None, NO_TOPICS, heavy=False)
    assert house.counted == []
    assert (await house.desk(ANA)).gap_until == 0.0


async def test_a_heavy_one_brings_a_pause_from_offers_that_ends(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, fence, None, NO_TOPICS, heavy=True)
    assert in_words(house.counted) == [("heavy", "")]
    await desk.set_ready(house.world, ANA, on=True)
    chat = await house.join()
    await house.turn(POLICY.heavy_gap_s - 1)
    assert (await house.chat(chat)).seat is None
    await house.turn(1)
    assert (await house.chat(chat)).seat is not None


async def test_a_light_one_does_not_cut_a_pause_short(house: House) -> None:
    heavy, light = await ended(house), await ended_later(house)
    await wrap_up(house.world, ANA, heavy, None, NO_TOPICS, heavy=True)
    pause = (await house.desk(ANA)).gap_until
    await wrap_up(house.world, ANA, light, None, NO_TOPICS, heavy=False)
    assert (await house.desk(ANA)).gap_until == pause


async def ended_later(house: House) -> Fence:
    house.now += 1
    return await ended(house)


async def test_a_chat_is_counted_once(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, fence, Outcome.TALKED, NO_TOPICS, heavy=False)
    with pytest.raises(NotNow):
        await wrap_up(house.world, ANA, fence, Outcome.TALKED, NO_TOPICS, heavy=False)
    assert len(house.counted) == 1


async def test_only_a_chat_of_ones_own_that_has_ended_is_counted(house: House) -> None:
    fence = await ended(house)
    ben = await house.arrive("ben")
    house.now += 1
    _, still = await house.talk()
    for who, which in ((ben, fence), (ANA, still), (ANA, Fence(1)), (StaffId("nobody"), fence)):
        with pytest.raises(NotNow):
            await wrap_up(house.world, who, which, Outcome.TALKED, NO_TOPICS, heavy=True)
    assert house.counted == []
