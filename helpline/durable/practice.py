"""Which scenarios staff have practised, and on which day last: what their own pages reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import By
from helpline.core.names import StaffId
from helpline.core.practice import TRAINER, Scenario, ScenarioId, set_finished
from helpline.core.training import ModuleId, Record
from helpline.durable.database import Database
from helpline.durable.tables import practised, staff, training
from helpline.durable.training import keep

Days = dict[ScenarioId, date]


@dataclass(frozen=True, slots=True)
class Counting:
    """What the whole set is, for one person, and the module that finishing it counts as."""

    scenarios: Sequence[Scenario]
    module: ModuleId | None


class Practice:
    """Who has played which scenario to its end."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, whom: StaffId) -> Days:
        """Return what somebody has finished, with the last day of each."""
        async with self._database.transaction() as connection:
            return await _of(connection, whom)

    async def everyones(self) -> dict[StaffId, Days]:
        """Return the same of all staff; who has finished nothing is not in it."""
        found: defaultdict[StaffId, Days] = defaultdict(dict)
        query = sa.select(practised).order_by(practised.c.day, practised.c.scenario)
        async with self._database.transaction() as connection:
            for row in await connection.execute(query):
                found[StaffId(row.staff_id)][ScenarioId(row.scenario)] = row.day
        return dict(found)

    async def finish(
        self, whom: StaffId, scenario: ScenarioId, on: date, counting: Counting, by: By
    ) -> bool:
        """Keep that somebody has finished a scenario; return whether that trained them.

        It does when it makes their set whole, or whole again from a later day. A record that was
        taken back stays so until then.
        """
        async with self._database.transaction() as connection:
            # An update that changes nothing locks the person, on SQLite too: two pages of theirs at
            # once would each miss what the other adds.
            lock = sa.update(staff).where(staff.c.id == whom).values(version=staff.c.version)
            await connection.execute(lock)
            before = await _of(connection, whom)
            after = before | {scenario: max(on, before.get(scenario, on))}
            await _put(connection, whom, scenario, after[scenario], known=scenario in before)
            since = set_finished(after, counting.scenarios)
            if counting.module is None or since is None:
                return False
            if since == set_finished(before, counting.scenarios):
                return False
            record = Record(whom, counting.module, since, TRAINER)
            if await _is_kept(connection, record):
                return False
            await keep(connection, record, by)
            return True


async def _of(connection: AsyncConnection, whom: StaffId) -> Days:
    query = sa.select(practised).where(practised.c.staff_id == whom)
    rows = await connection.execute(query.order_by(practised.c.day, practised.c.scenario))
    return {ScenarioId(row.scenario): row.day for row in rows}


async def _put(
    connection: AsyncConnection, whom: StaffId, scenario: ScenarioId, on: date, *, known: bool
) -> None:
    change: Any = sa.insert(practised).values(staff_id=whom, scenario=scenario, day=on)
    if known:
        mine = (practised.c.staff_id == whom) & (practised.c.scenario == scenario)
        change = sa.update(practised).where(mine).values(day=on)
    await connection.execute(change)


async def _is_kept(connection: AsyncConnection, record: Record) -> bool:
    """Tell whether a trainer has entered the same day already."""
    same = sa.select(training.c.day).where(
        training.c.staff_id == record.staff,
        training.c.module_id == record.module,
        training.c.day == record.on,
    )
    return (await connection.execute(same)).first() is not None
