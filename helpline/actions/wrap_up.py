"""What is counted of an ended chat: each answer by itself, in whole numbers, and a pause after."""

from dataclasses import replace

from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.desk import update
from helpline.actions.world import World
from helpline.core.care import heavier
from helpline.core.counted import Kind, referral_kind
from helpline.core.errors import NotNow
from helpline.core.names import Fence, StaffId
from helpline.wire.staff import WrapUp


async def wrap_up(world: World, staff: StaffId, said: WrapUp) -> Deliveries:
    """Add an ended chat to the counts, each answer by itself; a heavy one brings a pause."""
    found, fence = await world.floor.desk(staff), Fence(said.fence)
    if found is None or fence not in found.value.wrap_up:
        raise NotNow("no chat wants this wrap-up")
    await _count(world, said)
    gap_until = world.now() + world.policy.heavy_gap_s if said.heavy else 0.0
    await update(
        world,
        staff,
        lambda desk: replace(
            desk,
            wrap_up=tuple(kept for kept in desk.wrap_up if kept != fence),
            gap_until=max(desk.gap_until, gap_until),
            load=heavier(desk.load) if said.heavy else desk.load,
        ),
    )
    return (Changed(),)


async def _count(world: World, said: WrapUp) -> None:
    now = world.now()
    if said.outcome is not None:
        await world.count(Kind.OUTCOME, said.outcome, now)
    for topic in set(said.topics):
        await world.count(Kind.TOPIC, topic, now)
    if said.heavy:
        await world.count(Kind.HEAVY, None, now)
    for referral in said.referrals:
        await world.count(referral_kind(referral.outcome), referral.need, now)
