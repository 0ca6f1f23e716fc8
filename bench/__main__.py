"""Measure ours beside its peers: `python3 dev.py bench [--quick] [--rounds N] [GROUP ...]`."""

import argparse
import asyncio
import random

import uvloop

from bench.figures import BUSY, Round, is_quiet
from bench.plan import Group, plan
from bench.process import pin_me, wait_quiet
from bench.report import machine, new_path, table, write
from bench.scenes import Figures
from bench.seats import House
from bench.subjects import SUBJECTS, NotUp, install_peers, serving

TRIES = 3
PATIENCE_S = 120.0


def main() -> None:
    """Run the groups asked for, all of them if none is, and say what was found."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one small round, to see that it runs")
    parser.add_argument("--rounds", type=int, help="how often each subject has its turn")
    parser.add_argument("groups", nargs="*", help="messages, two, four, relay, connects, …")
    given = parser.parse_args()
    wanted = [g for g in plan(quick=given.quick) if not given.groups or g.name in given.groups]
    rounds = given.rounds or (1 if given.quick else 5)
    install_peers()
    pin_me()
    print(machine(), flush=True)
    path = new_path()
    found: dict[str, list[Round]] = {group.name: [] for group in wanted}
    for group in wanted:
        for _ in range(rounds):
            found[group.name].append(_round(group, anyhow=given.quick))
            write(path, found)
        print(f"\n{table(group, found[group.name])}", flush=True)
    print(f"\nAll of it: {path}")


def _round(group: Group, *, anyhow: bool) -> Round:
    """Give every subject its turn, in another order each time."""
    turns = random.sample(group.subjects, len(group.subjects))
    kept = {subject: _turn(group, subject, anyhow=anyhow) for subject in turns}
    return {subject: figures for subject, figures in kept.items() if figures is not None}


def _turn(group: Group, subject: str, *, anyhow: bool) -> Figures | None:
    """Return what a subject showed on a quiet machine; a quick look is taken on any."""
    for _ in range(TRIES):
        if not anyhow:
            wait_quiet(BUSY, PATIENCE_S)
        try:
            figures = uvloop.run(_measure(group, subject))
        except NotUp as fault:
            print(f"  {group.name}, {subject}: did not come up: {fault}", flush=True)
            continue
        line = ", ".join(f"{name} {value:.4g}" for name, value in figures.items())
        print(f"  {group.name}, {subject}: {line}", flush=True)
        if anyhow or is_quiet(figures):
            return figures
    return None


async def _measure(group: Group, subject: str) -> Figures:
    with serving(SUBJECTS[subject], group.nodes) as running:
        house = House(running)
        try:
            return await group.scene(house)
        finally:
            house.close()
            await asyncio.sleep(0)


if __name__ == "__main__":
    main()
