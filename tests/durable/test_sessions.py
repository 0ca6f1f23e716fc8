"""A session ends by itself, and its token is nowhere but with its holder."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from helpline.core.audit import By, Deed
from helpline.core.errors import NotSignedIn
from helpline.core.names import StaffId
from helpline.core.sign_in import How
from helpline.durable import Durable, sessions
from helpline.durable.sessions import IDLE_S, LIFE_S, RENEW_S
from tests.durable.conftest import BY

PATIENT_S = 15.0
LOCKED_S = 5.0
"""So long the database itself waits for another program."""


@pytest.fixture(autouse=True)
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each sign of life written before the clock is moved: half an hour here is no time."""
    if request.node.get_closest_marker("hurried") is None:
        monkeypatch.setattr(sessions, "_PATIENCE_S", PATIENT_S)


async def test_a_session_is_found_by_its_token_alone(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=1_000.5)
    assert (await durable.sessions.find(token, now=1_001.5)).person.id == dana
    for other in ("", token[:-1], token.swapcase(), "\ud800"):
        with pytest.raises(NotSignedIn):
            await durable.sessions.find(other, now=1_001)


async def test_half_an_hour_without_a_sign_of_life_ends_it(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    assert (await durable.sessions.find(token, now=IDLE_S - 1)).person.id == dana
    assert (await durable.sessions.find(token, now=2 * IDLE_S - 2)).person.id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=3 * IDLE_S)


async def test_twelve_hours_end_it_however_lively(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    for now in range(0, LIFE_S, IDLE_S - 1):
        assert (await durable.sessions.find(token, now=now)).person.id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=LIFE_S)


async def test_an_ended_session_is_gone_and_may_be_ended_again(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    name = (await durable.sessions.find(token, now=0)).session
    for _ in range(2):
        await durable.sessions.end(dana, name, BY)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)
    assert [entry.written.deed for entry in await durable.audit.latest(1)] == [Deed.SIGNED_OUT]


async def test_no_session_is_named_as_an_option_of_a_command(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    assert bytes.fromhex((await durable.sessions.find(token, now=0)).session)


async def test_only_its_owners_session_is_ended_and_ones_own_is_no_deed(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    name = (await durable.sessions.find(token, now=0)).session
    await durable.sessions.end(StaffId("somebody else"), name, BY)
    assert (await durable.sessions.find(token, now=1)).person.id == dana
    await durable.sessions.end(dana, name, By(dana, 1))
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)
    assert [entry.written.deed for entry in await durable.audit.latest(9)] == [Deed.STAFF_ADDED]


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_neither_token_nor_password_is_in_the_files(
    durable: Durable, dana: StaffId, url: str
) -> None:
    session = await durable.sessions.create(dana, How.LINK, now=0)
    link = await durable.links.make(dana, BY)
    folder = Path(url.removeprefix("sqlite+aiosqlite:///")).parent
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert dana.encode() in kept
    for word in (session, link, "kettle quiet otter lamp"):
        assert word.encode() not in kept


async def test_many_at_once_do_not_get_in_each_others_way(durable: Durable, dana: StaffId) -> None:
    tokens = await asyncio.gather(
        *(durable.sessions.create(dana, How.LINK, now=0) for _ in range(20))
    )
    found = await asyncio.gather(*(durable.sessions.find(token, now=90) for token in tokens))
    assert {one.person.id for one in found} == {dana}


async def test_a_name_opens_nothing(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.PASSWORD, now=0)
    name = (await durable.sessions.find(token, now=1)).session
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(name, now=1)


async def test_open_pages_keep_their_sessions_alive_and_learn_which_have_ended(
    durable: Durable, dana: StaffId
) -> None:
    tokens = [await durable.sessions.create(dana, How.LINK, now=0) for _ in range(3)]
    names = [(await durable.sessions.find(token, now=0)).session for token in tokens]
    assert await durable.sessions.keep(names[:2], now=IDLE_S - 1) == set(names[:2])
    assert await durable.sessions.keep(names, now=IDLE_S + 1) == set(names[:2])
    await durable.sessions.end(dana, names[0], BY)
    assert await durable.sessions.keep(names, now=IDLE_S + 1) == {names[1]}


async def test_the_owner_sees_where_they_are_signed_in(durable: Durable, dana: StaffId) -> None:
    for now, how in enumerate(How):
        await durable.sessions.create(dana, how, now=now)
    found = await durable.sessions.of(dana, now=60)
    ways = [(how, now) for now, how in enumerate(How)]
    assert [(one.how, one.created) for one in found] == ways[::-1]
    assert await durable.sessions.of(StaffId("another"), now=60) == []
    assert await durable.sessions.of(dana, now=IDLE_S + len(How) - 2) == [found[0]]


async def test_a_token_is_exchanged_after_an_hour(durable: Durable, dana: StaffId) -> None:
    first = await durable.sessions.create(dana, How.LINK, now=0)
    for now in range(0, RENEW_S, IDLE_S - 1):
        found = await durable.sessions.find(first, now=now)
        assert not found.is_old
    found = await durable.sessions.find(first, now=RENEW_S)
    assert found.is_old
    second = await durable.sessions.renew(found.session, first, now=RENEW_S)
    assert second != first
    assert await durable.sessions.find(second, now=RENEW_S) == replace(found, is_old=False)


async def test_a_former_token_is_good_until_the_new_one_was_seen(
    durable: Durable, dana: StaffId
) -> None:
    first = await durable.sessions.create(dana, How.LINK, now=0)
    name = (await durable.sessions.find(first, now=0)).session
    second = await durable.sessions.renew(name, first, now=100)
    assert not (await durable.sessions.find(first, now=1_000)).is_old  # the answer was lost
    await durable.sessions.find(second, now=1_001)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(first, now=1_002)
    assert (await durable.sessions.find(second, now=1_002)).session == name


async def test_requests_on_their_way_with_the_former_token_are_let_in(
    durable: Durable, dana: StaffId
) -> None:
    first = await durable.sessions.create(dana, How.LINK, now=0)
    name = (await durable.sessions.find(first, now=0)).session
    second = await durable.sessions.renew(name, first, now=100)
    await durable.sessions.find(second, now=101)
    assert (await durable.sessions.find(first, now=102)).session == name


async def test_of_two_who_exchange_at_once_one_does_and_both_stay(
    durable: Durable, dana: StaffId
) -> None:
    first = await durable.sessions.create(dana, How.LINK, now=0)
    name = (await durable.sessions.find(first, now=0)).session
    got = await asyncio.gather(*(durable.sessions.renew(name, first, now=100) for _ in range(5)))
    assert sorted(token == first for token in got) == [False, True, True, True, True]
    for token in got:
        assert (await durable.sessions.find(token, now=101)).session == name


@pytest.mark.hurried
@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_who_is_signed_in_is_not_kept_out_while_another_program_writes(
    durable: Durable, dana: StaffId, url: str
) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    file = url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        for _ in range(4):
            assert (await durable.sessions.find(token, now=IDLE_S - 1)).person.id == dana
        assert monotonic() - began < LOCKED_S
        other.execute("ROLLBACK")
    await durable.sessions.close()
    assert (await durable.sessions.find(token, now=2 * IDLE_S - 2)).person.id == dana


async def test_a_session_remembers_when_a_factor_was_shown(durable: Durable, dana: StaffId) -> None:
    fresh = await durable.sessions.create(dana, How.LINK, now=50.9, fresh=True)
    stale = await durable.sessions.create(dana, How.PASSWORD, now=50)
    assert (await durable.sessions.find(fresh, now=60)).proved == 50
    found = await durable.sessions.find(stale, now=60)
    assert found.proved is None
    await durable.sessions.prove(found.session, now=70.2)
    assert (await durable.sessions.find(stale, now=80)).proved == 70
    assert (await durable.sessions.find(fresh, now=80)).proved == 50
