"""A durable room on a real SQLite file, with hashes that cost little."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Passwords, open_durable


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'data' / 'helpline.db'}"


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords(PasswordHasher.from_parameters(CHEAPEST))


@pytest.fixture
async def durable(url: str, passwords: Passwords) -> AsyncIterator[Durable]:
    async with open_durable(url, passwords) as durable:
        yield durable


@pytest.fixture
async def dana(durable: Durable) -> StaffId:
    return await durable.staff.add(
        Newcomer(name="Dana", sign_in_name="Dana", role=Role.RESPONDER), "kettle quiet otter lamp"
    )
