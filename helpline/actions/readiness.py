"""Whether a responder takes chats now, and whether they may."""

from contextlib import suppress
from dataclasses import replace

from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.desk import update
from helpline.actions.world import World
from helpline.core.desk import made_ready
from helpline.core.errors import NotSignedIn
from helpline.core.names import StaffId


async def set_ready(world: World, staff: StaffId, *, on: bool) -> Deliveries:
    """Take chats, or rest; what is open goes on."""
    await update(world, staff, lambda desk: made_ready(desk, world.now(), on=on))
    return (Changed(),)


async def set_cleared(world: World, staff: StaffId, until: float | None) -> Deliveries:
    """Note until when somebody is cleared to answer; None is for good."""
    with suppress(NotSignedIn):
        await update(world, staff, lambda desk: replace(desk, cleared_until=until))
    return (Changed(),)
