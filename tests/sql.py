"""Databases whose tables are made once: a test gets a copy, of a file or in a real PostgreSQL.

Each test worker has one server, on a Unix socket.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.needs import program
from helpline.durable.database import open_database

OWNER = "helpline"
EMPTY, MADE = "template0", "made"
UP_S = 30.0
LOOK_S = 0.05
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass
class Postgres:
    """A server that can be stopped, frozen and started again at the same place."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = None

    def run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [program("postgresql", name), *arguments],
            check=True,
            capture_output=True,
            user=_user(),
            cwd=self.folder,
        )

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://{OWNER}@/{name}?host={self.folder}"

    def start(self) -> None:
        settings = ("listen_addresses=", f"unix_socket_directories={self.folder}", *QUICK)
        data = self.folder / "data"
        options = [part for setting in settings for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program("postgresql", "postgres"), "-D", data, *options],
                stdout=log,
                stderr=log,
                user=_user(),
                cwd=self.folder,
            )
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + UP_S
        while True:
            try:
                self.run("pg_isready", "-q", "-h", str(self.folder))
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(LOOK_S)
            else:
                return

    def stop(self) -> None:
        """End it with all that was committed: without a disk to wait for, SIGQUIT would lose it."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    @contextmanager
    def database(self, like: str = EMPTY) -> Iterator[str]:
        """Make a database, a copy of another one, and give its address."""
        name = f"t{secrets.token_hex(6)}"
        self.run("createdb", "-h", str(self.folder), "-U", OWNER, "-T", like, name)
        try:
            yield self.url(name)
        finally:
            self.run("dropdb", "-h", str(self.folder), "-U", OWNER, "--force", name)


async def make_tables(url: str) -> None:
    async with open_database(url):
        pass


def file_at(path: Path) -> str:
    """Return the address of a database file."""
    return f"sqlite+aiosqlite:///{path}"


def make_file(folder: Path) -> Path:
    """Return a file with all tables and nobody in them."""
    path = folder / "made.db"
    asyncio.run(make_tables(file_at(path)))
    return path


def serve() -> Iterator[Postgres]:
    """Give a server that keeps nothing once the tests are over."""
    folder = Path(tempfile.mkdtemp(prefix="hl-pg-"))
    user = _user()
    if user is not None:
        os.chown(folder, user, -1)
    server = Postgres(folder)
    try:
        server.run("initdb", "-D", str(folder / "data"), "-U", OWNER, "-A", "trust", "--no-sync")
        server.start()
        server.run("createdb", "-h", str(folder), "-U", OWNER, MADE)
        asyncio.run(make_tables(server.url(MADE)))
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder)


def _user() -> int | None:
    """PostgreSQL refuses to run as root, so there it runs as the user its package made."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
