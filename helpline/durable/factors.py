"""Authenticators and recovery codes: the secrets sealed, the codes as hashes, each used once."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import By, Deed
from helpline.core.factors import Factors
from helpline.core.names import StaffId
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.tables import authenticator, passkey, recovery_code, session, staff
from helpline.durable.tokens import digest


class SecondFactors:
    """What staff show beside a password; passkeys are counted here and kept in `Passkeys`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, staff_id: StaffId) -> Factors:
        """Return by what somebody can show who they are."""
        async with self._database.transaction() as connection:
            found = await _factors(connection, staff.c.id == staff_id)
        return found.get(staff_id, Factors())

    async def of_everyone(self) -> dict[StaffId, Factors]:
        """Return the same for all staff."""
        async with self._database.transaction() as connection:
            return await _factors(connection, sa.true())

    async def set_authenticator(
        self, staff_id: StaffId, sealed: str, step: int, codes: Collection[str], by: By
    ) -> bool:
        """Keep an authenticator, in place of any other; `step` is that of the code it was shown by.

        The recovery codes are kept with it unless some are left; returns whether they were.
        """
        async with self._database.transaction() as connection:
            await _drop(connection, authenticator, staff_id)
            row = {"staff_id": staff_id, "sealed": sealed, "last_step": step}
            await connection.execute(sa.insert(authenticator).values(row))
            await write(connection, by, Deed.AUTHENTICATOR_SET, staff_id)
            if await _left(connection, staff_id):
                return False
            await _set_recovery(connection, staff_id, codes, by)
        return True

    async def authenticator(self, staff_id: StaffId) -> tuple[str, int] | None:
        """Return the sealed secret, and the step of the last code that was used; or None."""
        columns = authenticator.c.sealed, authenticator.c.last_step
        query = sa.select(*columns).where(authenticator.c.staff_id == staff_id)
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else (row.sealed, row.last_step)

    async def use_step(self, staff_id: StaffId, step: int) -> bool:
        """Use up a step and all before it; of two who come at once with its code, one may."""
        mine = sa.and_(authenticator.c.staff_id == staff_id, authenticator.c.last_step < step)
        change = sa.update(authenticator).where(mine).values(last_step=step)
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def drop_authenticator(self, staff_id: StaffId, by: By) -> None:
        """Take the authenticator away, and the recovery codes that stood in for it."""
        async with self._database.transaction() as connection:
            await _drop(connection, recovery_code, staff_id)
            if await _drop(connection, authenticator, staff_id):
                await write(connection, by, Deed.AUTHENTICATOR_OFF, staff_id)

    async def set_recovery(self, staff_id: StaffId, codes: Collection[str], by: By) -> None:
        """Keep the hashes of new recovery codes; the old ones are good for nothing then."""
        async with self._database.transaction() as connection:
            await _drop(connection, recovery_code, staff_id)
            await _set_recovery(connection, staff_id, codes, by)

    async def use_recovery(self, staff_id: StaffId, code: str, by: By) -> bool:
        """Use up a recovery code; False where there is no such code, or no longer."""
        mine = sa.and_(
            recovery_code.c.staff_id == staff_id, recovery_code.c.code_hash == digest(code)
        )
        async with self._database.transaction() as connection:
            used = (await connection.execute(sa.delete(recovery_code).where(mine))).rowcount == 1
            if used:
                left = await _left(connection, staff_id)
                await write(connection, by, Deed.RECOVERY_USED, staff_id, f"{left} left")
        return used

    async def reset(self, staff_id: StaffId, by: By) -> None:
        """Take away every second factor of somebody, and sign them out everywhere."""
        async with self._database.transaction() as connection:
            for table in (authenticator, recovery_code, passkey, session):
                await _drop(connection, table, staff_id)
            await write(connection, by, Deed.FACTORS_RESET, staff_id)


async def _set_recovery(
    connection: AsyncConnection, staff_id: StaffId, codes: Collection[str], by: By
) -> None:
    rows = [{"staff_id": staff_id, "code_hash": digest(code)} for code in codes]
    await connection.execute(sa.insert(recovery_code), rows)
    await write(connection, by, Deed.RECOVERY_MADE, staff_id)


async def _drop(connection: AsyncConnection, table: sa.Table, staff_id: StaffId) -> int:
    gone = await connection.execute(sa.delete(table).where(table.c.staff_id == staff_id))
    return gone.rowcount


async def _left(connection: AsyncConnection, staff_id: StaffId) -> int:
    mine = recovery_code.c.staff_id == staff_id
    query = sa.select(sa.func.count()).select_from(recovery_code).where(mine)
    left: int = await connection.scalar(query) or 0
    return left


async def _factors(
    connection: AsyncConnection, whose: sa.ColumnElement[bool]
) -> dict[StaffId, Factors]:
    query = sa.select(
        staff.c.id,
        staff.c.password_hash.is_not(None).label("password"),
        _number(authenticator).label("authenticator"),
        _number(recovery_code).label("recovery"),
        _number(passkey).label("passkeys"),
    ).where(whose)
    return {
        StaffId(row.id): Factors(
            bool(row.password), bool(row.authenticator), row.recovery, row.passkeys
        )
        for row in await connection.execute(query)
    }


def _number(table: sa.Table) -> Any:
    """Return how many rows of a table are of the person in the row of `staff` around it."""
    mine = table.c.staff_id == staff.c.id
    return sa.select(sa.func.count()).select_from(table).where(mine).scalar_subquery()
