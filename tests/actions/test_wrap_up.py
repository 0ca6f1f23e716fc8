"""What is counted of a chat that has ended: closed lists, each answer by itself."""

import pytest

from helpline.actions import desk, readiness
from helpline.actions.wrap_up import wrap_up
from helpline.core.counted import ENDS, WAITS, Kind, Outcome
from helpline.core.directory.words import Need
from helpline.core.errors import NotNow
from helpline.core.intake import Topic
from helpline.core.names import Fence, StaffId
from helpline.core.referrals import Referred
from helpline.wire.staff import Referral, WrapUp
from tests.made import POLICY
from tests.world import House

ANA = StaffId("ana")


def ticked(house: House) -> list[tuple[str, str]]:
    """Return what was counted of wrap-ups; of the chats themselves: `test_tally.py`."""
    of_chats = {Kind.CAME, Kind.TAKEN, *WAITS, *ENDS}
    counted = [(kind, value) for kind, value, at in house.counted if kind not in of_chats]
    assert {at for kind, _, at in house.counted if kind not in of_chats} <= {house.now}
    return sorted((kind.value, "" if value is None else value.value) for kind, value in counted)


async def ended(house: House) -> Fence:
    chat, fence = await house.talk()
    await desk.end(house.world, ANA, chat, fence)
    return fence


async def test_each_answer_is_counted_by_itself_and_once(house: House) -> None:
    fence = await ended(house)
    topics = (Topic.HOME, Topic.TRADE, Topic.HOME)
    await wrap_up(house.world, ANA, WrapUp(fence=fence, outcome=Outcome.PLANNED, topics=topics))
    assert ticked(house) == [
        ("outcome", "planned"),
        ("topic", "home"),
        ("topic", "trade"),
    ]
    assert (await house.desk(ANA)).wrap_up == ()


async def test_a_referral_is_counted_by_need_under_its_outcome_as_often_as_it_was(
    house: House,
) -> None:
    fence = await ended(house)
    card = Referral(need=Need.RUNAWAY, outcome=Referred.CARD)
    connected = Referral(need=Need.DATING_VIOLENCE, outcome=Referred.CONNECTED)
    said = WrapUp(fence=fence, referrals=(card, card, connected))
    await wrap_up(house.world, ANA, said)
    assert ticked(house) == [
        ("referral_card", "runaway"),
        ("referral_card", "runaway"),
        ("referral_connected", "dating_violence"),
    ]


async def test_nothing_need_be_said(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, WrapUp(fence=fence))
    assert ticked(house) == []
    assert (await house.desk(ANA)).gap_until == 0.0


async def test_a_heavy_one_brings_a_pause_from_offers_that_ends(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, WrapUp(fence=fence, heavy=True))
    assert ticked(house) == [("heavy", "")]
    await readiness.set_ready(house.world, ANA, on=True)
    chat = await house.join()
    await house.turn(POLICY.heavy_gap_s - 1)
    assert (await house.chat(chat)).seat is None
    await house.turn(1)
    assert (await house.chat(chat)).seat is not None


async def test_a_light_one_does_not_cut_a_pause_short(house: House) -> None:
    heavy, light = await ended(house), await ended_later(house)
    await wrap_up(house.world, ANA, WrapUp(fence=heavy, heavy=True))
    pause = (await house.desk(ANA)).gap_until
    await wrap_up(house.world, ANA, WrapUp(fence=light))
    assert (await house.desk(ANA)).gap_until == pause


async def ended_later(house: House) -> Fence:
    house.now += 1
    return await ended(house)


async def test_a_chat_is_counted_once(house: House) -> None:
    fence = await ended(house)
    await wrap_up(house.world, ANA, WrapUp(fence=fence, outcome=Outcome.TALKED))
    with pytest.raises(NotNow):
        await wrap_up(house.world, ANA, WrapUp(fence=fence, outcome=Outcome.TALKED))
    assert len(ticked(house)) == 1


async def test_only_a_chat_of_ones_own_that_has_ended_is_counted(house: House) -> None:
    fence = await ended(house)
    ben = await house.arrive("ben")
    house.now += 1
    _, still = await house.talk()
    for who, which in ((ben, fence), (ANA, still), (ANA, Fence(1)), (StaffId("nobody"), fence)):
        with pytest.raises(NotNow):
            await wrap_up(house.world, who, WrapUp(fence=which, outcome=Outcome.TALKED, heavy=True))
    assert ticked(house) == []
