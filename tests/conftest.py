"""What every test may ask for: the programs we drive for real, never skipped when missing."""

import pytest
from hypothesis import settings

from devtools import needs

# How long one example takes tells of the machine, and of what else it does, not of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def _path(package: str) -> str:
    path = needs.found(package)
    if path is None:
        pytest.fail(f"{package} is not on PATH: `python3 dev.py test` finds or installs it")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    return _path("chromium")


@pytest.fixture(scope="session")
def redis_server() -> str:
    return _path("redis-server")
