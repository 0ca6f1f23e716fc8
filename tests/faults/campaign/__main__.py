"""`python -m tests.faults.campaign --minutes N --seed S`: exit 1 when anything was wrong."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from tests.faults.campaign.faults import kinds_in
from tests.faults.campaign.report import Figures, as_text, figures, is_clean, together
from tests.faults.campaign.run import Plan, run


def main() -> None:
    parser = argparse.ArgumentParser(prog="faults", description="Break things, and look.")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", choices=("plain", "sentinel"), default="plain")
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--youths", type=int, default=20)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--only", help="kinds, as in F1,F4; else all there are with this store")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    parser.add_argument("--sum", type=Path, nargs="+", help="run nothing: add such files up")
    given = parser.parse_args()
    if given.sum:
        found = together([json.loads(path.read_text()) for path in given.sum])
    else:
        found = _run(given)
    print(as_text(found))
    if given.json is not None:
        given.json.write_text(json.dumps(found) + "\n")
    sys.exit(0 if is_clean(found) else 1)


def _run(given: argparse.Namespace) -> Figures:
    kinds = tuple(given.only.split(",")) if given.only else kinds_in(given.store)
    if strange := set(kinds) - set(kinds_in(given.store)):
        sys.exit(f"faults: {' '.join(sorted(strange))}: not with --store {given.store}")
    plan = Plan(
        given.minutes, given.seed, kinds, given.nodes, given.youths, given.desks, given.store
    )
    return figures(asyncio.run(run(plan, lambda line: print(line, flush=True))))


main()
