"""Faults of the wires, between pages and nodes and between nodes and their store (F6, F10 …)."""

import asyncio
from functools import partial
from time import monotonic

from tests.faults.campaign.place import Node
from tests.faults.campaign.scene import Scene, noticed
from tests.faults.history import Fault
from tests.faults.proxy import Proxy

PARTED_S = (2.0, 12.0)
MUST_S = {"F6 unfit": 6.0, "F6 moved": 10.0}
"""By when it must be noticed, in partings that last so long."""
SWITCH_S = (1.0, 6.0)
SLOW_S = (3.0, 6.0)
LATE_S = (0.2, 2.0)
CUTS = 4
"""So often pages are cut off while the store answers late."""


async def part_a_node_from_the_store(scene: Scene) -> Fault:
    """F6: nothing passes between one node and the store."""
    node, start = scene.node(), monotonic()
    long = scene.some(*PARTED_S)
    node.to_store.stall()
    there = _at(node)
    seen = [
        asyncio.create_task(noticed(partial(_is_unfit, node), long)),
        asyncio.create_task(noticed(partial(_have_left, node, there), long)),
    ]
    await asyncio.sleep(long)
    node.to_store.heal()
    end = monotonic()
    for name, took in zip(("F6 unfit", "F6 moved"), await asyncio.gather(*seen), strict=True):
        if took is not None or long > MUST_S[name]:
            scene.noted[name].append(long if took is None else took)
    return Fault("F6 node parted from the store", start, end)


async def switch_networks(scene: Scene) -> Fault:
    """F10: some pages' connections fall silent, and later end."""
    start = monotonic()
    for door in scene.place.wires:
        door.stall(0.4)
    await asyncio.sleep(scene.some(*SWITCH_S))
    for door in scene.place.wires:
        _end_the_silent(door)
    return Fault("F10 networks switched", start, monotonic())


async def drop_all_sockets(scene: Scene) -> Fault:
    """F14: every page loses its connection in the same moment."""
    start = monotonic()
    for door in scene.place.wires:
        door.reset()
    return Fault("F14 all sockets dropped", start, monotonic())


async def answer_late(scene: Scene) -> Fault:
    """F18: the store's answers come late, each by another time, while pages go in mid-question."""
    start = monotonic()
    for node in scene.place.nodes:
        node.to_store.delay(*LATE_S)
    for _ in range(CUTS):
        await asyncio.sleep(scene.some(*SLOW_S) / CUTS)
        for door in scene.place.wires:
            door.reset(0.3)
    for node in scene.place.nodes:
        node.to_store.heal()
    await asyncio.sleep(LATE_S[1])
    return Fault("F18 store answers late", start, monotonic())


async def _is_unfit(node: Node) -> bool:
    return not await node.is_ready()


async def _have_left(node: Node, there: frozenset[object]) -> bool:
    """Tell whether those who were at a node have gone; whoever comes meanwhile is sent on too."""
    return not there & _at(node)


def _at(node: Node) -> frozenset[object]:
    return frozenset[object]().union(*(door.connections for door in node.doors))


def _end_the_silent(door: Proxy) -> None:
    door.reset_stalled()
    door.heal()
