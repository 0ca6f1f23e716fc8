"""Whole-number counts from closed lists, by hour; what was counted together is kept apart."""

from asyncio import get_running_loop
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.counted import LATEST_S, Count, Kind
from helpline.durable.database import Database
from helpline.durable.later import Later
from helpline.durable.tables import counted

_Cell = tuple[date, int, str, str]
"""The UTC day and hour, the kind and the value of one count."""
_WRITE_S: Final = 10.0
"""A database that is locked may be waited for while it is written: five seconds by its settings."""
_INSERT: Final[dict[str, Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


@dataclass(frozen=True, slots=True)
class _Noted:
    """What is to be counted, and until when (the loop's time) it may be."""

    kind: Kind
    value: StrEnum | None
    at: float
    until: float


class Counts:
    """Adds up; there is no row for any one chat."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._later = Later[_Noted](self._write)

    def note(self, kind: Kind, value: StrEnum | None, at: float, now: float) -> None:
        """Count this as soon as the database takes it: nobody who talks waits for a number.

        It is counted in the UTC hour of `at`, unless that is more than `LATEST_S` ago by then: what
        has been shown of a month must stay as it is.
        """
        until = get_running_loop().time() + LATEST_S - (now - at)
        self._later.note(_Noted(kind, value, at, until))

    async def _write(self, noted: Sequence[_Noted]) -> None:
        now = get_running_loop().time() + _WRITE_S
        in_time = (one for one in noted if now <= one.until)
        cells = Counter(_cell(one.kind, one.value, one.at) for one in in_time)
        async with self._database.transaction() as connection:
            await self._add(connection, cells)

    async def close(self) -> None:
        """Give what is noted a last moment to be counted."""
        await self._later.close()

    async def count(self, kind: Kind, value: StrEnum | None, now: float) -> None:
        """Add one to a member of a closed list, or to the kind itself, in the UTC hour of `now`."""
        cells = Counter([_cell(kind, value, now)])
        async with self._database.transaction() as connection:
            await self._add(connection, cells)

    async def _add(self, connection: AsyncConnection, cells: Counter[_Cell]) -> None:
        """Add to several counts, in one order everywhere: two nodes do not wait for each other."""
        if not cells:
            return
        names = ("day", "hour", "kind", "value")
        rows = [
            {**dict(zip(names, cell, strict=True)), "n": n} for cell, n in sorted(cells.items())
        ]
        insert = _INSERT[self._database.dialect](counted)
        add = insert.on_conflict_do_update(
            index_elements=counted.primary_key.columns.keys(),
            set_={"n": counted.c.n + insert.excluded.n},
        )
        await connection.execute(add, rows)

    async def between(self, first: date, end: date) -> list[Count]:
        """Return what was counted from one UTC day up to another, by the hour: for no page.

        A count of one hour may stand for one person: pages get what `core.months` makes of it.
        """
        query = (
            sa.select(counted)
            .where(counted.c.day >= first, counted.c.day < end)
            .order_by(*counted.primary_key.columns)
        )
        async with self._database.transaction() as connection:
            rows = await connection.execute(query)
            return [Count(row.day, row.hour, Kind(row.kind), row.value, row.n) for row in rows]


def _cell(kind: Kind, value: StrEnum | None, at: float) -> _Cell:
    closed: object = value
    if not isinstance(closed, StrEnum | None):
        raise TypeError("only members of closed lists are counted")
    moment = datetime.fromtimestamp(at, UTC)
    return moment.date(), moment.hour, kind.value, value.value if value else ""
