"""A hand, tapping out, and what a desk has seen."""

import pytest

from helpline.actions import care, desk, floor, readiness
from helpline.actions.floor_views import floor_view
from helpline.actions.views import desk_view
from helpline.actions.wrap_up import wrap_up
from helpline.core.care import Hand, Load, Outline
from helpline.core.chat import Phase, Why
from helpline.core.counted import Kind
from helpline.core.errors import NotSignedIn, NotYours
from helpline.core.names import Fence, StaffId
from helpline.wire.staff import WrapUp
from tests.made import POLICY
from tests.world import House

ANA = StaffId("ana")


async def test_who_taps_out_rests_and_the_youth_is_at_the_front_with_kind_words(
    house: House,
) -> None:
    chat, fence = await house.talk()
    await readiness.set_ready(house.world, ANA, on=True)
    await care.tap_out(house.world, ANA, chat, fence)
    after = await house.chat(chat)
    assert (after.phase, after.why) == (Phase.WAITING, Why.HANDED_OVER)
    assert await house.world.floor.line() == [chat]
    ana = await house.desk(ANA)
    assert (ana.ready, ana.chats) == (False, ())
    await house.turn(POLICY.decline_cooldown_s + 1)
    assert (await house.chat(chat)).seat is None
    assert {kind for kind, _, _ in house.counted} == {Kind.CAME, Kind.ANSWERED_IN_TIME, Kind.TAKEN}


async def test_nobody_taps_out_of_another_ones_chat(house: House) -> None:
    chat, fence = await house.talk()
    await house.arrive("ben", ready=True)
    await readiness.set_ready(house.world, ANA, on=True)
    with pytest.raises(NotYours):
        await care.tap_out(house.world, StaffId("ben"), chat, fence)
    with pytest.raises(NotYours):
        await care.tap_out(house.world, ANA, chat, Fence(fence + 1))
    assert (await house.chat(chat)).phase is Phase.OPEN
    assert (await house.desk(StaffId("ben"))).ready
    assert (await house.desk(ANA)).ready


async def test_a_hand_is_seen_on_the_floor_until_somebody_takes_it_down(house: House) -> None:
    await house.arrive("ana")
    await care.raise_hand(house.world, ANA, Hand.HELP)
    assert [one.hand for one in floor_view(await house.picture()).responders] == [Hand.HELP]
    await floor.lower_hand(house.world, ANA)
    assert [one.hand for one in floor_view(await house.picture()).responders] == [None]


async def test_a_hand_stays_up_when_the_page_comes_again_and_can_be_taken_back(
    house: House,
) -> None:
    await house.arrive("ana")
    await care.raise_hand(house.world, ANA, Hand.DEBRIEF)
    await house.arrive("ana")
    assert (await house.desk(ANA)).hand is Hand.DEBRIEF
    await care.raise_hand(house.world, ANA, None)
    assert (await house.desk(ANA)).hand is None


async def test_a_hand_needs_a_desk(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await care.raise_hand(house.world, ANA, Hand.HELP)
    await floor.lower_hand(house.world, ANA)


async def test_the_owner_sees_counts_and_a_supervisor_what_helps_to_look_after_them(
    house: House,
) -> None:
    chat, fence = await house.talk()
    await desk.end(house.world, ANA, chat, fence)
    await wrap_up(house.world, ANA, WrapUp(fence=fence, heavy=True))
    assert (await house.desk(ANA)).load == Load(1, 1)
    own = desk_view(await house.picture(), ANA)
    assert own is not None
    assert (own.load.chats, own.load.heavy, own.gap_s) == (1, 1, POLICY.heavy_gap_s)
    [seen] = floor_view(await house.picture()).responders
    assert (seen.load, seen.heavy, seen.pausing) == (Outline.STEADY, 1, True)
    await house.turn(POLICY.heavy_gap_s)
    [seen] = floor_view(await house.picture()).responders
    assert not seen.pausing
