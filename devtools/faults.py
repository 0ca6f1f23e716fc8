"""Break things while people talk, and look at what the pages saw: `tests/faults` does it."""

import sys

from devtools import needs, spawn, web


def faults(*arguments: str) -> None:
    """Run the campaign: faults [--minutes N] [--seed S] [--json FILE]."""
    needs.ensure()
    web.build()
    spawn.run(sys.executable, "-m", "tests.faults.campaign", *arguments)
