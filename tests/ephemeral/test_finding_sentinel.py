"""Behind sentinels: the store that is the master now, whoever of them is down or mistaken."""

import asyncio
import re
import time
from collections.abc import Iterator

import pytest

from helpline.core.errors import TryAgain
from helpline.ephemeral.finding import ASK_S, Finder, finder, members
from tests.stores import SentinelStore, sentinel_store

PATIENCE_S = 15.0


@pytest.fixture
def stores(redis_server: str) -> Iterator[SentinelStore]:
    with sentinel_store(redis_server) as stores:
        yield stores


@pytest.fixture
def find(stores: SentinelStore) -> Finder:
    return finder(stores.url, "{main}")


def hosts_of(stores: SentinelStore) -> str:
    return re.split("[@/]", stores.url)[-2]


async def found_at(find: Finder, url: str) -> None:
    """Wait until a store is found, at this address."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                if await find() == url:
                    return
            except TryAgain:
                pass
            await asyncio.sleep(0.05)


async def test_the_master_is_found_and_its_replica_known(
    stores: SentinelStore, find: Finder
) -> None:
    assert await find() == stores.url_of(0)
    assert await members(stores.url) == sorted([stores.url_of(0), stores.url_of(1)])


async def test_a_database_other_than_the_first_is_kept(stores: SentinelStore) -> None:
    assert await finder(f"{stores.url}&db=3", "{main}")() == f"{stores.url_of(0)}/?db=3"


async def test_the_promoted_one_is_found_after_the_master_died(
    stores: SentinelStore, find: Finder
) -> None:
    stores.stores[0].kill()
    with pytest.raises(TryAgain):
        await find()
    await found_at(find, stores.url_of(1))
    async with asyncio.timeout(PATIENCE_S):  # at first the dead one is taken for a replica
        while await members(stores.url) != [stores.url_of(1)]:  # noqa: ASYNC110 - other processes
            await asyncio.sleep(0.05)


async def test_the_promoted_one_is_found_while_the_master_hangs(
    stores: SentinelStore, find: Finder
) -> None:
    stores.stores[0].freeze()
    await found_at(find, stores.url_of(1))


async def test_sentinels_that_are_down_or_hang_are_passed_over(
    stores: SentinelStore, find: Finder
) -> None:
    stores.sentinels[0].kill()
    stores.sentinels[1].freeze()
    began = time.monotonic()
    assert await find() == stores.url_of(0)
    assert time.monotonic() - began < 2 * ASK_S


async def test_of_two_masters_the_one_elected_last_is_taken(
    stores: SentinelStore, redis_server: str
) -> None:
    """Sentinels of another house stand for some that were cut off together with the old master."""
    stores.stores[0].kill()
    with sentinel_store(redis_server) as behind:
        await found_at(finder(stores.url, "{main}"), stores.url_of(1))
        new, old = hosts_of(stores), hosts_of(behind)
        for order in (f"{old},{new}", f"{new},{old}"):
            url = stores.url.replace(new, order)
            assert await finder(url, "{main}")() == stores.url_of(1)


async def test_a_master_that_says_it_is_a_replica_is_not_taken(
    stores: SentinelStore, find: Finder
) -> None:
    for node in stores.sentinels:
        node.ask("SENTINEL", "SET", stores.NAME, "down-after-milliseconds", 60_000)
    stores.follow(0, 1)
    with pytest.raises(TryAgain):
        await find()
