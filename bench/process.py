"""Programs under measure: started on one core, and what they cost, as the kernel counts it."""

import os
import resource
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from devtools import spawn
from devtools.tree import ROOT

SERVER_CORE, LOAD_CORE = 0, 1
_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SAMPLE_S = 1.0


@contextmanager
def running(
    command: Sequence[str], core: int, env: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Give the id of a program that runs on this core until the block is left."""
    pinned = ["taskset", "-c", str(core), *command]
    child = subprocess.Popen(
        pinned,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=spawn.tie(),  # noqa: PLW1509 - no thread runs yet
    )
    try:
        yield child.pid
    finally:
        os.killpg(child.pid, signal.SIGKILL)  # its children too; they hold nothing that is missed
        child.wait()


def pin_me() -> None:
    """Keep the load generator off the server's core; it may open as many sockets as there are."""
    os.sched_setaffinity(0, {LOAD_CORE})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def cpu_s(*pids: int) -> float:
    """Return the processor time of processes and all their living children, in seconds."""
    return sum(_ticks(pid) for pid in family(pids)) / _TICK


def rss_bytes(*pids: int) -> int:
    """Return the resident memory of processes and all their living children."""
    return sum(_resident(pid) for pid in family(pids))


def all_cores_s() -> float:
    """Return the processor time of everything on this machine since it started, in seconds."""
    words = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    user, nice, system, _, _, irq, softirq = (int(word) for word in words[1:8])
    return (user + nice + system + irq + softirq) / _TICK


def wait_quiet(busy: float, patience_s: float) -> None:
    """Wait until others leave the machine alone, but not for ever; what they use is seen later."""
    until = monotonic() + patience_s
    while monotonic() < until:
        before = all_cores_s()
        sleep(_SAMPLE_S)
        if all_cores_s() - before <= busy * _SAMPLE_S:
            return


def family(pids: Sequence[int]) -> set[int]:
    """Return processes and all that descend from them."""
    parents = dict(_parents())
    found = set(pids)
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def _parents() -> Iterator[tuple[int, int]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                yield int(folder.name), int(_stat(int(folder.name))[1])


def _ticks(pid: int) -> int:
    try:
        fields = _stat(pid)
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0


def _stat(pid: int) -> list[str]:
    """Return the fields after the name, which may itself hold spaces and brackets."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
