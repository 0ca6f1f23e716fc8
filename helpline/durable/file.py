"""A connection to a database file that ends, however often it is asked to."""

import asyncio
import sqlite3
from functools import partial
from typing import Any

from aiosqlite import Connection

_ROWS = 64


class FileConnection(Connection):
    """aiosqlite's, but a second stop is the first one.

    Its thread ends with the first, so whoever waits for one more waits for ever; SQLAlchemy stops
    a connection twice where what uses it is cancelled twice.
    """

    _end: "asyncio.Future[Any] | None" = None

    def stop(self) -> "asyncio.Future[Any] | None":
        """End the thread; return what tells that it has ended, or None where nobody can wait."""
        if self._end is None:
            self._end = super().stop()
        return None if self._end is None or self._end.cancelled() else self._end


def connect_file(path: str, **options: Any) -> FileConnection:
    """Return a connection that opens when it is awaited, and keeps no process from ending."""
    connection = FileConnection(partial(sqlite3.connect, path, **options), _ROWS)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with those it makes
    return connection
