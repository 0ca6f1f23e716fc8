"""Whole-number counts from closed lists, by hour; what was counted together is kept apart."""

from asyncio import get_running_loop
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from helpline.core.counted import LATEST_S, Count, Kind
from helpline.durable.database import Database
from helpline.durable.later import Later
from helpline.durable.tables import counted

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

    async def _write(self, noted: _Noted) -> None:
        if get_running_loop().time() <= noted.until:
            await self.count(noted.kind, noted.value, noted.at)

    async def close(self) -> None:
        """Give what is noted a last moment to be counted."""
        await self._later.close()

    async def count(self, kind: Kind, value: StrEnum | None, now: float) -> None:
        """Add one to a member of a closed list, or to the kind itself, in the UTC hour of `now`."""
        closed: object = value
        if not isinstance(closed, StrEnum | None):
            raise TypeError("only members of closed lists are counted")
        moment = datetime.fromtimestamp(now, UTC)
        row = {
            "day": moment.date(),
            "hour": moment.hour,
            "kind": kind.value,
            "value": value.value if value else "",
            "n": 1,
        }
        insert = _INSERT[self._database.dialect](counted).values(row)
        add = insert.on_conflict_do_update(
            index_elements=counted.primary_key.columns.keys(), set_={"n": counted.c.n + 1}
        )
        async with self._database.transaction() as connection:
            await connection.execute(add)

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
