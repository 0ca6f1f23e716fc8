"""The programs the tests drive for real: found, installed where we may, never done without."""

import os
import shutil
import sys

from devtools import spawn
from devtools.tree import say

NEEDS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "redis-server": ("redis-server", "valkey-server"),
}


def found(package: str) -> str | None:
    """Return where the program that this package brings is, or None."""
    return next((path for name in NEEDS[package] if (path := shutil.which(name))), None)


def ensure() -> None:
    """Make sure that every needed program is here, or end with what to install."""
    missing = [package for package in NEEDS if found(package) is None]
    if missing and _may_install():
        say(f"installing what the tests drive: {' '.join(missing)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        spawn.run("apt-get", "-qq", "update", env=quiet)
        spawn.run("apt-get", "-qq", "install", "--no-install-recommends", "-y", *missing, env=quiet)
        missing = [package for package in NEEDS if found(package) is None]
    if missing:
        sys.exit(f"dev.py: the tests need {' and '.join(missing)} on PATH: please install them.")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
