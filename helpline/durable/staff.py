"""Who works here, and whether a password is theirs."""

import secrets

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from helpline.core.errors import BadInput, NotSignedIn
from helpline.core.names import StaffId
from helpline.durable.database import Database
from helpline.durable.passwords import Passwords
from helpline.durable.people import COLUMNS, Newcomer, Person, folded, person
from helpline.durable.tables import staff

_NAME_CHARS = 60
_SIGN_IN_CHARS = 100


class NameTaken(BadInput):
    """Somebody else signs in by that name."""


class Staff:
    """The people of the helpline."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    async def add(self, newcomer: Newcomer, password: str | None = None) -> StaffId:
        """Add somebody; without a password they sign in by link alone.

        Raises `NameTaken`, `WeakPassword`, or `BadInput` for a name that is empty or too long.
        """
        name, sign_in_name = newcomer.name.strip(), folded(newcomer.sign_in_name)
        if not 0 < len(name) <= _NAME_CHARS or not 0 < len(sign_in_name) <= _SIGN_IN_CHARS:
            raise BadInput("a name is empty or too long")
        kept = (
            None if password is None else await self._passwords.make(password, (name, sign_in_name))
        )
        ident = StaffId(secrets.token_urlsafe(16))
        row = {
            "id": ident,
            "sign_in_name": sign_in_name,
            "name": name,
            "role": newcomer.role,
            "languages": newcomer.languages,
            "opted_out": newcomer.opted_out,
            "password_hash": kept,
            "active": True,
            "version": 1,
        }
        async with self._database.transaction() as connection:
            try:
                await connection.execute(sa.insert(staff).values(row))
            except IntegrityError:
                raise NameTaken("somebody else signs in by that name") from None
        return ident

    async def sign_in(self, sign_in_name: str, password: str) -> Person:
        """Return whose name and password these are; raise `NotSignedIn`, always as slowly."""
        query = sa.select(*COLUMNS, staff.c.password_hash).where(
            staff.c.sign_in_name == folded(sign_in_name), staff.c.active
        )
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        kept: str | None = row.password_hash if row else None
        if not await self._passwords.fits(kept, password) or row is None or kept is None:
            raise NotSignedIn("no such name and password")
        await self._renew(kept, password)
        return person(row)

    async def everyone(self) -> list[Person]:
        """Return all staff by the name they are shown under."""
        query = sa.select(*COLUMNS).order_by(staff.c.name, staff.c.id)
        async with self._database.transaction() as connection:
            return [person(row) for row in await connection.execute(query)]

    async def _renew(self, kept: str, password: str) -> None:
        renewed = await self._passwords.renewed(kept, password)
        if renewed is None:
            return
        # Only over the hash that was checked, so that a password changed meanwhile stays changed.
        change = sa.update(staff).where(staff.c.password_hash == kept)
        async with self._database.transaction() as connection:
            await connection.execute(change.values(password_hash=renewed))
