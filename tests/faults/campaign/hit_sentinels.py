"""Faults of a master behind sentinels (F3, F7, F8)."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import Any

from redis.exceptions import RedisError

from tests.faults.campaign.scene import Scene, off_loop
from tests.faults.history import Fault
from tests.stores import PASSWORD, Node, SentinelStore, until

PROMOTED_S = 20.0
LOOK_S = 0.05
SLOW = 6
"""Sentinels that have just chosen take their time before they choose again."""
PARTED_S = (4.0, 8.0)


async def empty_a_master(scene: Scene) -> Fault:
    """F3: kill -9 the master and start it again at once, so that its replicas forget as well."""
    store = scene.behind
    master = store.stores[await off_loop(partial(_settled, store))]
    start = monotonic()
    await off_loop(master.kill)
    end = monotonic()
    await off_loop(master.start)
    await off_loop(partial(_settled, store))
    return Fault("F3 master restarted empty", start, end, no_store=True)


async def kill_the_master(scene: Scene) -> Fault:
    """F7: kill -9 the master; another is promoted, and the old one comes back as its replica."""

    async def dead(store: SentinelStore, old: int) -> None:
        await off_loop(store.stores[old].start)

    return await _fail_over(scene, "F7 master killed", Node.kill, dead, no_store=True)


async def freeze_the_master(scene: Scene) -> Fault:
    """F7: the master stands still; when it goes on it takes itself for the master still."""

    async def awake(store: SentinelStore, old: int) -> None:
        store.stores[old].thaw()

    return await _fail_over(scene, "F7 master frozen", Node.freeze, awake, no_store=False)


async def part_the_master(scene: Scene) -> Fault:
    """F7: sentinels and replicas can't reach the master; the nodes that have it still can."""

    async def rejoined(store: SentinelStore, old: int) -> None:
        node = store.stores[old]
        await asyncio.sleep(scene.some(*PARTED_S))
        if await off_loop(partial(_takes, node)):
            scene.wrong("two masters", "one that was parted takes writes")
        await off_loop(partial(_let_in, node))

    return await _fail_over(scene, "F7 master parted", _part, rejoined, no_store=False)


async def drop_clients(scene: Scene) -> Fault:
    """F8: the master ends all its connections."""
    start = monotonic()
    store = scene.behind
    master = store.stores[await off_loop(partial(_settled, store))]
    kill = partial(master.ask, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    await off_loop(kill)
    return Fault("F8 store drops its clients", start, monotonic())


async def _fail_over(
    scene: Scene,
    kind: str,
    hit: Callable[[Node], None],
    heal: Callable[[SentinelStore, int], Awaitable[None]],
    *,
    no_store: bool,
) -> Fault:
    store = scene.behind
    old = await off_loop(partial(_settled, store))
    begun = monotonic()
    await off_loop(partial(hit, store.stores[old]))
    start = monotonic() if no_store else begun
    end, promoted = await _promoted(store, old)
    if not promoted:
        scene.wrong("no failover", kind)
    scene.noted["F7 promoted"].append(end - start)
    await heal(store, old)
    await off_loop(partial(_rejoined, store, old))
    return Fault(kind, start, end if no_store else monotonic(), no_store=no_store)


async def _promoted(store: SentinelStore, old: int) -> tuple[float, bool]:
    """Wait for another master; return the last moment at which there was none, and if it came."""
    last = monotonic()
    end = last + PROMOTED_S
    while monotonic() < end:
        asked = monotonic()
        if await off_loop(partial(_is_replaced, store, old)):
            return last, True
        last = asked
        await asyncio.sleep(LOOK_S)
    return last, False


def _is_replaced(store: SentinelStore, old: int) -> bool:
    others = [node for number, node in enumerate(store.stores) if number != old]
    return any(_role(node)[:1] == ["master"] for node in others)


def _rejoined(store: SentinelStore, old: int) -> None:
    """Have an old master follow the new one, as whoever runs it would; wait until all is whole."""
    until(lambda: _agreed(store) not in {None, old}, "the sentinels do not agree")
    new = _agreed(store)
    if new is not None:
        store.follow(old, new)
    _settled(store)


def _settled(store: SentinelStore) -> int:
    """Wait until the sentinels agree and all others follow; return the number of the master."""
    for _ in range(SLOW):
        with suppress(TimeoutError):
            until(lambda: _is_whole(store), "")
            return store.master()
    raise TimeoutError("the stores are not whole")


def _is_whole(store: SentinelStore) -> bool:
    master = _agreed(store)
    if master is None or _role(store.stores[master])[:1] != ["master"]:
        return False
    led_by = [["slave", "127.0.0.1", store.stores[master].port, "connected"]]
    return all(
        [_role(node)[:4]] == led_by for number, node in enumerate(store.stores) if number != master
    )


def _agreed(store: SentinelStore) -> int | None:
    try:
        return store.master()
    except (RedisError, ValueError):
        return None


def _role(node: Node) -> list[Any]:
    try:
        return list(node.ask("ROLE"))
    except RedisError:
        return []


def _part(node: Node) -> None:
    """Let nobody new in, and send away those who must not reach it: sentinels and replicas.

    Connections that nodes have go on: a master that some can still reach is the hardest case.
    """
    node.ask("CONFIG", "SET", "requirepass", secret := secrets.token_hex(8))
    node._password = secret
    told = node.ask("CLIENT", "LIST")
    rows = told.splitlines() if isinstance(told, str) else [str(row) for row in told]
    for row in rows:
        if "name=sentinel" in row or "flags=S" in row:
            number = next(part[3:] for part in row.split() if part.startswith("id="))
            node.ask("CLIENT", "KILL", "ID", number)


def _let_in(node: Node) -> None:
    node.ask("CONFIG", "SET", "requirepass", PASSWORD)
    node._password = PASSWORD


def _takes(node: Node) -> bool:
    """Tell whether a store takes a write."""
    try:
        return bool(node.ask("SET", "probe", "1", "PX", 100))
    except RedisError:
        return False
