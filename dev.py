"""The one command of this tree: `run`, `test`, `check`, `build`, `gen`, `lock` and `faults`.

Standard library only, so that a fresh clone needs nothing but Python: this file makes `.venv`,
fills it with the pinned and hashed packages, and hands over to `devtools` inside it.
"""

import hashlib
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PINS = ROOT / "requirements"
STAMP = VENV / "synced"
VERBS = {
    "run": "serve the whole helpline here with demo staff: run [--port N] [--nodes N]",
    "test": "run every test, or pytest alone with what follows: test [PYTEST ARGUMENTS]",
    "check": "format, lint, types, layers, generated files, sizes",
    "build": "build the pages into helpline/pages",
    "gen": "write what is generated from helpline.wire, or only compare: gen [--check]",
    "bench": "measure the server beside its peers: bench [--quick] [--rounds N] [GROUP ...]",
    "lock": "pin the dependencies again, or newer ones: lock [--upgrade]",
    "faults": "break nodes, store and network while people talk: faults [--minutes N] [--seed S]",
}


def main(arguments: list[str]) -> None:
    """Make the environment if it is missing or stale, then become the verb inside it."""
    if not arguments or arguments[0] not in VERBS:
        lines = (f"  {verb:<6} {meaning}" for verb, meaning in VERBS.items())
        sys.exit("\n".join(["usage: python3 dev.py VERB", *lines]))
    if sys.version_info < (3, 11):  # noqa: UP036 - the person's own Python may be any
        sys.exit("helpline needs Python 3.11 or newer: run dev.py with that one.")
    os.chdir(ROOT)
    try:
        ready()
    except subprocess.CalledProcessError as error:
        sys.exit(f"dev.py: could not make .venv: {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        sys.exit(130)
    # Hundreds of programs are started here, and each would compile the whole tree for itself.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(PYTHON, [str(PYTHON), "-m", "devtools", *arguments])  # noqa: S606 - no shell wanted


def ready() -> None:
    """Bring `.venv` to exactly what `requirements/` pins; a second call finds nothing to do."""
    import fcntl  # noqa: PLC0415 - so that where it is missing the usage text still shows

    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # two terminals must not fill one .venv at a time
    try:
        wanted = fingerprint()
        if not (STAMP.exists() and STAMP.read_text() == wanted):
            fill()
            STAMP.write_text(wanted)
    finally:
        os.close(folder)


def fingerprint() -> str:
    """Return one hash of all that `.venv` is made from, this Python included."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (PINS / "uv.txt", PINS / "dev.txt", ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fill() -> None:
    """Make `.venv`, put uv into it by hash, and let uv sync the rest."""
    print("dev.py: making .venv with the pinned packages (about 20 s the first time)", flush=True)
    uv = [str(PYTHON), "-m", "uv", "pip"]
    if not usable():
        step(sys.executable, "-m", "venv", "--clear", str(VENV))
    step(str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(PINS / "uv.txt"))
    sync = ["sync", "-q", "--compile-bytecode", "--require-hashes", str(PINS / "dev.txt")]
    step(*uv, *sync, "--python", str(PYTHON))
    local = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    step(*uv, "install", "-q", "--python", str(PYTHON), *local)


def usable() -> bool:
    """Tell whether `.venv` was once filled, by this very version of Python."""
    made_by = VENV / "pyvenv.cfg"
    return STAMP.exists() and f"version = {platform.python_version()}\n" in made_by.read_text()


def step(*command: str) -> None:
    """Run one command; what it prints is for the person, its failure is ours."""
    subprocess.run(command, check=True)  # noqa: S603 - our own words, no shell


if __name__ == "__main__":
    main(sys.argv[1:])
