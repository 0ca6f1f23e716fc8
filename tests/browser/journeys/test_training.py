"""Training on an admin's pages: a module, records one by one and by file, and who is cleared.

No module here is required: the helpline is shared, and nobody else's responders would be cleared.
"""

import os
import secrets
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.journeys.people import press
from tests.browser.journeys.test_people import LOCALES, go_to
from tests.browser.stage import DESKTOP, PHONE, Stage

HEAD = "sign_in_name,module,date,trainer\n"


async def choose(page: Page, text: str) -> None:
    file = {"name": "training.csv", "mimeType": "text/csv", "buffer": text.encode()}
    await page.locator("#training-file").set_input_files(file)  # type: ignore[arg-type]  # a payload


@pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)
async def test_a_module_and_its_records(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe, ident = staff_words(language), Inspector(), secrets.token_hex(4)
    whom, name = await stage.house.hire(Role.RESPONDER), f"Listening {ident}"
    page = await stage.signed_in(Role.ADMIN, viewport=viewport, locale=LOCALES[language])
    await go_to(page, words["training.title"])
    await press(page, words["training.module.add"])
    await page.get_by_label(words["training.module.id"]).fill(ident)
    await page.get_by_label(words["training.module.name"], exact=True).fill(name)
    await page.get_by_label(words["training.module.required"]).uncheck()
    await axe.look(page, "a module", "form")
    await press(page, words["people.save"])
    await expect(page.get_by_role("heading", name=name)).to_be_visible()

    person = page.locator("li.person").filter(has_text=whom.name)
    await press(person, words["training.add"])
    await person.get_by_label(words["training.module"]).select_option(ident)
    await person.get_by_label(words["training.on"]).fill("2026-03-15")
    await person.get_by_label(words["training.trainer"]).fill("Sam")
    await axe.look(page, "a record", "form")
    await press(person, words["training.add.yes"])
    await expect(person.get_by_role("listitem").filter(has_text=name)).to_contain_text("Sam")

    await press(page, words["training.file"])
    signs_in = whom.name.lower()
    await choose(page, f"{HEAD}{signs_in},{ident},2026-03-15,Sam\nnobody,{ident},2026-03-15,Sam\n")
    faults = page.locator(".faults li")
    await expect(faults).to_have_count(2)
    await axe.look(page, "a file with faults")
    await choose(page, f"{HEAD}{signs_in},{ident},2026-03-16,Kim\n")
    await press(page, words["training.file.keep"].replace("{n}", "1"))
    await expect(page.get_by_role("status").filter(has_text="1")).to_be_visible()
    await expect(person.get_by_role("listitem").filter(has_text="Kim")).to_be_visible()
    await axe.look(page, "training")
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"training-{language}.png", full_page=True)

    mistake = person.get_by_role("listitem").filter(has_text="Kim").get_by_role("button")
    await mistake.click()
    await expect(person.get_by_role("listitem").filter(has_text="Kim")).to_have_count(0)
    assert axe.faults == []
