"""Faults of the machine under a node: its clock, disk, database and memory (F12, F15 …)."""

import asyncio
import resource
import sqlite3
from contextlib import closing
from time import monotonic

from tests.faults.campaign import hostile
from tests.faults.campaign.place import Node
from tests.faults.campaign.scene import Scene
from tests.faults.history import Fault

WRONG_BY_S = (-3_600, -300, 0, 300, 3_600)
FULL_S = (2.0, 5.0)
LOST_S = 3.0
WATCHED_S = 6.0
LOCKED_S = (10.0, 30.0)
SHORT_S = (2.0, 4.0)
ROOM = 1 << 18
"""So much more memory than it has may a node take under pressure: less than its crowd needs."""
BUSY_S = 0.1
Limit = tuple[int, int]


async def set_a_clock_wrong(scene: Scene) -> Fault:
    """F12: the clock of one node is set, by minutes or by an hour; it stays wrong from now on."""
    start = monotonic()
    scene.node().skew(scene.place.dice.choice(WRONG_BY_S))
    return Fault("F12 clock set wrong", start, monotonic())


async def fill_a_disk(scene: Scene) -> Fault:
    """F15: one node can write no byte to any file: neither its log nor its database."""
    node, start = scene.node(), monotonic()
    process = node.pid
    before = _limit(process, resource.RLIMIT_FSIZE, 0)
    _reset_staff(node)  # who comes in again is looked up in the database
    if node.wire is not None:  # and an outage wants to be logged
        node.wire.stall()
        await asyncio.sleep(LOST_S)
        node.wire.heal()
    await asyncio.sleep(scene.some(*FULL_S))
    _restore(process, resource.RLIMIT_FSIZE, before)
    return Fault("F15 disk full", start, monotonic())


async def lock_the_database(scene: Scene) -> Fault:
    """F16: another program holds the write lock of the database; the first seconds are watched."""
    await scene.done()
    start = monotonic()
    scene.leave(_hold_the_lock(scene, scene.some(*LOCKED_S)))
    await asyncio.sleep(1.0)
    for node in scene.place.nodes:
        _reset_staff(node)
    await asyncio.sleep(WATCHED_S - 1.0)
    return Fault("F16 database locked", start, monotonic())


async def press_the_memory(scene: Scene) -> Fault:
    """F17: a node gets hardly more memory than it has, while clients come in."""
    node, start = scene.node(), monotonic()
    process = node.pid
    before = _limit(process, resource.RLIMIT_DATA, node.memory() + ROOM)
    await hostile.crowd_in(node, scene.some(*SHORT_S))
    _restore(process, resource.RLIMIT_DATA, before)
    end = monotonic()
    died = node.has_ended
    scene.noted["F17 died"].append(float(died))
    if died:
        await node.start()
    return Fault("F17 memory pressed", start, end)


async def _hold_the_lock(scene: Scene, seconds: float) -> None:
    with closing(sqlite3.connect(scene.place.sql, isolation_level=None, timeout=0.1)) as other:
        while not _has_lock(other):  # noqa: ASYNC110 - a database announces nothing
            await asyncio.sleep(BUSY_S)
        await asyncio.sleep(seconds)
        other.execute("ROLLBACK")


def _has_lock(other: sqlite3.Connection) -> bool:
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:  # a node has it right now, or the fault before this one
        return False
    return True


def _reset_staff(node: Node) -> None:
    node.doors[1].reset()


def _limit(process: int, kind: int, soft: int) -> Limit:
    before = resource.prlimit(process, kind)
    resource.prlimit(process, kind, (soft, before[1]))
    return before


def _restore(process: int, kind: int, before: Limit) -> None:
    try:
        resource.prlimit(process, kind, before)
    except ProcessLookupError:
        return
