"""From every revision to the newest and back, with people in it: what has a place is kept."""

import asyncio
from datetime import date
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
from helpline.durable.tables import metadata

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


@pytest.fixture
async def engine(url: str, tmp_path: Any) -> Any:
    (tmp_path / "data").mkdir(exist_ok=True)
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
