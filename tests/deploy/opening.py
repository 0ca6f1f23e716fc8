"""A helpline as an operator starts it: its environment, and the command."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from helpline.settings.environment import PREFIX
from tests.stores import free_ports

DISCLOSURE = """[disclosure]
en = "There are times when we may have to tell someone. You can ask us about them first."
es = "A veces tenemos que avisar a alguien. Puedes preguntarnos antes."
"""
PATIENCE_S = 30.0
Env = dict[str, str]


def ready(folder: Path, secrets: Path) -> Env:
    """Return the environment of a helpline that lacks nothing but the addresses of a store."""
    config = folder / "config"
    config.mkdir()
    (config / "disclosure.toml").write_text(DISCLOSURE)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return (
        kept
        | new_ports()
        | {
            "HELPLINE_DATA_DIR": str(folder / "data"),
            "HELPLINE_CONFIG_DIR": str(config),
            "HELPLINE_SECRET_FILE": str(secrets / "secret"),
        }
    )


def new_ports() -> Env:
    """Return the ports of one more node."""
    public, staff = free_ports(2)
    return {"HELPLINE_PUBLIC_PORT": str(public), "HELPLINE_STAFF_PORT": str(staff)}


def helpline(env: Env, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "helpline", *arguments],
        env=env,
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refused(env: Env) -> str:
    """Return what a helpline says that refuses to open."""
    done = helpline(env, "serve")
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


@contextmanager
def opened(env: Env) -> Iterator[subprocess.Popen[bytes]]:
    """Serve until the block is left."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helpline", "serve"], env=env, stderr=subprocess.PIPE
    )
    try:
        until = time.monotonic() + PATIENCE_S
        while not _answers(env):
            assert process.poll() is None, "the helpline does not open"
            assert time.monotonic() < until
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.communicate()


def _answers(env: Env) -> bool:
    port = env["HELPLINE_PUBLIC_PORT"]
    with suppress(OSError), urllib.request.urlopen(f"http://localhost:{port}/status", timeout=5):
        return True
    return False


def youth_door(env: Env) -> str:
    return f"http://localhost:{env['HELPLINE_PUBLIC_PORT']}"


def staff_door(env: Env) -> str:
    return f"http://localhost:{env['HELPLINE_STAFF_PORT']}"
