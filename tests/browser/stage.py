"""People on the stage: young people and staff, each with a browser context of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from playwright.async_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Request,
    ViewportSize,
    async_playwright,
    expect,
)

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.decoy import HOST, Decoy
from tests.browser.house import House

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 800}
SCREEN_MS: Final = 20_000
"""How long a screen may take to come while all of the machine is busy with tests."""
LOOK_S: Final = 0.05
SIGN_OUT: Final = "fetch('/session', { method: 'DELETE' }).then(() => null, () => null)"
expect.set_options(timeout=SCREEN_MS)

FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--ignore-certificate-errors",
)
NOT_OF_A_DRIVER: Final = ("--disable-back-forward-cache",)
"""What drivers add and no young person's browser has."""


@asynccontextmanager
async def launched(program: str, decoy_port: int, **options: Any) -> AsyncIterator[Browser]:
    """Give a browser that knows our decoy."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program,
            args=flags(decoy_port),
            ignore_default_args=list(NOT_OF_A_DRIVER),
            **options,
        )
        yield browser
        await browser.close()


def flags(decoy_port: int) -> list[str]:
    """Return the browser's own arguments: our decoy is the only host outside this machine."""
    return [*FLAGS, f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{decoy_port}"]


class Stage:
    """Opens pages for a test; `clear` ends whatever chats and sessions they leave."""

    def __init__(self, browser: Browser, house: House, decoy: Decoy) -> None:
        self.browser = browser
        self.house = house
        self.decoy = decoy
        self._contexts: list[BrowserContext] = []
        self._youth: list[Page] = []
        self._ended: list[str] = []

    async def context(self, viewport: ViewportSize, **options: Any) -> BrowserContext:
        """Return a browser of somebody of their own: nothing is shared with others."""
        chosen = {"locale": "en-US", "reduced_motion": "reduce", **options}
        context = await self.browser.new_context(viewport=viewport, **chosen)
        context.set_default_timeout(SCREEN_MS)
        self._contexts.append(context)
        return context

    async def youth(self, viewport: ViewportSize = PHONE, **options: Any) -> Page:
        """Return a young person's page, on its first screen."""
        context = await self.context(viewport, **options)
        page = await context.new_page()
        await self.arrive(page)
        return page

    async def arrive(self, page: Page, path: str = "/", screen: str = "arrive") -> None:
        """Open the young person's page in a tab made elsewhere."""
        self._youth.append(page)
        page.on("request", self._keep_ticket)
        await page.goto(f"{self.house.public}{path}")
        await on_screen(page, screen)

    async def finding(self, viewport: ViewportSize = PHONE, **options: Any) -> Page:
        """Return the page that finds help."""
        page = await (await self.context(viewport, **options)).new_page()
        await self.arrive(page, "/more", "find")
        return page

    async def waiting(self, viewport: ViewportSize = PHONE, **options: Any) -> Page:
        """Return the page of a young person in line, all questions skipped."""
        page = await self.youth(viewport, **options)
        await join(page)
        return page

    async def desk(self, *languages: Language, ready: bool = True, **options: Any) -> Page:
        """Return the desk of a responder whom no other test knows."""
        page = await self.signed_in(Role.RESPONDER, *languages, **options)
        await page.wait_for_selector("[data-screen=desk] [role=switch]")
        if ready:
            await page.get_by_role("switch").click()
            await expect(page.get_by_role("switch")).to_be_checked()
        return page

    async def floor(self, **options: Any) -> Page:
        """Return the floor of a supervisor whom no other test knows."""
        return await self.signed_in(Role.SUPERVISOR, **options)

    async def signed_in(self, role: Role, *languages: Language, **options: Any) -> Page:
        """Return a staff page, signed in by a one-time link."""
        staff = await self.house.hire(role, *languages)
        context = await self.context(options.pop("viewport", DESKTOP), **options)
        page = await context.new_page()
        await page.goto(staff.link)
        return page

    async def talking(self, viewport: ViewportSize = PHONE, **options: Any) -> tuple[Page, Page]:
        """Return the two pages of an open chat, the young person's first."""
        desk = await self.desk()
        youth = await self.waiting(viewport, **options)
        await accept(desk)
        await on_screen(youth, "talk")
        await desk.get_by_text("You can't read yet").wait_for(state="hidden")
        return youth, desk

    def _keep_ticket(self, request: Request) -> None:
        if request.url == f"{self.house.public}/end" and request.post_data:
            self._ended.append(request.post_data)

    async def clear(self) -> None:
        """End what is left, so that the next test finds an empty line and no desk."""
        for page in self._youth:
            if not page.is_closed() and (ticket := await _ticket(page)):
                await self.house.end(ticket)
        for ticket in self._ended:  # a beacon may die with the browser it left
            await self.house.end(ticket)
        for context in self._contexts:
            for page in context.pages:
                if page.url.startswith(self.house.staff):
                    await page.evaluate(SIGN_OUT)
            await context.close()


async def on_screen(page: Page, screen: str) -> None:
    """Wait until a young person's page shows one of its screens."""
    await page.wait_for_selector(f"#root[data-screen={screen}]", timeout=SCREEN_MS)


async def until(page: Page, true: str, within_s: float = SCREEN_MS / 1_000) -> None:
    """Wait until an expression is true in a page, whose policy forbids the driver's own way."""
    async with asyncio.timeout(within_s):
        while not await page.evaluate(true):  # noqa: ASYNC110 - it is another process we look at
            await asyncio.sleep(LOOK_S)


async def join(page: Page) -> None:
    """Go into the line from the first screen, all questions skipped."""
    await page.get_by_role("button", name="Skip the questions and chat").click()
    await until(page, "window.leaving.ticket !== ''")


async def accept(desk: Page) -> None:
    """Take the chat that is offered."""
    await desk.get_by_role("button", name="Accept").click()
    await desk.get_by_role("log").last.wait_for()


async def write(page: Page, text: str) -> None:
    """Send a message from either page, and see it in one's own log."""
    box = page.get_by_role("textbox", name="Write here").or_(
        page.get_by_role("textbox", name="Your message to")
    )
    await box.fill(text)
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("log")).to_contain_text(text)


async def _ticket(page: Page) -> str:
    """Return what ends a page's chat; a page that is just leaving has ended it by itself."""
    try:
        ticket: str = await page.evaluate("window.leaving?.ticket ?? ''")
    except Error:
        return ""
    return ticket


@asynccontextmanager
async def staged(browser: Browser, house: House, decoy: Decoy) -> AsyncIterator[Stage]:
    """Give a stage, and clear it."""
    stage = Stage(browser, house, decoy)
    try:
        yield stage
    finally:
        await stage.clear()
