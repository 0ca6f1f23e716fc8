"""Who is signed in: 12 hours at most, 30 minutes without a sign of life."""

from typing import Final

import sqlalchemy as sa

from helpline.core.errors import NotSignedIn
from helpline.core.names import StaffId
from helpline.durable.database import Database
from helpline.durable.people import COLUMNS, Person, person
from helpline.durable.tables import session, staff
from helpline.durable.tokens import digest, new_token

LIFE_S: Final = 12 * 3_600
IDLE_S: Final = 30 * 60
_NOTE_S: Final = 60
"""A sign of life is written down once a minute, not with every frame."""


class Sessions:
    """The sign-ins of staff, each behind a token that only their browser holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, staff_id: StaffId, now: float) -> str:
        """Return the token of a new session; sweep away those that have ended."""
        token = new_token()
        row = {
            "token_hash": digest(token),
            "staff_id": staff_id,
            "created": int(now),
            "expires": int(now) + LIFE_S,
            "last_seen": int(now),
        }
        async with self._database.transaction() as connection:
            await connection.execute(sa.delete(session).where(sa.not_(_alive(now))))
            await connection.execute(sa.insert(session).values(row))
        return token

    async def find(self, token: str, now: float) -> Person:
        """Return whose session this is and keep it alive; raise `NotSignedIn` if it has ended."""
        return await self.find_named(self.name(token), now)

    @staticmethod
    def name(token: str) -> str:
        """Return what names a session without opening it."""
        return digest(token)

    async def find_named(self, name: str, now: float) -> Person:
        """Do as `find`, for a session known by its name alone."""
        mine = session.c.token_hash == name
        query = (
            sa.select(*COLUMNS, session.c.last_seen)
            .join_from(session, staff)
            .where(mine, _alive(now), staff.c.active)
        )
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
            if row is None:
                raise NotSignedIn("the session has ended")
            if row.last_seen + _NOTE_S <= now:
                seen = sa.update(session).where(mine).values(last_seen=int(now))
                await connection.execute(seen)
        return person(row)

    async def end(self, token: str) -> None:
        """End a session; one that is not there has ended already."""
        mine = session.c.token_hash == digest(token)
        async with self._database.transaction() as connection:
            await connection.execute(sa.delete(session).where(mine))


def _alive(now: float) -> sa.ColumnElement[bool]:
    return sa.and_(session.c.expires > int(now), session.c.last_seen > int(now) - IDLE_S)
