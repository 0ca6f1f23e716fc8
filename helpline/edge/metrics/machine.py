"""What the process uses of its machine, as the kernel counts it.

Written here since the library's own collector also tells how many files are open: each connection
is one, so that number would say when one page came.
"""

import os
import resource
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from helpline.edge.metrics.catalogue import CPU, MEMORY, STARTED

_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")
_STATM: Final = Path("/proc/self/statm")
_STARTED_AT: Final = time.time()


def machine() -> dict[str, Mapping[str, float]]:
    """Return processor time, memory, and when the process began; memory where /proc tells it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {CPU: used.ru_utime + used.ru_stime, STARTED: _STARTED_AT}
    if _STATM.exists():
        told[MEMORY] = int(_STATM.read_text(encoding="ascii").split()[1]) * _PAGE_BYTES
    return {name: {"": number} for name, number in told.items()}
