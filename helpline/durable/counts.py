"""Whole-number counts from closed lists, by hour; what was counted together is kept apart."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite

from helpline.durable.database import Database
from helpline.durable.tables import counted

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
