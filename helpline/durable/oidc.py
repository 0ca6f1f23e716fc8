"""Whose account at the organization's provider is whose here, as an admin has said.

An admin names somebody by the provider's subject, or by an e-mail address. An address is only
waited for: the first sign-in with it, verified, puts the subject in its place, and it is forgotten.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from helpline.core.audit import By, Deed
from helpline.core.errors import BadInput
from helpline.core.names import StaffId
from helpline.core.oidc import NotBound, Shown, checked_name, is_email
from helpline.core.sign_in import How
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.staff import NoSuchPerson
from helpline.durable.tables import oidc, session, staff

PROVIDER = "provider"
"""The audit's actor where a first sign-in binds what an admin has let wait."""


class AccountTaken(BadInput):
    """Somebody else signs in by that account."""

    code = "oidc_taken"


@dataclass(frozen=True, slots=True)
class Binding:
    """By what somebody signs in at a provider: one of `subject` and `email` is None."""

    staff_id: StaffId
    issuer: str
    subject: str | None
    email: str | None


_COLUMNS = [oidc.c[name] for name in Binding.__dataclass_fields__]


class OidcAccounts:
    """The bindings of all staff; each person has one at the most."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def bind(self, staff_id: StaffId, issuer: str, named: str, by: By) -> None:
        """Bind somebody to a subject, or let them wait for an e-mail; what was before ends.

        Raises `NoSuchPerson`, `AccountTaken`, or `BadInput` for a name that can't be one.
        """
        named = checked_name(named)
        kind = "email" if is_email(named) else "subject"
        row = {"staff_id": staff_id, "issuer": issuer, "subject": None, "email": None, kind: named}
        async with self._database.transaction() as connection:
            is_there = sa.select(staff.c.id).where(staff.c.id == staff_id)
            if (await connection.execute(is_there)).one_or_none() is None:
                raise NoSuchPerson("nobody on the staff has that id")
            await connection.execute(sa.delete(oidc).where(oidc.c.staff_id == staff_id))
            await connection.execute(_their_sessions(staff_id))
            try:
                await connection.execute(sa.insert(oidc).values(row))
            except IntegrityError:
                raise AccountTaken("somebody else signs in by that account") from None
            await write(connection, by, Deed.OIDC_BOUND, staff_id, kind)

    async def unbind(self, staff_id: StaffId, by: By) -> None:
        """Take a binding away, with the sessions begun by it; one that is not there is gone."""
        async with self._database.transaction() as connection:
            gone = await connection.execute(sa.delete(oidc).where(oidc.c.staff_id == staff_id))
            if gone.rowcount:
                await connection.execute(_their_sessions(staff_id))
                await write(connection, by, Deed.OIDC_UNBOUND, staff_id)

    async def all(self) -> list[Binding]:
        """Return everybody's."""
        query = sa.select(*_COLUMNS).order_by(oidc.c.staff_id)
        async with self._database.transaction() as connection:
            return [Binding(*row) for row in await connection.execute(query)]

    async def whose(self, issuer: str, found: Shown, now: float) -> StaffId:
        """Return who signs in by an account, and bind whoever was waited for by its e-mail.

        Raises `NotBound`, also for somebody who was let go.
        """
        let_in = sa.and_(oidc.c.issuer == issuer, oidc.c.staff_id == staff.c.id, staff.c.active)
        by_subject = sa.select(oidc.c.staff_id).where(let_in, oidc.c.subject == found.subject)
        async with self._database.transaction() as connection:
            whose: str | None = await connection.scalar(by_subject)
            if whose is None and found.email is not None:
                waits = sa.and_(oidc.c.subject.is_(None), oidc.c.email == found.email)
                # In one statement, so that of two accounts with one address one is bound.
                mine = sa.select(oidc.c.staff_id).where(let_in, waits).scalar_subquery()
                bind = sa.update(oidc).where(oidc.c.staff_id == mine, waits)
                bind = bind.values(subject=found.subject, email=None)
                try:
                    async with connection.begin_nested():
                        bound = await connection.execute(bind.returning(oidc.c.staff_id))
                        whose = bound.scalar_one_or_none()
                except IntegrityError:
                    raise NotBound(found.subject) from None
                if whose is not None:
                    by = By(PROVIDER, now)
                    await write(connection, by, Deed.OIDC_BOUND, whose, "first sign-in")
        if whose is None:
            raise NotBound(found.subject)
        return StaffId(whose)


def _their_sessions(staff_id: StaffId) -> sa.Delete:
    begun = sa.and_(session.c.staff_id == staff_id, session.c.how == How.OIDC)
    return sa.delete(session).where(begun)
