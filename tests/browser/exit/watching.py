"""What a page says of its own leaving: put in before any of its scripts, so nothing is missed."""

from typing import Any, Final

from playwright.async_api import BrowserContext, Page

_SCRIPT: Final = """
(() => {
  const seen = { at: 0, handled: 0, went: [], frame: null, painted: 0 };
  window.seen = seen;
  const begin = (event) => {
    if (seen.went.length > 0) return;
    Object.assign(seen, { at: event.timeStamp, handled: performance.now() });
  };
  const look = () => {
    seen.frame = document.body.innerText;
    const after = new MessageChannel();
    after.port1.onmessage = () => { seen.painted = performance.now(); };
    after.port2.postMessage(null);
  };
  for (const type of ["keydown", "keyup", "click"]) addEventListener(type, begin, true);
  navigation.addEventListener("navigate", ({ navigationType, destination }) => {
    if (seen.went.length === 0) requestAnimationFrame(look);
    seen.went.push({ at: performance.now(), how: navigationType, to: destination.url });
  });
})();
"""


async def watch(context: BrowserContext) -> None:
    """Let every page of a context keep what its leaving looks like from inside."""
    await context.add_init_script(_SCRIPT)


async def seen(page: Page) -> dict[str, Any]:
    """Return what a page has kept; it must not be on its way, since then it answers nothing."""
    told: dict[str, Any] = await page.evaluate("window.seen")
    return told
