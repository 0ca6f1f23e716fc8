"""One way to the database: no parameter in an error, no text out of it, one kind of failure.

Nobody who talks waits for it; whoever signs in is told within seconds that it does not answer.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from helpline.core.errors import Misconfigured, RecordsAway
from helpline.durable.file import connect_file
from helpline.durable.tables import REVISION
from helpline.logs import Event, log_error

_FAILURES = (SQLAlchemyError, OSError, TimeoutError)
_BUSY_MS = 3_000
_ANSWER_S = 3
"""So long PostgreSQL has for a connection, and for each answer."""
_PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    f"busy_timeout={_BUSY_MS}",
    "secure_delete=ON",
)


class Database:
    """A pool of connections, and transactions that end in a commit or in `RecordsAway`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self.dialect = engine.dialect.name

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose work is committed at the end, or undone by any error."""
        try:
            async with self._engine.begin() as connection:
                yield connection
        except _FAILURES as error:
            log_error(Event.DURABLE_FAILED, error)
            raise RecordsAway("the database does not answer: nothing was changed") from None


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Connect to `url` (sqlite+aiosqlite or postgresql+asyncpg), bring its tables up to date."""
    engine = _engine(url)
    try:
        try:
            async with engine.begin() as connection:
                await connection.run_sync(_bring_up)
        except _FAILURES as error:
            log_error(Event.DURABLE_FAILED, error)
            raise Misconfigured("HELPLINE_SQL_URL: the database does not answer") from None
        yield Database(engine)
    finally:
        await engine.dispose()


def _bring_up(connection: sa.Connection) -> None:
    if _revision(connection) != REVISION:
        from helpline.durable.migrate import upgrade  # noqa: PLC0415 - slow to load, seldom needed

        upgrade(connection)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _engine(url: str) -> AsyncEngine:
    options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": True, "pool_timeout": 5}
    try:
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            options |= _prepare_file(address.database)
            options["connect_args"] = {"async_creator_fn": connect_file}
        else:
            options["connect_args"] = {"timeout": _ANSWER_S, "command_timeout": _ANSWER_S}
        engine = create_async_engine(address, **options)
    except (SQLAlchemyError, ImportError, OSError):
        raise Misconfigured(
            "HELPLINE_SQL_URL: needs a folder this user may write to, or an installed driver"
        ) from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


def _prepare_file(path: str | None) -> dict[str, Any]:
    """Make the file readable by us alone; in memory, keep the one connection that holds it all."""
    if not path or path == ":memory:":
        return {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return {}


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
