"""What ended stays ended: also where a store that took over has not heard of it."""

from helpline.actions import youth
from helpline.actions.deliveries import Tell
from helpline.actions.rebuild import bring_back
from helpline.actions.wiped import KEPT_S, wipe_again
from helpline.core.names import ChatId
from tests.store import empty
from tests.world import House


async def came_back(house: House) -> ChatId:
    """Return a chat that ended, and was then brought back to a store that had lost everything."""
    chat, _ = await house.talk()
    before, kept = house.world.nodes.era, await house.chat(chat)
    await youth.leave(house.world, chat)
    await empty(house.world.floor.store, house.world.floor.keys.floor)
    await bring_back(house.world, before, [kept])
    assert await house.world.floor.chat(chat) is not None
    return chat


async def test_a_chat_that_came_back_is_wiped_again_and_its_pages_are_told(house: House) -> None:
    chat = await came_back(house)
    told = await wipe_again(house.world)
    assert await house.world.floor.chat(chat) is None
    assert "ended" in {one.name for one in told if isinstance(one, Tell)}
    assert await wipe_again(house.world) == ()


async def test_in_the_era_in_which_it_ended_nothing_is_done(house: House) -> None:
    chat, _ = await house.talk()
    await youth.leave(house.world, chat)
    assert house.world.wiped.keys() == {chat}
    assert await wipe_again(house.world) == ()


async def test_a_node_forgets_after_a_while_what_it_wiped(house: House) -> None:
    chat = await came_back(house)
    house.now += KEPT_S + 1
    assert await wipe_again(house.world) == ()
    assert chat not in house.world.wiped
