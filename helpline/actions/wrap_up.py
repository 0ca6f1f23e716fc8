"""What is counted of an ended chat: each answer by itself, in whole numbers, and a pause after."""

from dataclasses import replace

from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.desk import update
from helpline.actions.world import World
from helpline.core.errors import NotNow
from helpline.core.intake import Topic
from helpline.core.names import Fence, StaffId
from helpline.durable import Kind
from helpline.wire.staff import Outcome


async def wrap_up(
    world: World,
    staff: StaffId,
    fence: Fence,
    outcome: Outcome | None,
    topics: tuple[Topic, ...],
    *,
    heavy: bool,
) -> Deliveries:
    """Add an ended chat to the counts, each answer by itself; a heavy one brings a pause."""
    found = await world.floor.desk(staff)
    if found is None or fence not in found.value.wrap_up:
        raise NotNow("no chat wants this wrap-up")
    await _count(world, outcome, topics, heavy=heavy)
    gap_until = world.now() + world.policy.heavy_gap_s if heavy else 0.0
    await update(
        world,
        staff,
        lambda desk: replace(
            desk,
            wrap_up=tuple(kept for kept in desk.wrap_up if kept != fence),
            gap_until=max(desk.gap_until, gap_until),
        ),
    )
    return (Changed(),)


async def _count(
    world: World, outcome: Outcome | None, topics: tuple[Topic, ...], *, heavy: bool
) -> None:
    if outcome is not None:
        await world.count(Kind.OUTCOME, outcome)
    for topic in set(topics):
        await world.count(Kind.TOPIC, topic)
    if heavy:
        await world.count(Kind.HEAVY, None)
