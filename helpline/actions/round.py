"""What the clock does: passed deadlines, and offers to whoever is free. Any node may run it."""

from helpline.actions.change import change, offer
from helpline.actions.deliveries import Deliveries
from helpline.actions.rebuild import is_settling
from helpline.actions.world import World
from helpline.core import matching
from helpline.core.chat import Phase, due, look_at
from helpline.core.errors import HelplineError
from helpline.core.events import Event, Ticked
from helpline.core.names import ChatId


async def turn(world: World) -> Deliveries:
    """Let every passed deadline take effect, then make the offers that can be made now."""
    return await deadlines(world) + await offers(world)


async def deadlines(world: World) -> Deliveries:
    """Step each chat whose deadline has passed; speech may have moved it in the meantime."""
    told: Deliveries = ()
    ids = await world.floor.due(world.now())
    found = await world.floor.chats(ids)
    for chat_id in ids:
        stored = found.get(chat_id)
        if stored is None:
            await world.floor.forget_chat(chat_id)
            continue
        now = world.now()
        if now < due(stored.value, stored.speech, world.policy):
            next_look = look_at(stored.value, stored.speech, now, world.policy)
            await world.floor.postpone(chat_id, stored.version, next_look)
        else:
            told += await _try(world, chat_id, Ticked(stored.speech))
    return told


async def _try(world: World, chat_id: ChatId, event: Event) -> Deliveries:
    try:
        return await change(world, chat_id, event)
    except HelplineError:
        return ()


async def offers(world: World) -> Deliveries:
    """Make every offer that can be made now. Another node may be faster: then it is settled."""
    ids = () if is_settling(world) else await world.floor.line()
    if not ids:
        return ()
    roster = await world.floor.roster()
    found = await world.floor.chats(ids)
    for lost in set(ids) - found.keys():
        await world.floor.forget_chat(lost)
    waiting = [s.value for s in found.values() if s.value.phase is Phase.WAITING]
    desks = [stored.value for stored in roster.values()]
    told: Deliveries = ()
    for chat, desk in matching.pairs(waiting, desks, world.now(), world.policy):
        try:
            told += await offer(world, chat.id, desk.id, by_name=False)
        except HelplineError:
            continue
    return told
