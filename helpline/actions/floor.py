"""What a supervisor's page can make happen."""

from helpline.actions.change import change
from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.world import World
from helpline.core import events
from helpline.core.names import ChatId
from helpline.wire.shapes import LineState


async def pull_back(world: World, chat: ChatId) -> Deliveries:
    """Put an open chat back to the front of the line; the youth is told why."""
    return await change(world, chat, events.PulledBack())


async def set_line(world: World, state: LineState) -> Deliveries:
    """Open, pause or close the line; whoever waits or talks is not sent away."""
    await world.floor.set_state(state)
    return (Changed(),)
