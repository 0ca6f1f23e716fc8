"""The database tells nothing it was told, and fails in one way."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.core.errors import Misconfigured, RecordsAway
from helpline.core.roles import Role
from helpline.durable import Newcomer, open_durable
from helpline.durable.database import Database, open_database
from helpline.durable.tables import counted
from tests.durable.conftest import BY
from tests.sql import file_at

CANARY = "canary-word"


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_failure_is_try_again_and_quotes_nothing(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_database(url) as database:
        with pytest.raises(RecordsAway) as failed:
            async with database.transaction() as connection:
                await connection.execute(sa.text("SELECT :word FROM nowhere"), {"word": CANARY})
    assert failed.value.__suppress_context__
    assert CANARY not in f"{failed.value!r} {failed.value.__context__}"
    err = capsys.readouterr().err
    assert '"event": "durable_failed"' in err
    assert "nowhere FROM" not in err
    assert CANARY not in err


async def test_what_fails_halfway_is_undone(url: str) -> None:
    async with open_database(url) as database:
        with pytest.raises(RecordsAway):
            await write_and_fail(database)
        async with database.transaction() as connection:
            assert (await connection.execute(sa.select(counted))).all() == []


async def write_and_fail(database: Database) -> None:
    row = {"day": date(2026, 1, 1), "hour": 0, "kind": "heavy", "value": "", "n": 1}
    async with database.transaction() as connection:
        await connection.execute(sa.insert(counted).values(row))
        assert len((await connection.execute(sa.select(counted))).all()) == 1
        await connection.execute(sa.text("SELECT * FROM nowhere"))


async def test_work_that_is_given_up_twice_leaves_nothing_that_waits_for_ever(file: Path) -> None:
    """A node that ends asks its tasks to end as often as it takes."""
    long = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000)"
        " SELECT count(*) FROM n"
    )

    async def work(database: Database) -> None:
        async with database.transaction() as connection:
            await connection.execute(sa.text(long))

    async with open_database(file_at(file)) as database:
        others = asyncio.all_tasks()
        task = asyncio.create_task(work(database))
        await asyncio.sleep(0.1)
        for _ in range(2):
            task.cancel()
            await asyncio.sleep(0.01)
        left = asyncio.all_tasks() - others
        assert left  # what closes the connection behind the work that runs in it
        await asyncio.wait(left, timeout=15)
        assert not any(not one.done() for one in left)


async def test_the_file_is_ours_alone_and_set_as_we_need(file: Path) -> None:
    async with open_database(file_at(file)) as database, database.transaction() as connection:
        settings = {
            name: (await connection.execute(sa.text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete")
        }
        modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert settings == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 3_000,
        "secure_delete": 1,
    }
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}


async def test_what_was_kept_is_there_again(url: str) -> None:
    for found in ([], ["Dana"]):
        async with open_durable(url) as durable:
            assert [person.name for person in await durable.staff.everyone()] == found
            if not found:
                newcomer = Newcomer(name="Dana", sign_in_name="d", role=Role.SUPERVISOR)
                await durable.staff.add(newcomer, BY)


async def test_a_demo_keeps_all_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_durable("sqlite+aiosqlite://") as durable:
        await durable.staff.add(Newcomer(name="Dana", sign_in_name="d", role=Role.ADMIN), BY)
        assert len(await durable.staff.everyone()) == 1
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////proc/none/helpline.db",
        "nosuch+driver://canary-word@host/x",
        "postgresql+asyncpg://someone:canary-word@127.0.0.1:1/helpline",
    ],
)
async def test_a_database_that_cannot_be_had_refuses_to_start(url: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        async with open_durable(url):
            pass
    assert refused.value.args[0].startswith("HELPLINE_SQL_URL: ")
    assert CANARY not in str(refused.value)


async def test_a_file_that_is_no_database_refuses_to_start(tmp_path: Path) -> None:
    file = tmp_path / "helpline.db"
    await asyncio.to_thread(file.write_bytes, b"not a database" * 100)
    with pytest.raises(Misconfigured):
        async with open_durable(file_at(file)):
            pass
