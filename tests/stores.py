"""Real stores that outlive a server: sentinels over a master and a replica, and a cluster.

Every server is a process of its own on a free port of this machine, asks for a password, writes
nothing down, and dies with us. Each can be killed, frozen and started again.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.crc import key_slot
from redis.exceptions import RedisError
from redis.retry import Retry

from devtools import spawn

UP_S = 30.0
PASSWORD = secrets.token_hex(8)
SENTINEL_PASSWORD = secrets.token_hex(8)
LOOK_S = 0.02
SHARE = 2_500
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
SLOTS = 16_384
NONE: Mapping[str, str] = MappingProxyType({})
FORGETFUL = {
    "save": "",
    "appendonly": "no",
    "repl-diskless-load": "swapdb",
    "repl-diskless-sync-delay": "0",
    # A replica that has been sent nothing yet is not listed by a cluster.
    "repl-ping-replica-period": "1",
    "slowlog-log-slower-than": "-1",
    "slowlog-max-len": "0",
    "crash-log-enabled": "no",
}


def free_ports(count: int) -> list[int]:
    """Return ports that nobody has; all are taken at once, so that none is given twice.

    They lie below those from which the system gives clients theirs: else some test's connection
    may have one before its server does. Each worker has a share of its own of them.
    """
    with ExitStack() as held:
        return [_bound(held.enter_context(socket.socket())) for _ in range(count)]


def _bound(one: socket.socket) -> int:
    while True:
        port = 12_000 + SHARE * WORKER + secrets.randbelow(SHARE)
        with suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; a server that does not answer yet is waited for as well."""
    end = time.monotonic() + UP_S
    while True:
        try:
            if holds():
                return
        except RedisError:
            pass
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(LOOK_S)


class Node:
    """One server on a port."""

    def __init__(self, command: list[str], port: int, password: str) -> None:
        self.port = port
        self._command = command
        self._password = password
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=spawn.tie(),  # noqa: PLW1509 - it calls one C function
        )
        until(lambda: self.ask("PING"), "the server did not come up")

    def ask(self, *command: str | int) -> Any:
        """Run one command as whoever may do all."""
        with Redis(
            port=self.port,
            password=self._password,
            decode_responses=True,
            socket_timeout=1,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        ) as redis:
            return redis.execute_command(*command)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


class SentinelStore:
    """A master, replicas and three sentinels, of which two must agree; `NAME` is their service."""

    NAME = "line"

    def __init__(
        self,
        binary: str | Path,
        folder: Path,
        down_after_ms: int = 500,
        replicas: int = 1,
        settings: Mapping[str, str] = NONE,
    ) -> None:
        self._binary = str(binary)
        self._folder = folder
        self._down_after_ms = down_after_ms
        self._settings = settings
        *ports, one, two, three = free_ports(1 + replicas + 3)
        self.stores = [Node(self._command(port), port, PASSWORD) for port in ports]
        self.sentinels = [self._sentinel(port) for port in (one, two, three)]

    @property
    def url(self) -> str:
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.sentinels)
        query = f"?sentinel_password={SENTINEL_PASSWORD}"
        return f"redis+sentinel://default:{PASSWORD}@{hosts}/{self.NAME}{query}"

    def start(self) -> None:
        """Start all, the first store as the master; return when each knows all the others."""
        ids = [secrets.token_hex(20) for _ in self.sentinels]
        for node in self.stores:
            node.start()
        for number in range(1, len(self.stores)):
            self.follow(number, 0)
        for node, own in zip(self.sentinels, ids, strict=True):
            self._write(node, own, ids)
            node.start()
        for node in self.sentinels:
            known = partial(_all_known, node, self.NAME, len(self.stores) - 1)
            until(known, "the sentinels did not meet")

    def follow(self, follower: int, leader: int) -> None:
        """Make one store the replica of the other, and wait until it is filled."""
        node = self.stores[follower]
        node.ask("REPLICAOF", "127.0.0.1", self.stores[leader].port)
        until(lambda: _filled(node), "no copy")

    def master(self) -> int:
        """Return the number of the store that the sentinels have agreed on."""
        ask = ("SENTINEL", "GET-MASTER-ADDR-BY-NAME", self.NAME)
        (port,) = {node.ask(*ask)[1] for node in self.sentinels}
        return [str(node.port) for node in self.stores].index(port)

    def url_of(self, number: int) -> str:
        """Return the plain address of one store."""
        return f"redis://default:{PASSWORD}@127.0.0.1:{self.stores[number].port}"

    def kill(self) -> None:
        for node in [*self.sentinels, *self.stores]:
            node.kill()

    def _command(self, port: int) -> list[str]:
        own = {"masterauth": PASSWORD, "requirepass": PASSWORD, **self._settings}
        return [self._binary, *_arguments(FORGETFUL | own, port, self._folder)]

    def _sentinel(self, port: int) -> Node:
        command = [self._binary, str(self._folder / f"{port}.conf"), "--sentinel"]
        return Node(command, port, SENTINEL_PASSWORD)

    def _write(self, node: Node, own: str, ids: list[str]) -> None:
        """Write what a sentinel knows; told of all the others, it need not wait to hear of them."""
        others = [
            f"known-sentinel {self.NAME} 127.0.0.1 {other.port} {name}"
            for other, name in zip(self.sentinels, ids, strict=True)
            if other is not node
        ]
        about = [
            f"myid {own}",
            f"monitor {self.NAME} 127.0.0.1 {self.stores[0].port} 2",
            f"auth-pass {self.NAME} {PASSWORD}",
            f"sentinel-pass {SENTINEL_PASSWORD}",
            f"down-after-milliseconds {self.NAME} {self._down_after_ms}",
            f"failover-timeout {self.NAME} 3000",
            *(f"known-replica {self.NAME} 127.0.0.1 {one.port}" for one in self.stores[1:]),
            *others,
        ]
        lines = [
            f"port {node.port}",
            "bind 127.0.0.1",
            f"dir {self._folder}",
            f"requirepass {SENTINEL_PASSWORD}",
            *(f"sentinel {line}" for line in about),
        ]
        (self._folder / f"{node.port}.conf").write_text("\n".join(lines) + "\n")


class ClusterStore:
    """Three masters that share all slots, each with a replica if asked for."""

    def __init__(self, binary: str | Path, folder: Path, *, replicas: bool = False) -> None:
        self._binary = str(binary)
        count = 6 if replicas else 3
        ports = free_ports(2 * count)
        self.nodes = [
            Node(self._command(port, bus, folder), port, PASSWORD)
            for port, bus in zip(ports[:count], ports[count:], strict=True)
        ]
        self._buses = dict(zip(ports[:count], ports[count:], strict=True))

    @property
    def url(self) -> str:
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"redis+cluster://default:{PASSWORD}@{hosts}"

    def start(self) -> None:
        """Start all and join them; return when each says that the cluster is whole."""
        for node in self.nodes:
            node.start()
        edges = [SLOTS * number // 3 for number in range(4)]
        for node, first, end in zip(self.nodes, edges, edges[1:], strict=False):
            node.ask("CLUSTER", "ADDSLOTSRANGE", first, end - 1)
        for number, node in enumerate(self.nodes):
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            for other in self.nodes[:number]:
                node.ask("CLUSTER", "MEET", "127.0.0.1", other.port, self._buses[other.port])
        for node in self.nodes:
            until(partial(self._whole, node), "the cluster did not come together")
        for node, master in zip(self.nodes[3:], self.nodes, strict=False):
            node.ask("CLUSTER", "REPLICATE", master.ask("CLUSTER", "MYID"))
            until(partial(_filled, node), "no copy")
        copies = len(self.nodes) // len(edges[1:])
        for node in self.nodes:
            until(partial(_copied, node, copies), "a replica is not known")

    def owner(self, key: str) -> int:
        """Return the number of the node that holds a key, as most nodes see it."""
        slot, seen = key_slot(key.encode()), []
        for node in self.nodes:
            try:
                ranges = node.ask("CLUSTER", "SLOTS")
            except RedisError:
                continue
            seen += [where[1] for first, last, where, *_ in ranges if first <= slot <= last]
        return [node.port for node in self.nodes].index(max(seen, key=seen.count))

    def move(self, key: str, to: int) -> None:
        """Give the slot of a key, and all it holds, to another master."""
        slot, old, new = key_slot(key.encode()), self.nodes[self.owner(key)], self.nodes[to]
        new.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", old.ask("CLUSTER", "MYID"))
        old.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", new.ask("CLUSTER", "MYID"))
        while keys := old.ask("CLUSTER", "GETKEYSINSLOT", slot, 100):
            login = ("AUTH", PASSWORD, "KEYS", *keys)
            old.ask("MIGRATE", "127.0.0.1", new.port, "", 0, 1_000, *login)
        for node in (new, old):
            node.ask("CLUSTER", "SETSLOT", slot, "NODE", new.ask("CLUSTER", "MYID"))

    def url_of(self, number: int) -> str:
        """Return the plain address of one node."""
        return f"redis://default:{PASSWORD}@127.0.0.1:{self.nodes[number].port}"

    def kill(self) -> None:
        for node in self.nodes:
            node.kill()

    def _whole(self, node: Node) -> bool:
        told = node.ask("CLUSTER", "INFO")
        known = f"cluster_known_nodes:{len(self.nodes)}" in told
        return known and "cluster_state:ok" in told

    def _command(self, port: int, bus: int, folder: Path) -> list[str]:
        own = {
            "masterauth": PASSWORD,
            "requirepass": PASSWORD,
            "cluster-enabled": "yes",
            "cluster-port": str(bus),
            "cluster-config-file": f"{port}.nodes",
            "cluster-node-timeout": "1000",
        }
        return [self._binary, *_arguments(FORGETFUL | own, port, folder)]


def _arguments(settings: dict[str, str], port: int, folder: Path) -> list[str]:
    all_of_them = settings | {"port": str(port), "bind": "127.0.0.1", "dir": str(folder)}
    return [part for name, value in all_of_them.items() for part in (f"--{name}", value)]


def _filled(replica: Node) -> bool:
    return bool(replica.ask("INFO", "replication").get("master_link_status") == "up")


def _copied(node: Node, times: int) -> bool:
    """Tell whether every range of slots is held by so many stores, as a node sees it."""
    return [len(stores) for _, _, *stores in node.ask("CLUSTER", "SLOTS")] == [times] * 3


def _all_known(node: Node, name: str, replicas: int) -> bool:
    flat = node.ask("SENTINEL", "MASTER", name)
    told = dict(zip(flat[::2], flat[1::2], strict=True))
    replicas_told = node.ask("SENTINEL", "REPLICAS", name)
    seen = [dict(zip(one[::2], one[1::2], strict=True)) for one in replicas_told]
    met = told["num-other-sentinels"] == "2" and told["flags"] == "master"
    up = [one["flags"] == "slave" and one["master-link-status"] == "ok" for one in seen]
    return bool(met and all(up) and len(up) == replicas)


@contextmanager
def alone(binary: str | Path, **settings: str) -> Iterator[Node]:
    """Give one running server on a port, with the password `p`, and settings of a test's own."""
    (port,) = free_ports(1)
    with _folder() as folder:
        own = {name.replace("_", "-"): value for name, value in settings.items()}
        all_of_them = FORGETFUL | {"requirepass": "p"} | own
        node = Node([str(binary), *_arguments(all_of_them, port, folder)], port, "p")
        try:
            node.start()
            yield node
        finally:
            node.kill()


@contextmanager
def sentinel_store(
    binary: str | Path,
    down_after_ms: int = 500,
    replicas: int = 1,
    settings: Mapping[str, str] = NONE,
) -> Iterator[SentinelStore]:
    """Give a running store behind sentinels, and take it away with all it held."""
    with _folder() as folder:
        store = SentinelStore(binary, folder, down_after_ms, replicas, settings)
        try:
            store.start()
            yield store
        finally:
            store.kill()


@contextmanager
def cluster_store(binary: str | Path, *, replicas: bool = False) -> Iterator[ClusterStore]:
    """Give a running cluster, and take it away with all it held."""
    with _folder() as folder:
        store = ClusterStore(binary, folder, replicas=replicas)
        try:
            store.start()
            yield store
        finally:
            store.kill()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hl-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
