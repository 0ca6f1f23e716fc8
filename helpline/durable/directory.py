"""The directory of other help: kept whole, changed entry by entry, and never given out unchecked.

An entry is a service. Nothing of it is remembered here: what is switched off, or no longer holds,
is gone with the next question.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import By, Deed
from helpline.core.directory.changing import (
    Change,
    Check,
    Fact,
    Worse,
    changed,
    mark_checked,
    worsened,
)
from helpline.core.directory.entries import Entry, check
from helpline.core.directory.package import Package, form_faults
from helpline.core.directory.review import given_out
from helpline.core.errors import BadInput, ChangedMeanwhile
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.directory_tables import (
    Kept,
    Standing,
    read_kept,
    replace_tables,
    write_changed,
)
from helpline.durable.tables import directory, directory_entry

_DETAIL: Final = 200
_UNTOUCHED: Final = 1
"""The version of a directory that nobody has ever imported anything into."""


class NoSuchEntry(BadInput):
    """The directory has no service with that id."""


@dataclass(frozen=True, slots=True)
class Given:
    """What may be given to anybody, at a version of the directory."""

    version: int
    entries: tuple[Entry, ...]


class Directory:
    """Reads and changes the directory; every change is written into the audit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self) -> Kept:
        """Return all of it at one moment: its tables, and how each entry stands."""
        async with self._database.transaction() as connection:
            return await read_kept(connection)

    async def package(self) -> Package:
        """Return all of it, as it was read and changed since."""
        return (await self.kept()).package

    async def standings(self) -> dict[str, Standing]:
        """Return how each entry stands, by the id of its service."""
        return (await self.kept()).standings

    async def given_out(self) -> tuple[Entry, ...]:
        """Return the entries that may be given to anybody: they hold, and are not off."""
        async with self._database.transaction() as connection:
            return _given_out(await read_kept(connection))

    async def newer(self, than: int) -> Given | None:
        """Return what may be given out where the directory is at another version, or None."""
        async with self._database.transaction() as connection:
            version = await connection.scalar(sa.select(directory.c.version))
            if version == than:
                return None
            kept = await read_kept(connection)
            return Given(kept.version, _given_out(kept))

    async def fill(self, to: Package, by: By) -> bool:
        """Make this the directory where there never was one; tell whether that was so.

        What somebody has emptied stays empty. Where there is nothing to do nothing is written, so
        that a node starts while somebody else holds the database's write lock.
        """
        async with self._database.transaction() as connection:
            if await connection.scalar(sa.select(directory.c.version)) != _UNTOUCHED:
                return False
        async with self._database.transaction() as connection:
            # Of several nodes that start at once one finds it untouched.
            first = sa.update(directory).where(directory.c.version == _UNTOUCHED)
            done = await connection.execute(first.values(version=_UNTOUCHED + 1))
            if done.rowcount != 1:
                return False
            await _replace(connection, to, by, of_what="what was shipped")
            return True

    async def replace(self, to: Package, by: By, version: int | None = None) -> None:
        """Make this the directory, all of it or nothing; what was switched off stays off.

        Raises `BadInput` for tables that can't be kept, and `ChangedMeanwhile` where `version` is
        not that of the directory any more.
        """
        faults = [str(fault) for fault in form_faults(to)]
        if faults:
            raise BadInput("\n".join(faults))
        async with self._database.transaction() as connection:
            await _replace(connection, to, by, version)

    async def change(
        self, ident: str, version: int, to: Sequence[Change], by: By, looked: Check | None = None
    ) -> None:
        """Change cells of an entry: all of them, or none and an error is raised.

        `looked` says where its new facts were read. Raises `NoSuchEntry`, `ChangedMeanwhile` for
        an old version, `Worse` where the entry would have one more fault, and `BadInput` for a
        cell that is not the entry's and a fact that nobody read.
        """

        def edit(package: Package) -> Package:
            return changed(package, ident, to, looked, _new_id)

        names = " ".join(sorted({f"{one.table}.{one.column}" for one in to}))
        await self._edit((ident, version), edit, by, (Deed.DIRECTORY_CHANGED, names))

    async def mark_checked(
        self, ident: str, version: int, which: Sequence[Fact], looked: Check, by: By
    ) -> None:
        """Keep that facts of an entry were found to hold; raises as `change` does."""

        def edit(package: Package) -> Package:
            return mark_checked(package, ident, which, looked, _new_id)

        names = " ".join(sorted({f"{table}.{column}" for table, _, column in which}))
        await self._edit((ident, version), edit, by, (Deed.DIRECTORY_CHECKED, names))

    async def set_off(self, ident: str, version: int, by: By, *, off: bool) -> None:
        """Give an entry to nobody any more, or again; raises as `change` does."""
        async with self._database.transaction() as connection:
            await _lock(connection)
            await _next_version(connection, ident, version, off=off)
            deed = Deed.DIRECTORY_OFF if off else Deed.DIRECTORY_ON
            await _tell(connection, by, deed, ident)

    async def _edit(
        self,
        entry: tuple[str, int],
        edit: Callable[[Package], Package],
        by: By,
        told: tuple[Deed, str],
    ) -> None:
        ident, version = entry
        async with self._database.transaction() as connection:
            await _lock(connection)
            await _next_version(connection, ident, version)
            before = (await read_kept(connection)).package
            after = edit(before)
            faults = worsened(before, after, ident)
            if faults:
                raise Worse(faults)
            await write_changed(connection, before, after)
            deed, detail = told
            await _tell(connection, by, deed, ident, detail)


def _new_id() -> str:
    return str(uuid4())


def _given_out(kept: Kept) -> tuple[Entry, ...]:
    return given_out(check(kept.package), kept.off)


async def _replace(
    connection: AsyncConnection,
    to: Package,
    by: By,
    version: int | None = None,
    of_what: str = "",
) -> None:
    before = await _lock(connection)
    if version not in {None, before}:
        raise ChangedMeanwhile("somebody else changed the directory first")
    services = [row.id for row in to.rows("service")]
    standings = (await read_kept(connection)).standings
    await replace_tables(connection, to)
    await _set_standings(connection, standings, services)
    detail = ", ".join(filter(None, (f"{len(services)} services", of_what)))
    await write(connection, by, Deed.DIRECTORY_IMPORTED, "", detail)


async def _lock(connection: AsyncConnection) -> int:
    """Let one change the directory at a time; return the version it had before."""
    await connection.execute(sa.update(directory).values(version=directory.c.version + 1))
    version: int = (await connection.execute(sa.select(directory.c.version))).scalar_one()
    return version - 1


async def _next_version(
    connection: AsyncConnection, ident: str, version: int, **values: bool
) -> None:
    mine = directory_entry.c.service_id == ident
    found = await connection.scalar(sa.select(directory_entry.c.version).where(mine))
    if found is None:
        raise NoSuchEntry("the directory has no service with that id")
    if found != version:
        raise ChangedMeanwhile("somebody else changed this entry first: look at it again")
    await connection.execute(
        sa.update(directory_entry).where(mine).values(version=version + 1, **values)
    )


async def _set_standings(
    connection: AsyncConnection, kept: dict[str, Standing], services: Sequence[str]
) -> None:
    await connection.execute(sa.delete(directory_entry))
    rows = []
    for ident in services:
        before = kept.get(ident, Standing(0, off=False))
        rows.append({"service_id": ident, "version": before.version + 1, "off": before.off})
    # What is off stays known as off, should a later file bring it back.
    rows += [
        {"service_id": ident, "version": one.version, "off": True}
        for ident, one in kept.items()
        if one.off and ident not in set(services)
    ]
    if rows:
        await connection.execute(sa.insert(directory_entry), rows)


async def _tell(
    connection: AsyncConnection, by: By, deed: Deed, ident: str, detail: str = ""
) -> None:
    """A service's id is longer than whom the audit names as its subject."""
    await write(connection, by, deed, "", f"{ident} {detail}".strip()[:_DETAIL])
