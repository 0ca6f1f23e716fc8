"""What a supervisor's page can make happen."""

from contextlib import suppress

from helpline.actions.care import raise_hand
from helpline.actions.change import change
from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.world import World
from helpline.core import events
from helpline.core.errors import NotSignedIn
from helpline.core.line import LineState, by_hand
from helpline.core.names import ChatId, StaffId


async def pull_back(world: World, chat: ChatId) -> Deliveries:
    """Put an open chat back to the front of the line; the youth is told why."""
    return await change(world, chat, events.PulledBack())


async def lower_hand(world: World, staff: StaffId) -> Deliveries:
    """Take a hand down that somebody at a desk has raised: a supervisor is with them."""
    with suppress(NotSignedIn):
        return await raise_hand(world, staff, None)
    return (Changed(),)


async def set_line(world: World, state: LineState) -> Deliveries:
    """Open, pause or close the line by hand; whoever waits or talks is not sent away."""
    now = world.now()
    await world.floor.set_state(by_hand(state, world.hours.outlook(now), now))
    return (Changed(),)
