"""Every state a young person's page can be in, one after the other."""

from collections.abc import AsyncIterator

from playwright.async_api import Page, ViewportSize, expect

from tests.browser.stage import PHONE, Stage, accept, join, on_screen, until, write

State = tuple[str, Page]
WORDS = "canary-words-of-a-chat"


async def before_the_chat(stage: Stage, viewport: ViewportSize = PHONE) -> AsyncIterator[State]:
    """Go from the first screen through the questions; covers and panels on the way."""
    page = await stage.youth(viewport)
    yield "arrive", page
    async for state in asides(page, ["Pick another step"]):
        yield state
    await page.get_by_role("button", name="Start").click()
    for question in range(6):
        await expect(page.get_by_role("heading", level=1)).to_contain_text(f"{question + 1} of 6")
        yield f"question {question + 1}", page
        await page.get_by_role("button", name="Skip this one").click()
    await on_screen(page, "wait")


async def in_the_chat(stage: Stage, viewport: ViewportSize = PHONE) -> AsyncIterator[State]:
    """Go from the line through an open chat to its end."""
    desk = await stage.desk(ready=False)
    page = await stage.youth(viewport)
    await join(page)
    await write(page, WORDS)
    yield "wait", page
    async for state in asides(page, ["End chat"]):
        yield state
    await desk.get_by_role("switch").click()
    await accept(desk)
    await on_screen(page, "talk")
    await write(desk, WORDS)
    await expect(page.get_by_role("log")).to_contain_text(WORDS)
    yield "talk", page
    async for state in asides(page, ["Check", "Someone else", "End chat"]):
        yield state
    await page.get_by_role("textbox").fill("call me at 212 555 0123")
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    yield "a question before sending", page
    await page.get_by_role("button", name="Change it").click()
    await page.get_by_role("button", name="End chat").click()
    await page.get_by_role("button", name="Yes, end it").click()
    await on_screen(page, "end")
    yield "end", page


async def finding_help(stage: Stage, viewport: ViewportSize = PHONE) -> AsyncIterator[State]:
    """Look for help without a chat, and go on to the first screen of one."""
    page = await stage.finding(viewport)
    yield "find", page
    await page.get_by_label("What do you need help with?").select_option("runaway")
    await page.get_by_label("Which state are you in?").select_option("IL")
    yield "find, looked for", page
    async for state in asides(page, []):
        yield state
    await page.get_by_role("button", name="Go to the chat").click()
    await on_screen(page, "arrive")
    await page.get_by_role("button", name="Find more help").click()
    await page.get_by_role("dialog").wait_for()
    yield "panel find", page


async def asides(page: Page, panels: list[str]) -> AsyncIterator[State]:
    """Open each panel, then the cover, and come back."""
    for panel in panels:
        await page.get_by_role("button", name=panel, exact=True).click()
        await page.get_by_role("dialog").wait_for()
        yield f"panel {panel}", page
        await page.get_by_role("dialog").get_by_role("button").last.click()
    await page.locator(".bar").get_by_role("button").last.click()
    await page.get_by_role("dialog").wait_for()
    yield "panel numbers", page
    await page.get_by_role("dialog").get_by_role("button").last.click()
    await page.get_by_role("button", name="Hide").click()
    await on_screen(page, "covered")
    yield "cover", page
    await page.locator("ol button").nth(2).dblclick()
    await until(page, "document.getElementById('root').dataset.screen !== 'covered'")
