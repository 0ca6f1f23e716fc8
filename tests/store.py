"""A real store: one server per test worker, on a Unix socket, that writes nothing to a disk."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from helpline.core.names import ChatId, StaffId
from helpline.ephemeral.connection import Store, connect
from helpline.ephemeral.documents import Version
from helpline.ephemeral.floor import Floor

UP_S = 30.0
LOOK_S = 0.01


class Server:
    """A store that can be stopped, frozen and started again, empty, at the same place."""

    def __init__(self, binary: str | Path, folder: Path, log: str | Path = os.devnull) -> None:
        self._binary = str(binary)
        self._socket = folder / "s"
        self._log = Path(log)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def start(self) -> None:
        settings = {
            "port": "0",
            "unixsocket": str(self._socket),
            "dir": str(self._socket.parent),
            "save": "",
            "appendonly": "no",
            "repl-diskless-load": "swapdb",  # as a replica it would write what it is sent to disk
        }
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen([self._binary, *arguments], stdout=log, stderr=log)
        until = time.monotonic() + UP_S
        while not self._answers():
            if time.monotonic() > until:
                raise TimeoutError("the store did not come up")
            time.sleep(LOOK_S)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as ask:
            try:
                ask.connect(str(self._socket))
            except OSError:
                return False
            ask.sendall(b"PING\r\n")
            return ask.recv(16).startswith(b"+PONG")

    def stop(self, by: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait()

    def freeze(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


def serve(binary: str | Path) -> Iterator[Server]:
    """Give a running server, and take it away with all it held."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))
    server = Server(binary, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def redis(redis_server: str) -> Iterator[Server]:
    yield from serve(redis_server)


@pytest.fixture
def server(redis: Server) -> Server:
    """The server of this test; a room may give another."""
    return redis


@pytest.fixture
async def store(server: Server) -> AsyncIterator[Store]:
    async with connect(server.url) as store:
        yield store


@pytest.fixture
def name() -> str:
    """A floor of this test's own."""
    return secrets.token_hex(8)


async def forever(store: Store, floor: str) -> list[str]:
    """Return the keys of a floor that would never expire."""
    keys = await _all_keys(store, floor)
    lives = await store.calls([("PTTL", key) for key in keys])
    return [key for key, life in zip(keys, lives, strict=True) if life == -1]


async def keys_of(store: Store, floor: str) -> list[str]:
    """Return the keys of a floor, those that nodes keep of each other left out."""
    return [key for key in await _all_keys(store, floor) if not _OF_NODES.search(key)]


async def empty(store: Store, floor: str) -> None:
    """Let a floor be forgotten whole, as by a store that starts again."""
    await store.calls([("DEL", key) for key in await _all_keys(store, floor)])


async def _all_keys(store: Store, floor: str) -> list[str]:
    return sorted(await store.call("KEYS", f"hl:{{{floor}}}:*"))


_OF_NODES = re.compile(r"}:(nodes|era|hints:.*)$")


async def version(floor: Floor, of: str) -> Version:
    """Return the version of a chat or a desk."""
    found = await floor.chat(ChatId(of)) or await floor.desk(StaffId(of))
    assert found is not None
    return found.version
