"""The verbs, once `dev.py` has made `.venv` and become us."""

import os
import sys
from collections.abc import Callable

from devtools import checks, generated, needs, pins, spawn, web
from devtools.tree import WEB, say


def run(*arguments: str) -> None:
    """Build what is stale, then become the helpline itself, so that Ctrl-C is its own."""
    web.build()
    command = [sys.executable, "-m", "helpline", "serve", "--demo", *arguments]
    os.execv(sys.executable, command)  # noqa: S606 - no shell wanted


def test(*arguments: str) -> None:
    """Run both sides' tests, or only pytest with the arguments given."""
    needs.ensure()
    web.build()
    pages = 0 if arguments else spawn.outcome(web.program(), _VITEST, "run", cwd=WEB)
    server = spawn.outcome(sys.executable, "-m", "pytest", "-n2", *arguments)
    if pages or server:
        raise spawn.StepFailedError("vitest" if pages else "pytest")


def gen(*arguments: str) -> None:
    """Write the generated files, or with `--check` only say which are stale."""
    if arguments != ("--check",):
        generated.write()
    elif old := generated.stale():
        raise spawn.StepFailedError(f"stale, run `python3 dev.py gen`: {', '.join(old)}")


_VITEST = web.script("vitest", "vitest.mjs")
VERBS: dict[str, Callable[..., None]] = {
    "run": run,
    "test": test,
    "check": checks.check,
    "build": web.build,
    "gen": gen,
    "lock": pins.lock,
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
