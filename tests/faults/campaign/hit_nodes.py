"""Faults of a node's process (F1, F13, F19, F24)."""

import asyncio
import signal
from contextlib import ExitStack
from time import monotonic
from unittest.mock import patch

from tests.faults.campaign import leaks
from tests.faults.campaign.scene import Scene
from tests.faults.history import Fault

RESTART_S = (0.5, 3.0)
STAYS_AWAY_S = 16.0
"""Long enough to be noticed, and less than the grace after which a chat goes to somebody else."""


async def kill(scene: Scene) -> Fault:
    """F1: kill -9 a node; it is started again a little later."""
    node, start = scene.node(), monotonic()
    await node.kill()
    end = monotonic()
    await asyncio.sleep(scene.some(*RESTART_S))
    await node.start()
    return Fault("F1 node killed", start, end)


async def roll(scene: Scene) -> Fault:
    """F13: every node in turn is told to end, and started again, as a new release does it."""
    start = monotonic()
    for node in scene.place.nodes:
        scene.noted["F13 stop"].append(await node.stop())
        await node.start()
    return Fault("F13 rolling restart", start, monotonic())


async def crash(scene: Scene) -> Fault:
    """F19: a node dies of a bad pointer with text in flight, and says none of it."""
    node, start, words = scene.node(), monotonic(), leaks.in_flight(scene)
    await node.kill(signal.SIGSEGV)
    end = monotonic()
    leaks.look(scene, words, node.log)
    await node.start()
    return Fault("F19 node crashed", start, end)


async def vanish_with_a_node(scene: Scene) -> Fault:
    """F24: a node is killed, and its desks' pages do not come back for a while."""
    node, start = scene.node(), monotonic()
    gone = [d for d in scene.crowd.desks if d._routes.origin == node.origins[1]]
    with ExitStack() as stack:
        for desk in gone:
            stack.enter_context(patch.object(desk._routes, "lost", lambda: STAYS_AWAY_S))
        await node.kill()
        end = monotonic()
        await node.start()
        await asyncio.sleep(STAYS_AWAY_S)
    return Fault("F24 desks stay away", start, end)
