"""Leaving is tried in a whole browser, with its tabs, its history and its pages kept alive."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.decoy import Decoy
from tests.browser.stage import launched


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str, decoy_server: Decoy) -> AsyncIterator[Browser]:
    async with launched(chromium, decoy_server.port) as browser:
        yield browser
