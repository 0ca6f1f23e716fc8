"""What every test may ask for: the programs we drive for real, never skipped when missing."""

from pathlib import Path

import pytest
from hypothesis import settings

from devtools import needs
from helpline.ephemeral import connection, hints, nodes
from tests.sql import make_file

# How long one example takes tells of the machine, and of what else it does, not of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


PATIENT_S = 15.0


@pytest.fixture(autouse=True)
def patient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for a store that is well: a busy machine alone may use up the 1.5 s.

    A test that breaks its store is marked `hurried`, and keeps the time that people wait.
    """
    if not any(request.node.get_closest_marker(mark) for mark in ("hurried", "alone", "faults")):
        for module in (connection, hints, nodes):
            monkeypatch.setattr(module, "CALL_S", PATIENT_S)


def _path(package: str) -> str:
    path = needs.found(package)
    if path is None:
        pytest.fail(f"{package} is not on PATH: `python3 dev.py test` finds or installs it")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    return _path("chromium")


@pytest.fixture(scope="session")
def light_chromium(chromium: str) -> str:
    """Return the same engine without a browser's own windows, which takes half the work."""
    return needs.found("chromium-headless-shell") or chromium


@pytest.fixture(scope="session")
def redis_server() -> str:
    return _path("redis-server")


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file with all tables and nobody in it, to be copied."""
    return make_file(tmp_path_factory.mktemp("made"))
