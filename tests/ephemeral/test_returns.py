"""What return words lead to: nowhere but to their chat, and no longer than it lives."""

from dataclasses import replace

import pytest

from helpline.core.names import ChatId
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.returns import Returns
from tests.made import NOW, POLICY, chat
from tests.store import forever, keys_of, version

A, B = ChatId("a" * 22), ChatId("b" * 22)
HASH, OTHER, BLOB = "h" * 43, "i" * 43, "s" * 64


@pytest.fixture
def returns(store: Store, floor: Floor) -> Returns:
    return Returns(store, floor.keys, POLICY)


async def test_words_lead_to_the_blob_until_they_are_forgotten(
    returns: Returns, store: Store, name: str
) -> None:
    assert await returns.blob(HASH) is None
    await returns.keep(HASH, A, BLOB)
    assert await returns.blob(HASH) == (A, BLOB)
    assert await returns.blob(OTHER) is None
    assert await forever(store, name) == []
    await returns.forget(HASH, A)
    assert await returns.blob(HASH) is None
    assert await keys_of(store, name) == []


async def test_half_of_it_is_nothing(returns: Returns, floor: Floor, store: Store) -> None:
    await returns.keep(HASH, A, BLOB)
    await store.call("DEL", floor.keys.blob(A))
    assert await returns.blob(HASH) is None


async def test_a_wiped_chat_takes_its_words_along(
    returns: Returns, floor: Floor, store: Store, name: str
) -> None:
    with_words = replace(chat(A), returns=HASH)
    assert await floor.commit([Write(A, NEW, with_words)], [], NOW)
    await returns.keep(HASH, A, BLOB)
    await returns.keep(OTHER, B, BLOB)
    assert await floor.commit([Write(A, await version(floor, A), None, HASH)], [], NOW)
    assert await returns.blob(HASH) is None
    assert await returns.blob(OTHER) == (B, BLOB)
    assert [key for key in await keys_of(store, name) if A in key or HASH in key] == []
