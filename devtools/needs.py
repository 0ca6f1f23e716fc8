"""The programs the tests drive for real: found, installed where we may, never done without."""

import os
import shutil
import sys
from pathlib import Path

from devtools import spawn
from devtools.tree import say

NEEDS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "postgresql": ("postgres",),
    "redis-server": ("redis-server", "valkey-server"),
}
ASIDE = {"postgresql": "usr/lib/postgresql/*/bin"}
"""Debian keeps these off PATH, since several versions may stand side by side."""
WHERE_WE_MAY = {
    "chromium-headless-shell": ("chromium-headless-shell", "chrome-headless-shell"),
    "iproute2": ("ip",),
}
"""What tests do without where it is missing: a lighter shell around the same browser, for which
they take the whole one; and what only root can use, so that a test of it is skipped and says so."""


def found(package: str) -> str | None:
    """Return where the program that this package brings is, or None."""
    names = (NEEDS | WHERE_WE_MAY)[package]
    return next((path for name in names if (path := _which(package, name))), None)


def program(package: str, name: str) -> str:
    """Return where one of a package's programs is; raise LookupError where it is not."""
    path = _which(package, name)
    if path is None:
        raise LookupError(f"{name} of {package} is not installed")
    return path


def _which(package: str, name: str) -> str | None:
    aside = sorted(map(str, Path("/").glob(ASIDE.get(package, "no folder of its own"))))
    return shutil.which(name, path=os.pathsep.join([*aside[::-1], os.environ.get("PATH", "")]))


def ensure() -> None:
    """Make sure that every needed program is here, or end with what to install."""
    missing = [package for package in NEEDS | WHERE_WE_MAY if found(package) is None]
    if missing and _may_install():
        say(f"installing what the tests drive: {' '.join(missing)}")
        _apt("update")
        _apt("install", *(package for package in missing if package in NEEDS))
        for package in WHERE_WE_MAY.keys() & set(missing):
            _apt("install", package)
    missing = [package for package in NEEDS if found(package) is None]
    if missing:
        sys.exit(f"dev.py: the tests need {' and '.join(missing)} on PATH: please install them.")


def _apt(verb: str, *packages: str) -> None:
    if verb == "install" and packages == ():
        return
    options = ("-qq", "--no-install-recommends", "-y")
    spawn.outcome("apt-get", *options, verb, *packages, env={"DEBIAN_FRONTEND": "noninteractive"})


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
