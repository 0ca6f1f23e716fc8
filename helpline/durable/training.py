"""What staff can be trained in, and their records: all of a file is kept, or nothing of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import By, Deed
from helpline.core.errors import BadInput, ChangedMeanwhile
from helpline.core.names import StaffId
from helpline.core.training import Clearance, Module, ModuleId, Record, clearance, is_module_id
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.people import checked_name
from helpline.durable.tables import module, training

MONTHS: Final = (1, 120)


class AlreadyKept(BadInput):
    """A record of this person, module and day is there already, or no such person or module is."""


class NoSuchRecord(BadInput):
    """There is no record of this person, module and day."""


class Training:
    """Modules, and who was trained in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def modules(self) -> list[Module]:
        """Return what staff can be trained in, by its id."""
        async with self._database.transaction() as connection:
            rows = await connection.execute(sa.select(module).order_by(module.c.id))
            return [_module(row) for row in rows]

    async def set_module(self, to: Module, by: By) -> None:
        """Add a module, or change the one that has this id and version; records of it stay.

        Raises `BadInput` for an id, a name or months that do not fit, and `ChangedMeanwhile` where
        somebody else has added or changed it first.
        """
        least, most = MONTHS
        if not is_module_id(to.id):
            raise BadInput("a module's id needs 1 to 40 of a-z, 0-9 and -")
        if to.months is not None and not least <= to.months <= most:
            raise BadInput(f"months need to be {least} to {most}, or none: it never runs out")
        row = {
            "name": checked_name(to.name),
            "months": to.months,
            "required": to.required,
            "version": to.version + 1,
        }
        async with self._database.transaction() as connection:
            await _put_module(connection, to, row)
            await write(connection, by, Deed.MODULE_SET, "", to.id)

    async def records(self, of: Collection[StaffId] | None = None) -> list[Record]:
        """Return all records, or all of these people, in the order of their days."""
        query = sa.select(training).order_by(
            training.c.day, training.c.staff_id, training.c.module_id
        )
        if of is not None:
            query = query.where(training.c.staff_id.in_(of))
        async with self._database.transaction() as connection:
            return [_record(row) for row in await connection.execute(query)]

    async def clearances(self, of: Collection[StaffId], today: date) -> dict[StaffId, Clearance]:
        """Return how each of these stands today, in two reads however many they are."""
        modules, kept = await self.modules(), defaultdict[StaffId, list[Record]](list)
        for record in await self.records(of):
            kept[record.staff].append(record)
        return {staff: clearance(modules, kept[staff], today) for staff in of}

    async def add(self, records: Sequence[Record], by: By) -> None:
        """Keep records: all of them, or none and `AlreadyKept` is raised."""
        async with self._database.transaction() as connection:
            for record in records:
                await keep(connection, record, by)

    async def drop(self, record: Record, by: By) -> None:
        """Take back a record that was entered by mistake; raises `NoSuchRecord`."""
        mine = [training.c[name] == value for name, value in _key(record).items()]
        async with self._database.transaction() as connection:
            dropped = await connection.execute(sa.delete(training).where(*mine))
            if not dropped.rowcount:
                raise NoSuchRecord("there is no such record")
            await write(connection, by, Deed.TRAINING_DROPPED, record.staff, _told(record))


async def keep(connection: AsyncConnection, record: Record, by: By) -> None:
    """Keep one record in this very transaction, or raise `AlreadyKept`, which undoes all of it."""
    row = _key(record) | {"trainer": record.trainer}
    try:
        await connection.execute(sa.insert(training).values(row))
    except IntegrityError:
        raise AlreadyKept("that is kept already, or names nobody we know") from None
    await write(connection, by, Deed.TRAINED, record.staff, _told(record))


async def _put_module(connection: AsyncConnection, to: Module, row: dict[str, Any]) -> None:
    first = ChangedMeanwhile("somebody else changed this module first: look at it again")
    if to.version == 0:
        try:
            await connection.execute(sa.insert(module).values(id=to.id, **row))
        except IntegrityError:
            raise first from None
        return
    mine = (module.c.id == to.id, module.c.version == to.version)
    changed = await connection.execute(sa.update(module).where(*mine).values(row))
    if not changed.rowcount:
        raise first


def _module(row: Any) -> Module:
    return Module(ModuleId(row.id), row.name, row.months, row.required, row.version)


def _key(record: Record) -> dict[str, Any]:
    return {"staff_id": record.staff, "module_id": record.module, "day": record.on}


def _told(record: Record) -> str:
    return f"{record.module} {record.on}"


def _record(row: Any) -> Record:
    return Record(StaffId(row.staff_id), ModuleId(row.module_id), row.day, row.trainer)
