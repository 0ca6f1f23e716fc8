"""What staff did is written with what it tells of, and stays as it was written."""

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from helpline.core.audit import By, Deed
from helpline.core.errors import TryAgain
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import AuditBroken, Durable, NameTaken, Newcomer, Profile
from helpline.durable.audit import write
from helpline.durable.database import Database, open_database
from tests.durable.conftest import BY

FORGE = "INSERT INTO audit VALUES ({n}, 0, 'console', 'let_go', 'x', '', '{digest}')"


async def run(database: Database, *statements: str) -> None:
    async with database.transaction() as connection:
        for statement in statements:
            await connection.execute(sa.text(statement))


async def test_who_did_what_to_whom_and_when(durable: Durable, dana: StaffId) -> None:
    await durable.staff.change(dana, 1, Profile(name="Dee", opted_out=()), By(dana, 7.9))
    await durable.staff.set_role(dana, 2, Role.ADMIN, By("sam", 8))
    await durable.links.make(dana, BY)
    await durable.staff.set_active(dana, 3, By("sam", 9), on=False)
    await durable.staff.set_active(dana, 4, By("sam", 10), on=True)
    told = [entry.written for entry in await durable.audit.latest(99)]
    assert [(one.n, one.at, one.actor, one.deed, one.subject, one.detail) for one in told] == [
        (6, 10, "sam", Deed.LET_IN_AGAIN, dana, ""),
        (5, 9, "sam", Deed.LET_GO, dana, ""),
        (4, 0, "console", Deed.LINK_MADE, dana, ""),
        (3, 8, "sam", Deed.ROLE_CHANGED, dana, "admin"),
        (2, 7, dana, Deed.PROFILE_CHANGED, dana, "name,opted_out"),
        (1, 0, "console", Deed.STAFF_ADDED, dana, "responder"),
    ]
    assert [one.n for one in told[:2]] == [e.written.n for e in await durable.audit.latest(2)]


async def test_what_was_not_done_is_not_written(durable: Durable, dana: StaffId) -> None:
    with pytest.raises(NameTaken):
        await durable.staff.add(Newcomer(name="x", sign_in_name="dana", role=Role.ADMIN), BY)
    assert [e.written.subject for e in await durable.audit.latest(9)] == [dana]


async def test_many_who_write_at_once_make_one_chain(durable: Durable) -> None:
    newcomers = [Newcomer(name="x", sign_in_name=f"x{n}", role=Role.ADMIN) for n in range(20)]
    await asyncio.gather(*(durable.staff.add(newcomer, BY) for newcomer in newcomers))
    n, digest = await durable.audit.verify()
    assert n == 20
    assert digest == (await durable.audit.latest(1))[0].digest


async def test_a_long_chain_is_read_in_pieces(durable: Durable, url: str) -> None:
    assert await durable.audit.verify() == (0, "")
    async with open_database(url) as database, database.transaction() as connection:
        for _ in range(1_001):
            await write(connection, BY, Deed.SIGNED_OUT, "somebody")
    assert (await durable.audit.verify())[0] == 1_001


@pytest.mark.parametrize("change", ["UPDATE audit SET at = 1", "DELETE FROM audit"])
async def test_no_entry_can_be_changed_or_taken_out(
    durable: Durable, dana: StaffId, url: str, change: str
) -> None:
    assert dana
    async with open_database(url) as database:
        with pytest.raises(TryAgain):
            await run(database, change)
    assert (await durable.audit.verify())[0] == 1


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        ([FORGE.format(n=3, digest="0" * 64)], 3),
        ([FORGE.format(n=9, digest="0" * 64)], 3),
        (["UPDATE audit_head SET n = 5"], 3),
        (["UPDATE audit_head SET digest = ''"], 2),
        (["UPDATE audit_head SET digest = '', n = 1"], 1),
    ],
)
async def test_whoever_gets_around_that_is_found_out(
    durable: Durable, dana: StaffId, url: str, statements: list[str], broken: int
) -> None:
    await durable.links.make(dana, BY)
    async with open_database(url) as database:
        await run(database, *statements)
    with pytest.raises(AuditBroken) as found:
        await durable.audit.verify()
    assert found.value.n == broken
    assert str(broken) in str(found.value)


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_what_is_noted_while_another_program_writes_is_kept_in_its_order(
    durable: Durable, url: str
) -> None:
    with closing(
        sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        for at, state in enumerate(("paused", "closed", "open")):
            durable.audit.note(By("sam", at), Deed.LINE_SET, state)
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
    await durable.audit.close()
    told = [entry.written for entry in await durable.audit.latest(9)]
    assert [(one.actor, one.deed, one.at, one.detail) for one in told] == [
        ("sam", Deed.LINE_SET, 2, "open"),
        ("sam", Deed.LINE_SET, 1, "closed"),
        ("sam", Deed.LINE_SET, 0, "paused"),
    ]
    assert (await durable.audit.verify())[0] == 3


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_what_could_not_be_kept_by_the_end_is_logged_as_a_number(
    durable: Durable,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("helpline.durable.later._LAST_S", 0.1)
    with closing(
        sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        durable.audit.note(By("sam", 1), Deed.LINE_SET, "paused")
        await durable.audit.close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    [lost] = [line for line in lines if line["event"] == "audit_lost"]
    assert lost["entries"] == 1
    assert "sam" not in str(lines)
