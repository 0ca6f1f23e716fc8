"""What a responder does for themselves, and a supervisor for them."""

from dataclasses import replace

from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.desk import hand_over, held_seat, update
from helpline.actions.readiness import set_ready
from helpline.actions.world import World
from helpline.core.care import Hand
from helpline.core.names import ChatId, Fence, StaffId


async def raise_hand(world: World, staff: StaffId, hand: Hand | None) -> Deliveries:
    """Ask a supervisor for something, or (None) no more; whoever watches the floor sees it."""
    await update(world, staff, lambda desk: replace(desk, hand=hand))
    return (Changed(),)


async def tap_out(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Deliveries:
    """Give the chat to the front of the line, with kind words for the youth, and rest.

    No reason is asked and nothing is counted. Resting comes first, so that no other chat comes.
    Raises `NotYours`, and changes nothing, for somebody else's chat or an old fence.
    """
    await held_seat(world, staff, chat, fence)
    told = await set_ready(world, staff, on=False)
    return told + await hand_over(world, staff, chat, fence, None)
