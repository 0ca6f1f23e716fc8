"""Other help on a supervisor's page: taken in, changed, checked and switched off."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time
from typing import Any

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable import open_durable
from helpline.edge.archive import write_zip
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.house import House
from tests.browser.journeys.people import press
from tests.browser.journeys.test_people import LOCALES, go_to
from tests.browser.stage import DESKTOP, PHONE, Stage
from tests.core.listings import package, rows

FITS = "document.documentElement.scrollWidth <= window.innerWidth"


@asynccontextmanager
async def lent(house: House) -> AsyncIterator[None]:
    """Give the next test back the directory that there was."""
    async with open_durable(house.sql_url) as durable:
        before = await durable.directory.package()
    try:
        yield
    finally:
        async with open_durable(house.sql_url) as durable:
            await durable.directory.replace(before, By(CONSOLE, time()))


async def choose(page: Page, raw: bytes) -> None:
    file = {"name": "help.zip", "mimeType": "application/zip", "buffer": raw}
    await page.locator("#directory-file").set_input_files(file)  # type: ignore[arg-type]  # a payload


async def open_by_key(entry: Locator, name: str) -> Locator:
    """Open a question of an entry without a pointer, and return what opened it."""
    opener = entry.get_by_role("button", name=name, exact=True)
    await opener.focus()
    await opener.press("Enter")
    await expect(entry.locator("form")).to_be_visible()
    return opener


async def taken_in(page: Page, words: dict[str, str], axe: Inspector) -> Locator:
    """Take in a directory, a faulty one first, and return its entry."""
    faulty = rows()
    faulty["phone"][0]["number"] = "55"
    await press(page, words["directory.file"])
    await choose(page, write_zip(package(faulty)))
    await expect(page.locator(".faults li")).to_contain_text("phones.csv")
    await axe.look(page, "a directory with a fault")
    await choose(page, write_zip(package()))
    await press(page, words["directory.file.keep"])
    entry = page.locator("li.person")
    await expect(entry.get_by_role("heading", name="Harbor line")).to_be_visible()
    await expect(entry).to_contain_text(words["directory.due"])
    async with page.expect_download() as download:
        await page.get_by_role("link", name=words["directory.file.zip"]).click()
    assert (await (await download.value).path()).read_bytes() == write_zip(package())
    return entry


@pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)
async def test_other_help_is_taken_in_changed_checked_and_switched_off(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    options: dict[str, Any] = {"viewport": viewport, "locale": LOCALES[language]}
    async with lent(stage.house):
        page = await stage.signed_in(Role.SUPERVISOR, **options)
        await go_to(page, words["directory.title"])
        entry = await taken_in(page, words, axe)

        def named(key: str) -> str:
            return str(words[key]).replace("{name}", "Harbor line")

        opener = await open_by_key(entry, named("directory.change.of"))
        await entry.get_by_label(words["directory.cell.phone.number"]).first.fill("55")
        source = entry.get_by_label(words["directory.looked.source"])
        await source.fill("called them")
        await source.press("Enter")
        await expect(entry.locator("form .faults li")).to_contain_text("number")
        await axe.look(page, "an entry, not kept", "form")
        assert await page.evaluate(FITS)
        await entry.get_by_label(words["directory.cell.phone.number"]).first.fill("1-800-555-0199")
        await source.press("Enter")
        await expect(entry.locator(".ways")).to_contain_text("1-800-555-0199")
        await expect(opener).to_be_focused()

        await open_by_key(entry, named("directory.check.of"))
        for box in await entry.get_by_role("checkbox").all():
            await box.check()
        await source.fill("example.org")
        await axe.look(page, "an entry, to be checked", "form")
        await press(entry, words["directory.check.yes"])
        await expect(entry.get_by_text(words["directory.due"], exact=True)).to_have_count(0)
        await entry.locator("summary").click()
        await axe.look(page, "an entry with its facts", ".facts li")
        assert await page.evaluate(FITS)

        await press(entry, named("directory.off.of"))
        await expect(entry).to_contain_text(words["directory.is_off"])
        await seen_at_a_desk(stage, words, axe, options)
        await page.locator("#directory-show").select_option("off")
        await press(entry, named("directory.on.of"))
        await expect(page.locator("li.person")).to_have_count(0)
    assert axe.faults == []


async def seen_at_a_desk(
    stage: Stage, words: dict[str, str], axe: Inspector, options: dict[str, Any]
) -> None:
    """A responder sees the entry as it is, and can change nothing."""
    desk = await stage.desk(ready=False, **options)
    await desk.locator("details.menu summary").click()
    await press(desk, words["directory.title"])
    region = desk.get_by_role("region", name=words["directory.title"], exact=True)
    await expect(region.locator("li.person")).to_contain_text(words["directory.is_off"])
    await axe.look(desk, "desk, other help", "li.person")
    buttons = region.get_by_role("button")
    await expect(buttons).to_have_text([words["app.close"]])
    await buttons.click()
    await expect(region).to_have_count(0)
