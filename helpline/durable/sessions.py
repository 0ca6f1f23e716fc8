"""Who is signed in: 12 hours at most, 30 minutes without a sign of life."""

import asyncio
from contextlib import suppress
from typing import Final

import sqlalchemy as sa

from helpline.core.errors import NotSignedIn, TryAgain
from helpline.core.names import StaffId
from helpline.durable.database import Database
from helpline.durable.people import COLUMNS, Person, person
from helpline.durable.tables import session, staff
from helpline.durable.tokens import digest, new_token

LIFE_S: Final = 12 * 3_600
IDLE_S: Final = 30 * 60
_NOTE_S: Final = 60
"""A sign of life is written down once a minute, not with every frame."""
_PATIENCE_S: Final = 0.25
"""So long whoever shows one waits for that at the most."""


class Sessions:
    """The sign-ins of staff, each behind a token that only their browser holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[str, float] = {}
        """Signs of life that are not written down yet."""
        self._noting: asyncio.Task[None] | None = None

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
            await self._note(name, now)
        return person(row)

    async def _note(self, name: str, now: float) -> None:
        """Write a sign of life down, soon: nobody is kept out while the database takes nothing."""
        self._seen[name] = now
        if self._noting is None or self._noting.done():
            self._noting = asyncio.create_task(self._write())
        await asyncio.wait([self._noting], timeout=_PATIENCE_S)

    async def _write(self) -> None:
        """Write all signs of life; what can't be written now is noted anew by the next."""
        while self._seen:
            seen, self._seen = self._seen, {}
            with suppress(TryAgain):
                async with self._database.transaction() as connection:
                    for name, now in seen.items():
                        mine = session.c.token_hash == name
                        alive = sa.update(session).where(mine).values(last_seen=int(now))
                        await connection.execute(alive)

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._noting is not None:
            await asyncio.wait([self._noting])

    async def end(self, token: str) -> None:
        """End a session; one that is not there has ended already."""
        mine = session.c.token_hash == digest(token)
        async with self._database.transaction() as connection:
            await connection.execute(sa.delete(session).where(mine))


def _alive(now: float) -> sa.ColumnElement[bool]:
    return sa.and_(session.c.expires > int(now), session.c.last_seen > int(now) - IDLE_S)
