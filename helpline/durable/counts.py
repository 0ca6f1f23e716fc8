"""Whole-number counts from closed lists, by hour; what was counted together is kept apart."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from helpline.core.directory.words import Need
from helpline.core.referrals import Referred
from helpline.durable.database import Database
from helpline.durable.later import Later
from helpline.durable.tables import counted

_INSERT: Final[dict[str, Any]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class Kind(StrEnum):
    """What is counted: the parts of a wrap-up. A referral is counted by need, under its outcome."""

    OUTCOME = "outcome"
    TOPIC = "topic"
    HEAVY = "heavy"
    REFERRAL_CARD = "referral_card"
    REFERRAL_CONNECTED = "referral_connected"
    REFERRAL_REFUSED = "referral_refused"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_EXPIRED = "referral_expired"
    REFERRAL_UNKNOWN = "referral_unknown"


def referral_kind(outcome: Referred) -> Kind:
    """Return the kind under which a referral with this outcome is counted."""
    return Kind(f"referral_{outcome}")


class Counts:
    """Adds up; there is no row for any one chat."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._later = Later[tuple[Kind, StrEnum | None, float]](lambda one: self.count(*one))

    def note(self, kind: Kind, value: StrEnum | None, now: float) -> None:
        """Count this as soon as the database takes it: nobody who talks waits for a number."""
        self._later.note((kind, value, now))

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

    async def referrals(self, first: date, end: date) -> dict[tuple[Need, Referred], int]:
        """Return how many referrals of each sort were counted from one UTC day up to another."""
        outcomes = {referral_kind(outcome).value: outcome for outcome in Referred}
        query = (
            sa.select(counted.c.kind, counted.c.value, sa.func.sum(counted.c.n).label("n"))
            .where(counted.c.kind.in_(outcomes), counted.c.day >= first, counted.c.day < end)
            .group_by(counted.c.kind, counted.c.value)
        )
        async with self._database.transaction() as connection:
            rows = await connection.execute(query)
            return {(Need(row.value), outcomes[row.kind]): int(row.n) for row in rows}
