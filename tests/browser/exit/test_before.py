"""Before any script, without any script, and while the scripts do not come."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.decoy import ADDRESS
from tests.browser.exit.ways import WAYS, Way, esc, leave_blank
from tests.browser.stage import DESKTOP, PHONE, Stage

HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "request-otr": "1",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


async def opened(stage: Stage, page: Page) -> None:
    """Open the page without waiting for its bundle."""
    await page.goto(f"{stage.house.public}/", wait_until="commit")
    await page.locator("#exit").wait_for()


async def test_without_javascript_the_link_leaves_by_the_server(stage: Stage) -> None:
    page = await (await stage.context(PHONE, java_script_enabled=False)).new_page()
    await opened(stage, page)
    async with page.expect_response(lambda answer: answer.url.endswith("/x")) as waited:
        await page.get_by_role("link", name="Exit now").click()
    await page.wait_for_url(ADDRESS)
    answer = await waited.value
    assert answer.status == 303
    assert '"storage"' in (await answer.all_headers())["clear-site-data"]
    assert "Referer" not in stage.decoy.asked[0]


async def test_without_javascript_there_are_numbers_and_the_exit_is_on_top(stage: Stage) -> None:
    page = await (await stage.context(PHONE, java_script_enabled=False)).new_page()
    await opened(stage, page)
    await expect(page.locator("main li").first).to_contain_text("Call")
    box = await page.locator("#exit").bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    assert 0 <= box["y"] <= PHONE["height"] - box["height"]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_the_exit_works_when_the_bundle_fails(stage: Stage, way: Way) -> None:
    context = await stage.context(DESKTOP)
    await context.route("**/assets/*.js", lambda route: route.fulfill(status=500))
    page = await context.new_page()
    await opened(stage, page)
    await way(page)
    await page.wait_for_url(ADDRESS)


async def test_the_exit_works_while_the_bundle_is_on_its_way_which_then_shows_nothing(
    stage: Stage,
) -> None:
    context, come = await stage.context(DESKTOP), asyncio.Event()

    async def wait(route: Route) -> None:
        await come.wait()
        await route.continue_()

    await context.route("**/assets/*.js", wait)
    page = await context.new_page()
    await opened(stage, page)
    await leave_blank(stage, page, esc)
    come.set()
    await page.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert await page.evaluate("document.body.innerText") == "Loading."


async def test_every_page_bears_the_headers_and_none_a_cookie(stage: Stage) -> None:
    page = await (await stage.context(PHONE)).new_page()
    answer = await page.goto(f"{stage.house.public}/")
    assert answer is not None
    headers = await answer.all_headers()
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


async def test_no_page_can_frame_ours(stage: Stage) -> None:
    page = await (await stage.context(DESKTOP)).new_page()
    await page.goto(ADDRESS)
    for address in (ADDRESS, f"{stage.house.public}/"):
        await page.evaluate(
            """(src) => new Promise((onload) => {
              const frame = document.createElement("iframe");
              document.body.append(Object.assign(frame, { src, onload }));
            })""",
            address,
        )
    [theirs, ours] = [frame.url for frame in page.frames[1:]]
    assert theirs == ADDRESS
    assert not ours.startswith(stage.house.public)
