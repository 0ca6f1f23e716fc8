"""Chats, desks and the line in a real store: all or nothing, and nothing that stays."""

from dataclasses import replace
from math import inf

import pytest

from helpline.core import events
from helpline.core.chat import QUIET, Chat, Link, Passed, Phase, Presence, SealedKeys, Seat, Why
from helpline.core.desk import Held
from helpline.core.intake import AgeBand, Intake, Language, Safety, Topic, Watched
from helpline.core.names import YOUTH, ChatId, Conn, Fence, StaffId
from helpline.core.roles import Role
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import NEW, Version
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.log import Log
from tests.made import KEY, NOW, POLICY, after, chat, desk, offered, opened
from tests.store import forever, keys_of, version

A, B = ChatId("a" * 22), ChatId("b" * 22)
ANA, BEN = StaffId("ana"), StaffId("ben")
SAID = Envelope("m" * 22, 1, 0, Sealed("x" * 64))


def new(of: Chat) -> Write[Chat]:
    return Write(of.id, NEW, of)


async def seated(floor: Floor, name: str, joined_at: float = NOW) -> Chat:
    made = chat(name * 22, joined_at)
    assert await floor.commit([new(made)], [], NOW)
    return made


async def test_what_is_written_is_read_whole(floor: Floor) -> None:
    full = Chat(
        A,
        Intake(Language.ES, Safety.NOT_SAFE, Watched.YES, tuple(Topic), AgeBand.FROM_13, "PR"),
        NOW + 0.123456,
        Link(Presence.AWAY, Conn("c"), NOW + 1e-6),
        Phase.OPEN,
        Fence(1_763_000_000_000),
        Seat(
            ANA,
            "Ana Ñandú",
            Role.RESPONDER,
            Fence(1_763_000_000_000),
            Link(Presence.HERE, Conn("d"), NOW),
            KEY,
            SealedKeys(3, KEY, "s" * 64),
        ),
        opened_at=NOW,
        stayed_at=NOW + 1,
        covered=True,
        passed=(Passed(BEN, 1e12),),
        why=Why.SWITCHED,
        next_name="Ana",
    )
    busy = desk("ana", offer=Held(B, Fence(2)), chats=(Held(A, Fence(1)),), wrap_up=(Fence(7),))
    assert await floor.commit([new(full)], [Write(ANA, NEW, busy)], NOW)
    stored, at_desk = await floor.chat(A), await floor.desk(ANA)
    assert stored is not None
    assert (stored.value, stored.speech, stored.last) == (full, QUIET, 0)
    assert at_desk is not None
    assert at_desk.value == busy


async def test_what_is_not_there_is_none(floor: Floor) -> None:
    assert await floor.chat(A) is None
    assert await floor.desk(ANA) is None
    assert await floor.chats([]) == {}
    assert await floor.roster() == {}
    assert (await floor.line(), await floor.all_chats(), await floor.due(inf)) == ([], [], [])


async def test_an_old_version_writes_nothing(floor: Floor) -> None:
    first = await seated(floor, "a")
    old = await version(floor, A)
    assert await floor.commit([Write(A, old, replace(first, covered=True))], [], NOW)
    assert not await floor.commit([Write(A, old, replace(first, why=Why.SWITCHED))], [], NOW)
    assert not await floor.commit([new(first)], [], NOW)
    stored = await floor.chat(A)
    assert stored is not None
    assert stored.value == replace(first, covered=True)
    assert stored.version != old


@pytest.mark.parametrize("stale", ["chat", "desk", "other"])
async def test_one_stale_part_and_nothing_of_the_rest_is_written(
    floor: Floor, store: Store, name: str, stale: str
) -> None:
    await seated(floor, "a")
    await seated(floor, "b")
    assert await floor.commit([], [Write(ANA, NEW, desk())], NOW)
    before = await contents(store, name)
    versions = {"chat": await version(floor, B), "desk": await version(floor, ANA)}
    versions |= {"other": await version(floor, A)} | {stale: Version("older")}
    done = await floor.commit(
        [Write(B, versions["chat"], None), Write(A, versions["other"], opened())],
        [Write(ANA, versions["desk"], desk(ready=False)), Write(BEN, NEW, desk("ben"))],
        NOW + 5,
    )
    assert not done
    assert await contents(store, name) == before


async def contents(store: Store, floor: str) -> dict[str, list[str]]:
    found = {}
    for key in await keys_of(store, floor):
        kind = await store.call("TYPE", key)
        read = {"hash": ("HGETALL", key), "zset": ("ZRANGE", key, 0, -1, "WITHSCORES")}[kind]
        found[key] = await store.call(*read)
    return found


async def test_a_wiped_chat_is_not_taken_for_a_new_one(floor: Floor) -> None:
    await seated(floor, "a")
    old = await version(floor, A)
    assert await floor.commit([Write(A, old, None)], [], NOW)
    assert not await floor.commit([Write(A, old, chat())], [], NOW)
    assert not await floor.commit([Write(A, old, None)], [], NOW)
    assert await floor.chat(A) is None


async def test_a_wipe_leaves_no_key_and_no_place(
    floor: Floor, log: Log, store: Store, name: str
) -> None:
    await seated(floor, "a")
    await seated(floor, "b")
    await log.say(A, YOUTH, YOUTH, SAID, NOW)
    stored = await floor.chat(A)
    assert stored is not None
    assert [key for key in await keys_of(store, name) if A in key] != []
    assert await floor.commit([Write(A, stored.version, None)], [], NOW)
    assert [key for key in await keys_of(store, name) if A in key] == []
    assert (await floor.line(), await floor.all_chats()) == ([B], [B])


async def test_the_line_holds_who_waits_by_rank(floor: Floor) -> None:
    await seated(floor, "b", NOW - 5)
    await seated(floor, "a", NOW - 1)
    hurried = chat("c" * 22, NOW, safety=Safety.NOT_SAFE)
    assert await floor.commit([new(hurried)], [], NOW)
    assert await floor.line() == [hurried.id, B, A]
    assert await floor.commit([Write(B, await version(floor, B), replace(opened(), id=B))], [], NOW)
    assert await floor.line() == [hurried.id, A]
    back = after(replace(opened(), id=B, joined_at=NOW - 5), events.Switched())
    assert await floor.commit([Write(B, await version(floor, B), back)], [], NOW)
    assert await floor.line() == [hurried.id, B, A]


async def test_the_clock_is_told_of_whoever_has_a_deadline(floor: Floor) -> None:
    await seated(floor, "a")
    offer = replace(offered(), id=B)
    assert await floor.commit([new(offer)], [], NOW)
    end = NOW + POLICY.offer_s
    assert await floor.due(end - 0.001) == []
    assert await floor.due(end) == [B]
    assert sorted(await floor.all_chats()) == [A, B]


async def test_a_deadline_that_speech_has_moved_is_looked_at_later(floor: Floor) -> None:
    talk = replace(opened(), id=A)
    assert await floor.commit([new(talk)], [], NOW)
    await floor.postpone(A, await version(floor, A), NOW + 5_000)
    assert await floor.due(NOW + 4_999) == []
    assert await floor.due(NOW + 5_000) == [A]


async def test_a_deadline_that_has_moved_nearer_meanwhile_is_not_postponed(floor: Floor) -> None:
    """Else a responder who vanishes in between would keep the chat for a quarter of an hour."""
    talk = replace(opened(), id=A)
    assert await floor.commit([new(talk)], [], NOW)
    gone = after(talk, events.DeskAway(ANA, Conn("desk-1")))
    looked_at = await version(floor, A)
    assert await floor.commit([Write(A, looked_at, gone)], [], NOW)
    await floor.postpone(A, looked_at, NOW + 5_000)
    assert await floor.due(NOW + POLICY.responder_grace_s) == [A]


async def test_postponing_what_is_gone_makes_nothing(floor: Floor, store: Store, name: str) -> None:
    await floor.postpone(A, Version("older"), NOW + 5)
    await floor.postpone(A, NEW, NOW + 5)
    assert await keys_of(store, name) == []


async def test_the_roster_holds_who_is_signed_in(floor: Floor) -> None:
    assert await floor.commit([], [Write(ANA, NEW, desk()), Write(BEN, NEW, desk("ben"))], NOW)
    assert {staff: found.value.name for staff, found in (await floor.roster()).items()} == {
        ANA: "Ana",
        BEN: "Ben",
    }
    assert await floor.commit([], [Write(ANA, await version(floor, ANA), None)], NOW)
    assert list(await floor.roster()) == [BEN]


async def test_every_key_expires_at_every_moment(
    floor: Floor, log: Log, store: Store, name: str
) -> None:
    await floor.set_state("paused")
    await floor.add_length(12)
    assert await forever(store, name) == []
    first = await seated(floor, "a")
    assert await forever(store, name) == []
    await log.say(A, YOUTH, YOUTH, SAID, NOW)
    assert await forever(store, name) == []
    talk = replace(opened(), id=A)
    assert first.id == A
    assert await floor.commit(
        [Write(A, await version(floor, A), talk)], [Write(ANA, NEW, desk())], NOW
    )
    assert await forever(store, name) == []
    await floor.touch({A: None, B: None}, [ANA, BEN])
    assert await forever(store, name) == []
    await floor.postpone(A, await version(floor, A), NOW + 10)
    await floor.forget_chat(A)
    await floor.forget_desk(ANA)
    assert await forever(store, name) == []
    assert len(await keys_of(store, name)) == 6, "the scan must have had something to look at"


async def test_touch_keeps_what_has_a_page_and_makes_nothing(
    floor: Floor, log: Log, store: Store, name: str
) -> None:
    await seated(floor, "a")
    await log.say(A, YOUTH, YOUTH, SAID, NOW)
    assert await floor.commit([], [Write(ANA, NEW, desk())], NOW)
    keys = await keys_of(store, name)
    await store.calls([("PEXPIRE", key, 5_000) for key in keys])
    await floor.touch({A: None, B: None}, [ANA, BEN])
    lives = await store.calls([("PTTL", key) for key in keys])
    assert min(lives) > 5_000
    assert await keys_of(store, name) == keys


async def test_lengths_are_whole_minutes_of_the_last_chats(floor: Floor) -> None:
    for minutes in range(60):
        await floor.add_length(minutes)
    assert await floor.lengths() == list(range(59, 9, -1))


async def test_the_state_of_the_line(floor: Floor) -> None:
    assert await floor.state() is None
    await floor.set_state("closed")
    assert await floor.state() == "closed"


async def test_two_floors_know_nothing_of_each_other(floor: Floor, store: Store) -> None:
    await seated(floor, "a")
    other = Floor(store, floor.keys.floor + "x", POLICY)
    assert await other.chat(A) is None
    assert await other.line() == []


async def test_forgetting_the_place_of_what_expired(floor: Floor, store: Store, name: str) -> None:
    await seated(floor, "a")
    assert await floor.commit([], [Write(ANA, NEW, desk())], NOW)
    await store.call("DEL", floor.keys.chat(A), floor.keys.desk(ANA))
    await floor.forget_chat(A)
    await floor.forget_desk(ANA)
    assert await keys_of(store, name) == []
