"""Chats that ended a moment ago: a store that has lost that they ended is told once more.

What was wiped just before a failover, or before the store was emptied, may come back: from a copy
that did not hear of it, or with the ticket of a desk. This node remembers the bare ids for a while.
"""

from contextlib import suppress
from typing import Final

from helpline.actions.change import change
from helpline.actions.deliveries import Deliveries
from helpline.actions.world import World
from helpline.core.errors import NoSuchChat
from helpline.core.events import Left

KEPT_S: Final = 60.0


async def wipe_again(world: World) -> Deliveries:
    """Wipe what has come back; in the era in which it was wiped there is nothing to do."""
    told: Deliveries = ()
    now = world.now()
    for chat, (era, at) in list(world.wiped.items()):
        if now - at > KEPT_S:
            del world.wiped[chat]
        elif era != world.nodes.era:
            with suppress(NoSuchChat):
                told += await change(world, chat, Left())
    return told
