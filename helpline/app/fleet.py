"""Several nodes of a demo on this machine, behind one address for each door.

    balancer (this process) ──┬── node /n/1 ──┐
                              ├── node /n/2 ──┼── one store, one database
                              └── node /n/3 ──┘

Nodes are processes of their own, told of each other by the store alone. One that dies is started
again under its number; all end with us.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import uvloop

from helpline.app.balancer import HOST, Balancer, Target
from helpline.app.demo import demo_links
from helpline.app.embedded import embedded_store, harden_process
from helpline.app.tied import tied
from helpline.core.errors import Misconfigured
from helpline.durable import open_durable
from helpline.logs import Event, log, shut_loop, shut_others
from helpline.settings import Settings
from helpline.settings.environment import PREFIX
from helpline.settings.load import MEMORY

AGAIN_S: Final = 1.0
UP_S: Final = 60.0
END_S: Final = 13.0
"""A node sends its pages elsewhere before it ends; the store is still there meanwhile."""
_LOOK_S: Final = 0.05
_SHM: Final = Path("/dev/shm")  # noqa: S108 - a folder with a name of its own is made in it
"""Files in here are in memory, where a demo of one node has its whole database."""


def run_fleet(settings: Settings, nodes: int) -> None:
    """Serve a demo by several nodes until told to stop. Raises Misconfigured as one node does."""
    shut_others()
    harden_process()
    uvloop.run(_serve(settings, nodes))


async def _serve(settings: Settings, nodes: int) -> None:
    shut_loop(asyncio.get_running_loop())
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _fleet(settings, nodes, stop) as sql_url, open_durable(sql_url) as durable:
        if not stop.is_set():
            await demo_links(settings, durable)
        await stop.wait()
        log(Event.STOPPING)
    log(Event.STOPPED)


@asynccontextmanager
async def _fleet(settings: Settings, nodes: int, stop: asyncio.Event) -> AsyncIterator[str]:
    """Give the address of the database of nodes that are all up, or of none if told to stop."""
    targets = _targets(nodes)
    doors = Balancer([public for public, _ in targets]), Balancer([staff for _, staff in targets])
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(doors[0].listening(settings.bind, settings.public_port))
        await stack.enter_async_context(doors[1].listening(settings.bind, settings.staff_port))
        shared = await _shared(settings, stack)
        sql_url = shared[f"{PREFIX}SQL_URL"]
        async with open_durable(sql_url):
            pass  # its tables are made once, before several nodes would make them
        own = [
            _Node(shared | _own(public, staff) | _metrics(settings, number))
            for number, (public, staff) in enumerate(targets)
        ]
        await stack.enter_async_context(_running(own))
        await _all_up(doors, own, stop)
        yield sql_url


async def _shared(settings: Settings, stack: AsyncExitStack) -> dict[str, str]:
    """Return the environment of all nodes; what lives as long as they do is put on the stack."""
    room = _SHM if os.access(_SHM, os.W_OK) else None
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="helpline-", dir=room))
    told = {
        "BIND": HOST,
        "PUBLIC_ORIGIN": settings.public_origin,
        "STAFF_ORIGIN": settings.staff_origin,
        "SECRET": settings.secret.hex(),
        "SQL_URL": settings.sql_url
        if settings.sql_url != MEMORY
        else f"{MEMORY}/{folder}/staff.db",
    }
    if settings.redis_url is None:
        told["REDIS_URL"] = await stack.enter_async_context(embedded_store())
    given = {f"{PREFIX}{name}": value for name, value in told.items()}
    files = {f"{name}_FILE" for name in given}
    kept = {name: value for name, value in os.environ.items() if name not in files}
    return kept | given


def _own(public: Target, staff: Target) -> dict[str, str]:
    return {
        f"{PREFIX}NODE_PATH": public.path,
        f"{PREFIX}PUBLIC_PORT": str(public.port),
        f"{PREFIX}STAFF_PORT": str(staff.port),
    }


def _metrics(settings: Settings, number: int) -> dict[str, str]:
    """Give each node a port of its own for its numbers, from the one that is set on."""
    first = settings.metrics_port
    return {} if first is None else {f"{PREFIX}METRICS_PORT": str(first + number)}


def _targets(number: int) -> list[tuple[Target, Target]]:
    """Return both doors of each node, on free ports: all are held until all are found."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(2 * number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    pairs = zip(ports[::2], ports[1::2], strict=True)
    return [
        (Target(f"/n/{k}", public), Target(f"/n/{k}", staff))
        for k, (public, staff) in enumerate(pairs, 1)
    ]


class _Node:
    """One node process after another, under one number."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    @property
    def ended(self) -> bool:
        return self._process is not None and self._process.returncode is not None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *tied(sys.executable, "-m", "helpline", "serve", "--demo"),
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us: we ask the nodes to end
        )

    async def keep(self) -> None:
        """Start the node again whenever it ends."""
        while self._process is not None:
            log(Event.NODE_DIED, code=await self._process.wait())
            await asyncio.sleep(AGAIN_S)
            await self.start()

    async def stop(self) -> None:
        """Ask the node to end, and end it if it takes too long."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(END_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def _running(nodes: list[_Node]) -> AsyncIterator[None]:
    keepers: list[asyncio.Task[None]] = []
    try:
        for node in nodes:
            await node.start()
            keepers.append(asyncio.create_task(node.keep()))
        yield
    finally:
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        await asyncio.gather(*(node.stop() for node in nodes))


async def _all_up(doors: tuple[Balancer, ...], nodes: list[_Node], stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(UP_S):
            while not all(door.ready for door in doors) and not stop.is_set():
                if any(node.ended for node in nodes):
                    break
                await asyncio.sleep(_LOOK_S)
            else:
                return
    raise Misconfigured("a node did not come up")
