"""The planner on the floor: numbers typed by keyboard, the gaps of the week, and a day drawn."""

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.journeys.test_people import LOCALES, go_to
from tests.browser.journeys.test_shifts import picture, planned
from tests.browser.stage import DESKTOP, PHONE, Stage

WEDNESDAY = 2
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def typed(page: Page) -> None:
    """Go through the form by keyboard alone: 4 an hour from 22:00 on."""
    await page.locator("input[name=arrivals-21]").focus()
    for _ in range(2):
        await page.keyboard.press("Tab")
        await page.keyboard.type("4")
    await page.keyboard.press("Tab")
    await expect(page.locator("#staffing-chat_min")).to_be_focused()
    await page.keyboard.press("Enter")


async def dropped(page: Page, words: dict[str, str]) -> None:
    """Take the plan's shift out again: the next test expects none."""
    await go_to(page, words["shifts.title"])
    week = page.get_by_role("region", name=words["shifts.plan"])
    await week.get_by_role("button").first.click()
    await page.get_by_role("button", name=words["shifts.slot.drop"], exact=True).click()
    await page.get_by_role("button", name=words["shifts.slot.drop.yes"]).click()
    await expect(page.get_by_text(words["shifts.plan.none"])).to_be_visible()


@pytest.mark.parametrize(
    ("language", "viewport"), [(Language.EN, PHONE), (Language.ES, DESKTOP)], ids=["en", "es"]
)
async def test_the_gaps_of_the_week_are_found_from_typed_numbers(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    options = {"viewport": viewport, "locale": LOCALES[language]}
    page = await stage.signed_in(Role.SUPERVISOR, **options)
    await go_to(page, words["shifts.title"])
    await planned(page, words)  # two people, Wednesday 22:00 to 01:30
    await expect(page.get_by_text(words["shifts.plan.none"])).to_have_count(0)
    await go_to(page, words["staffing.title"])
    await axe.look(page, "staffing, the form", ".staffing form")
    await typed(page)
    short = words["staffing.short.hours"].replace("{n}", "14")
    await expect(page.get_by_role("status").filter(has_text=short)).to_be_visible()
    week = page.get_by_role("table", name=words["staffing.week"])
    row = week.get_by_role("row", name="22:00")
    two_of_five = words["staffing.of"].replace("{planned}", "2").replace("{needed}", "5")
    lacks = words["staffing.short"].replace("{n}", "3")
    await expect(row.get_by_role("cell").nth(WEDNESDAY)).to_have_text(f"{two_of_five} {lacks}")
    await page.get_by_label(words["shifts.slot.day"], exact=True).select_option(str(WEDNESDAY))
    await expect(page.get_by_role("img")).to_be_visible()
    await expect(page.locator("svg rect.lacks")).to_have_count(2)
    assert await page.evaluate(OVERFLOW) <= 0
    await axe.look(page, "staffing, worked out", ".staffing-chart svg")
    await picture(page, f"staffing-{language}-{viewport['width']}")
    await dropped(page, words)
    assert axe.faults == []


async def test_what_no_hour_can_have_is_named_by_the_browser(stage: Stage) -> None:
    words = staff_words(Language.EN)
    page = await stage.signed_in(Role.SUPERVISOR)
    await go_to(page, words["staffing.title"])
    await page.locator("input[name=arrivals-0]").fill("201")
    await page.get_by_role("button", name=words["staffing.submit"]).click()
    await expect(page.locator("input[name=arrivals-0]:invalid")).to_be_focused()
    await expect(page.get_by_role("table")).to_have_count(0)
