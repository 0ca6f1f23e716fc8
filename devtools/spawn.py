"""Starting programs that never outlive us, not even when we are killed with -9."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from devtools.tree import ROOT

PR_SET_PDEATHSIG = 1


class StepFailedError(Exception):
    """A program we ran ended with an error it has already printed."""


def tie() -> Callable[[], None] | None:
    """Return what a child does before it becomes its program: tie its life to ours."""
    if sys.platform != "linux":
        return None
    return partial(_die_with, ctypes.CDLL(None).prctl, os.getpid())


def _die_with(prctl: Callable[[int, int], int], parent: int) -> None:
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # the parent died before the kernel was told
        os._exit(1)


def run(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run a program to its end, printing as it goes; raise `StepFailedError` on any error."""
    if outcome(*command, cwd=cwd, env=env) != 0:
        raise StepFailedError(Path(command[0]).name)


def outcome(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> int:
    """Run a program to its end and return how it ended; after Ctrl-C, let it tidy up first."""
    environment = {**os.environ, **(env or {})}
    with subprocess.Popen(command, cwd=cwd, env=environment, preexec_fn=tie()) as child:  # noqa: PLW1509 - no thread runs yet
        interrupted = False
        while child.returncode is None:
            try:
                child.wait()
            except KeyboardInterrupt:  # the terminal told the child too
                interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return child.returncode


def hear(*command: str | Path, cwd: Path = ROOT) -> tuple[int, str]:
    """Run a program to its end and return how it ended and all it said."""
    done = subprocess.run(
        command,
        cwd=cwd,
        preexec_fn=tie(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout
