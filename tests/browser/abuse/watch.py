"""Notices whatever a text makes a page do: run, ask, open, fetch, or offend its policy."""

from collections.abc import Callable
from typing import Any, Final

from playwright.async_api import BrowserContext, Dialog, Page, Request

EARS: Final = """
window.hits = [];
window.hit = what => { window.hits.push(`ran ${what}`); };
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.hits.push(`policy ${violatedDirective} ${blockedURI}`);
});
"""
INSIDE: Final = """([log, allowed]) => [...document.querySelectorAll(`${log} .said *`)]
  .map(element => element.tagName).filter(name => !allowed.includes(name))"""


class Watch:
    """What the pages of some contexts did that nobody asked for."""

    def __init__(self, *origins: str) -> None:
        self._origins = origins
        self._pages: list[Page] = []
        self._heard: list[str] = []

    async def over(self, context: BrowserContext) -> None:
        """Listen to every page that a context opens from now on."""
        await context.add_init_script(EARS)
        context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        self._pages.append(page)
        page.on("dialog", self._answer)
        page.on("request", self._note)
        page.on("popup", self._note_as("a new window"))
        page.on("download", self._note_as("a download"))
        page.on("pageerror", self._note_as("an error"))

    async def _answer(self, dialog: Dialog) -> None:
        self._heard.append(f"a dialog: {dialog.message}")
        await dialog.dismiss()

    def _note(self, request: Request) -> None:
        if not request.url.startswith(self._origins):
            self._heard.append(f"a request: {request.url}")

    def _note_as(self, what: str) -> Callable[[Any], None]:
        return lambda _: self._heard.append(what)

    async def heard(self) -> list[str]:
        """Return all that was noticed."""
        ran = [hit for page in self._pages for hit in await page.evaluate("window.hits")]
        return self._heard + ran


async def said(page: Page) -> list[str]:
    """Return the text of every message of a log, as the document holds it."""
    texts: list[str] = await page.locator(".log .said").all_text_contents()
    return texts


async def strangers(page: Page, *allowed: str) -> list[str]:
    """Return the elements inside messages, apart from those the page itself makes."""
    names: list[str] = await page.evaluate(INSIDE, [".log", allowed])
    return names
