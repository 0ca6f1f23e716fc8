"""A session ends by itself, and its token is nowhere but with its holder."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest

from helpline.core.errors import NotSignedIn
from helpline.core.names import StaffId
from helpline.durable import Durable
from helpline.durable.sessions import IDLE_S, LIFE_S

LOCKED_S = 5.0
"""So long the database itself waits for another program."""


async def test_a_session_is_found_by_its_token_alone(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, now=1_000.5)
    assert (await durable.sessions.find(token, now=1_001.5)).id == dana
    for other in ("", token[:-1], token.swapcase(), "\ud800"):
        with pytest.raises(NotSignedIn):
            await durable.sessions.find(other, now=1_001)


async def test_half_an_hour_without_a_sign_of_life_ends_it(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, now=0)
    assert (await durable.sessions.find(token, now=IDLE_S - 1)).id == dana
    assert (await durable.sessions.find(token, now=2 * IDLE_S - 2)).id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=3 * IDLE_S)


async def test_twelve_hours_end_it_however_lively(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, now=0)
    for now in range(0, LIFE_S, IDLE_S - 1):
        assert (await durable.sessions.find(token, now=now)).id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=LIFE_S)


async def test_an_ended_session_is_gone_and_may_be_ended_again(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, now=0)
    await durable.sessions.end(token)
    await durable.sessions.end(token)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)


async def test_neither_token_nor_password_is_in_the_files(
    durable: Durable, dana: StaffId, url: str
) -> None:
    session = await durable.sessions.create(dana, now=0)
    link = await durable.links.make(dana, now=0)
    folder = Path(url.removeprefix("sqlite+aiosqlite:///")).parent
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert dana.encode() in kept
    for word in (session, link, "kettle quiet otter lamp"):
        assert word.encode() not in kept


async def test_many_at_once_do_not_get_in_each_others_way(durable: Durable, dana: StaffId) -> None:
    tokens = await asyncio.gather(*(durable.sessions.create(dana, now=0) for _ in range(20)))
    found = await asyncio.gather(*(durable.sessions.find(token, now=90) for token in tokens))
    assert {person.id for person in found} == {dana}


async def test_a_session_is_also_found_by_its_name_which_opens_nothing(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, now=0)
    name = durable.sessions.name(token)
    assert (await durable.sessions.find_named(name, now=1)).id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(name, now=1)


async def test_who_is_signed_in_is_not_kept_out_while_another_program_writes(
    durable: Durable, dana: StaffId, url: str
) -> None:
    token = await durable.sessions.create(dana, now=0)
    file = url.removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()
        for _ in range(4):
            assert (await durable.sessions.find(token, now=IDLE_S - 1)).id == dana
        assert monotonic() - began < LOCKED_S
        other.execute("ROLLBACK")
    await durable.sessions.close()
    assert (await durable.sessions.find(token, now=2 * IDLE_S - 2)).id == dana
