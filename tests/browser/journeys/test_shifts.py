"""Shifts on the pages: planned by a supervisor, taken and given back by a responder."""

import asyncio
import os
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words, youth_words
from tests.browser.journeys.test_people import LOCALES, go_to
from tests.browser.stage import DESKTOP, PHONE, SCREEN_MS, Stage, on_screen


async def open_shifts(desk: Page, words: dict[str, str]) -> None:
    await desk.locator("details.menu summary").click()
    await desk.get_by_role("button", name=words["desk.shifts"], exact=True).click()


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


async def planned(admin: Page, words: dict[str, str]) -> None:
    """Put a shift of every week into the plan: the second one is always still to come."""
    await admin.get_by_role("button", name=words["shifts.slot.add"], exact=True).click()
    await admin.locator("#new-slot-day").select_option("2")
    await admin.locator("#new-slot-from").fill("22:00")
    await admin.locator("#new-slot-to").fill("01:30")
    await admin.locator("#new-slot-wanted").fill("2")
    await admin.get_by_role("button", name=words["shifts.slot.save"], exact=True).click()


@pytest.mark.parametrize(
    ("language", "viewport"), [(Language.EN, PHONE), (Language.ES, DESKTOP)], ids=["en", "es"]
)
async def test_a_shift_is_planned_taken_and_given_back(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    options = {"viewport": viewport, "locale": LOCALES[language]}
    admin = await stage.signed_in(Role.ADMIN, **options)
    await go_to(admin, words["shifts.title"])
    await planned(admin, words)
    coming = admin.get_by_role("region", name=words["shifts.coming"]).locator("li.shift")
    await expect(coming.nth(1)).to_contain_text(words["shifts.nobody"])

    desk = await stage.desk(ready=False, **options)
    await open_shifts(desk, words)
    mine = desk.get_by_role("region", name=words["shifts.coming"]).locator("li.shift").nth(1)
    await expect(mine).to_contain_text(words["shifts.lacks"].replace("{n}", "2"))
    await mine.get_by_role("button").click()
    await expect(mine).to_contain_text(words["shifts.you"])
    await axe.look(desk, "desk, shifts", ".own-shifts li.shift")
    await picture(desk, f"desk-shifts-{language}-{viewport['width']}")
    await mine.get_by_role("button").click()
    await expect(mine).to_contain_text(words["shifts.nobody"])

    await admin.reload()
    await go_to(admin, words["shifts.title"])
    await coming.nth(1).get_by_role("button").click()
    await coming.nth(1).locator("form button").click()
    await expect(coming.nth(1)).to_contain_text(words["shifts.lacks"].replace("{n}", "1"))
    await admin.locator("#holiday").fill("2030-12-25")
    await admin.get_by_role("button", name=words["shifts.holidays.add"]).click()
    holidays = admin.get_by_role("region", name=words["shifts.holidays"]).get_by_role("listitem")
    await expect(holidays).to_have_count(1)
    week = admin.get_by_role("region", name=words["shifts.plan"])
    await week.get_by_role("button").first.click()
    await axe.look(admin, "shifts", ".ask form")
    await picture(admin, f"admin-shifts-{language}-{viewport['width']}")

    await admin.get_by_role("button", name=words["shifts.opening.plan"], exact=True).click()
    youth = await shut_youth(stage, language)
    await axe.look(youth, "arrive, shut by the plan")
    await picture(youth, f"youth-shut-{language}")
    await admin.get_by_role("button", name=words["shifts.opening.always"], exact=True).click()
    pressed = admin.locator("[aria-pressed=true]")
    await expect(pressed).to_have_text(words["shifts.opening.always"])
    await opened_again(stage, youth)
    await holidays.get_by_role("button").click()
    await expect(holidays).to_have_count(0)

    await week.get_by_role("button").first.click()
    await admin.get_by_role("button", name=words["shifts.slot.drop"], exact=True).click()
    await admin.get_by_role("button", name=words["shifts.slot.drop.yes"]).click()
    await expect(coming).to_have_count(0)
    assert axe.faults == []


async def shut_youth(stage: Stage, language: Language) -> Page:
    """Return a young person's page that says when the chat opens."""
    opens = youth_words(language)["opens"]["day"].split("{day}")[0]
    youth = await stage.youth(locale=LOCALES[language])
    said = youth.locator("p").filter(has_text=opens.strip())
    async with asyncio.timeout(SCREEN_MS / 1_000):
        while not await said.count():  # a page is told when it is loaded
            await youth.reload()
            await on_screen(youth, "arrive")
    return youth


async def opened_again(stage: Stage, youth: Page) -> None:
    """Wait until the line is what the next test expects."""
    async with asyncio.timeout(SCREEN_MS / 1_000):
        while (await (await youth.request.get(f"{stage.house.public}/status")).json())["opens"]:
            await youth.wait_for_timeout(50)
