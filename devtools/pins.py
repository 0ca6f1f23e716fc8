"""The pins: what `requirements/` and `package-lock.json` hold the tree to."""

import re
import sys
from pathlib import Path

from devtools import spawn, web
from devtools.tree import ROOT, WEB

PINS = ROOT / "requirements"
SHAPE = ("--universal", "--python-version=3.11", "--generate-hashes")
QUIET = ("--no-header", "--no-annotate", "-q")


def lock(*wishes: str) -> None:
    """Resolve both sides again; without `--upgrade` what is pinned stays where it can."""
    _compile(PINS / "run.txt", *wishes)
    _compile(PINS / "dev.txt", "--group=dev", *wishes)
    entry = re.search(r"^uv==.*(\n    --hash.*)+", (PINS / "dev.txt").read_text(), re.MULTILINE)
    if entry is None:
        sys.exit("dev.py: the dev group no longer pins uv, which dev.py itself needs.")
    (PINS / "uv.txt").write_text(entry[0].rstrip("\\ ") + "\n")
    web.npm("install", "--package-lock-only")
    _name_no_hosts(PINS / "run.txt", PINS / "dev.txt", WEB / "package-lock.json")


def _compile(target: Path, *more: str) -> None:
    compiler = (sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml")
    spawn.run(*compiler, "-o", target.relative_to(ROOT), *SHAPE, *QUIET, *more)


def _name_no_hosts(*locks: Path) -> None:
    """A pin that names a host ties everybody to the mirror of whoever made it."""
    for path in locks:
        if re.search(r'"resolved"|^--(extra-)?index|@ \w+://', path.read_text(), re.MULTILINE):
            sys.exit(f"dev.py: {path.relative_to(ROOT)} names a host; do not commit it.")
