"""The ways out, as a hand on the screen or a keyboard takes them."""

from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import Page, Request

from tests.browser.stage import Stage

Way = Callable[[Page], Awaitable[None]]


async def click(page: Page) -> None:
    """Tap the link."""
    box = await page.locator("#exit").bounding_box()
    assert box is not None
    # The driver's own click waits for the page, which answers nothing once it is on its way.
    await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


async def esc(page: Page) -> None:
    """Press Esc twice."""
    for _ in range(2):
        await page.keyboard.press("Escape")


async def shift(page: Page) -> None:
    """Press Shift three times."""
    for _ in range(3):
        await page.keyboard.press("Shift")


async def enter(page: Page) -> None:
    """Reach the link by keyboard."""
    await page.locator("#exit").focus()
    await page.keyboard.press("Enter")


WAYS: Final[dict[str, Way]] = {"click": click, "esc": esc, "shift": shift, "enter": enter}


async def leave_blank(stage: Stage, page: Page, way: Way) -> None:
    """Leave for a decoy that answers nothing, so that the page stays and can be looked at."""
    stage.decoy.refuse()
    asked = len(stage.decoy.asked)
    await way(page)
    await stage.decoy.asked_times(asked + 1)


def asked_by(page: Page) -> list[Request]:
    """Return a list that fills with what a page asks from now on."""
    asked: list[Request] = []

    def keep(request: Request) -> None:
        asked.append(request)

    page.on("request", keep)
    return asked
