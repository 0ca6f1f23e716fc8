"""Every check that runs no feature: format, lint, types, layers, freshness and sizes."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from devtools import generated, spawn, web
from devtools.tree import ROOT, WEB, say

BIN = Path(sys.executable).parent
PROJECTS = ("tsconfig.json", "tsconfig.chat.json", "tsconfig.tests.json")


def check() -> None:
    """Run every check, two at a time, and fail after the last if any failed."""
    web.build()
    with ThreadPoolExecutor(2) as pool:
        failed = [
            name for name, fine in zip(STEPS, pool.map(_step, STEPS), strict=True) if not fine
        ]
    old = generated.stale()
    if old:
        say(f"stale, run `python3 dev.py gen`: {', '.join(old)}")
    if failed or old:
        raise spawn.StepFailedError(", ".join(failed + (["generated files"] if old else [])))
    say("every check passed")


def _step(name: str) -> bool:
    folder, command = STEPS[name]
    code, words = spawn.hear(*command, cwd=folder)
    say(f"{name}: {'fine' if code == 0 else 'FAILED'}")
    if code != 0:
        print(words, flush=True)
    return code == 0


def _tsc(project: str) -> tuple[Path, tuple[str | Path, ...]]:
    return WEB, (web.program(), web.script("typescript", "bin/tsc"), "-p", project)


STEPS: dict[str, tuple[Path, tuple[str | Path, ...]]] = {
    "types": (ROOT, (BIN / "mypy",)),
    "format": (ROOT, (BIN / "ruff", "format", "--check", "--diff", ".")),
    "lint": (ROOT, (BIN / "ruff", "check", ".")),
    "layers": (ROOT, (BIN / "lint-imports", "--no-cache")),
    "web lint": (WEB, (web.program(), web.script("@biomejs/biome", "bin/biome"), "ci")),
    **{f"web types, {project}": _tsc(project) for project in PROJECTS},
    "house rules": (ROOT, (BIN / "pytest", "-q", "tests/house")),
}
