"""A chat that changes hands: by name, to the line, at sign-out; and the youth is never dropped."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from helpline.actions import desk, floor, readiness, youth
from helpline.actions.views import youth_view
from helpline.core.chat import Chat, Phase, Presence, Why
from helpline.core.desk import Desk
from helpline.core.errors import NotFree, NotSignedIn, NotYours
from helpline.core.intake import Topic
from helpline.core.names import ChatId, Conn, StaffId
from helpline.ephemeral.documents import Stored
from helpline.ephemeral.floor import Floor, Write
from tests.made import OTHER_KEY, POLICY
from tests.world import House, sealed, told

ANA, BEN = StaffId("ana"), StaffId("ben")


async def test_by_name_it_comes_as_an_offer_to_that_colleague(house: House) -> None:
    chat, fence = await house.talk()
    ben = await house.arrive("ben")
    await house.arrive("cleo", ready=True)
    deliveries = await desk.hand_over(house.world, ANA, chat, fence, ben)
    assert told(deliveries) == [("ana-1", "ended", "handed_over")]
    found = await house.chat(chat)
    assert found.seat is not None
    assert (found.phase, found.seat.staff, found.by_name) == (Phase.OFFERED, ben, True)
    assert (found.why, found.next_name) == (Why.HANDED_OVER, "Ben")
    assert found.fence > fence
    view = youth_view(await house.picture(), chat)
    assert view is not None
    assert (view.why, view.next_name, view.readers) == ("handed_over", "Ben", ())


async def test_whoever_does_not_take_it_leaves_it_to_the_line_at_the_front(house: House) -> None:
    chat, fence = await house.talk()
    ben = await house.arrive("ben")
    cleo = await house.arrive("cleo")
    house.now += 5
    await house.join("youth-2")
    await desk.hand_over(house.world, ANA, chat, fence, ben)
    await house.turn(POLICY.offer_s)
    assert (await house.world.floor.line())[0] == chat
    view = youth_view(await house.picture(), chat)
    assert view is not None
    assert view.next_name is None, "a name that did not come must not be promised"
    await readiness.set_ready(house.world, cleo, on=True)
    await house.turn()
    seat = (await house.chat(chat)).seat
    assert seat is not None
    assert seat.staff == cleo


async def test_to_the_line_and_not_back_to_the_same_hands(house: House) -> None:
    chat, fence = await house.talk()
    await desk.hand_over(house.world, ANA, chat, fence, None)
    await readiness.set_ready(house.world, ANA, on=True)
    await house.turn(3_000)
    assert (await house.chat(chat)).phase is Phase.WAITING


@pytest.mark.parametrize("case", ["oneself", "nobody", "away", "full", "offered"])
async def test_who_has_no_room_is_not_free_and_nothing_changes(house: House, case: str) -> None:
    chat, fence = await house.talk()
    ben = await house.arrive("ben")
    target = ben
    if case == "oneself":
        target = ANA
    elif case == "nobody":
        target = StaffId("nobody")
    elif case == "away":
        await desk.away(house.world, ben, Conn("ben-1"))
    elif case == "full":
        await house.talk("ben")
        await house.talk("ben")
    else:
        await house.join("youth-2")
        await desk.pull(house.world, ben)
    before = await house.chat(chat)
    with pytest.raises(NotFree):
        await desk.hand_over(house.world, ANA, chat, fence, target)
    assert await house.chat(chat) == before


async def test_by_name_never_to_somebody_who_opted_out_of_the_topic(house: House) -> None:
    chat, fence = await house.talk(topics=(Topic.SEXUAL,))
    ben = await house.arrive("ben", opted_out=(Topic.SEXUAL,))
    with pytest.raises(NotFree):
        await desk.hand_over(house.world, ANA, chat, fence, ben)
    assert (await house.chat(chat)).phase is Phase.OPEN


async def test_by_name_never_back_to_somebody_the_youth_asked_to_leave(house: House) -> None:
    chat, _ = await house.talk()
    ben = await house.arrive("ben")
    await youth.switch(house.world, chat)
    await desk.pull(house.world, ben)
    fence = (await house.chat(chat)).fence
    await desk.accept(house.world, ben, chat, fence)
    with pytest.raises(NotFree):
        await desk.hand_over(house.world, ben, chat, fence, ANA)


async def test_the_old_hands_can_neither_write_nor_read_nor_end(house: House) -> None:
    chat, fence = await house.talk()
    ben = await house.arrive("ben")
    await desk.say(house.world, ANA, chat, fence, sealed(1))
    await desk.hand_over(house.world, ANA, chat, fence, ben)
    newer = (await house.chat(chat)).fence
    for old in (fence, newer):
        with pytest.raises(NotYours):
            await desk.say(house.world, ANA, chat, old, sealed(2))
        with pytest.raises(NotYours):
            await desk.catch_up(house.world, ANA, chat, old, 0)
        with pytest.raises(NotYours):
            await desk.end(house.world, ANA, chat, old)
    await desk.accept(house.world, ben, chat, newer)
    missed, _ = await desk.catch_up(house.world, ben, chat, newer, 0)
    assert [(one.seq, one.sender) for one in missed] == [(1, f"r{fence}")]


async def test_switching_frees_the_responder_who_is_not_told_more_than_that(house: House) -> None:
    chat, _ = await house.talk()
    assert told(await youth.switch(house.world, chat)) == [("ana-1", "ended", "switched")]
    assert (await house.desk(ANA)).chats == ()


async def test_pulling_back_needs_an_open_chat_and_spares_the_line(house: House) -> None:
    chat, _ = await house.talk()
    assert told(await floor.pull_back(house.world, chat)) == [("ana-1", "ended", "pulled_back")]
    assert await house.world.floor.line() == [chat]


async def test_signing_out_hands_everything_over_and_takes_the_desk_away(house: House) -> None:
    first, _ = await house.talk()
    second = await house.join("youth-2")
    await desk.pull(house.world, ANA)
    assert (await house.desk(ANA)).offer is not None
    deliveries = await desk.leave(house.world, ANA)
    assert told(deliveries) == [("ana-1", "ended", "handed_over")]
    assert await house.world.floor.desk(ANA) is None
    assert await house.world.floor.line() == [first, second]
    assert told(await desk.leave(house.world, ANA)) == []


async def test_signing_out_while_ready_is_not_offered_more(house: House) -> None:
    """A turn between giving the chats back and leaving would seat a youth at an empty desk."""
    await readiness.set_ready(house.world, (await house.arrive("ana")), on=True)
    waiting = [await house.join(f"youth-{n}") for n in range(4)]
    await house.turn()
    turning = replace(house.world, floor=_TurnsWhenAsked(house))
    await desk.leave(turning, ANA)
    assert await house.world.floor.desk(ANA) is None
    for chat in waiting:
        assert (await house.chat(chat)).phase is Phase.WAITING


class _TurnsWhenAsked(Floor):
    """The floor of a house where another node takes a turn before every commit."""

    def __init__(self, house: House) -> None:
        super().__init__(house.world.floor.store, house.world.floor.keys.floor, POLICY)
        self._house = house

    async def commit(
        self, chats: Sequence[Write[Chat]], desks: Sequence[Write[Desk]], now: float
    ) -> bool:
        await self._house.turn()
        return await super().commit(chats, desks, now)


async def test_signing_out_after_a_chat_has_just_ended_still_leaves(house: House) -> None:
    chat, _ = await house.talk()
    other, _ = await house.talk()
    leaving = _EndsWhenSeen(house, chat)
    await desk.leave(replace(house.world, floor=leaving), ANA)
    assert await house.world.floor.desk(ANA) is None
    assert await house.world.floor.line() == [other]


class _EndsWhenSeen(Floor):
    """The floor of a house where a youth leaves right after a desk was loaded."""

    def __init__(self, house: House, chat: ChatId) -> None:
        super().__init__(house.world.floor.store, house.world.floor.keys.floor, POLICY)
        self._house, self._chat = house, chat

    async def desk(self, staff: StaffId) -> Stored[Desk] | None:
        found = await super().desk(staff)
        await youth.leave(self._house.world, self._chat)
        return found


async def test_a_desk_that_comes_back_in_time_keeps_its_chats_and_shows_its_new_key(
    house: House,
) -> None:
    chat, fence = await house.talk()
    await desk.away(house.world, ANA, Conn("ana-1"))
    assert (await house.desk(ANA)).link.presence is Presence.AWAY
    await desk.arrive(house.world, house.people[ANA], OTHER_KEY, Conn("ana-2"))
    seat = (await house.chat(chat)).seat
    assert seat is not None
    assert (seat.fence, seat.public_key, seat.link.presence) == (fence, OTHER_KEY, Presence.HERE)
    await desk.away(house.world, ANA, Conn("ana-1"))
    assert (await house.desk(ANA)).link.presence is Presence.HERE
    await house.turn(POLICY.responder_grace_s)
    assert (await house.chat(chat)).phase is Phase.OPEN


async def test_a_page_that_goes_after_signing_out_is_no_fault(house: House) -> None:
    await house.arrive("ana")
    await desk.leave(house.world, ANA)
    assert await desk.away(house.world, ANA, Conn("ana-1")) == ()


async def test_nobody_gets_ready_without_a_desk(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await readiness.set_ready(house.world, ANA, on=True)
