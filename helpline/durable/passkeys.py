"""Passkeys of staff: public keys, the names their owners gave them, and what they counted."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from helpline.core.audit import By, Deed
from helpline.core.errors import NotNow, NotSignedIn
from helpline.core.factors import PASSKEYS_MOST
from helpline.core.names import StaffId
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.people import checked_name
from helpline.durable.tables import passkey, spent_challenge, staff


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is kept of a passkey; times in seconds since 1970."""

    id: str
    staff_id: StaffId
    credential_id: bytes
    public_key: bytes
    counter: int
    name: str
    created: int
    last_used: int | None


_COLUMNS: Final = [passkey.c[name] for name in Passkey.__dataclass_fields__]


class Passkeys:
    """The passkeys of all staff."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, name: str, credential_id: bytes, public_key: bytes, counter: int, by: By
    ) -> None:
        """Keep a new passkey of whoever acts.

        Raises `NotNow` where it is kept already, or where they have as many as one can have, and
        `BadInput` for a name that can't be shown.
        """
        row = {
            "id": secrets.token_urlsafe(16),
            "staff_id": by.who,
            "credential_id": credential_id,
            "public_key": public_key,
            "counter": counter,
            "name": checked_name(name),
            "created": int(by.at),
        }
        number = sa.select(sa.func.count()).where(passkey.c.staff_id == by.who)
        async with self._database.transaction() as connection:
            if (await connection.scalar(number) or 0) >= PASSKEYS_MOST:
                raise NotNow("they have as many passkeys as one can have")
            try:
                await connection.execute(sa.insert(passkey).values(row))
            except IntegrityError:
                raise NotNow("the passkey is kept already") from None
            await write(connection, by, Deed.PASSKEY_ADDED, by.who)

    async def of(self, staff_id: StaffId) -> list[Passkey]:
        """Return somebody's passkeys, the oldest first."""
        query = sa.select(*_COLUMNS).where(passkey.c.staff_id == staff_id)
        async with self._database.transaction() as connection:
            rows = await connection.execute(query.order_by(passkey.c.created, passkey.c.id))
            return [Passkey(*row) for row in rows]

    async def find(self, credential_id: bytes) -> Passkey:
        """Return a passkey of somebody who is let in; raise `NotSignedIn` where there is none."""
        query = (
            sa.select(*_COLUMNS)
            .join_from(passkey, staff)
            .where(passkey.c.credential_id == credential_id, staff.c.active)
        )
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotSignedIn("no such passkey")
        return Passkey(*row)

    async def use(self, found: Passkey, counter: int, now: float) -> bool:
        """Note that a passkey was used, unless somebody with the same counter was faster."""
        # As `core.factors.counter_fits`, in one step with the change.
        goes_on = passkey.c.counter < counter if counter else passkey.c.counter == 0
        change = sa.update(passkey).where(passkey.c.id == found.id, goes_on)
        async with self._database.transaction() as connection:
            done = await connection.execute(change.values(counter=counter, last_used=int(now)))
        return done.rowcount == 1

    async def remove(self, ident: str, by: By) -> None:
        """Forget a passkey of whoever acts; one that is not there is gone already."""
        mine = sa.and_(passkey.c.id == ident, passkey.c.staff_id == by.who)
        async with self._database.transaction() as connection:
            if (await connection.execute(sa.delete(passkey).where(mine))).rowcount:
                await write(connection, by, Deed.PASSKEY_REMOVED, by.who)

    async def spend(self, challenge: bytes, expires: float, now: float) -> bool:
        """Use up a challenge, at whatever node it was made; False where it was used before."""
        row = {
            "challenge_hash": hashlib.sha256(challenge).hexdigest(),
            "expires": int(expires),
        }
        ended = spent_challenge.c.expires <= int(now)
        async with self._database.transaction() as connection:
            await connection.execute(sa.delete(spent_challenge).where(ended))
            try:
                async with connection.begin_nested():
                    await connection.execute(sa.insert(spent_challenge).values(row))
            except IntegrityError:
                return False
        return True
