"""What a supervisor makes happen, and what they see of the line and of those who answer."""

import pytest

from helpline.actions import desk, floor, readiness
from helpline.actions.floor_views import floor_sees, floor_view
from helpline.actions.views import desk_view, youth_sees, youth_view
from helpline.core.chat import Phase
from helpline.core.errors import NoSuchChat, NotFree, NotNow, NotSignedIn
from helpline.core.intake import Language, Safety, Topic
from helpline.core.measures import HOUR_S, Notice
from helpline.core.names import ChatId, Conn, StaffId
from helpline.wire.floor import FloorResponder, FloorView
from tests.made import POLICY
from tests.world import House, told

ANA, BEN = StaffId("ana"), StaffId("ben")


async def seen(house: House) -> FloorView:
    return floor_view(await house.picture())


async def seen_of(house: House, staff: StaffId) -> FloorResponder:
    [found] = [one for one in (await seen(house)).responders if one.id == staff]
    return found


async def test_the_line_is_told_by_each_answer_and_nobody_in_it(house: House) -> None:
    first = await house.join("youth-1", topics=(Topic.HURT, Topic.HOME), safety=Safety.NOT_SAFE)
    house.now += 60
    second = await house.join("youth-2", language=Language.ES, topics=(Topic.HURT,))
    house.now += 30
    view = await seen(house)
    assert [(one.by, one.value, one.waiting, one.longest_s) for one in view.waits] == [
        ("language", "en", 1, 90),
        ("language", "es", 1, 30),
        ("safety", "", 1, 30),
        ("safety", "not_safe", 1, 90),
        ("topic", "home", 1, 90),
        ("topic", "hurt", 2, 90),
    ]
    assert first not in view.model_dump_json()
    assert second not in view.model_dump_json()


async def test_who_is_offered_still_counts_as_waiting_and_who_talks_does_not(house: House) -> None:
    await house.talk("ana")
    assert (await seen(house)).waits == ()
    await house.arrive("ben", ready=True)
    await house.join("youth-2")
    await house.turn()
    assert [one.waiting for one in (await seen(house)).waits] == [1, 1, 1]
    house.now += 10
    assert (await seen_of(house, BEN)).offer_left_s == POLICY.offer_s - 10


async def test_how_long_somebody_answers_without_a_break(house: House) -> None:
    await house.arrive("ana")
    assert (await seen_of(house, ANA)).ready_s is None
    await readiness.set_ready(house.world, ANA, on=True)
    house.now += 100
    await readiness.set_ready(house.world, ANA, on=True)
    assert (await seen_of(house, ANA)).ready_s == 100
    await readiness.set_ready(house.world, ANA, on=False)
    house.now += 100
    await readiness.set_ready(house.world, ANA, on=True)
    assert (await seen_of(house, ANA)).ready_s == 0


async def test_a_chat_goes_on_to_whom_the_supervisor_names(house: House) -> None:
    chat, _ = await house.talk("ana")
    await house.arrive("ben", ready=True)
    deliveries = await floor.hand_over(house.world, chat, BEN)
    assert ("ana-1", "ended", "handed_over") in told(deliveries)
    after = await house.chat(chat)
    assert after.phase is Phase.OFFERED
    assert (after.seat is not None and after.seat.staff, after.by_name) == (BEN, True)
    view = youth_view(await house.picture(), chat)
    assert view is not None
    assert view.next_name == "Ben"


async def test_a_chat_stays_where_it_is_when_the_other_has_no_room(house: House) -> None:
    chat, _ = await house.talk("ana")
    before = await house.chat(chat)
    with pytest.raises(NotFree):
        await floor.hand_over(house.world, chat, BEN)
    with pytest.raises(NotFree):
        await floor.hand_over(house.world, chat, ANA)
    assert await house.chat(chat) == before
    waiting = await house.join("youth-2")
    with pytest.raises(NotNow):
        await floor.hand_over(house.world, waiting, ANA)
    with pytest.raises(NoSuchChat):
        await floor.hand_over(house.world, ChatId("nobody"), ANA)


async def test_a_raised_cap_lets_one_chat_more_in_for_an_hour(house: House) -> None:
    await house.arrive("ana", ready=True)
    cap = (await house.desk(ANA)).cap
    for n in range(cap):
        await house.join(f"youth-{n}")
        await desk.pull(house.world, ANA)
        offer = (await house.desk(ANA)).offer
        assert offer is not None
        await desk.accept(house.world, ANA, offer.chat, offer.fence)
    extra = await house.join("youth-9")
    with pytest.raises(NotFree):
        await desk.pull(house.world, ANA)
    await floor.raise_cap(house.world, ANA, on=True)
    view = desk_view(await house.picture(), ANA)
    assert view is not None
    assert (view.me.cap, view.me.raised_s) == (cap + 1, HOUR_S)
    assert (await seen_of(house, ANA)).raised_s == HOUR_S
    await house.turn()
    after = await house.chat(extra)
    assert (after.phase, after.seat is not None and after.seat.staff) == (Phase.OFFERED, ANA)
    await desk.accept(house.world, ANA, extra, after.fence)
    house.now += HOUR_S
    found = await seen_of(house, ANA)
    assert (found.cap, found.raised_s, len(found.chats)) == (cap, 0, cap + 1)


async def test_a_cap_can_be_set_back_and_is_not_raised_above_the_most(house: House) -> None:
    await house.arrive("ana")
    await floor.raise_cap(house.world, ANA, on=True)
    await floor.raise_cap(house.world, ANA, on=False)
    assert (await seen_of(house, ANA)).raised_s == 0
    with pytest.raises(NotSignedIn):
        await floor.raise_cap(house.world, BEN, on=True)


async def test_those_who_wait_are_told_and_those_who_talk_are_not(house: House) -> None:
    talking, _ = await house.talk("ana")
    waiting = await house.join("youth-2")
    before = await house.picture()
    await floor.set_notice(house.world, Notice.CLOSING)
    picture = await house.picture()
    wait, talk = youth_view(picture, waiting), youth_view(picture, talking)
    assert wait is not None
    assert talk is not None
    assert (wait.notice, talk.notice) == (Notice.CLOSING, None)
    assert youth_sees(picture, waiting) != youth_sees(before, waiting)
    assert floor_sees(picture) != floor_sees(before)
    assert (await seen(house)).notice_s == HOUR_S
    house.now += HOUR_S
    over = await house.picture()
    assert youth_sees(over, waiting) == youth_sees(before, waiting)
    assert floor_view(over).notice is None


async def test_in_a_surge_an_offer_is_shorter_and_other_help_is_there_at_once(house: House) -> None:
    await floor.set_surge(house.world, on=True)
    await house.arrive("ana", ready=True)
    chat = await house.join()
    await house.turn()
    after = await house.chat(chat)
    assert after.offer_until == house.now + POLICY.surge_offer_s
    view = youth_view(await house.picture(), chat)
    assert view is not None
    assert view.surge
    await house.turn(POLICY.surge_offer_s)
    assert (await house.chat(chat)).phase is Phase.WAITING
    await floor.set_surge(house.world, on=False)
    again = youth_view(await house.picture(), chat)
    assert again is not None
    assert not again.surge
    assert (await seen(house)).surge_s == 0


async def test_the_floor_tells_how_the_store_and_the_nodes_are(house: House) -> None:
    view = await seen(house)
    assert view.nodes == 1
    assert view.store_s == round(house.now)


async def test_nobody_is_left_with_a_page_that_is_away(house: House) -> None:
    chat, _ = await house.talk("ana")
    await house.arrive("ben", ready=True)
    await desk.away(house.world, BEN, Conn("ben-1"))
    with pytest.raises(NotFree):
        await floor.hand_over(house.world, chat, BEN)
    assert (await house.chat(chat)).phase is Phase.OPEN
