"""A whole helpline on this machine: nodes, their store and database, and bad wires between all."""

import asyncio
import os
import re
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, time

from aiohttp import ClientError, ClientSession, ClientTimeout

from devtools import spawn
from devtools.tree import ROOT
from helpline.core.audit import CONSOLE, By
from helpline.core.roles import Role
from helpline.durable import Newcomer, open_durable
from helpline.simulate.sign_in import Credentials
from helpline.wire.pages import SignIn
from tests.faults.campaign.stores import DOWN_AFTER_MS, NOT_ALONE, REPLICAS, AnyStore, Store
from tests.faults.proxy import Proxy, between
from tests.stores import free_ports, sentinel_store

UP_S = 60.0
STOP_S = 30.0
LOOK_S = 0.05
LOOK_LIMIT = ClientTimeout(total=2.0)
POLICY = "youth_away_gone_s = 300\nchats_per_responder = 2\n"
DISCLOSURE = '[disclosure]\nen = "Words of a test."\nes = "Palabras de una prueba."\n'


@dataclass(slots=True)
class Node:
    """One node, the wires before its two doors, and the wire to the store."""

    ports: tuple[int, int]
    doors: tuple[Proxy, Proxy]
    origins: tuple[str, str]
    wire: Proxy | None
    """None where the store is behind sentinels: they name where to go."""
    settings: dict[str, str]
    log: Path
    clock: Path
    program: Sequence[str]
    process: asyncio.subprocess.Process | None = None

    @property
    def to_store(self) -> Proxy:
        assert self.wire is not None
        return self.wire

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def has_ended(self) -> bool:
        assert self.process is not None
        return self.process.returncode is not None

    def memory(self) -> int:
        """Return what the process may write to of its memory, as a limit on its data counts."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        (kib,) = re.findall(r"^VmData:\s+(\d+) kB$", status, re.MULTILINE)
        return int(kib) * 1_024

    def skew(self, seconds: float) -> None:
        """Set its clock wrong, by so much from now on."""
        new = self.clock.with_suffix(".new")
        new.write_text(str(seconds))
        new.rename(self.clock)

    async def start(self) -> None:
        ours = {k: v for k, v in os.environ.items() if not k.startswith("HELPLINE_")}
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.program, "serve"),
                cwd=ROOT,
                env={**ours, **self.settings, "SKEW": str(self.clock)},
                preexec_fn=spawn.tie(),
                stdout=log,
                stderr=log,
            )
        until = monotonic() + UP_S
        while not await self._answers("/status"):
            if self.process.returncode is not None or monotonic() > until:
                raise TimeoutError(f"a node did not start: {self.log.read_text()[-500:]}")
            await asyncio.sleep(LOOK_S)

    async def is_ready(self) -> bool:
        return await self._answers("/readyz")

    async def _answers(self, path: str) -> bool:
        url = f"http://127.0.0.1:{self.ports[0]}{path}"
        try:
            async with ClientSession(timeout=LOOK_LIMIT) as http, http.get(url) as answer:
                return answer.ok
        except (ClientError, TimeoutError):
            return False

    async def kill(self, by: signal.Signals = signal.SIGKILL) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(by)
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

    store: AnyStore
    nodes: list[Node]
    folder: Path
    dice: Random

    @property
    def sql(self) -> Path:
        return self.folder / "staff.db"

    @property
    def sql_url(self) -> str:
        return f"sqlite+aiosqlite:///{self.sql}"

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
                by = By(CONSOLE, time())
                token = await durable.links.make(await durable.staff.add(newcomer, by), by)
                found.append(Credentials(origins, name, SignIn(link=token)))
        return found


@asynccontextmanager
async def open_place(
    seed: object, nodes: int, binary: str, program: Sequence[str], *, sentinels: bool = False
) -> AsyncIterator[Place]:
    """Give a helpline of so many nodes, each of them this program; it ends with us."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))  # short: it is for Unix sockets
    (folder / "disclosure.toml").write_text(DISCLOSURE)
    (folder / "policy.toml").write_text(POLICY)
    try:
        async with AsyncExitStack() as stack:
            store = _store(stack, folder, binary, sentinels=sentinels)
            place = Place(store, [], folder, Random(f"{seed} hits"))
            secret = secrets.token_urlsafe(48)
            for number in range(nodes):
                node = await _node(stack, place, (f"{seed} {number}", number, secret), program)
                stack.push_async_callback(node.kill)
                place.nodes.append(node)
                await node.start()
            yield place
    finally:
        shutil.rmtree(folder)


def _store(stack: AsyncExitStack, folder: Path, binary: str, *, sentinels: bool) -> AnyStore:
    if sentinels:
        made = sentinel_store(binary, DOWN_AFTER_MS, REPLICAS, NOT_ALONE)
        return stack.enter_context(made)
    store = Store(binary, folder)
    stack.callback(store.stop)
    store.start()
    return store


async def _node(
    stack: AsyncExitStack, place: Place, who: tuple[str, int, str], program: Sequence[str]
) -> Node:
    seed, number, secret = who
    near = free_ports(4)
    doors = [
        await stack.enter_async_context(between(near[n], f"{seed} {n}", near[n + 2]))
        for n in (0, 1)
    ]
    wire, url = await _wire(stack, place, f"{seed} store", place.folder / f"w{number}")
    origins = (f"http://localhost:{near[2]}", f"http://localhost:{near[3]}")
    settings = {
        "HELPLINE_PUBLIC_PORT": str(near[0]),
        "HELPLINE_STAFF_PORT": str(near[1]),
        "HELPLINE_PUBLIC_ORIGIN": origins[0],
        "HELPLINE_STAFF_ORIGIN": origins[1],
        "HELPLINE_SECRET": secret,
        "HELPLINE_REDIS_URL": url,
        "HELPLINE_REDIS_CHECK_URL": place.store.url,
        "HELPLINE_SQL_URL": place.sql_url,
        "HELPLINE_CONFIG_DIR": str(place.folder),
    }
    log, clock = place.folder / f"node{number}.log", place.folder / f"clock{number}"
    ports = (near[0], near[1])
    return Node(ports, (doors[0], doors[1]), origins, wire, settings, log, clock, program)


async def _wire(
    stack: AsyncExitStack, place: Place, seed: str, path: Path
) -> tuple[Proxy | None, str]:
    """Return the wire from one node to the store, and under which address the node has it."""
    if not isinstance(place.store, Store):
        return None, place.store.url
    store = Path(place.store.url.removeprefix("unix://"))
    return await stack.enter_async_context(between(store, seed, path)), f"unix://{path}"
