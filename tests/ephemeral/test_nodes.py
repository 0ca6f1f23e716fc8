"""Which nodes live, by the store's clock, and when what the store holds is another life's."""

import asyncio
from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter
from redis import Redis

from helpline.core.errors import TryAgain
from helpline.core.names import NodeId
from helpline.ephemeral.connection import Store, connect
from helpline.ephemeral.keys import Keys
from helpline.ephemeral.nodes import DEAD_S, Nodes
from helpline.wire.shapes import Era
from tests.store import Server, forever, serve
from tests.stores import free_ports, until


@pytest.fixture
def own(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may stop."""
    yield from serve(redis_server)


@pytest.fixture
def other(redis_server: str) -> Iterator[Server]:
    yield from serve(redis_server)


def node(store: Store, floor: str, name: str = "one") -> Nodes:
    return Nodes(store, Keys(floor), NodeId(name))


async def era_of(store: Store, floor: str) -> str:
    looks = node(store, floor)
    await looks.beat()
    return looks.era


async def test_nodes_know_each_other_and_agree_on_the_era(store: Store, name: str) -> None:
    one, two = node(store, name), node(store, name, "two")
    await one.beat()
    assert one.alive == {"one"}
    await two.beat()
    await one.beat()
    assert one.alive == two.alive == {"one", "two"}
    assert one.era == two.era != ""
    TypeAdapter(Era).validate_python(one.era)
    assert await forever(store, name) == []


async def test_the_stores_clock_is_what_counts(store: Store, name: str) -> None:
    one = node(store, name)
    await one.beat()
    seconds, micros = await store.call("TIME")
    assert abs(one.now() - int(seconds) - int(micros) / 1e6) < 0.5
    assert one.now() <= one.now()
    assert abs(one.now() - one.era_began) < 2.0


async def test_a_node_that_does_not_beat_is_gone(store: Store, name: str) -> None:
    one = node(store, name)
    await one.beat()
    key = Keys(name).nodes
    await store.call("ZADD", key, one.now() - DEAD_S - 0.1, "late", one.now() - DEAD_S + 1, "two")
    await one.beat()
    assert one.alive == {"one", "two"}
    assert await store.call("ZRANGE", key, 0, -1) == ["two", "one"], "the dead leave nothing"


async def test_the_era_goes_on_while_the_store_does(store: Store, name: str) -> None:
    eras = {await era_of(store, name) for _ in range(5)}
    assert len(eras) == 1
    await store.call("SCRIPT", "FLUSH")
    assert {await era_of(store, name)} == eras


async def test_what_was_asked_of_one_life_is_not_asked_of_the_next(own: Server, name: str) -> None:
    async with connect(own.url) as store:
        one, key = node(store, name), f"hl:{{{name}}}:asked"
        store.greet = one.greet
        await one.beat()
        before = one.era
        own.stop()
        own.start()
        with pytest.raises(TryAgain):
            await store.call("PING")  # on the old connection
        asked = [store.call("SET", key, "1", "PX", 5_000) for _ in range(3)]
        refused = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(error) for error in refused] == [TryAgain] * 3
        assert one.era != before
        assert await store.call("EXISTS", key) == 0
        await store.call("SET", key, "1", "PX", 5_000)


async def test_a_connection_to_the_same_life_refuses_nobody(own: Server, name: str) -> None:
    async with connect(own.url) as store:
        one = node(store, name)
        store.greet = one.greet
        await one.beat()
        before = one.era
        await store.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "no")
        with pytest.raises(TryAgain):
            await store.call("PING")
        assert await store.call("PING") == "PONG"
        assert one.era == before


async def test_another_era_when_the_keys_are_gone(own: Server, name: str) -> None:
    async with connect(own.url) as store:
        eras = [await era_of(store, name)]
        await store.call("FLUSHALL")
        eras.append(await era_of(store, name))
        await store.call("DEL", Keys(name).era)
        eras.append(await era_of(store, name))
        assert len(set(eras)) == 3


async def test_another_era_when_the_server_was_started_again(own: Server, name: str) -> None:
    async with connect(own.url) as store:
        before = await era_of(store, name)
    own.stop()
    own.start()
    async with connect(own.url) as store:
        assert await era_of(store, name) != before


async def test_another_era_when_a_replica_is_promoted_with_all_it_holds(
    own: Server, other: Server, name: str
) -> None:
    """It may lag behind: numbers it gives anew were given before."""
    master, replica = (Redis.from_url(one.url, decode_responses=True) for one in (own, other))
    port = _listen(master)
    async with connect(own.url) as store:
        before = await era_of(store, name)
    replica.replicaof("127.0.0.1", port)
    until(lambda: replica.get(Keys(name).era) == before, "the replica has a copy")
    own.stop()
    replica.replicaof("NO", "ONE")
    assert replica.get(Keys(name).era) == before
    async with connect(other.url) as store:
        assert await era_of(store, name) != before
        assert await era_of(store, name) == await era_of(store, name)


def _listen(master: "Redis") -> int:
    """Have a server of a socket listen on a port too, for its replica."""
    (port,) = free_ports(1)
    master.config_set("port", port)
    return port
