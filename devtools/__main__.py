"""The verbs, once `dev.py` has made `.venv` and become us."""

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from devtools import checks, faults, generated, needs, pins, spawn, web
from devtools.tree import TESTS, WEB, say


def run(*arguments: str) -> None:
    """Build what is stale, then become the helpline itself, so that Ctrl-C is its own."""
    web.build()
    command = [sys.executable, "-m", "helpline", "serve", "--demo", *arguments]
    os.execv(sys.executable, command)  # noqa: S606 - no shell wanted


def test(*arguments: str) -> None:
    """Run both sides' tests, or only pytest with the arguments given.

    What measures time is run alone: another test beside it would be measured too. More of the
    others are run at once than there are processors, since most wait for other programs now and
    then. In the minutes of faults at the end most wait most of the time, so the rooms that wait
    for nobody take what is left of the processors there, and give way.
    """
    needs.ensure()
    web.build()
    pytest = (sys.executable, "-m", "pytest")
    if arguments:
        outcomes = {"pytest": spawn.outcome(*pytest, "-n2", *arguments)}
    else:
        outcomes = {
            "vitest": spawn.outcome(web.program(), _VITEST, "run", cwd=WEB),
            "pytest -m alone": spawn.outcome(*pytest, *_marked("alone")),
            "pytest": spawn.outcome(*pytest, *_MANY, *_REST),
            **_minutes_of_faults(pytest),
        }
    failed = [name for name, outcome in outcomes.items() if outcome]
    if failed:
        raise spawn.StepFailedError(", ".join(failed))


def _minutes_of_faults(pytest: Sequence[str]) -> dict[str, int]:
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(spawn.hear, "nice", "-n", "19", *pytest, *_MANY, *_ROOMS)
        faults = spawn.outcome(*pytest, *_FAULTS, *_marked("faults"))
        rooms, words = beside.result()
    print(words, flush=True)
    return {"pytest -m faults": faults, f"pytest {' '.join(_ROOMS)}": rooms}


def _marked(mark: str) -> tuple[str, ...]:
    """Return what has pytest run the tests of a mark, and read no file that has none of them."""
    files = (
        path for path in sorted(TESTS.rglob("test_*.py")) if f"mark.{mark}" in path.read_text()
    )
    return ("-m", mark, *map(str, files))


def gen(*arguments: str) -> None:
    """Write the generated files, or with `--check` only say which are stale."""
    if arguments != ("--check",):
        generated.write()
    elif old := generated.stale():
        raise spawn.StepFailedError(f"stale, run `python3 dev.py gen`: {', '.join(old)}")


def bench(*arguments: str) -> None:
    """Measure ours beside its peers: see bench/README.md."""
    if needs.found("redis-server") is None:
        needs.ensure()
    web.build()
    spawn.run(sys.executable, "-m", "bench", *arguments)


_ROOMS = ("tests/core", "tests/house", "tests/model", "tests/settings", "tests/wire", "tests/words")
_REST = ("-m", "not alone and not faults", *(f"--ignore={room}" for room in _ROOMS))
_MANY = ("-n3", "--dist=worksteal")
_FAULTS = ("-n4", "--dist=worksteal")
_VITEST = web.script("vitest", "vitest.mjs")
VERBS: dict[str, Callable[..., None]] = {
    "run": run,
    "test": test,
    "check": checks.check,
    "build": web.build,
    "gen": gen,
    "bench": bench,
    "lock": pins.lock,
    "faults": faults.faults,
}


def main(verb: str, *arguments: str) -> None:
    """Do one verb; what failed has already said why, so only its name is left to say."""
    try:
        VERBS[verb](*arguments)
    except (spawn.StepFailedError, web.OverBudgetError) as error:
        say(f"failed: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(*sys.argv[1:])
