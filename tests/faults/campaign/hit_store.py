"""Faults of a store that stands alone (F2, F4, F5, F8, F19)."""

import asyncio
import signal
from time import monotonic

from tests.faults.campaign import leaks
from tests.faults.campaign.scene import Scene, off_loop
from tests.faults.history import Fault

OUTAGE_S = (4.0, 9.0)


async def empty(scene: Scene) -> Fault:
    """F2: kill -9 the store and start it again at once; it has forgotten everything."""
    start = monotonic()
    await off_loop(scene.alone.stop)
    end = monotonic()
    await off_loop(scene.alone.start)
    return Fault("F2 store emptied", start, end, no_store=True)


async def stop(scene: Scene) -> Fault:
    """F4: the store is down for some seconds, and comes back empty."""
    await off_loop(scene.alone.stop)
    start = monotonic()
    await asyncio.sleep(scene.some(*OUTAGE_S))
    end = monotonic()
    await off_loop(scene.alone.start)
    return Fault("F4 store down", start, end, no_store=True)


async def freeze(scene: Scene) -> Fault:
    """F5: the store stands still for some seconds, and has lost nothing."""
    scene.alone.freeze()
    start = monotonic()
    await asyncio.sleep(scene.some(*OUTAGE_S))
    end = monotonic()
    scene.alone.thaw()
    return Fault("F5 store frozen", start, end, no_store=True)


async def drop_clients(scene: Scene) -> Fault:
    """F8: the store ends all its connections."""
    start = monotonic()
    await off_loop(scene.alone.drop_clients)
    return Fault("F8 store drops its clients", start, monotonic())


async def crash(scene: Scene) -> Fault:
    """F19: the store dies of a bad pointer with text in flight, and says none of it."""
    start, words = monotonic(), leaks.in_flight(scene)
    await off_loop(lambda: scene.alone.stop(signal.SIGSEGV))
    end = monotonic()
    leaks.look(scene, words, scene.alone.log)
    await off_loop(scene.alone.start)
    return Fault("F19 store crashed", start, end, no_store=True)
