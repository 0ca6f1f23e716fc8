"""Many callers, one way to the store: in order, whatever the wire does, and nobody waits long."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from redis import Redis

from helpline.core.errors import TryAgain
from helpline.ephemeral.connection import TRIP, Store, connect
from helpline.ephemeral.line import Line
from tests.faults.proxy import between
from tests.store import Server, serve

TOLD_S = 3.0
"""The cap of 1.5 s, and what a thousand callers at once cost the loop itself."""
CANCELLED = 10_000
NO_REPLY = asyncio.CancelledError, TryAgain
"""Given up; or told within the cap that there was none, as on a machine that is busy."""


@pytest.fixture
def own(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may freeze."""
    yield from serve(redis_server)


def trips(store: Store, context: pytest.MonkeyPatch) -> list[int]:
    """Note how many commands each trip takes from now on."""
    sizes: list[int] = []
    real = store._trip

    async def noted(line: Line, commands: list[Any]) -> list[Any]:
        sizes.append(len(commands))
        return await real(line, commands)

    context.setattr(store, "_trip", noted)
    return sizes


async def test_what_is_asked_at_once_goes_in_one_trip_and_in_order(
    store: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = trips(store, monkeypatch)
    key = f"hl:{{{name}}}:order"
    many = TRIP // 2
    asked = [store.calls([("RPUSH", key, n), ("LINDEX", key, -1)]) for n in range(many)]
    replies = await asyncio.gather(*asked)
    assert replies == [[n + 1, str(n)] for n in range(many)]
    assert sizes == [2 * many]
    await store.call("PEXPIRE", key, 1_000)


async def test_a_long_queue_goes_in_several_trips(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = trips(store, monkeypatch)
    replies = await asyncio.gather(*(store.call("ECHO", str(n)) for n in range(3 * TRIP + 1)))
    assert replies == [str(n) for n in range(3 * TRIP + 1)]
    assert sizes == [TRIP, TRIP, TRIP, 1]


async def test_what_nobody_waits_for_keeps_its_place_and_its_failure_to_itself(
    store: Store, name: str
) -> None:
    key = f"hl:{{{name}}}:posted"
    failed: list[str] = []
    store.post([("SET", key, "1", "PX", 5_000)], lambda: failed.append("set"))
    store.post([("LPUSH", key, "no list")], lambda: failed.append("push"))
    assert await store.call("INCR", key) == 2
    assert failed == ["push"]


async def test_what_is_asked_after_the_end_opens_nothing(redis: Server) -> None:
    """A hint told in the last moment would open a connection that nobody closes any more."""
    async with connect(redis.url) as store:
        await store.call("PING")
    failed: list[str] = []
    store.post([("PING",)], lambda: failed.append("post"))
    with pytest.raises(TryAgain):
        await store.call("PING")
    await asyncio.sleep(0.05)
    assert failed == ["post"]
    assert store._line is None


async def test_one_failure_is_one_callers(store: Store, name: str) -> None:
    key = f"hl:{{{name}}}:text"
    await store.call("SET", key, "text", "PX", 5_000)
    asked = [("ECHO", "a"), ("INCR", key), ("ECHO", "b")]
    done = await asyncio.gather(*(store.call(*one) for one in asked), return_exceptions=True)
    assert (done[0], done[2]) == ("a", "b")
    assert isinstance(done[1], TryAgain)


async def test_who_gives_up_takes_nobody_elses_reply(redis: Server, tmp_path: Path) -> None:
    """Ten thousand times, while the replies are late: else a page would read another's chat."""
    dice, upstream = Random(7), Path(redis.url.removeprefix("unix://"))
    mine = Path("/tmp") / f"hl-{tmp_path.name[-20:]}-{id(dice)}"  # noqa: S108 - short enough
    async with between(upstream, 7, mine) as proxy, connect(f"unix://{mine}") as store:
        proxy.delay(0.0, 0.02)
        given_up = answered = 0
        while given_up < CANCELLED:
            tasks = [asyncio.create_task(store.call("ECHO", str(n))) for n in range(1_000)]
            await asyncio.sleep(dice.uniform(0, 0.02))
            left = {n for n in range(1_000) if dice.random() < 0.25}
            given_up += sum(task.cancel() for n, task in enumerate(tasks) if n not in left)
            done = await asyncio.gather(*tasks, return_exceptions=True)
            for number, reply in enumerate(done):
                assert reply == str(number) or isinstance(reply, NO_REPLY)
                assert number not in left or not isinstance(reply, asyncio.CancelledError)
            answered += sum(done[number] == str(number) for number in left)
        assert answered > CANCELLED // 10
    mine.unlink(missing_ok=True)


@pytest.mark.alone
async def test_a_frozen_store_keeps_nobody_waiting(own: Server) -> None:
    async with connect(own.url) as store:
        await store.call("PING")
        own.freeze()
        began = time.monotonic()

        async def told() -> float:
            with pytest.raises(TryAgain):
                await store.call("ECHO", "x")
            return time.monotonic() - began

        first = [asyncio.create_task(told()) for _ in range(2 * TRIP)]
        await asyncio.sleep(1.0)
        late = time.monotonic()
        last = [asyncio.create_task(told()) for _ in range(TRIP)]
        assert max(await asyncio.gather(*first)) < TOLD_S
        assert max(await asyncio.gather(*last)) < late - began + TOLD_S
        own.thaw()
        assert await store.call("ECHO", "again") == "again"


@pytest.mark.parametrize(
    ("refuse", "allow"),
    [
        (("REPLICAOF", "127.0.0.1", "1"), ("REPLICAOF", "NO", "ONE")),
        (
            ("CONFIG", "SET", "min-replicas-to-write", "1"),
            ("CONFIG", "SET", "min-replicas-to-write", "0"),
        ),
    ],
    ids=["a replica", "a master without replicas"],
)
async def test_after_a_refusal_to_write_the_store_is_looked_for_again(
    own: Server, refuse: tuple[str, ...], allow: tuple[str, ...]
) -> None:
    found = 0

    async def find() -> str:
        nonlocal found
        found += 1
        return own.url

    store = Store(find)
    try:
        await store.call("SET", "k", "1", "PX", 60_000)
        await store.call("PING")
        assert found == 1
        with Redis.from_url(own.url) as other:
            other.execute_command(*refuse)
            with pytest.raises(TryAgain):
                await store.call("SET", "k", "2", "PX", 60_000)
            other.execute_command(*allow)
        assert await store.call("GET", "k") == "1"
        assert found == 2
    finally:
        await store.close()


async def test_where_no_store_is_found_everybody_is_told(own: Server) -> None:
    where: list[str] = []

    async def find() -> str:
        if not where:
            raise TryAgain("none")
        return where[0]

    store = Store(find)
    try:
        done = await asyncio.gather(*(store.call("PING") for _ in range(5)), return_exceptions=True)
        assert all(isinstance(one, TryAgain) for one in done)
        where.append(own.url)
        assert await store.call("ECHO", "x") == "x"
    finally:
        await store.close()


async def test_closing_tells_whoever_still_waits(own: Server) -> None:
    async with connect(own.url) as store:
        await store.call("PING")
        own.freeze()
        waiting = [asyncio.create_task(store.call("ECHO", "x")) for _ in range(3)]
        await asyncio.sleep(0.05)
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, TryAgain) for one in done)
    own.thaw()
