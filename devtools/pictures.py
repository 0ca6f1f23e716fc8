"""The README's pictures, taken of the running demo: `.venv/bin/python -m devtools.pictures`."""

import base64
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from devtools import needs, spawn, web
from devtools.tree import ROOT, say

PICTURES: Final = ROOT / "docs" / "pictures"
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 720}
QUALITY: Final = 80
ADDRESS: Final = re.compile(r"http://localhost:\d+/\S*")


@contextmanager
def demo(config: str) -> Iterator[tuple[str, str, str]]:
    """Give the addresses that a demo prints: the youth's page, Dana's link, Sam's link."""
    (Path(config) / "policy.toml").write_text("chats_per_responder = 2\n")
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        ports = [str(taken.getsockname()[1]) for taken in (one, other)]
    command = [sys.executable, "-m", "helpline", "serve", "--demo"]
    command += ["--port", ports[0], "--staff-port", ports[1]]
    with subprocess.Popen(
        command,
        env=os.environ | {"HELPLINE_CONFIG_DIR": config},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=spawn.tie(),  # noqa: PLW1509 - no thread runs yet
    ) as server:
        found: list[str] = []
        for line in server.stdout or ():
            found += ADDRESS.findall(line)
            if len(found) == 3:  # noqa: PLR2004 - two doors and two people
                break
        try:
            yield found[0], found[1], found[2]
        finally:
            server.terminate()


def opened(browser: Browser, address: str, viewport: ViewportSize, sharp: float) -> Page:
    """Return somebody's own page."""
    context = browser.new_context(
        viewport=viewport, device_scale_factor=sharp, locale="en-US", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    return page


def take(page: Page, name: str) -> None:
    """Write what a page shows."""
    page.evaluate("document.activeElement?.blur()")
    client = page.context.new_cdp_session(page)
    shot = client.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))


def youth(browser: Browser, address: str, name: str, worry: str) -> Page:
    """Return a young person's page in the line, some questions answered."""
    page = opened(browser, address, PHONE, 2)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("textbox").fill(name)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Not sure").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Skip this one").click()
    page.get_by_label(worry).check()
    page.get_by_role("button", name="Skip all and chat").click()
    return page


def write(where: Page | Locator, text: str, *readers: Page | Locator) -> None:
    """Send a message, and wait until it is read."""
    where.get_by_role("textbox").fill(text)
    where.get_by_role("button", name="Send", exact=True).click()
    for reader in (where, *readers):
        expect(reader.get_by_role("log")).to_contain_text(text)


def chat_with(desk: Page, name: str) -> Locator:
    """Accept the offer; return the panel of the chat."""
    desk.get_by_role("button", name="Accept").click()
    panel = desk.get_by_role("region", name=f"Chat with {name}")
    expect(panel.locator(".check .picture")).to_have_count(3)
    return panel


def play(browser: Browser, page: str, dana: str, sam: str) -> None:
    """Let two young people and Dana talk, Sam look on, and take the pictures."""
    floor = opened(browser, sam, DESKTOP, 1.5)
    desk = opened(browser, dana, DESKTOP, 1.5)
    desk.get_by_role("switch").click()
    expect(floor.locator(".tag.ready")).to_be_visible()
    first = opened(browser, page, PHONE, 2)
    expect(first.get_by_role("button", name="Start")).to_be_visible()
    take(first, "arrive")
    robin = youth(browser, page, "Robin", "Made to do things for money")
    with_robin = chat_with(desk, "Robin")
    kim = youth(browser, page, "Kim", "Pictures or videos of me")
    with_kim = chat_with(desk, "Kim")
    write(robin, "hi. i dont know if this counts", with_robin)
    write(with_robin, "Hi Robin. You don't have to know. I'm glad you wrote.", robin)
    write(robin, "i can stay with him but he wants things for it", with_robin)
    write(with_robin, "That is not your fault. What would help most right now?", robin)
    write(kim, "he says he will show my pictures to my school", with_kim)
    write(with_kim, "That is scary, and it is not OK of him. You are not in trouble here.", kim)
    take(robin, "talk")
    expect(floor.locator(".held-chat")).to_have_count(2)
    youth(browser, page, "Alex", "I worry about a friend")
    expect(floor.locator(".figure").filter(has_text="Waiting")).to_contain_text("1")
    take(desk, "desk")
    take(floor, "floor")


def main() -> None:
    """Build what is stale, start a demo, and take every picture anew."""
    web.build()
    chromium = needs.found("chromium")
    if chromium is None:
        sys.exit("the pictures are taken in Chromium: please install it")
    with TemporaryDirectory() as config, demo(config) as addresses, sync_playwright() as playwright:
        args = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=args)
        play(browser, *addresses)
        browser.close()
    say(f"wrote {', '.join(sorted(path.name for path in PICTURES.iterdir()))}")


if __name__ == "__main__":
    main()
