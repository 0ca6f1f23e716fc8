"""Coming back: by Back, by Forward, by the back/forward cache, by a reload. Nothing is shown."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest
from playwright.async_api import BrowserContext, Page, Route, expect

from tests.browser.decoy import ADDRESS
from tests.browser.exit.ways import click
from tests.browser.stage import PHONE, Stage, join, on_screen, write

WORDS = "canary-words-of-a-chat"
TELL: Final = """
addEventListener("pageshow", ({ persisted }) => {
  const text = document.body?.innerText ?? "";
  const told = new BroadcastChannel("told");
  told.postMessage({ persisted, text, at: location.pathname });
  told.close();
});
"""
LISTEN: Final = """
window.told = [];
new BroadcastChannel("told").onmessage = ({ data }) => data.at === "/" && told.push(data);
null;
"""


class Witness:
    """A tab beside ours, which hears what our page shows whenever it comes into sight.

    The driver's own ears are deaf to a page that comes out of the back/forward cache.
    """

    def __init__(self, page: Page) -> None:
        self._page = page

    async def told(self) -> list[dict[str, Any]]:
        """Return what was heard, oldest first."""
        heard: list[dict[str, Any]] = await self._page.evaluate("told")
        return heard

    async def words(self) -> list[str]:
        """Return what was shown, the first time aside, that is more than a blank page."""
        return [shown["text"] for shown in (await self.told())[1:] if shown["text"] not in BLANK]


BLANK: Final = {"", "Loading."}


async def witness(stage: Stage, context: BrowserContext) -> Witness:
    """Let every page of a context tell what it shows."""
    await context.add_init_script(TELL)
    page = await context.new_page()
    await page.goto(f"{stage.house.public}/dull")
    await page.evaluate(LISTEN)
    return Witness(page)


async def arrived(page: Page) -> None:
    await on_screen(page, "arrive")


async def in_line(page: Page) -> None:
    await join(page)
    await write(page, WORDS)


async def go_elsewhere(page: Page) -> None:
    """Leave as by typing another address: the browser keeps an entry for our page."""
    await page.goto(f"{ADDRESS}?elsewhere")


async def go_back_to_us(page: Page) -> None:
    """Press Back; our page must lead away again."""
    await step(page, "back", ADDRESS)


async def step(page: Page, way: str, to: str) -> None:
    """Press Back or Forward, as the page may; the driver's own is lost while tabs are swapped."""
    await page.evaluate(f"void setTimeout(() => history.{way}())")
    await page.wait_for_url(to, wait_until="commit")


Before = Callable[[Page], Awaitable[None]]


async def test_this_browser_has_a_back_forward_cache(stage: Stage) -> None:
    """Otherwise the tests below would prove nothing: here, our page without its way out."""
    context = await stage.context(PHONE, java_script_enabled=True)
    await context.route(f"{stage.house.public}/", without_scripts)
    seen = await witness(stage, context)
    page = await context.new_page()
    await page.goto(f"{stage.house.public}/")
    await go_elsewhere(page)
    await page.go_back(wait_until="commit")
    await expect(page.locator("#exit")).to_be_visible()
    assert [shown["persisted"] for shown in await seen.told()] == [False, True]


async def without_scripts(route: Route) -> None:
    """Answer with the page as the server sends it, but for its scripts."""
    answer = await route.fetch()
    body = re.sub(r"<script.*?</script>", "", await answer.text(), flags=re.DOTALL)
    await route.fulfill(response=answer, body=body)


@pytest.mark.parametrize("before", [arrived, in_line], ids=["no socket", "open socket"])
async def test_back_to_a_page_left_by_its_address_bar_leaves_again(
    stage: Stage, before: Before
) -> None:
    context = await stage.context(PHONE)
    seen = await witness(stage, context)
    page = await context.new_page()
    await stage.arrive(page)
    await before(page)
    await go_elsewhere(page)
    await go_back_to_us(page)
    if before is arrived:  # whether a page whose socket closes is kept is the browser's choice
        assert [shown["persisted"] for shown in await seen.told()] == [False, True]
    assert await seen.words() == []


async def test_back_without_the_cache_leaves_before_anything_is_drawn(stage: Stage) -> None:
    context = await stage.context(PHONE)
    seen = await witness(stage, context)
    page = await context.new_page()
    await stage.arrive(page)
    await in_line(page)
    # A lock held is one of the things for which a browser does not keep a page in its cache.
    await page.evaluate("void navigator.locks.request('kept', () => new Promise(() => {}))")
    await go_elsewhere(page)
    await go_back_to_us(page)
    assert not any(shown["persisted"] for shown in await seen.told())
    assert await seen.words() == []


async def test_after_an_exit_back_is_what_was_before_us(stage: Stage) -> None:
    context = await stage.context(PHONE)
    seen = await witness(stage, context)
    page = await context.new_page()
    await page.goto("about:blank#before")
    await stage.arrive(page)
    await in_line(page)
    await click(page)
    await page.wait_for_url(ADDRESS)
    await step(page, "back", "about:blank#before")
    await step(page, "forward", ADDRESS)
    assert len(await seen.told()) == 1


async def test_forward_to_a_page_left_by_back_leaves_again(stage: Stage) -> None:
    context = await stage.context(PHONE)
    seen = await witness(stage, context)
    page = await context.new_page()
    await page.goto(f"{stage.house.public}/before")
    await stage.arrive(page)
    await in_line(page)
    await step(page, "back", f"{stage.house.public}/before")
    await step(page, "forward", ADDRESS)
    assert await seen.words() == []


async def test_leaving_by_the_address_bar_ends_the_chat_too(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await go_elsewhere(youth)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()


async def test_a_reload_starts_empty(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await write(youth, WORDS)
    await youth.get_by_role("textbox").fill(WORDS)
    await youth.reload()
    await on_screen(youth, "arrive")
    assert WORDS not in await youth.content()
    assert await youth.evaluate("window.leaving.ticket") == ""
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
