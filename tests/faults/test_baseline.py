"""After ten thousand connects and a storm, a node holds what it held before, and no more."""

import asyncio
from dataclasses import dataclass, replace
from time import monotonic

from aiohttp import ClientSession
from redis import Redis

from bench.process import rss_bytes
from bench.seats import House
from bench.subjects import OURS, Running, serving
from tests.faults.visits import Visits, visiting

WATCHED = replace(OURS, program=("-m", "tests.faults.watched"))
CONNECTS = 10_000
WARM_UP = 1_000
STORM = 2_000
CALM_S = 30.0
"""Until silent ones are noticed, and connections that linger are gone."""
LOOK_S = 0.25
ENOUGH_S = 420.0
KEPT = 2
"""Descriptors and connections that may be more than before."""
AT_WORK = 6
"""Tasks that may be on their way at any moment: a beat, a picture, a trip to the store."""
KIB, MIB = 1_024, 1_048_576
GROWN = 8 * MIB
"""What 10,000 connects may leave in memory; one leaked object of each would be more."""
PER_SOCKET, BESIDES = 64 * KIB, 150 * MIB
THINGS = 3_000
OF_CHATS = ("chat", "log", "seen")
EMPTY = (
    *("rooms", "named rooms", "leaving", "environs", "wires", "on the wheel", "working"),
    *("seats", "chats", "in mind"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a node holds at one moment."""

    rss: int
    store: int
    """Connections to the store."""
    held: dict[str, int]


async def look(running: Running, http: ClientSession) -> Look:
    async with http.get(f"{running.public[0]}/held") as answer:
        held = await answer.json()
    with Redis.from_url(running.store_url) as store:
        clients = len(store.client_list()) - 1
        held["chats"] = sum(len(list(store.scan_iter(f"*:{kind}:*"))) for kind in OF_CHATS)
    return Look(rss_bytes(*running.nodes), clients, held)


async def settled(running: Running, http: ClientSession) -> Look:
    """Wait until nobody is left, then for what is still on its way."""
    until = monotonic() + CALM_S
    while True:
        seen = await look(running, http)
        left = {name: seen.held[name] for name in EMPTY if seen.held[name]}
        if not left or monotonic() > until:
            assert not left, left
            return seen
        await asyncio.sleep(LOOK_S)


async def rush(running: Running, connects: int) -> int:
    """Let everybody come and go, and then the storm; return what it took at its height."""
    async with visiting(running.public[0]) as http:
        visits = Visits(House(running), http)
        await visits.come_and_go(connects)
        youth = await visits.sit(STORM)
        back = await visits.storm(youth)
        assert all(back), f"{back.count(False)} have not their place again"
        most = rss_bytes(*running.nodes)
        await visits.leave(youth)
    return most


async def test_a_node_is_back_at_its_baseline(redis_server: str) -> None:
    assert redis_server
    with serving(WATCHED) as running:
        async with asyncio.timeout(ENOUGH_S), ClientSession() as http:
            await rush(running, WARM_UP)
            before = await settled(running, http)
            most = await rush(running, CONNECTS)
            after = await settled(running, http)
            if after.rss - before.rss > GROWN:
                # The allocator may have taken more once, and keeps it; a leak grows each time.
                before = after
                await rush(running, CONNECTS)
                after = await settled(running, http)
    report = f"{before}\n{after}\nat the height {most / MIB:.1f} MiB"
    print(report)
    assert most <= PER_SOCKET * STORM + BESIDES, report
    assert after.rss - before.rss <= GROWN, report
    assert after.store - before.store <= KEPT, report
    for name, most_more in (("descriptors", KEPT), ("tasks", AT_WORK), ("things", THINGS)):
        assert after.held[name] - before.held[name] <= most_more, report
