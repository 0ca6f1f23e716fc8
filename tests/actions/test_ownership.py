"""A responder can touch no chat but their own, whatever they ask and whatever fence they name."""

from collections.abc import Awaitable, Callable

import pytest

from helpline.actions import desk
from helpline.core.errors import HelplineError, NotNow, NotYours
from helpline.core.names import ChatId, Fence, StaffId
from tests.world import House, sealed

Ask = Callable[[House, StaffId, ChatId, Fence], Awaitable[object]]
ASKS: dict[str, Ask] = {
    "accept": lambda h, s, c, f: desk.accept(h.world, s, c, f),
    "decline": lambda h, s, c, f: desk.decline(h.world, s, c, f),
    "say": lambda h, s, c, f: desk.say(h.world, s, c, f, sealed(1)),
    "catch_up": lambda h, s, c, f: desk.catch_up(h.world, s, c, f, 0),
    "typing": lambda h, s, c, f: desk.typing(h.world, s, c, f, on=True),
    "end": lambda h, s, c, f: desk.end(h.world, s, c, f),
    "hand_over": lambda h, s, c, f: desk.hand_over(h.world, s, c, f, None),
    "hand_over_to": lambda h, s, c, f: desk.hand_over(h.world, s, c, f, StaffId("cleo")),
}
ANA, BEN = StaffId("ana"), StaffId("ben")


async def floor_with(house: House, phase: str) -> tuple[ChatId, Fence]:
    """Set up ben, who has a talk of his own, and a chat that is ana's or nobody's."""
    await house.talk("ben")
    await house.arrive("ana")
    await house.arrive("cleo")
    if phase == "open":
        return await house.talk("ana")
    chat = await house.join()
    if phase == "offered":
        await desk.pull(house.world, ANA)
    return chat, (await house.chat(chat)).fence


@pytest.mark.parametrize("phase", ["waiting", "offered", "open"])
@pytest.mark.parametrize("ask", ASKS)
async def test_somebody_elses_chat(house: House, ask: str, phase: str) -> None:
    chat, fence = await floor_with(house, phase)
    own = (await house.desk(BEN)).chats[0]
    for tried in {fence, own.fence, Fence(fence + 1), Fence(1)}:
        before = await house.world.floor.chat(chat)
        with pytest.raises(NotYours):
            await ASKS[ask](house, BEN, chat, tried)
        assert await house.world.floor.chat(chat) == before


@pytest.mark.parametrize("ask", sorted(set(ASKS) - {"accept", "decline"}))
async def test_ones_own_chat_under_an_old_fence(house: House, ask: str) -> None:
    chat, fence = await floor_with(house, "open")
    before = await house.world.floor.chat(chat)
    with pytest.raises(NotYours):
        await ASKS[ask](house, ANA, chat, Fence(fence - 1))
    assert await house.world.floor.chat(chat) == before


@pytest.mark.parametrize("ask", sorted(set(ASKS) - {"accept", "decline"}))
async def test_an_offer_lets_nobody_write_read_or_end(house: House, ask: str) -> None:
    chat, fence = await floor_with(house, "offered")
    before = await house.world.floor.chat(chat)
    with pytest.raises((NotNow, NotYours)):
        await ASKS[ask](house, ANA, chat, fence)
    assert await house.world.floor.chat(chat) == before


@pytest.mark.parametrize("ask", ASKS)
async def test_a_chat_that_is_gone(house: House, ask: str) -> None:
    chat, fence = await floor_with(house, "open")
    await desk.end(house.world, ANA, chat, fence)
    with pytest.raises(HelplineError):
        await ASKS[ask](house, ANA, chat, fence)
    assert await house.world.floor.chat(chat) is None
