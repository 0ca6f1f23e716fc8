"""A change of a chat is counted by whoever has committed it: once, however many nodes there are."""

from collections.abc import Mapping

from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.counted import ANSWERED, Kind, beside
from helpline.core.desk import Desk
from helpline.core.names import StaffId
from helpline.core.steps import Step
from helpline.core.tally import tally
from helpline.ephemeral.documents import Stored


async def note_arrival(world: World, chat: Chat) -> None:
    """Count that somebody has come into the line."""
    await world.count(Kind.CAME, chat.intake.language, chat.joined_at)


async def note_step(
    world: World, before: Chat, step: Step, desks: Mapping[StaffId, Stored[Desk]]
) -> None:
    """Count what a step came to, in the hour in which the youth came; `desks` are from before it.

    All that is counted of a chat stands in that hour, and so in the same month: what is shown of a
    month adds up, and `core.months` hides small counts by that.
    """
    found = tally(before, step, world.now(), world.policy)
    if found is None:
        return
    await world.count(*found, before.joined_at)
    if found[0] in ANSWERED:
        others = sum(len(desk.value.chats) for desk in desks.values())
        await world.count(Kind.TAKEN, beside(others), before.joined_at)
