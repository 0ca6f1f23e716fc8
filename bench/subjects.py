"""What is measured: ours and its peers, each as real processes on one core, with their store."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.process import LOAD_CORE, SERVER_CORE, running
from devtools import web
from helpline.app.embedded import SETTINGS

PEERS: Final = Path(__file__).with_name("peers")
POLICY: Final = "line_cap = 5000\nchats_per_responder = 2\n"
HOST: Final = "127.0.0.1"
_UP_S: Final = 60.0
_LOOK_S: Final = 0.02


class NotUp(Exception):
    """A program under measure did not come up."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A way to relay messages, that can be started."""

    name: str
    command: tuple[str, ...] = ()
    """Of a peer, with `{port}` and `{url}` in it; ours: empty."""
    stores: bool = True
    namespace: str = ""
    receipts: bool = False
    """Whether each page says what stands on it, as ours do."""
    program: tuple[str, ...] = ("-m", "helpline")
    """Of ours: what Python runs as a node."""

    @property
    def is_ours(self) -> bool:
        """Whether it has our doors and our frames."""
        return not self.command


def _python(kind: str) -> tuple[str, ...]:
    return (sys.executable, str(PEERS / "socketio_peer.py"), "{port}", "{url}", kind)


def _module(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"bench.peers.{name}", "{port}")


def _node(kind: str) -> tuple[str, ...]:
    return (str(web.program()), str(PEERS / "socketio_peer.js"), "{port}", "{url}", kind)


OURS: Final = Subject("helpline", namespace="/youth")
SUBJECTS: Final = {
    subject.name: subject
    for subject in (
        OURS,
        Subject("helpline, with receipts", namespace="/youth", receipts=True),
        Subject("python-socketio, Redis", _python("bare")),
        Subject("python-socketio, Redis, buffer", _python("plain")),
        Subject("python-socketio, Redis, buffer, uvloop, orjson", _python("tuned")),
        Subject("python-socketio in memory", _python("plain"), stores=False),
        Subject("Node, Redis, buffer", _node("redis")),
        Subject("Node, Redis streams", _node("streams")),
        Subject("Node in memory", _node("none"), stores=False),
        Subject("our sockets alone", _module("sockets"), stores=False, namespace="/youth"),
        Subject("echo", _module("echo"), stores=False),
    )
}


@dataclass(slots=True)
class Running:
    """A subject that serves."""

    subject: Subject
    nodes: list[int] = field(default_factory=list)
    store: int | None = None
    public: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)
    sql_url: str = ""
    store_url: str = ""


@contextmanager
def serving(subject: Subject, nodes: int = 1) -> Iterator[Running]:
    """Give a subject that serves by so many nodes, all on the server's core."""
    with ExitStack() as stack:
        made = Running(subject)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        if subject.stores:
            (port,) = _free_ports(1)
            made.store_url = f"redis://{HOST}:{port}/0"
            made.store = stack.enter_context(running(_store(port, folder), LOAD_CORE))
            _wait_up([port])
        start = _start_ours if subject.is_ours else _start_peer
        start(made, stack, folder, nodes)
        yield made


def _store(port: int, folder: Path) -> list[str]:
    settings = SETTINGS | {"port": str(port), "bind": HOST, "dir": str(folder)}
    return [
        "redis-server",
        *(part for name, value in settings.items() for part in (f"--{name}", value)),
    ]


def _start_peer(made: Running, stack: ExitStack, _: Path, nodes: int) -> None:
    ports = _free_ports(nodes)
    for port in ports:
        command = [part.format(port=port, url=made.store_url) for part in made.subject.command]
        made.nodes.append(stack.enter_context(running(command, SERVER_CORE)))
        made.public.append(f"http://{HOST}:{port}")
    made.staff = made.public
    _wait_up(ports)


def _start_ours(made: Running, stack: ExitStack, folder: Path, nodes: int) -> None:
    (folder / "policy.toml").write_text(POLICY)
    made.sql_url = f"sqlite+aiosqlite:///{folder}/staff.db"
    ports = _free_ports(2 * nodes)
    origins = [f"http://{HOST}:{port}" for port in ports]
    made.public, made.staff = origins[:nodes], origins[nodes:]
    shared = {
        "REDIS_URL": made.store_url,
        "SQL_URL": made.sql_url,
        "CONFIG_DIR": str(folder),
        "SECRET": secrets.token_urlsafe(48),
        "BIND": HOST,
    }
    for number in range(nodes):
        own = {
            "PUBLIC_ORIGIN": made.public[number],
            "STAFF_ORIGIN": made.staff[number],
            "PUBLIC_PORT": str(ports[number]),
            "STAFF_PORT": str(ports[nodes + number]),
            "NODE_PATH": f"/n/{number + 1}",
        }
        env = {f"HELPLINE_{name}": value for name, value in (shared | own).items()}
        command = [sys.executable, *made.subject.program, "serve", "--demo"]
        made.nodes.append(stack.enter_context(running(command, SERVER_CORE, env)))
        _wait_up([ports[number], ports[nodes + number]])  # one after the other: they make tables


def _free_ports(number: int) -> list[int]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _wait_up(ports: Sequence[int]) -> None:
    until = time.monotonic() + _UP_S
    for port in ports:
        while True:
            try:
                socket.create_connection((HOST, port), 1.0).close()
                break
            except OSError:
                if time.monotonic() > until:
                    raise NotUp(f"port {port}") from None
                time.sleep(_LOOK_S)


def install_peers() -> None:
    """Install the locked packages of the Node peers."""
    npm = web.program().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    env = {**os.environ, "npm_config_update_notifier": "false", "npm_config_loglevel": "error"}
    if not (PEERS / "node_modules").is_dir():
        subprocess.run([web.program(), npm, "ci"], cwd=PEERS, check=True, env=env)
