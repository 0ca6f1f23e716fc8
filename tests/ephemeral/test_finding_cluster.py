"""In a cluster: the store that holds the floor's slot now, wherever it has been moved."""

import asyncio
from collections.abc import Iterator

import pytest

from helpline.core.errors import TryAgain
from helpline.ephemeral.finding import Finder, finder, members
from tests.stores import ClusterStore, cluster_store

KEY = "{main}"
PATIENCE_S = 15.0


@pytest.fixture(scope="module")
def cluster(redis_server: str) -> Iterator[ClusterStore]:
    with cluster_store(redis_server, replicas=True) as cluster:
        yield cluster


def urls(cluster: ClusterStore, *numbers: int) -> list[str]:
    return sorted(cluster.url_of(number) for number in numbers)


def lone_seed(cluster: ClusterStore, number: int) -> str:
    """Return an address that names one node of the cluster."""
    login, _ = cluster.url.split("@")
    return f"{login}@127.0.0.1:{cluster.nodes[number].port}"


async def test_every_node_knows_who_holds_a_slot_and_who_copies(cluster: ClusterStore) -> None:
    assert await members(cluster.url) == urls(cluster, *range(6))
    for number in range(6):
        seed = lone_seed(cluster, number)
        for key in (KEY, "{a}", "{b}", "{c}"):
            assert await finder(seed, key)() == cluster.url_of(cluster.owner(key))


async def test_a_slot_that_moved_is_found_where_it_is_also_by_who_did_not_hear_of_it(
    cluster: ClusterStore,
) -> None:
    old = cluster.owner(KEY)
    new, third = (old + 1) % 3, (old + 2) % 3
    cluster.nodes[old].ask("SET", f"{KEY}:it", "value", "PX", 60_000)
    cluster.move(KEY, new)
    for number in (old, new, third):
        assert await finder(lone_seed(cluster, number), KEY)() == cluster.url_of(new)
    assert cluster.nodes[new].ask("GET", f"{KEY}:it") == "value"


async def test_the_replica_that_took_over_is_found(redis_server: str) -> None:
    with cluster_store(redis_server, replicas=True) as cluster:
        find, old = finder(cluster.url, KEY), cluster.owner(KEY)
        assert await find() == cluster.url_of(old)
        cluster.nodes[old].kill()
        assert await found_again(find) == cluster.url_of(old + 3)


async def found_again(find: Finder) -> str:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await find()
            except TryAgain:
                await asyncio.sleep(0.05)
