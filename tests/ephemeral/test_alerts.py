"""The board of alerts in a real store: one for all, never written over, gone by itself."""

import asyncio

from helpline.core.alerts import Alert, AlertKind, Board
from helpline.ephemeral.alerts import NONE
from helpline.ephemeral.connection import Store, connect
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor
from tests.made import NOW, POLICY
from tests.store import Server, forever, keys_of

LINE = Alert(AlertKind.LINE, NOW, NOW + 20, None, told=True, seen_by="Dana")
BOARD = Board((LINE,))


async def test_what_is_committed_is_what_every_node_loads(
    floor: Floor, server: Server, name: str
) -> None:
    assert await floor.alerts.load() == NONE
    assert await floor.alerts.commit(NEW, BOARD)
    async with connect(server.url) as other:
        assert (await Floor(other, name, POLICY).alerts.load()).value == BOARD


async def test_of_many_that_saw_the_same_one_is_faster(floor: Floor) -> None:
    before = (await floor.alerts.load()).version
    won = await asyncio.gather(*(floor.alerts.commit(before, BOARD) for _ in range(20)))
    assert sum(won) == 1
    assert not await floor.alerts.commit(NEW, Board())
    assert (await floor.alerts.load()).value == BOARD


async def test_it_expires_unless_some_node_keeps_it_and_an_empty_one_is_gone_at_once(
    floor: Floor, store: Store, name: str
) -> None:
    await floor.alerts.commit(NEW, BOARD)
    assert await keys_of(store, name) == [floor.keys.alerts]
    assert await forever(store, name) == []
    await store.call("PEXPIRE", floor.keys.alerts, 1_000)
    await floor.touch({}, [])
    assert await store.call("PTTL", floor.keys.alerts) > 1_000
    assert await floor.alerts.commit((await floor.alerts.load()).version, Board())
    assert await keys_of(store, name) == []
    assert await floor.alerts.load() == NONE
