"""A change of a chat is counted by whoever has committed it: once, however many nodes there are."""

from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.counted import Kind
from helpline.core.steps import Step
from helpline.core.tally import tally


async def note_arrival(world: World, chat: Chat) -> None:
    """Count that somebody has come into the line."""
    await world.count(Kind.CAME, chat.intake.language, chat.joined_at)


async def note_step(world: World, before: Chat, step: Step) -> None:
    """Count what a step came to, in the hour in which the youth came.

    All that is counted of a chat stands in that hour, and so in the same month: what is shown of a
    month adds up, and `core.months` hides small counts by that.
    """
    found = tally(before, step, world.now(), world.policy)
    if found is not None:
        await world.count(*found, before.joined_at)
