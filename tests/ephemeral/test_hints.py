"""What one node leaves for another: in order, bounded, kept over a break, and not for long."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import pytest

from helpline.core.errors import TryAgain
from helpline.core.names import NodeId
from helpline.ephemeral.connection import Store, connect
from helpline.ephemeral.hints import AT_ONCE, KEPT, TTL_S, Hints
from helpline.ephemeral.keys import Keys
from tests.store import Server, forever, serve

ME, YOU = NodeId("me"), NodeId("you")
SOON_S = 20.0


@pytest.fixture
def own(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may stop."""
    yield from serve(redis_server)


class Ear:
    """What a node has heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.most = self.deaf = 0
        self._news = asyncio.Event()

    def hear(self, hints: Sequence[str]) -> None:
        self.heard += hints
        self.most = max(self.most, len(hints))
        self._news.set()

    def deafen(self) -> None:
        self.deaf += 1

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(SOON_S):
            while len(self.heard) < count:
                self._news.clear()
                await self._news.wait()
        return self.heard


@asynccontextmanager
async def listening(hints: Hints, node: NodeId = ME) -> AsyncIterator[Ear]:
    ear = Ear()
    task = asyncio.create_task(hints.listen(node, ear.hear, ear.deafen))
    try:
        yield ear
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=0.1)


def hints_on(store: Store, name: str) -> Hints:
    return Hints(store, Keys(name))


async def left() -> None:
    """Let a turn of the loop end: what was told in it is on its way to the store."""
    await asyncio.sleep(0)


async def test_all_is_heard_in_order_by_whom_it_is_for(store: Store, name: str) -> None:
    hints, total = hints_on(store, name), 3 * AT_ONCE + 7
    async with listening(hints) as ear, listening(hints, YOU) as other:
        for number in range(total):
            hints.tell(ME, f"{number}a")
            hints.tell(ME, f"{number}b")
        hints.tell(YOU, "for you")
        wanted = [f"{number}{part}" for number in range(total) for part in "ab"]
        assert await ear.until(len(wanted)) == wanted
        assert await other.until(1) == ["for you"]
        assert ear.most <= AT_ONCE


async def test_what_was_left_before_anybody_listened_is_heard(store: Store, name: str) -> None:
    hints = hints_on(store, name)
    hints.tell(ME, "early")
    async with listening(hints) as ear:
        assert await ear.until(1) == ["early"]


async def test_a_listener_whose_connection_breaks_hears_the_rest(store: Store, name: str) -> None:
    hints = hints_on(store, name)
    async with listening(hints) as ear:
        hints.tell(ME, "before")
        await ear.until(1)
        assert await store.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
        hints.tell(ME, "meanwhile")
        assert await ear.until(2) == ["before", "meanwhile"]
        assert ear.deaf == 1, "what was on its way to it may be lost"


async def test_a_listener_outlives_the_store(own: Server, name: str) -> None:
    async with connect(own.url) as store:
        hints = hints_on(store, name)
        async with listening(hints) as ear:
            own.stop()
            hints.tell(ME, "lost")
            await asyncio.sleep(0.5)
            own.start()
            async with asyncio.timeout(SOON_S):
                while "after" not in ear.heard:
                    hints.tell(ME, "after")
                    await asyncio.sleep(0.1)
        assert "lost" not in ear.heard


@pytest.mark.parametrize("same_store", [True, False])
async def test_what_did_not_get_to_the_store_goes_again_while_it_is_the_same(
    own: Server, name: str, *, same_store: bool
) -> None:
    async with connect(own.url) as store:
        hints = hints_on(store, name)
        own.stop()
        hints.tell(ME, "x")
        await left()
        with pytest.raises(TryAgain):
            await store.call("PING")
        own.start()
        hints.tell_again(same_store=same_store)
        hints.tell(ME, "y")
        await left()
        heard = ["x", "y"] if same_store else ["y"]
        assert await store.call("LRANGE", Keys(name).hints(ME), 0, -1) == heard


async def test_nothing_is_kept_for_a_node_that_is_gone(store: Store, name: str) -> None:
    hints, key = hints_on(store, name), Keys(name).hints(ME)
    for _ in range(12):
        for number in range(1_000):
            hints.tell(ME, str(number))
        await left()
    assert await store.call("LLEN", key) == KEPT
    assert (await store.call("LRANGE", key, -1, -1)) == ["999"]
    assert 0 < await store.call("PTTL", key) <= TTL_S * 1_000
    assert await forever(store, name) == []


async def test_leaving_a_hint_waits_for_nothing_and_fails_for_nobody(own: Server) -> None:
    async with connect(own.url) as store:
        hints = hints_on(store, "f")
        own.stop()
        hints.tell(ME, "x")
        await left()
        with pytest.raises(TryAgain):
            await store.call("PING")
