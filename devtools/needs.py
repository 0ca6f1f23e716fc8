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
WHERE_WE_MAY = {"iproute2": ("ip",)}
"""What only root can use: a test that needs it says so and is skipped where it is missing."""


def found(package: str) -> str | None:
    """Return where the program that this package brings is, or None."""
    names = (NEEDS | WHERE_WE_MAY)[package]
    return next((path for name in names if (path := shutil.which(name))), None)


def ensure() -> None:
    """Make sure that every needed program is here, or end with what to install."""
    missing = [package for package in NEEDS | WHERE_WE_MAY if found(package) is None]
    if missing and _may_install():
        say(f"installing what the tests drive: {' '.join(missing)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        install = ("-qq", "install", "--no-install-recommends", "-y", *missing)
        for words in (("-qq", "update"), install):
            spawn.outcome("apt-get", *words, env=quiet)
    missing = [package for package in NEEDS if found(package) is None]
    if missing:
        sys.exit(f"dev.py: the tests need {' and '.join(missing)} on PATH: please install them.")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
