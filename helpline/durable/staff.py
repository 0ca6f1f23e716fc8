"""Who works here, whether a password is theirs, and what is changed about them."""

import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import By, Deed
from helpline.core.errors import BadInput, ChangedMeanwhile, NotSignedIn
from helpline.core.intake import Language, Topic
from helpline.core.names import StaffId, folded
from helpline.core.roles import Role
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.passwords import Passwords
from helpline.durable.people import COLUMNS, Newcomer, Person, checked_name, person
from helpline.durable.tables import session, sign_in_link, staff

_SIGN_IN_CHARS = 100


class NameTaken(BadInput):
    """Somebody else signs in by that name."""


class NoSuchPerson(BadInput):
    """Nobody on the staff has that id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a person is shown and matched by; None leaves it as it is."""

    name: str | None = None
    languages: tuple[Language, ...] | None = None
    opted_out: tuple[Topic, ...] | None = None


class Staff:
    """The people of the helpline. Every change names the version it was made from.

    A change raises `ChangedMeanwhile` where somebody else was first, and `NoSuchPerson`.
    """

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    async def add(self, newcomer: Newcomer, by: By, password: str | None = None) -> StaffId:
        """Add somebody; without a password they sign in by link alone.

        Raises `NameTaken`, `WeakPassword`, or `BadInput` for a name that is empty or too long.
        """
        name, sign_in_name = checked_name(newcomer.name), folded(newcomer.sign_in_name)
        if not 0 < len(sign_in_name) <= _SIGN_IN_CHARS:
            raise BadInput("a name to sign in by is empty or too long")
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
            await write(connection, by, Deed.STAFF_ADDED, ident, newcomer.role)
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

    async def is_password_of(self, ident: StaffId, password: str) -> bool:
        """Tell whether this person, who is signed in, has this password."""
        query = sa.select(staff.c.password_hash).where(staff.c.id == ident)
        async with self._database.transaction() as connection:
            kept: str | None = await connection.scalar(query)
        return await self._passwords.fits(kept, password)

    async def find(self, ident: StaffId) -> Person:
        """Return one person, or raise `NoSuchPerson`."""
        query = sa.select(*COLUMNS).where(staff.c.id == ident)
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NoSuchPerson("nobody on the staff has that id")
        return person(row)

    async def everyone(self) -> list[Person]:
        """Return all staff by the name they are shown under."""
        query = sa.select(*COLUMNS).order_by(staff.c.name, staff.c.id)
        async with self._database.transaction() as connection:
            return [person(row) for row in await connection.execute(query)]

    async def change(self, ident: StaffId, version: int, to: Profile, by: By) -> Person:
        """Change what a person is shown and matched by."""
        changed: dict[str, Any] = {
            "name": None if to.name is None else checked_name(to.name),
            "languages": to.languages,
            "opted_out": to.opted_out,
        }
        values = {name: value for name, value in changed.items() if value is not None}
        async with self._database.transaction() as connection:
            found = await _set(connection, ident, version, values)
            await write(connection, by, Deed.PROFILE_CHANGED, ident, ",".join(values))
        return found

    async def set_role(self, ident: StaffId, version: int, role: Role, by: By) -> Person:
        """Give a person another role; they are signed out, so that no page keeps the old one."""
        async with self._database.transaction() as connection:
            found = await _set(connection, ident, version, {"role": role})
            await _sign_out(connection, ident)
            await write(connection, by, Deed.ROLE_CHANGED, ident, role)
        return found

    async def set_active(self, ident: StaffId, version: int, by: By, *, on: bool) -> Person:
        """Let a person in again, or no more: all their sessions and links end with it."""
        async with self._database.transaction() as connection:
            found = await _set(connection, ident, version, {"active": on})
            await _sign_out(connection, ident)
            await write(connection, by, Deed.LET_IN_AGAIN if on else Deed.LET_GO, ident)
        return found

    async def _renew(self, kept: str, password: str) -> None:
        renewed = await self._passwords.renewed(kept, password)
        if renewed is None:
            return
        # Only over the hash that was checked, so that a password changed meanwhile stays changed.
        change = sa.update(staff).where(staff.c.password_hash == kept)
        async with self._database.transaction() as connection:
            await connection.execute(change.values(password_hash=renewed))


async def _set(
    connection: AsyncConnection, ident: StaffId, version: int, values: dict[str, Any]
) -> Person:
    change = (
        sa.update(staff)
        .where(staff.c.id == ident, staff.c.version == version)
        .values(**values, version=version + 1)
        .returning(*COLUMNS)
    )
    row = (await connection.execute(change)).one_or_none()
    if row is not None:
        return person(row)
    is_there = sa.select(staff.c.id).where(staff.c.id == ident)
    if (await connection.execute(is_there)).one_or_none() is None:
        raise NoSuchPerson("nobody on the staff has that id")
    raise ChangedMeanwhile("somebody else changed this person first")


async def _sign_out(connection: AsyncConnection, ident: StaffId) -> None:
    for table in (session, sign_in_link):
        await connection.execute(sa.delete(table).where(table.c.staff_id == ident))
