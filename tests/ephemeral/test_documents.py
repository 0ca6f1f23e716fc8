"""A document that was read before is read again when it has changed, and only then."""

from dataclasses import replace

import pytest

from helpline.core.names import YOUTH, ChatId, StaffId
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral import documents
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.log import Log
from tests.made import NOW, POLICY, chat, desk
from tests.store import version

A, B = ChatId("a" * 22), ChatId("b" * 22)
ANA = StaffId("ana")
SAID = Envelope("m" * 22, 1, 0, Sealed("x" * 64))


@pytest.fixture
async def other(store: Store, name: str, floor: Floor) -> Floor:
    """The same floor at another node, after a chat was made."""
    assert await floor.commit([Write(A, NEW, chat("a" * 22))], [], NOW)
    return Floor(store, name, POLICY)


async def test_what_has_not_changed_is_the_same_object(floor: Floor, other: Floor) -> None:
    assert await other.commit([], [Write(ANA, NEW, desk())], NOW)
    assert await floor.chat(A) is await floor.chat(A)
    assert await floor.desk(ANA) is await floor.desk(ANA)


async def test_a_change_by_another_node_is_seen(floor: Floor, other: Floor) -> None:
    before = await floor.chat(A)
    assert before is not None
    changed = replace(before.value, covered=True)
    assert await other.commit([Write(A, before.version, changed)], [], NOW)
    after = await floor.chat(A)
    assert after is not None
    assert after.value == changed


@pytest.mark.usefixtures("other")
async def test_a_word_is_seen(floor: Floor, log: Log) -> None:
    before = (await floor.every_chat())[A]
    assert before.last == 0
    await log.say(A, YOUTH, YOUTH, SAID, NOW + 3)
    found = (await floor.every_chat())[A]
    assert (found.last, found.speech.said_at) == (1, NOW + 3)
    assert found.value is before.value


async def test_a_wipe_is_seen(floor: Floor, other: Floor) -> None:
    assert await other.commit([Write(A, await version(floor, A), None)], [], NOW)
    assert await floor.chats([A, B]) == {}
    assert await floor.every_chat() == {}


async def test_what_is_built_again_in_a_store_that_was_emptied_is_seen(
    floor: Floor, other: Floor
) -> None:
    """A version that counted would be the first one again."""
    before = await floor.chat(A)
    await floor.store.call("DEL", floor.keys.chat(A))
    assert await other.commit([Write(A, NEW, chat("a" * 22, NOW - 60))], [], NOW)
    after = await floor.chat(A)
    assert before is not None
    assert after is not None
    assert (after.value.joined_at, after.version != before.version) == (NOW - 60, True)


async def test_many_are_read_in_parts(
    floor: Floor, other: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "AT_ONCE", 2)
    ids = [ChatId(letter * 22) for letter in "bcdef"]
    assert await other.commit([Write(one, NEW, chat(one)) for one in ids], [], NOW)
    for _ in range(2):
        assert list(await floor.chats([*ids, A, A])) == [*ids, A]


async def test_what_is_gone_is_not_kept_in_mind(floor: Floor, other: Floor) -> None:
    await floor.chat(A)
    assert await other.commit([Write(A, await version(floor, A), None)], [], NOW)
    await floor.every_chat()
    assert floor._chats._read == {}
