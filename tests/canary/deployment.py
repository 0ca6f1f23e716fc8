"""A helpline as it runs in the world: its own folders, a store by `deploy/`, all output kept."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Final

from aiohttp import ClientError, ClientSession
from redis.asyncio import Redis

from devtools import spawn
from tests.browser.house import House
from tests.deploy.conftest import DEPLOY, make_secrets
from tests.deploy.opening import Env, new_ports, ready, staff_door, youth_door

UP_S: Final = 60.0
LOOK_S: Final = 0.05
WITNESS: Final = "user witness on nopass ~* &* +@all\n"
"""A user of the tests alone, who may read everything."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What runs, and where it could leave something."""

    house: House
    """Of several nodes the youth's door is at the first, and the staff's at the last."""
    nodes: tuple[House, ...]
    store: asyncio.subprocess.Process
    folder: Path
    redis: "Redis"

    @property
    def pids(self) -> dict[str, int]:
        """The processes that a chat passes through."""
        nodes = {f"node {k}": node.process.pid for k, node in enumerate(self.nodes)}
        return nodes | {"store": self.store.pid}


@asynccontextmanager
async def deploy(redis_server: str, nodes: int = 1) -> AsyncIterator[Deployment]:
    """Serve from a folder of its own; everything in it goes with the block."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))  # a socket's path must be short
    try:
        for name in ("cwd", "data", "home", "said", "tmp"):
            (folder / name).mkdir()
        secrets = make_secrets(folder)
        with (secrets / "store.acl").open("a") as acl:
            acl.write(WITNESS)
        async with AsyncExitStack() as stack:
            store = await stack.enter_async_context(_store(redis_server, folder, secrets))
            redis = Redis(unix_socket_path=str(folder / "s"), username="witness", password="-")
            stack.push_async_callback(redis.aclose)
            env = _environment(folder, secrets)
            started = [
                await stack.enter_async_context(_server(folder, f"node {k}", env | new_ports()))
                for k in range(nodes)
            ]
            house = replace(started[0], staff=started[-1].staff)
            yield Deployment(house, tuple(started), store, folder, redis)
    finally:
        shutil.rmtree(folder)


@asynccontextmanager
async def _store(
    server: str, folder: Path, secrets: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    places = {"unixsocket": folder / "s", "aclfile": secrets / "store.acl", "dir": folder / "cwd"}
    arguments = [part for name, value in places.items() for part in (f"--{name}", str(value))]
    async with _running(
        folder, "store", dict(os.environ), server, str(DEPLOY / "redis.conf"), *arguments
    ) as process:
        until = monotonic() + UP_S
        while not (folder / "s").exists():
            assert process.returncode is None
            assert monotonic() < until
            await asyncio.sleep(LOOK_S)
        yield process


def _environment(folder: Path, secrets: Path) -> Env:
    return ready(folder, secrets) | {
        "HELPLINE_REDIS_URL_FILE": str(secrets / "redis_url"),
        "HELPLINE_REDIS_CHECK_URL_FILE": str(secrets / "redis_check_url"),
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
    }


@asynccontextmanager
async def _server(folder: Path, name: str, env: Env) -> AsyncIterator[House]:
    sql_url = f"sqlite+aiosqlite:///{folder / 'data' / 'helpline.db'}"
    async with _running(folder, name, env, sys.executable, "-m", "helpline", "serve") as process:
        house = House(youth_door(env), staff_door(env), sql_url, process, folder / "tmp")
        await _answers(house)
        yield house


@asynccontextmanager
async def _running(
    folder: Path, name: str, env: Env, *command: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    with (folder / "said" / name).open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder / "cwd",
            env=env,
            preexec_fn=spawn.tie(),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()


async def _answers(house: House) -> None:
    until = monotonic() + UP_S
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(f"{house.public}/status") as answer:
                    return answer.raise_for_status()
            except ClientError:
                assert house.process.returncode is None, "the helpline does not open"
                assert monotonic() < until
            await asyncio.sleep(LOOK_S)
