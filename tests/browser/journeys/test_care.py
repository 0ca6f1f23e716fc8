"""Looking after whoever answers: a hand is seen, a chat is tapped out of, a pause is kept."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.journeys.people import press
from tests.browser.journeys.test_people import LOCALES
from tests.browser.stage import DESKTOP, PHONE, Stage, on_screen


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)
async def test_a_hand_a_tap_out_and_a_pause(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    desk = await stage.desk(viewport=viewport, locale=LOCALES[language])
    youth = await stage.waiting()
    await press(desk, words["offer.accept"])
    await on_screen(youth, "talk")

    await press(desk, words["care.hand"])
    raised = floor.get_by_role("alert").filter(has=floor.get_by_role("button"))
    await expect(raised).to_be_visible()
    await axe.look(floor, "floor, a hand")
    await picture(floor, f"hand-floor-{language}")
    await press(floor, words["floor.hand.down"])
    await expect(raised).to_have_count(0)
    await expect(desk.get_by_role("button", name=words["care.hand"], exact=True)).to_be_visible()

    await press(desk, words["chat.tap_out"])
    await on_screen(youth, "wait")
    await expect(desk.get_by_role("switch")).not_to_be_checked()
    await desk.get_by_label(words["wrap.heavy"]).check()
    await press(desk, words["wrap.save"])
    await press(desk, words["care.debrief"])
    await expect(desk.get_by_text(words["care.debrief.asked"])).to_be_visible()
    await axe.look(desk, "desk, a pause")
    await picture(desk, f"pause-desk-{language}")
    await expect(floor.get_by_text(words["floor.person.pausing"])).to_be_visible()
    await expect(floor.get_by_text(words["floor.person.heavy"].format(n=1))).to_be_visible()
    await expect(raised).to_be_visible()
    assert axe.faults == []
