"""Programs that end when we do, however we end."""

import os
import sys
from typing import Final

_BIRTH: Final = """
import ctypes, os, resource, sys
parent, program = int(sys.argv[1]), sys.argv[2]
os.umask(0o077)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)
if os.getppid() != parent:
    sys.exit(1)
os.execv(program, sys.argv[2:])
"""
"""Run by a small Python that then becomes the program. `prctl(PR_SET_PDEATHSIG, SIGKILL)` outlives
the exec; and no code of ours runs between fork and exec of a process with threads."""


def tied(program: str, *arguments: str) -> list[str]:
    """Return the command that runs a program with its life tied to ours, and without core files."""
    birth = [sys.executable, "-I", "-S", "-c", _BIRTH, str(os.getpid())]
    return [*birth, program, *arguments]
