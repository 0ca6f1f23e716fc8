"""Faults of the wires, between pages and nodes and between nodes and their store (F6, F10 …)."""

import asyncio
from functools import partial
from time import monotonic

from tests.faults.campaign.place import Node
from tests.faults.campaign.scene import Scene, noticed
from tests.faults.history import Fault
from tests.faults.proxy import Proxy

PARTED_S = (7.0, 12.0)
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
    seen = [
        asyncio.create_task(noticed(partial(_is_unfit, node), long)),
        asyncio.create_task(noticed(partial(_is_left, node), long)),
    ]
    await asyncio.sleep(long)
    node.to_store.heal()
    end = monotonic()
    for name, took in zip(("F6 unfit", "F6 moved"), await asyncio.gather(*seen), strict=True):
        if took is not None:
            scene.noted[name].append(took)
        elif scene.most_s is None:
            scene.noted[name].append(long)
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


async def _is_left(node: Node) -> bool:
    """Tell whether no page is at a node any more."""
    return not any(door.connections for door in node.doors)


def _end_the_silent(door: Proxy) -> None:
    door.reset_stalled()
    door.heal()
