"""Who is signed in: 12 hours at most, 30 minutes without a sign of life.

A token is exchanged for a new one each hour. The former is good until the new one was seen, so that
an answer lost on a bad network signs nobody out; after that, whoever shows it is a stranger.
"""

import asyncio
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from helpline.core.audit import By, Deed
from helpline.core.errors import NotSignedIn, TryAgain
from helpline.core.names import StaffId
from helpline.core.sign_in import How
from helpline.durable.audit import write
from helpline.durable.database import Database
from helpline.durable.people import COLUMNS, Person, person
from helpline.durable.tables import ID, session, staff
from helpline.durable.tokens import digest, new_token

LIFE_S: Final = 12 * 3_600
IDLE_S: Final = 30 * 60
RENEW_S: Final = 3_600
_BOTH_S: Final = 60
"""Requests on their way while a token is exchanged still show the former."""
_NOTE_S: Final = 60
"""A sign of life is written down once a minute, not with every frame."""
_PATIENCE_S: Final = 0.25
"""So long whoever shows one waits for that at the most."""


@dataclass(frozen=True, slots=True)
class Session:
    """Where somebody is signed in, as its owner may see it."""

    id: str
    how: How
    created: int
    last_seen: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose session a token opened, and its name, which opens nothing."""

    person: Person
    session: str
    is_old: bool
    """The token is to be exchanged: see `Sessions.renew`."""
    proved: int | None = None
    """When a factor was last shown that lets do what needs a fresh one (seconds since 1970)."""


class Sessions:
    """The sign-ins of staff, each behind a token that only their browser holds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[str, tuple[float, bool]] = {}
        """Signs of life that are not written down yet, and whether the new token was shown."""
        self._noting: asyncio.Task[None] | None = None

    async def create(self, staff_id: StaffId, how: How, now: float, *, fresh: bool = False) -> str:
        """Return the token of a new session; sweep away those that have ended.

        `fresh`: who signs in has just shown a factor that counts as one.
        """
        token = new_token()
        row = {
            # A command takes it as an argument: one that begins with a dash would be an option.
            "id": secrets.token_hex(ID // 2),
            "token_hash": digest(token),
            "staff_id": staff_id,
            "how": how,
            "created": int(now),
            "expires": int(now) + LIFE_S,
            "last_seen": int(now),
            "renewed": int(now),
            "proved": int(now) if fresh else None,
        }
        async with self._database.transaction() as connection:
            await connection.execute(sa.delete(session).where(sa.not_(_alive(now))))
            await connection.execute(sa.insert(session).values(row))
        return token

    async def find(self, token: str, now: float) -> SignedIn:
        """Return whose session this is and keep it alive; raise `NotSignedIn` if it has ended."""
        shown = digest(token)
        mine = sa.or_(session.c.token_hash == shown, session.c.former_hash == shown)
        query = (
            sa.select(
                *COLUMNS,
                session.c.id.label("session"),
                session.c.last_seen,
                session.c.renewed,
                session.c.proved,
                (session.c.token_hash == shown).label("newest"),
                session.c.former_hash.is_not(None).label("exchanged"),
            )
            .join_from(session, staff)
            .where(mine, _alive(now), staff.c.active)
        )
        async with self._database.transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotSignedIn("the session has ended")
        settles = bool(row.newest and row.exchanged) and row.renewed + _BOTH_S <= now
        if settles or row.last_seen + _NOTE_S <= now:
            await self._note({row.session: (now, settles)})
        is_old = bool(row.newest) and row.renewed + RENEW_S <= now
        return SignedIn(person(row), row.session, is_old, row.proved)

    async def prove(self, name: str, now: float) -> None:
        """Note that whoever holds this session has shown a factor now."""
        change = sa.update(session).where(session.c.id == name).values(proved=int(now))
        async with self._database.transaction() as connection:
            await connection.execute(change)

    async def renew(self, name: str, token: str, now: float) -> str:
        """Return a new token for a session whose newest this is; else the token itself."""
        fresh = new_token()
        change = (
            sa.update(session)
            .where(session.c.id == name, session.c.token_hash == digest(token))
            .values(token_hash=digest(fresh), former_hash=digest(token), renewed=int(now))
        )
        async with self._database.transaction() as connection:
            changed = (await connection.execute(change)).rowcount
        return fresh if changed else token

    async def keep(self, names: Collection[str], now: float) -> set[str]:
        """Return which of these sessions have not ended, and keep them alive."""
        query = (
            sa.select(session.c.id, session.c.last_seen)
            .join_from(session, staff)
            .where(session.c.id.in_(names), _alive(now), staff.c.active)
        )
        async with self._database.transaction() as connection:
            rows = (await connection.execute(query)).all()
        late = {row.id: (now, False) for row in rows if row.last_seen + _NOTE_S <= now}
        if late:
            await self._note(late)
        return {row.id for row in rows}

    async def of(self, staff_id: StaffId, now: float) -> list[Session]:
        """Return where somebody is signed in, the latest first."""
        columns = [session.c[name] for name in Session.__dataclass_fields__]
        query = sa.select(*columns).where(session.c.staff_id == staff_id, _alive(now))
        async with self._database.transaction() as connection:
            rows = await connection.execute(query.order_by(session.c.created.desc(), session.c.id))
            return [Session(*row) for row in rows]

    async def end(self, staff_id: StaffId, name: str, by: By) -> int:
        """End a session of this person; return 0 for one that is not there: it has ended."""
        mine = sa.delete(session).where(session.c.id == name, session.c.staff_id == staff_id)
        async with self._database.transaction() as connection:
            ended = (await connection.execute(mine)).rowcount
            if ended and by.who != staff_id:
                await write(connection, by, Deed.SIGNED_OUT, staff_id)
        return ended

    async def end_all(self, staff_id: StaffId, by: By) -> int:
        """End all sessions of this person, and return how many there were."""
        all_theirs = sa.delete(session).where(session.c.staff_id == staff_id)
        async with self._database.transaction() as connection:
            ended = (await connection.execute(all_theirs)).rowcount
            if ended and by.who != staff_id:
                await write(connection, by, Deed.SIGNED_OUT, staff_id)
        return ended

    async def _note(self, seen: dict[str, tuple[float, bool]]) -> None:
        """Write signs of life down, soon: nobody is kept out while the database takes nothing."""
        self._seen |= seen
        if self._noting is None or self._noting.done():
            self._noting = asyncio.create_task(self._write())
        await asyncio.wait([self._noting], timeout=_PATIENCE_S)

    async def _write(self) -> None:
        """Write all signs of life; what can't be written now is noted anew by the next."""
        while self._seen:
            seen, self._seen = self._seen, {}
            with suppress(TryAgain):
                async with self._database.transaction() as connection:
                    for name, (now, settles) in seen.items():
                        known: dict[str, Any] = {"last_seen": int(now)}
                        if settles:
                            known["former_hash"] = None
                        alive = sa.update(session).where(session.c.id == name).values(known)
                        await connection.execute(alive)

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._noting is not None:
            await asyncio.wait([self._noting])


def _alive(now: float) -> sa.ColumnElement[bool]:
    return sa.and_(session.c.expires > int(now), session.c.last_seen > int(now) - IDLE_S)
