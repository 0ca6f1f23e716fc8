"""Whole-number counts from closed lists, by hour; what was counted together is kept apart."""

import asyncio
from collections import deque
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite

from helpline.core.errors import TryAgain
from helpline.durable.database import Database
from helpline.durable.tables import counted

_AGAIN_S: Final = 1.0
_LAST_S: Final = 2.0
_INSERT: Final[dict[str, Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class Kind(StrEnum):
    """What is counted: the parts of a wrap-up."""

    OUTCOME = "outcome"
    TOPIC = "topic"
    HEAVY = "heavy"


class Counts:
    """Adds up; there is no row for any one chat."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: deque[tuple[Kind, StrEnum | None, float]] = deque()
        self._writing: asyncio.Task[None] | None = None

    def note(self, kind: Kind, value: StrEnum | None, now: float) -> None:
        """Count this as soon as the database takes it: nobody who talks waits for a number."""
        self._noted.append((kind, value, now))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._noted:
            try:
                await self.count(*self._noted[0])
            except TryAgain:
                await asyncio.sleep(_AGAIN_S)
            else:
                self._noted.popleft()

    async def close(self) -> None:
        """Give what is noted a last moment to be counted."""
        if self._writing is not None:
            await asyncio.wait([self._writing], timeout=_LAST_S)
            self._writing.cancel()
            await asyncio.wait([self._writing])

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
