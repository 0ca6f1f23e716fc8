"""What is set for an hour, in the store."""

import pytest

from helpline.core.measures import HOUR_S, Measures, Notice
from helpline.ephemeral.connection import Store
from helpline.ephemeral.floor import Floor
from tests.made import NOW, POLICY
from tests.store import forever

LATER = NOW + HOUR_S


@pytest.fixture
def floor(store: Store, name: str) -> Floor:
    return Floor(store, name, POLICY)


async def test_what_is_set_is_read_and_can_be_taken_back(floor: Floor) -> None:
    kept = floor.measures
    assert await kept.now() == Measures()
    await kept.set_notice(Notice.BREAK, LATER)
    await kept.set_surge(LATER)
    assert await kept.now() == Measures(Notice.BREAK, LATER, LATER)
    await kept.set_notice(None, LATER)
    assert await kept.now() == Measures(surge_until=LATER)
    await kept.set_surge(0.0)
    assert await kept.now() == Measures()


async def test_each_is_gone_with_its_hour(floor: Floor, store: Store, name: str) -> None:
    await floor.measures.set_notice(Notice.BUSY, LATER)
    await floor.measures.set_surge(LATER)
    assert await forever(store, name) == []
    for key in (floor.keys.notice, floor.keys.surge):
        assert (HOUR_S - 60) * 1000 < await store.call("PTTL", key) <= HOUR_S * 1000


async def test_an_emptied_store_is_told_what_was_set_and_keeps_what_is_newer(floor: Floor) -> None:
    before = Measures(Notice.CLOSING, LATER, LATER)
    await floor.measures.refill(Measures())
    assert await floor.measures.now() == Measures()
    await floor.measures.set_surge(LATER + 5)
    await floor.measures.refill(before)
    assert await floor.measures.now() == Measures(Notice.CLOSING, LATER, LATER + 5)
