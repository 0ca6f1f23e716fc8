"""A running helpline, a decoy and a browser for each worker; a stage for each test.

All browser tests share one event loop, since the browser's driver is tied to the loop that
started it.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from devtools import web
from tests.browser import decoy as decoys
from tests.browser import house as houses
from tests.browser.decoy import Decoy
from tests.browser.house import House
from tests.browser.stage import Stage, launched, staged

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    web.build()  # the pages served are the pages written
    async with houses.serve(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def decoy_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Decoy]:
    async with decoys.serve(tmp_path_factory.mktemp("decoy")) as decoy:
        yield decoy


@pytest_asyncio.fixture(loop_scope="session")
async def decoy(decoy_server: Decoy) -> AsyncIterator[Decoy]:
    """The decoy, answering at once until a test holds it back."""
    decoy_server.reset()
    yield decoy_server
    decoy_server.let_go()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(light_chromium: str, decoy_server: Decoy) -> AsyncIterator[Browser]:
    async with launched(light_chromium, decoy_server.port) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, house: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, house, decoy) as stage:
        yield stage
    await house.empty()
