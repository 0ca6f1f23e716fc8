"""A real node whose clock goes wrong on command: `python -m tests.faults.skewed serve`.

The file that `SKEW` names says by how many seconds; where there is none the clock is right.
Monotonic time goes on as it did, as on a machine whose clock is set.
"""

import os
import time
from pathlib import Path

_SKEW = Path(os.environ["SKEW"])
_true_time = time.time


def _time() -> float:
    return _true_time() + (float(_SKEW.read_text()) if _SKEW.exists() else 0.0)


time.time = _time

from helpline import __main__ as helpline  # noqa: E402 - it must find the clock wrong

if __name__ == "__main__":
    helpline.main()
