"""What a supervisor's page can make happen."""

from contextlib import suppress

from helpline.actions import desk
from helpline.actions.care import raise_hand
from helpline.actions.change import change, load
from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.world import World
from helpline.core import events
from helpline.core.desk import raised
from helpline.core.errors import NotNow, NotSignedIn
from helpline.core.line import LineState, by_hand
from helpline.core.measures import HOUR_S, Notice
from helpline.core.names import ChatId, StaffId


async def pull_back(world: World, chat: ChatId) -> Deliveries:
    """Put an open chat back to the front of the line; the youth is told why."""
    return await change(world, chat, events.PulledBack())


async def lower_hand(world: World, staff: StaffId) -> Deliveries:
    """Take a hand down that somebody at a desk has raised: a supervisor is with them."""
    with suppress(NotSignedIn):
        return await raise_hand(world, staff, None)
    return (Changed(),)


async def hand_over(world: World, chat: ChatId, to: StaffId) -> Deliveries:
    """Offer an open chat to somebody by name, in place of whoever has it; the youth is told who.

    Raises `NotNow` where nobody has it, and `NotFree` where it can't go to them.
    """
    seat = (await load(world, chat)).value.seat
    if seat is None:
        raise NotNow("nobody has it")
    return await desk.hand_over(world, seat.staff, chat, seat.fence, to)


async def raise_cap(world: World, staff: StaffId, *, on: bool) -> Deliveries:
    """Let somebody have one chat more for an hour, or no more; what they hold stays with them.

    Raises `NotSignedIn` where they have no desk, and `NotNow` at the most that anybody has.
    """
    await desk.update(world, staff, lambda before: raised(before, world.now(), on=on))
    return (Changed(),)


async def set_notice(world: World, notice: Notice | None) -> Deliveries:
    """Tell those who wait something for an hour, or (None) nothing any more."""
    await world.floor.measures.set_notice(notice, world.now() + HOUR_S)
    return (Changed(),)


async def set_surge(world: World, *, on: bool) -> Deliveries:
    """Have a surge for an hour, or none any more."""
    await world.floor.measures.set_surge(world.now() + HOUR_S if on else 0.0)
    return (Changed(),)


async def set_line(world: World, state: LineState) -> Deliveries:
    """Open, pause or close the line by hand; whoever waits or talks is not sent away."""
    now = world.now()
    await world.floor.set_state(by_hand(state, world.hours.outlook(now), now))
    return (Changed(),)
