"""`python -m tests.faults.campaign --minutes N --seed S`: exit 1 when anything was wrong."""

import argparse
import asyncio
import sys
from pathlib import Path

from tests.faults.campaign.faults import FAULTS
from tests.faults.campaign.report import as_json, as_text, is_clean
from tests.faults.campaign.run import Plan, run


def main() -> None:
    parser = argparse.ArgumentParser(prog="faults", description="Break things, and look.")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--youths", type=int, default=20)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--only", default=",".join(FAULTS), help="kinds, as in F1,F4")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    given = parser.parse_args()
    kinds = tuple(given.only.split(","))
    plan = Plan(given.minutes, given.seed, kinds, given.nodes, given.youths, given.desks)
    outcome = asyncio.run(run(plan, lambda line: print(line, flush=True)))
    print(as_text(outcome))
    if given.json is not None:
        given.json.write_text(as_json(outcome) + "\n")
    sys.exit(0 if is_clean(outcome) else 1)


main()
