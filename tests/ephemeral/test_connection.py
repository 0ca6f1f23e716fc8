"""The way to the store: short waits, no second tries, and errors that quote nothing."""

import asyncio
import re
import time
import traceback
from collections.abc import Callable, Iterator

import pytest

from helpline.core.errors import TryAgain
from helpline.core.names import YOUTH, ChatId, NodeId
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import SCRIPTS, Store, connect
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.log import Log
from helpline.ephemeral.nodes import Nodes
from tests.made import NOW, POLICY, chat
from tests.store import Server, serve, version

CANARY = "canary-of-a-youth"
PATIENCE_S = 2.9
A = ChatId("a" * 22)
SAID = Envelope(CANARY, 1, 0, Sealed(CANARY))


@pytest.fixture
def own(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may stop."""
    yield from serve(redis_server)


async def test_scripts_come_back_after_the_store_forgot_them(
    floor: Floor, log: Log, store: Store
) -> None:
    for _ in range(2):
        assert await floor.commit([Write(A, NEW, chat("a" * 22))], [], NOW)
        assert (await log.say(A, YOUTH, YOUTH, SAID, NOW)).seq == 1
        assert len((await log.after(A, 0))[0]) == 1
        await floor.postpone(A, await version(floor, A), NOW + 5)
        assert await floor.commit([Write(A, await version(floor, A), None)], [], NOW)
        await store.call("SCRIPT", "FLUSH")


async def test_every_script_is_used_by_its_hash_alone(floor: Floor, log: Log, store: Store) -> None:
    """EVAL would carry the whole text with each message."""
    await store.call("CONFIG", "RESETSTAT")
    assert await floor.commit([Write(A, NEW, chat("a" * 22))], [], NOW)
    for number in range(3):
        await log.say(A, YOUTH, YOUTH, Envelope(str(number), 1, 0, Sealed("x")), NOW)
    stats = await store.call("INFO", "commandstats")
    assert "cmdstat_eval:" not in stats
    found = re.search(r"cmdstat_evalsha:calls=(\d+)", stats)
    assert found is not None
    assert int(found[1]) >= 4


def test_each_script_says_what_it_takes_and_gives() -> None:
    texts = Store(None)._texts  # type: ignore[arg-type]  # nothing is asked of it
    assert set(texts) == set(SCRIPTS)
    for text in texts.values():
        head = "\n".join(line for line in text.splitlines() if line.startswith("--"))
        assert all(word in head for word in ("KEYS", "ARGV", "Returns"))


async def quick_refusal(ask: Callable[[], object]) -> str:
    """Return the whole text of the refusal, which must be TryAgain and come soon."""
    began = time.monotonic()
    with pytest.raises(TryAgain) as caught:
        await ask()  # type: ignore[misc]  # every one of them is awaited
    assert time.monotonic() - began < PATIENCE_S
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    return "".join(traceback.format_exception(error)) + repr(error) + str(error.args)


def asks(store: Store) -> list[Callable[[], object]]:
    floor = Floor(store, "f", POLICY)
    log = Log(store, floor.keys, POLICY)
    made = chat(CANARY)
    return [
        lambda: floor.chat(ChatId(CANARY)),
        lambda: floor.commit([Write(made.id, NEW, made)], [], NOW),
        lambda: floor.line(),  # noqa: PLW0108 - one of a row of the like
        lambda: log.say(made.id, YOUTH, YOUTH, SAID, NOW),
        lambda: log.after(made.id, 0),
        lambda: floor.touch({made.id: None}, []),
        lambda: Nodes(store, floor.keys, NodeId("n")).beat(),
    ]


@pytest.mark.parametrize("number", range(7))
async def test_a_stopped_store_is_told_at_once_and_quotes_nobody(own: Server, number: int) -> None:
    async with connect(own.url) as store:
        assert await store.call("ECHO", "here") == "here"
        own.stop()
        shown = await quick_refusal(asks(store)[number])
    assert CANARY not in shown
    assert own.url.removeprefix("unix://") not in shown


@pytest.mark.hurried
async def test_a_frozen_store_is_told_in_time_and_works_again_after(own: Server) -> None:
    async with connect(own.url) as store:
        floor = Floor(store, "f", POLICY)
        log = Log(store, floor.keys, POLICY)
        assert await floor.commit([Write(A, NEW, chat("a" * 22))], [], NOW)
        own.freeze()
        asked = [quick_refusal(ask) for ask in asks(store)]
        shown = await asyncio.gather(*asked, return_exceptions=True)
        own.thaw()
        assert [one for one in shown if not isinstance(one, str)] == []
        assert CANARY not in "".join(str(one) for one in shown)
        assert (await log.say(A, YOUTH, YOUTH, SAID, NOW)).seq == 1


async def test_a_store_that_comes_back_empty_is_used_again(own: Server) -> None:
    async with connect(own.url) as store:
        floor = Floor(store, "f", POLICY)
        made = chat("a" * 22)
        assert await floor.commit([Write(A, NEW, made)], [], NOW)
        own.stop()
        await quick_refusal(lambda: floor.chat(A))
        own.start()
        assert await floor.chat(A) is None
        assert await floor.commit([Write(A, NEW, made)], [], NOW)


async def test_an_error_of_the_store_quotes_no_argument(store: Store, name: str) -> None:
    key = f"hl:{{{name}}}:{CANARY}"
    await store.call("SET", key, CANARY, "PX", 5_000)
    assert CANARY not in await quick_refusal(lambda: store.call("HGET", key, CANARY))
    assert CANARY not in await quick_refusal(lambda: store.calls([("LPUSH", key, CANARY)]))
    assert CANARY not in await quick_refusal(lambda: store.run("say", [key] * 3, *[CANARY] * 6))


async def test_many_more_callers_than_connections_all_get_their_turn(store: Store) -> None:
    replies = await asyncio.gather(*(store.call("ECHO", str(n)) for n in range(500)))
    assert replies == [str(n) for n in range(500)]


async def test_who_is_cancelled_does_not_get_anothers_answer_mixed_up(store: Store) -> None:
    for _ in range(20):
        tasks = [asyncio.create_task(store.call("ECHO", str(n))) for n in range(20)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert done[1::2] == [str(n) for n in range(1, 20, 2)]
