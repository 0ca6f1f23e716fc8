"""Bring a database to the tables of a release: up when a server starts, down by hand."""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from helpline.core.errors import Misconfigured

FOLDER: Final = Path(__file__).with_name("migrations")
FIRST: Final = "0001"
HEAD: Final = "head"
_ONE_AT_A_TIME: Final = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SELECT pg_advisory_xact_lock(7365413)",
}
"""Several nodes may start at once; and what SQLite does is whole only in a transaction we begin."""


def upgrade(connection: sa.Connection, to: str = HEAD) -> None:
    """Bring the tables up to a revision, within the caller's transaction, and lose nothing.

    Raises `Misconfigured` for a database of a later release than this.
    """
    config = _config(connection)
    tables = sa.inspect(connection).get_table_names()
    if "staff" in tables and "alembic_version" not in tables:
        command.stamp(config, FIRST)  # made before there were revisions
    try:
        command.upgrade(config, to)
    except CommandError:
        raise Misconfigured(
            "HELPLINE_SQL_URL: a later release has used this database; install that one"
        ) from None


def downgrade(connection: sa.Connection, to: str) -> None:
    """Bring the tables back to an earlier revision; what only later ones can hold is gone then."""
    command.downgrade(_config(connection), to)


def _config(connection: sa.Connection) -> Config:
    connection.exec_driver_sql(_ONE_AT_A_TIME[connection.dialect.name])
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
