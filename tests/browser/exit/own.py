"""A browser as a person has it: a profile on the disk, tabs, and nothing set by a driver."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import BrowserContext, Page, Worker, async_playwright

from devtools import spawn
from tests.browser.stage import LOOK_S, flags

TABS: Final = Path(__file__).parent / "tabs"
UP_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Own:
    """A running browser; its only window, its profile, and its tab menu."""

    context: BrowserContext
    profile: Path
    menu: Worker

    @property
    def page(self) -> Page:
        """The first tab."""
        return self.context.pages[0]

    async def new_tab_by(self, script: str) -> Page:
        """Return the tab that something in the tab menu opens."""
        async with self.context.expect_page() as opened:
            await self.menu.evaluate(script)
        return await opened.value


@asynccontextmanager
async def own_browser(chromium: str, folder: Path, decoy_port: int) -> AsyncIterator[Own]:
    """Give a browser with a profile in `folder`; it ends with us."""
    profile = folder / "profile"
    process = await asyncio.create_subprocess_exec(
        chromium,
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        f"--load-extension={TABS}",
        "--disable-features=DisableLoadExtensionCommandLineSwitch",
        *flags(decoy_port),
        "about:blank",
        preexec_fn=spawn.tie(),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(profile / "DevToolsActivePort")
        async with async_playwright() as playwright:
            address = f"http://127.0.0.1:{port}"
            browser = await playwright.chromium.connect_over_cdp(address, no_defaults=True)
            [context] = browser.contexts
            menu = context.service_workers or [await context.wait_for_event("serviceworker")]
            yield Own(context, profile, menu[0])
    finally:
        process.terminate()  # on which it writes what it keeps, as when it is closed by hand
        await process.wait()


async def _port(file: Path) -> str:
    async with asyncio.timeout(UP_S):
        while not _written(file):  # noqa: ASYNC110 - another program writes it
            await asyncio.sleep(LOOK_S)
    return _written(file).split()[0]


def _written(file: Path) -> str:
    return file.read_text() if file.exists() else ""
