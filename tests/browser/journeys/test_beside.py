"""What stands beside a chat: a guide whose ticks stay in the page, and words for other help."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from helpline.app.directory import read, shipped_directory
from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.durable import open_durable
from tests.browser import house as houses
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.decoy import Decoy
from tests.browser.house import House, sql_url_in
from tests.browser.journeys.people import hears, press
from tests.browser.journeys.test_people import LOCALES
from tests.browser.stage import DESKTOP, PHONE, Stage, on_screen, staged

NEEDS = {
    Language.EN: "Ran away, or no place to stay",
    Language.ES: "Se fue de casa, o no tiene dónde quedarse",
}
NUMBER = "1-800-786-2929"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stocked(house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A helpline that has taken the directory we ship."""
    assert house.process.returncode is None  # so the pages are built
    folder = tmp_path_factory.mktemp("stocked")
    async with open_durable(sql_url_in(folder)) as durable:
        await durable.directory.replace(read(shipped_directory()), By(CONSOLE, 0))
    async with houses.serve(folder) as stocked:
        yield stocked


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, stocked: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, stocked, decoy) as stage:
        yield stage
    await stocked.empty()


async def picture(page: Page, name: str) -> None:
    """Keep what a page looks like where somebody wants to see it."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"beside-{name}.png", full_page=True)


async def above(one: Locator, other: Locator) -> bool:
    """Tell whether a part of a page ends before another begins."""
    upper, lower = await one.bounding_box(), await other.bounding_box()
    assert upper is not None
    assert lower is not None
    return upper["y"] + upper["height"] <= lower["y"] + 1


@pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)
async def test_a_guide_is_ticked_and_an_introduction_is_sent(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    locale, scheme = LOCALES[language], "dark" if viewport is DESKTOP else "light"
    desk = await stage.desk(viewport=viewport, locale=locale, color_scheme=scheme)
    youth = await stage.waiting()
    await press(desk, words["offer.accept"])
    await on_screen(youth, "talk")
    await expect(desk.get_by_text(words["chat.cant_read"])).to_have_count(0)

    asked: list[str] = []
    desk.on("request", lambda request: asked.append(urlsplit(request.url).path))
    await press(desk, words["beside.guides"])
    guides = desk.get_by_role("region", name=words["beside.guides"])
    await guides.get_by_role("checkbox").nth(2).check()
    await axe.look(desk, "guides", ".point")
    await picture(desk, f"guides-{language}")
    assert await above(guides, desk.locator("form.composer"))
    await guides.get_by_label(words["beside.guides.choose"]).select_option("reports")
    await expect(guides.get_by_text(words["beside.guides.counsel.missing"])).to_be_visible()
    await guides.get_by_role("checkbox").first.check()
    await axe.look(desk, "guide about the law")
    assert asked == ["/guides"]

    await press(desk, words["beside.help"])
    help_ = desk.get_by_role("region", name=words["beside.help"])
    await help_.get_by_label(words["beside.help.need"]).select_option(NEEDS[language])
    await expect(help_.get_by_text(NUMBER).first).to_be_visible()
    await axe.look(desk, "other help", ".service")
    await picture(desk, f"help-{language}")
    assert await above(help_, desk.locator("form.composer"))
    assert await desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await help_.get_by_role("button", name=words["beside.help.put"]).click()
    box = desk.get_by_role("textbox")
    introduction = await box.input_value()
    assert NUMBER in introduction
    await press(desk, words["chat.send"])
    await hears(youth, introduction)
    assert set(asked) == {"/guides", "/referrals"}
    assert axe.faults == []
