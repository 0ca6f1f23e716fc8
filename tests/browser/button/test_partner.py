"""A partner's page: one script, or none, and a tab of our own that knows nothing of the first."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest_asyncio
from aiohttp import web
from playwright.async_api import Page, expect

from tests.browser.stage import DESKTOP, LOOK_S, SCREEN_MS, Stage, on_screen

PLAIN: Final = "A plain link"


@pytest_asyncio.fixture(loop_scope="session")
async def partner(stage: Stage) -> AsyncIterator[str]:
    """A site of somebody else, with the button and with a plain link."""
    ours = stage.house.public
    page = f"""<!doctype html><html lang="en"><title>Partner</title><body>
    <script src="{ours}/button.js" async></script><chat-link>Talk to someone</chat-link>
    <a href="{ours}/" target="_blank" rel="noopener noreferrer"
       referrerpolicy="no-referrer">{PLAIN}</a>"""

    async def show(_: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html")

    app = web.Application()
    app.add_routes([web.get("/", show)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield f"http://127.0.0.1:{port}/"
    await runner.cleanup()


async def visited(stage: Stage, address: str) -> Page:
    page = await (await stage.context(DESKTOP)).new_page()
    await page.goto(address)
    return page


async def opened(page: Page, name: str) -> Page:
    async with page.context.expect_page() as event:
        await page.get_by_role("link", name=name).click()
    ours = await event.value
    await on_screen(ours, "arrive")
    return ours


async def status(page: Page, stage: Stage) -> dict[str, Any]:
    answer = await page.context.request.get(f"{stage.house.public}/status")
    found: dict[str, Any] = await answer.json()
    return found


async def knows_nothing(page: Page) -> bool:
    found = await page.evaluate("[window.opener, document.referrer, history.length]")
    return bool(found == [None, "", 1])


async def test_the_button_opens_our_page_in_a_tab_that_knows_nothing(
    stage: Stage, partner: str
) -> None:
    ours = await opened(await visited(stage, partner), "Talk to someone")
    assert await knows_nothing(ours)


async def test_the_plain_link_does_the_same(stage: Stage, partner: str) -> None:
    ours = await opened(await visited(stage, partner), PLAIN)
    assert await knows_nothing(ours)


async def test_what_the_button_asks_may_be_kept_for_a_moment_by_anybody(
    stage: Stage, partner: str
) -> None:
    page = await visited(stage, partner)
    answer = await page.context.request.get(f"{stage.house.public}/status")
    assert answer.headers["cache-control"] == "public, max-age=30"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert set(await answer.json()) == {"state", "answering", "opens"}


async def test_the_button_says_open_and_closed(stage: Stage, partner: str) -> None:
    shut = await visited(stage, partner)
    await expect(shut.locator("chat-link small")).to_have_text("Closed now")
    await stage.desk()
    async with asyncio.timeout(SCREEN_MS / 1_000):
        while not (await status(shut, stage))["answering"]:  # noqa: ASYNC110 - another process
            await asyncio.sleep(LOOK_S)
    page = await visited(stage, partner)
    await expect(page.locator("chat-link small")).to_have_text("Open now")
