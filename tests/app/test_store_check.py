"""A store that would remember is named, setting by setting, and refused."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NotUp

from helpline.app.embedded import SETTINGS
from helpline.app.store_check import MUST, MUST_WHERE_KNOWN, check_forgets, faults_of
from helpline.core.errors import Misconfigured

GOOD = {name: values[0] for name, values in MUST.items()}


@contextmanager
def running(server: str, folder: Path, *arguments: str) -> Iterator[str]:
    path = folder / "s.sock"
    process = subprocess.Popen(
        [server, "--port", "0", "--unixsocket", str(path), "--dir", str(folder), *arguments],
        stdout=subprocess.DEVNULL,
    )
    try:
        while not answers(path):
            assert process.poll() is None
            time.sleep(0.01)
        yield f"unix://{path}"
    finally:
        process.kill()
        process.wait()


def answers(path: Path) -> bool:
    with Redis(unix_socket_path=str(path)) as redis:
        try:
            return bool(redis.ping())
        except NotUp:
            return False


def forgetful() -> list[str]:
    return [part for name, value in GOOD.items() for part in (f"--{name}", value)]


def test_nothing_is_wrong_with_a_store_that_forgets() -> None:
    assert faults_of(GOOD) == []
    assert faults_of(GOOD | {name: values[0] for name, values in MUST_WHERE_KNOWN.items()}) == []


@pytest.mark.parametrize("name", MUST)
def test_each_setting_is_named_when_wrong_or_not_told(name: str) -> None:
    line = f"the store needs: {name} " + (GOOD[name] or '""')
    assert faults_of(GOOD | {name: "3600 1"}) == [line]
    assert faults_of({key: value for key, value in GOOD.items() if key != name}) == [line]


@pytest.mark.parametrize("name", MUST_WHERE_KNOWN)
def test_what_only_newer_stores_know_is_wrong_only_if_told(name: str) -> None:
    assert len(faults_of(GOOD | {name: "1024"})) == 1


def test_the_embedded_store_is_started_with_what_we_ask_of_others() -> None:
    assert {name: SETTINGS[name] for name in MUST} == GOOD


async def test_a_server_as_it_comes_is_refused(redis_server: str, tmp_path: Path) -> None:
    with running(redis_server, tmp_path) as url, pytest.raises(Misconfigured) as refused:
        await check_forgets(url)
    told = "\n".join(refused.value.args)
    for name in ("save", "repl-diskless-load", "slowlog-max-len", "crash-log-enabled"):
        assert f"the store needs: {name} " in told


async def test_a_server_that_forgets_is_taken(redis_server: str, tmp_path: Path) -> None:
    with running(redis_server, tmp_path, *forgetful()) as url:
        await check_forgets(url)


async def test_one_that_may_not_be_asked_is_refused(redis_server: str, tmp_path: Path) -> None:
    with running(redis_server, tmp_path, *forgetful()) as url:
        with Redis.from_url(url) as redis:
            redis.acl_setuser("default", enabled=True, commands=["-config"])
        with pytest.raises(Misconfigured, match="can't be checked"):
            await check_forgets(url)


async def test_one_that_is_not_there_is_refused() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(Misconfigured, match="can't be checked"):
            await check_forgets(f"redis://127.0.0.1:{nobody.getsockname()[1]}")
