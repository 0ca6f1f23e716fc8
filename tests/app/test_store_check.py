"""A store that would remember is named, setting by setting, and refused."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NotUp

from helpline.app.embedded import SETTINGS
from helpline.app.store_check import MUST, MUST_WHERE_KNOWN, check_forgets, faults_of
from helpline.core.errors import Misconfigured
from tests.stores import Node, cluster_store, sentinel_store

GOOD = {name: values[0] for name, values in MUST.items()}


@dataclass(frozen=True, slots=True)
class Several:
    """Stores that belong together, the last of them a replica."""

    url: str
    nodes: list[Node]


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


@pytest.fixture(params=["sentinel", "cluster"])
def several(request: pytest.FixtureRequest, redis_server: str) -> Iterator[Several]:
    if request.param == "sentinel":
        with sentinel_store(redis_server) as behind:
            yield Several(behind.url, behind.stores)
    else:
        with cluster_store(redis_server, replicas=True) as cluster:
            yield Several(cluster.url, cluster.nodes)


async def test_every_master_and_replica_is_asked_and_named(several: Several) -> None:
    await check_forgets(several.url)
    master, replica = several.nodes[0], several.nodes[-1]
    master.ask("CONFIG", "SET", "save", "60 1")
    replica.ask("CONFIG", "SET", "repl-diskless-load", "disabled")
    with pytest.raises(Misconfigured) as refused:
        await check_forgets(several.url)
    assert set(refused.value.args) == {
        f'the store at 127.0.0.1:{master.port} needs: save ""',
        f"the store at 127.0.0.1:{replica.port} needs: repl-diskless-load swapdb",
    }


async def test_a_replica_that_may_not_be_asked_is_refused_by_name(several: Several) -> None:
    replica = several.nodes[-1]
    replica.ask("ACL", "SETUSER", "default", "-config")
    with pytest.raises(Misconfigured) as refused:
        await check_forgets(several.url)
    (told,) = refused.value.args
    assert told.startswith(f"the store at 127.0.0.1:{replica.port} can't be checked")


async def test_where_nobody_can_be_asked_it_is_said(several: Several) -> None:
    hosts = several.url.rpartition("@")[2]
    wrong = several.url.replace(hosts, hosts.replace("127.0.0.1", "127.0.0.2"))
    with pytest.raises(Misconfigured, match="can't be checked: no ") as refused:
        await check_forgets(wrong)
    assert "127.0.0.2" not in str(refused.value)
