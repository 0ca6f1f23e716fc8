"""A store in a network namespace of its own, and for each node a cable to it that can be cut.

A cut cable tells nobody: connections stand, and nothing comes any more. That is how a partition
looks, where a store that is killed, or a proxy, would at least close what was open.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from devtools import spawn
from tests.faults.campaign.place import DISCLOSURE, POLICY, Place, _node
from tests.faults.campaign.stores import Store
from tests.stores import FORGETFUL, until

PORT = 6_379
NET = "198.18"
"""For measurements between devices (RFC 2544): no machine of anybody has these addresses."""
TOOLS = ("ip", "unshare", "nsenter")


class NoNamespace(Exception):
    """A network namespace can't be made here."""


def must_part() -> None:
    """Raise `NoNamespace` where no network namespace can be made."""
    if os.geteuid() != 0:
        raise NoNamespace("only root may make a network namespace")
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        raise NoNamespace(f"not on PATH: {', '.join(missing)} (iproute2 and util-linux bring them)")
    tried = subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True)
    if tried.returncode != 0:
        raise NoNamespace(f"no network namespace can be made here: {tried.stderr.decode()}")


class FarStore(Store):
    """A store in a namespace of its own, which ends with it, and the cables that lead there.

    On this side only its Unix socket can be reached without a cable.
    """

    def __init__(self, binary: str, folder: Path) -> None:
        super().__init__(binary, folder)
        self._tag = secrets.token_hex(3)
        self._net = f"{NET}.{secrets.randbelow(256)}"

    def start(self) -> None:
        settings = FORGETFUL | {
            "port": str(PORT),
            "bind": "0.0.0.0",  # noqa: S104 - of its namespace, where there is nobody else
            "protected-mode": "no",
            "unixsocket": str(self._socket),
            "dir": str(self._socket.parent),
        }
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        self._process = subprocess.Popen(
            ["unshare", "--net", self._binary, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=spawn.tie(),  # noqa: PLW1509 - it calls one C function
        )
        until(self._answers, "the store did not come up")

    def lay(self, cable: int) -> str:
        """Lay a cable from here and return the address at its far end."""
        near, far = self._ends(cable)
        here, there = (f"{self._net}.{4 * cable + end}" for end in (1, 2))
        _run("ip", "link", "add", near, "type", "veth", "peer", "name", far, "netns", self._pid)
        _run("ip", "address", "add", f"{here}/30", "dev", near)
        _run("ip", "link", "set", near, "up")
        self._inside("address", "add", f"{there}/30", "dev", far)
        self._inside("link", "set", far, "up")
        return there

    def cut(self, cable: int) -> None:
        """Let nothing pass; nobody is told."""
        self._inside("link", "set", self._ends(cable)[1], "down")

    def mend(self, cable: int) -> None:
        """Let everything pass again."""
        self._inside("link", "set", self._ends(cable)[1], "up")

    @property
    def _pid(self) -> str:
        assert self._process is not None
        return str(self._process.pid)

    def _ends(self, cable: int) -> tuple[str, str]:
        return f"hl{self._tag}{cable}a", f"hl{self._tag}{cable}b"

    def _inside(self, *words: str) -> None:
        _run("nsenter", "--target", self._pid, "--net", "ip", *words)


@asynccontextmanager
async def parted_place(
    binary: str, seed: object, nodes: int
) -> AsyncIterator[tuple[Place, FarStore]]:
    """Give a helpline of so many nodes, each with a cable of its own to the store."""
    folder = Path(mkdtemp(prefix="hl-"))  # short: it is for Unix sockets
    (folder / "disclosure.toml").write_text(DISCLOSURE)
    (folder / "policy.toml").write_text(POLICY)
    store = FarStore(binary, folder)
    place = Place(store, [], folder, Random(f"{seed} hits"))
    try:
        store.start()
        async with AsyncExitStack() as stack:
            secret = secrets.token_urlsafe(48)
            for number in range(nodes):
                who = (f"{seed} {number}", number, secret)
                node = await _node(stack, place, who, ("-m", "helpline"))
                far = store.lay(number)
                node.settings["HELPLINE_REDIS_URL"] = f"redis://{far}:{PORT}/0"
                stack.push_async_callback(node.kill)
                place.nodes.append(node)
                await node.start()
            yield place, store
    finally:
        store.stop()
        shutil.rmtree(folder)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
