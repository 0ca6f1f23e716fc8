"""Tabs put aside, doubled and brought back, and what a profile on the disk remembers."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.decoy import ADDRESS, Decoy
from tests.browser.exit.own import Own, own_browser
from tests.browser.exit.ways import click
from tests.browser.stage import LOOK_S, Stage, join, on_screen, until, write

WORDS = "canary-words-of-a-chat"
LATER = "a-place-after-ours"
WRITTEN_S = 60.0  # history is written some ten seconds after a visit


@pytest_asyncio.fixture(loop_scope="session")
async def own(chromium: str, tmp_path: Path, decoy: Decoy) -> AsyncIterator[Own]:
    async with own_browser(chromium, tmp_path, decoy.port) as own:
        yield own


async def in_line(stage: Stage, own: Own) -> Page:
    await stage.arrive(own.page)
    await join(own.page)
    await write(own.page, WORDS)
    return own.page


async def test_out_of_sight_the_page_is_covered_until_it_is_tapped(stage: Stage, own: Own) -> None:
    youth = await in_line(stage, own)
    await own.context.new_page()
    await on_screen(youth, "covered")
    await youth.bring_to_front()
    await until(youth, "document.visibilityState === 'visible'")
    await expect(youth.get_by_text(WORDS)).to_be_hidden()
    await youth.get_by_role("button", name="Tap to go on").click()
    await on_screen(youth, "wait")
    await expect(youth.get_by_role("log")).to_contain_text(WORDS)


async def test_a_tab_doubled_or_brought_back_starts_with_nothing(stage: Stage, own: Own) -> None:
    youth = await in_line(stage, own)
    await youth.get_by_role("textbox").fill(WORDS)
    ours = f"chrome.tabs.query({{ url: '{stage.house.public}/' }})"
    double = await own.new_tab_by(
        f"{ours}.then(([tab]) => chrome.tabs.duplicate(tab.id)).then(() => null)"
    )
    await starts_with_nothing(stage, double)
    await youth.close()
    brought_back = await own.new_tab_by("chrome.sessions.restore().then(() => null)")
    await starts_with_nothing(stage, brought_back)


async def starts_with_nothing(stage: Stage, page: Page) -> None:
    """A tab that a browser makes from another is on its way out, as after Back."""
    await page.wait_for_url(ADDRESS)
    assert WORDS not in await page.content()
    session = await page.context.new_cdp_session(page)
    entries = (await session.send("Page.getNavigationHistory"))["entries"]
    assert f"{stage.house.public}/" not in {entry["url"] for entry in entries}


async def test_the_profile_on_the_disk_holds_no_word_of_a_chat(
    stage: Stage, chromium: str, tmp_path: Path, decoy: Decoy
) -> None:
    async with own_browser(chromium, tmp_path, decoy.port) as own:
        youth = await in_line(stage, own)
        ticket = await youth.evaluate("window.leaving.ticket")
        assert found(own.profile, [WORDS, ticket]) == []
        await click(youth)
        await youth.wait_for_url(ADDRESS)
        await youth.goto(f"{ADDRESS}?{LATER}")
        # What comes after us is on the disk, so whatever is kept of us is there too.
        async with asyncio.timeout(WRITTEN_S):
            while not found(own.profile, [LATER]):  # noqa: ASYNC110 - another program writes it
                await asyncio.sleep(LOOK_S)
    assert found(own.profile, [WORDS, ticket]) == []


def found(folder: Path, words: list[str]) -> list[str]:
    """Return the files that hold any of the words, as bytes or as UTF-16."""
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(needle in read(path) for needle in needles)]


def read(path: Path) -> bytes:
    """Return what a file holds; a browser at work may take it away meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
