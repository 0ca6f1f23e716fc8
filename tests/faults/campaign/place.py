"""A whole helpline on this machine: nodes, their store and database, and bad wires between all."""

import asyncio
import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, time

from aiohttp import ClientError, ClientSession, ClientTimeout

from devtools import spawn
from devtools.tree import ROOT
from helpline.core.roles import Role
from helpline.durable import Newcomer, open_durable
from helpline.simulate.sign_in import Credentials
from helpline.wire.pages import SignIn
from tests.faults.proxy import Proxy, between, free_ports
from tests.store import Server

UP_S = 60.0
STOP_S = 30.0
LOOK_S = 0.05
LOOK_LIMIT = ClientTimeout(total=2.0)
POLICY = "youth_away_gone_s = 300\n"
DISCLOSURE = '[disclosure]\nen = "Words of a test."\nes = "Palabras de una prueba."\n'
FORGETS = {
    "repl-diskless-load": "swapdb",
    "slowlog-log-slower-than": "-1",
    "slowlog-max-len": "0",
    "crash-log-enabled": "no",
}


class Store(Server):
    """A store that forgets, as nodes insist, and can be told to drop its connections."""

    def start(self) -> None:
        super().start()
        for name, value in FORGETS.items():
            self.tell(f"CONFIG SET {name} {value}")

    def drop_clients(self) -> None:
        self.tell("CLIENT KILL TYPE normal SKIPME yes")

    def tell(self, command: str) -> None:
        with socket.socket(socket.AF_UNIX) as ask:
            ask.connect(self.url.removeprefix("unix://"))
            ask.sendall(f"{command}\r\n".encode())
            ask.recv(64)


@dataclass(slots=True)
class Node:
    """One node, the wires before its two doors, and the wire to the store."""

    ports: tuple[int, int]
    doors: tuple[Proxy, Proxy]
    origins: tuple[str, str]
    wire: Proxy
    settings: dict[str, str]
    log: Path
    program: Sequence[str]
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        ours = {k: v for k, v in os.environ.items() if not k.startswith("HELPLINE_")}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.program, "serve"),
                cwd=ROOT,
                env={**ours, **self.settings},
                preexec_fn=spawn.tie(),
                stdout=log,
                stderr=log,
            )
        until = monotonic() + UP_S
        while not await self.answers():
            if self.process.returncode is not None or monotonic() > until:
                raise TimeoutError(f"a node did not start: {self.log.read_text()[-500:]}")
            await asyncio.sleep(LOOK_S)

    async def answers(self) -> bool:
        url = f"http://127.0.0.1:{self.ports[0]}/status"
        try:
            async with ClientSession(timeout=LOOK_LIMIT) as http, http.get(url) as answer:
                return answer.ok
        except (ClientError, TimeoutError):
            return False

    async def kill(self) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    async def stop(self) -> float:
        """End it as a new release does; return how long that took."""
        assert self.process is not None
        began = monotonic()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_S):
            await self.process.wait()
        return monotonic() - began


@dataclass(slots=True)
class Place:
    """All of it; `dice` choose what is hit."""

    store: Store
    nodes: list[Node]
    sql_url: str
    dice: Random
    stops: list[float] = field(default_factory=list)
    """How long each node took to end when told to."""

    @property
    def public(self) -> tuple[str, ...]:
        return tuple(node.origins[0] for node in self.nodes)

    @property
    def wires(self) -> list[Proxy]:
        """Every wire between a page and a node."""
        return [door for node in self.nodes for door in node.doors]

    async def hire(self, count: int) -> list[Credentials]:
        """Add responders; each may sign in once, at any node."""
        found = []
        origins = tuple(node.origins[1] for node in self.nodes)
        async with open_durable(self.sql_url) as durable:
            for number in range(count):
                name = f"Desk{number}"
                newcomer = Newcomer(name=name, sign_in_name=name, role=Role.RESPONDER)
                token = await durable.links.make(await durable.staff.add(newcomer), time())
                found.append(Credentials(origins, name, SignIn(link=token)))
        return found


@asynccontextmanager
async def open_place(
    seed: object, nodes: int, binary: str, program: Sequence[str]
) -> AsyncIterator[Place]:
    """Give a helpline of so many nodes, each of them this program; it ends with us."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))  # short: it is for Unix sockets
    (folder / "disclosure.toml").write_text(DISCLOSURE)
    (folder / "policy.toml").write_text(POLICY)
    store = Store(binary, folder)
    place = Place(store, [], f"sqlite+aiosqlite:///{folder / 'staff.db'}", Random(f"{seed} hits"))
    try:
        await asyncio.to_thread(store.start)
        async with AsyncExitStack() as stack:
            secret = secrets.token_urlsafe(48)
            for number in range(nodes):
                who = (f"{seed} {number}", number, secret)
                node = await _node(stack, place, folder, who, program)
                stack.push_async_callback(node.kill)
                place.nodes.append(node)
                await node.start()
            yield place
    finally:
        store.stop()
        shutil.rmtree(folder)


async def _node(
    stack: AsyncExitStack,
    place: Place,
    folder: Path,
    who: tuple[str, int, str],
    program: Sequence[str],
) -> Node:
    seed, number, secret = who
    near = free_ports(4)
    doors = [
        await stack.enter_async_context(between(near[n], f"{seed} {n}", near[n + 2]))
        for n in (0, 1)
    ]
    path = folder / f"w{number}"
    store = Path(place.store.url.removeprefix("unix://"))
    wire = await stack.enter_async_context(between(store, f"{seed} store", path))
    origins = (f"http://localhost:{near[2]}", f"http://localhost:{near[3]}")
    settings = {
        "HELPLINE_PUBLIC_PORT": str(near[0]),
        "HELPLINE_STAFF_PORT": str(near[1]),
        "HELPLINE_PUBLIC_ORIGIN": origins[0],
        "HELPLINE_STAFF_ORIGIN": origins[1],
        "HELPLINE_SECRET": secret,
        "HELPLINE_REDIS_URL": f"unix://{path}",
        "HELPLINE_REDIS_CHECK_URL": place.store.url,
        "HELPLINE_SQL_URL": place.sql_url,
        "HELPLINE_CONFIG_DIR": str(folder),
    }
    log = folder / f"node{number}.log"
    ports = (near[0], near[1])
    return Node(ports, (doors[0], doors[1]), origins, wire, settings, log, program)
