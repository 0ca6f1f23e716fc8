"""Measure ours beside its peers: `dev.py bench [--quick] [--rounds N] [--into F] [GROUP ...]`."""

import argparse
import asyncio
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import uvloop

from bench.figures import BUSY, Round, is_quiet
from bench.plan import SHORT, Group, plan
from bench.process import pin_me, wait_quiet
from bench.report import flatness, machine, new_path, read, table, write
from bench.scenes import Figures
from bench.seats import House
from bench.subjects import SUBJECTS, NotUp, install_peers, serving

TRIES = 3
PATIENCE_S = 120.0


def main() -> None:
    """Run the groups asked for, all of them if none is, and say what was found."""
    given = _asked()
    wanted = _wanted(given.groups, quick=given.quick)
    rounds = (1 if given.quick else 5) if given.rounds is None else given.rounds
    install_peers()
    pin_me()
    path = given.into or new_path()
    found = read(path, quick=given.quick)
    minutes = sum(len(group.subjects) * group.turn_s for group in wanted) * rounds / 60
    print(f"{machine()}\nabout {minutes:.0f} minutes on a quiet machine", flush=True)
    for group in wanted:
        began = monotonic()
        for _ in range(rounds):
            found.setdefault(group.name, []).append(_round(group, anyhow=given.quick))
            write(path, found, quick=given.quick)
        print(f"  {group.name}: {monotonic() - began:.0f} s", flush=True)
    for group in plan(quick=given.quick):
        if group.name in found:
            print(f"\n{table(group, found[group.name])}")
    print(f"\n{flatness(found)}\n\nAll of it: {path}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one small round, to see that it runs")
    parser.add_argument("--rounds", type=int, help="how often each subject has its turn; 0: tables")
    parser.add_argument("--into", type=Path, help="add to this file: group by group, day by day")
    parser.add_argument("groups", nargs="*", help="messages, two, four, relay, connects, …")
    return parser.parse_args()


def _wanted(names: Sequence[str], *, quick: bool) -> list[Group]:
    """Return the groups of these names; by default all, or of small ones the short."""
    groups = plan(quick=quick)
    asked = names or (SHORT if quick else [group.name for group in groups])
    if unknown := set(asked) - {group.name for group in groups}:
        sys.exit(f"there is no group {', '.join(sorted(unknown))}")
    return [group for group in groups if group.name in asked]


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
