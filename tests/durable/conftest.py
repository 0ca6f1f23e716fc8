"""A durable room on each of the two databases it is used with, with hashes that cost little."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from shutil import copy

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from helpline.core.audit import CONSOLE, By
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Passwords, open_durable
from tests.sql import MADE, Postgres, file_at, serve

BY = By(CONSOLE, 0)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    yield from serve()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where there is no file yet."""
    return tmp_path / "data" / "helpline.db"


@pytest.fixture
def file_url(file: Path, made_file: Path) -> str:
    file.parent.mkdir(mode=0o700)
    copy(made_file, file)
    return file_at(file)


@pytest.fixture
def server_url(postgres: Postgres) -> Iterator[str]:
    with postgres.database(MADE) as url:
        yield url


@pytest.fixture(params=["file_url", "server_url"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords(PasswordHasher.from_parameters(CHEAPEST))


@pytest.fixture
async def durable(url: str, passwords: Passwords) -> AsyncIterator[Durable]:
    async with open_durable(url, passwords) as durable:
        yield durable


@pytest.fixture
async def dana(durable: Durable) -> StaffId:
    newcomer = Newcomer(name="Dana", sign_in_name="Dana", role=Role.RESPONDER)
    return await durable.staff.add(newcomer, BY, "kettle quiet otter lamp")
