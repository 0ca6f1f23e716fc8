"""From every revision to the newest and back, with people in it: what has a place is kept."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from helpline.core.errors import Misconfigured
from helpline.durable import open_durable
from helpline.durable.migrate import FIRST, FOLDER, HEAD, downgrade, upgrade
from helpline.durable.tables import REVISION, metadata
from tests.sql import Postgres, file_at

REVISIONS = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]
PERSON = {
    "id": "d" * 22,
    "sign_in_name": "dana",
    "name": "Dana",
    "role": "responder",
    "languages": "en,es",
    "opted_out": "",
    "active": True,
    "version": 3,
}
COUNTED = {"day": date(2026, 1, 1), "hour": 3, "kind": "heavy", "value": "", "n": 7}


@pytest.fixture(params=["file", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database in which there is nothing yet."""
    if request.param == "file":
        yield file_at(tmp_path / "empty.db")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        with server.database() as url:
            yield url


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(url)
    yield engine
    await engine.dispose()


async def move(engine: AsyncEngine, how: Any, to: str) -> None:
    async with engine.begin() as connection:
        await connection.run_sync(how, to)


async def reflected(engine: AsyncEngine, name: str) -> sa.Table:
    """Return a table as it is in the database now, whatever our own tables say."""
    async with engine.begin() as connection:
        return await connection.run_sync(
            lambda sync: sa.Table(name, sa.MetaData(), autoload_with=sync)
        )


async def put(engine: AsyncEngine, name: str, row: dict[str, Any]) -> None:
    table = await reflected(engine, name)
    async with engine.begin() as connection:
        await connection.execute(sa.insert(table).values(row))


async def kept(engine: AsyncEngine) -> tuple[Any, Any]:
    people, counts = await reflected(engine, "staff"), await reflected(engine, "counted")
    of_people = [people.c[name] for name in PERSON]
    of_counts = [counts.c[name] for name in COUNTED]
    async with engine.begin() as connection:
        return (
            [dict(row._mapping) for row in await connection.execute(sa.select(*of_people))],
            [dict(row._mapping) for row in await connection.execute(sa.select(*of_counts))],
        )


KEPT = ([PERSON], [COUNTED])
WHO, DAY = {"staff_id": PERSON["id"]}, {"day": date(2026, 3, 1)}
EVENING = {"weekday": 0, "starts": time(16), "ends": time(20)}
PASSKEY = {
    "id": "p" * 22,
    **WHO,
    "credential_id": b"\x00credential",
    "public_key": b"key\xff",
    "counter": 7,
    "name": "Phone",
    "created": 5,
    "last_used": None,
}
SESSION = {
    "id": "s" * 22,
    "token_hash": "t" * 64,
    **WHO,
    "how": "password",
    "created": 1,
    "expires": 2,
    "last_seen": 1,
    "renewed": 1,
}
ROWS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "0002": [("session", SESSION)],
    "0003": [
        ("module", {"id": "law", "name": "The law", "months": 12, "required": True}),
        ("training", {**WHO, "module_id": "law", **DAY, "trainer": "Jo"}),
    ],
    "0004": [("practised", {**WHO, "scenario": "watched", **DAY})],
    "0005": [
        ("authenticator", {**WHO, "sealed": "x" * 120, "last_step": 2**40}),
        ("recovery_code", {**WHO, "code_hash": "c" * 64}),
        ("passkey", PASSKEY),
        ("spent_challenge", {"challenge_hash": "h" * 64, "expires": 2**40}),
    ],
    "0006": [
        ("slot", {"id": "mon-eve", **EVENING, "wanted": 2}),
        ("hours", EVENING),
        ("holiday", DAY),
        ("sign_up", {**WHO, "slot_id": "mon-eve", **DAY}),
    ],
    "0008": [("oidc", {**WHO, "issuer": "https://id.example.org", "subject": "u-1"})],
    "0009": [
        ("directory_table", {"name": "t", "position": 0, "path": "t.csv", "columns": "[]"}),
        ("directory_row", {"table_name": "t", "position": 0, "cells": "[]"}),
        ("directory_entry", {"service_id": "help", "version": 2, "off": True}),
    ],
}
"""What each revision was the first to hold; the one row of `week` is put there by its own."""
MADE_BY_0006 = {"id": 1, "opens_by": "always", "version": 1}


async def found(engine: AsyncEngine, name: str, like: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table in the columns of a row that was put there."""
    table = await reflected(engine, name)
    async with engine.begin() as connection:
        rows = await connection.execute(sa.select(*(table.c[column] for column in like)))
        return [dict(row._mapping) for row in rows]


async def names_of(engine: AsyncEngine) -> set[str]:
    async with engine.begin() as connection:
        return set(await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names()))


@pytest.mark.parametrize("revision", REVISIONS)
async def test_up_to_the_head_and_back_with_people(engine: AsyncEngine, revision: str) -> None:
    await move(engine, upgrade, revision)
    await put(engine, "staff", PERSON)
    await put(engine, "counted", COUNTED)
    await move(engine, upgrade, HEAD)
    assert await kept(engine) == KEPT
    await move(engine, downgrade, revision)
    assert await kept(engine) == KEPT
    await move(engine, upgrade, HEAD)
    assert await kept(engine) == KEPT


async def test_all_the_way_down_leaves_nothing_and_up_again_makes_all(engine: AsyncEngine) -> None:
    await move(engine, upgrade, HEAD)
    await move(engine, downgrade, "base")
    async with engine.begin() as connection:
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    assert names == ["alembic_version"]
    await move(engine, upgrade, HEAD)


async def test_the_head_is_what_the_tables_say(engine: AsyncEngine) -> None:
    assert REVISIONS[-1] == REVISION
    await move(engine, upgrade, HEAD)
    async with engine.begin() as connection:
        found = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert found == []


async def test_a_database_of_before_there_were_revisions_is_taken_on(
    engine: AsyncEngine, url: str
) -> None:
    await move(engine, upgrade, FIRST)
    await put(engine, "staff", PERSON)
    async with engine.begin() as connection:
        await connection.execute(sa.text("DROP TABLE alembic_version"))
    async with open_durable(url) as durable:
        assert [person.name for person in await durable.staff.everyone()] == ["Dana"]


async def test_a_database_of_a_later_release_is_left_alone(engine: AsyncEngine, url: str) -> None:
    await move(engine, upgrade, HEAD)
    async with engine.begin() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Misconfigured, match="a later release"):
        async with open_durable(url):
            pass


async def test_nodes_that_start_at_once_do_not_get_in_each_others_way(url: str) -> None:
    async def start() -> int:
        async with open_durable(url) as durable:
            return len(await durable.audit.latest(1))

    assert await asyncio.gather(*(start() for _ in range(4))) == [0, 0, 0, 0]


def rows_by(revision: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what a database of this revision may hold, in an order in which it can be put."""
    return [one for first, rows in ROWS.items() if first <= revision for one in rows]


@pytest.mark.parametrize("revision", REVISIONS[1:])
async def test_what_a_revision_holds_goes_up_to_the_head_and_comes_back(
    engine: AsyncEngine, revision: str
) -> None:
    await move(engine, upgrade, revision)
    await put(engine, "staff", PERSON)
    rows = rows_by(revision)
    for name, row in rows:
        await put(engine, name, row)
    for how, to in ((upgrade, HEAD), (downgrade, revision), (upgrade, HEAD)):
        await move(engine, how, to)
        for name, row in rows:
            assert await found(engine, name, row) == [row], (name, to)
    assert await found(engine, "week", MADE_BY_0006) == [MADE_BY_0006]


@pytest.mark.parametrize("revision", REVISIONS[1:-1])
async def test_going_back_loses_what_only_later_releases_hold_and_nothing_else(
    engine: AsyncEngine, revision: str
) -> None:
    await move(engine, upgrade, HEAD)
    await put(engine, "staff", PERSON)
    for name, row in rows_by(HEAD):
        await put(engine, name, row)
    await move(engine, downgrade, revision)
    assert await found(engine, "staff", PERSON) == [PERSON]
    for name, row in rows_by(revision):
        assert await found(engine, name, row) == [row], name
    stay, all_there_was = ({name for name, _ in rows_by(to)} for to in (revision, HEAD))
    assert not (all_there_was - stay) & await names_of(engine)


async def test_modules_of_before_have_their_first_version(engine: AsyncEngine) -> None:
    await move(engine, upgrade, "0006")
    [(name, module), _] = ROWS["0003"]
    await put(engine, name, module)
    await move(engine, upgrade, HEAD)
    assert await found(engine, name, module | {"version": 1}) == [module | {"version": 1}]


@pytest.mark.parametrize(
    ("how", "earlier"), [("passkey", "0004"), ("code", "0004"), ("oidc", "0007")]
)
async def test_a_session_that_an_earlier_release_can_not_read_ends_there(
    engine: AsyncEngine, how: str, earlier: str
) -> None:
    await move(engine, upgrade, HEAD)
    await put(engine, "staff", PERSON)
    await put(engine, "session", SESSION | {"how": how, "proved": 5})
    await move(engine, downgrade, earlier)
    assert await found(engine, "session", SESSION) == []
