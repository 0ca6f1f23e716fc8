"""The tables of the directory, read at one moment and written where they differ."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.directory.package import Package, Row, Table
from helpline.core.errors import TryAgain
from helpline.durable.tables import directory, directory_entry, directory_row, directory_table

_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an entry besides its tables; who changes it says which version they saw."""

    version: int
    off: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The directory at one moment; its version is another one after any change to it."""

    version: int
    package: Package
    standings: dict[str, Standing]

    @property
    def off(self) -> frozenset[str]:
        """Return the services that are switched off."""
        return frozenset(ident for ident, standing in self.standings.items() if standing.off)


async def read_kept(connection: AsyncConnection) -> Kept:
    """Return the directory as it is; raise `TryAgain` while others change it all the time.

    Each query of a transaction may see a later moment than the one before, so the version is
    looked at again when all is read.
    """
    for _ in range(_TRIES):
        first = (await connection.execute(sa.select(directory))).one()
        tables = await connection.execute(
            sa.select(directory_table).order_by(directory_table.c.position)
        )
        rows = await connection.execute(
            sa.select(directory_row).order_by(directory_row.c.table_name, directory_row.c.position)
        )
        entries = await connection.execute(sa.select(directory_entry))
        found = tables.all(), rows.all(), entries.all()
        if await connection.scalar(sa.select(directory.c.version)) == first.version:
            package = _package(found[0], found[1], first.descriptor)
            standings = {one.service_id: Standing(one.version, one.off) for one in found[2]}
            return Kept(first.version, package, standings)
    raise TryAgain("the directory is being changed")


async def replace_tables(connection: AsyncConnection, to: Package) -> None:
    """Write a package in place of all tables there are."""
    await connection.execute(sa.delete(directory_row))
    await connection.execute(sa.delete(directory_table))
    for position, table in enumerate(to.tables.values()):
        await _put(connection, table, position)
    await _describe(connection, to)


async def write_changed(connection: AsyncConnection, before: Package, after: Package) -> None:
    """Write what differs between two packages; tables and rows are added, and none is taken out."""
    for position, (name, table) in enumerate(after.tables.items()):
        old = before.tables.get(name)
        if old == table:
            continue
        if old is not None and (old.columns, len(old.rows)) == (table.columns, len(table.rows)):
            await _write_rows(connection, old, table)
            continue
        await connection.execute(sa.delete(directory_row).where(directory_row.c.table_name == name))
        await connection.execute(sa.delete(directory_table).where(directory_table.c.name == name))
        await _put(connection, table, position)
    if before.descriptor != after.descriptor:
        await _describe(connection, after)


async def _describe(connection: AsyncConnection, package: Package) -> None:
    descriptor = json.dumps(package.descriptor)
    await connection.execute(sa.update(directory).values(descriptor=descriptor))


async def _put(connection: AsyncConnection, table: Table, position: int) -> None:
    row = {"name": table.name, "path": table.path, "columns": json.dumps(table.columns)}
    await connection.execute(sa.insert(directory_table).values(position=position, **row))
    rows = [
        {"table_name": table.name, "position": place, "cells": _cells(table, row)}
        for place, row in enumerate(table.rows)
    ]
    if rows:
        await connection.execute(sa.insert(directory_row), rows)


async def _write_rows(connection: AsyncConnection, before: Table, after: Table) -> None:
    for place, (old, new) in enumerate(zip(before.rows, after.rows, strict=True)):
        if old != new:
            mine = (directory_row.c.table_name == after.name, directory_row.c.position == place)
            change = sa.update(directory_row).where(*mine)
            await connection.execute(change.values(cells=_cells(after, new)))


def _package(tables: Iterable[Any], rows: Iterable[Any], descriptor: str) -> Package:
    cells: dict[str, list[list[str]]] = {}
    for row in rows:
        cells.setdefault(row.table_name, []).append(json.loads(row.cells))
    found = {}
    for one in tables:
        columns = tuple(json.loads(one.columns))
        of = tuple(
            Row(number, dict(zip(columns, row, strict=True)))
            for number, row in enumerate(cells.get(one.name, ()), 2)
        )
        found[one.name] = Table(one.name, one.path, columns, of)
    return Package(found, json.loads(descriptor or "{}"))


def _cells(table: Table, row: Row) -> str:
    return json.dumps([row.cells.get(column, "") for column in table.columns])
