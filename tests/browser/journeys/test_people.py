"""An admin's pages: somebody is added, signs in by the link, is changed, and is let go."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.stage import DESKTOP, PHONE, Stage

LOCALES = {Language.EN: "en-US", Language.ES: "es-MX"}


async def go_to(page: Page, name: str) -> None:
    await page.get_by_role("navigation").get_by_role("button", name=name).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_somebody_is_added_changed_and_let_go(stage: Stage, viewport: ViewportSize) -> None:
    name = f"Noor{viewport['width']}"
    admin = await stage.signed_in(Role.ADMIN, viewport=viewport)
    await go_to(admin, "People")
    await admin.get_by_role("button", name="Add somebody").click()
    await admin.get_by_label("First name").fill(name)
    await admin.get_by_label("Spanish").check()
    await admin.get_by_label("Suicide or self-harm").check()
    await admin.get_by_label("Name to sign in by").fill(name.lower())
    await admin.get_by_role("button", name="Add", exact=True).click()
    link = admin.get_by_label(f"Link for {name}")
    await expect(link).to_be_focused()
    person = admin.locator("li.person").filter(has_text=f"Signs in as {name.lower()}")
    await expect(person).to_contain_text("English, Spanish")
    await expect(person).to_contain_text("Never offered: Suicide or self-harm")

    context = await stage.context(PHONE)
    theirs = await context.new_page()
    await theirs.goto(await link.input_value())
    await expect(theirs.get_by_role("switch", name="Ready for chats")).to_be_visible()

    await person.get_by_role("button", name=f"Change {name}").click()
    await expect(person.get_by_role("listitem")).to_contain_text("By a link")
    await person.get_by_label("First name").fill(f"{name}a")
    await person.get_by_role("button", name="Save").click()
    await expect(person.get_by_role("heading", level=3)).to_have_text(f"{name}a")
    await expect(theirs.get_by_role("switch")).to_be_visible()

    await person.get_by_role("button", name="Change").click()
    await person.get_by_role("button", name="Let go").click()
    await person.get_by_role("button", name="Yes, let go").click()
    await expect(person.get_by_text("Let go", exact=True)).to_be_visible()
    await expect(theirs.get_by_text("Your session has ended.")).to_be_visible()

    await go_to(admin, "What was done")
    await expect(admin.get_by_role("row").nth(1)).to_contain_text(f"{name}a was let go")


async def test_the_second_who_changes_somebody_is_told(stage: Stage) -> None:
    first, second = [await stage.signed_in(Role.ADMIN) for _ in range(2)]
    whom = await stage.house.hire(Role.RESPONDER)
    for page in (first, second):
        await go_to(page, "People")
        await page.get_by_role("button", name=f"Change {whom.name}").click()
    for page in (first, second):
        person = page.locator("li.person").filter(has_text=f"Signs in as {whom.name.lower()}")
        await person.get_by_label("First name").fill(f"{whom.name} x")
        await person.get_by_role("button", name="Save").click()
    await expect(second.get_by_role("alert").get_by_text("Somebody else changed")).to_be_visible()


async def test_a_supervisor_sees_people_and_can_change_nobody(stage: Stage) -> None:
    page = await stage.floor()
    await go_to(page, "People")
    await expect(page.locator("li.person").first).to_be_visible()
    assert await page.get_by_role("button", name="Add somebody").count() == 0
    assert await page.get_by_role("button", name="Change").count() == 0
    assert await page.get_by_role("button", name="What was done").count() == 0


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_axe_finds_nothing(stage: Stage, language: Language, viewport: ViewportSize) -> None:
    words, axe = staff_words(language), Inspector()
    page = await stage.signed_in(Role.ADMIN, viewport=viewport, locale=LOCALES[language])
    await go_to(page, words["people.title"])
    await axe.look(page, "people", "li.person")
    await page.get_by_role("button", name=words["people.add"], exact=True).click()
    await axe.look(page, "add", "form")
    whom = await stage.house.hire(Role.RESPONDER)
    await page.reload()
    await go_to(page, words["people.title"])
    opener = words["people.change.of"].replace("{name}", whom.name)
    await page.get_by_role("button", name=opener, exact=True).click()
    await axe.look(page, "change", ".ask form")
    await page.get_by_role("button", name=words["people.link"], exact=True).click()
    await axe.look(page, "link", "#invited")
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(
            path=Path(folder) / f"people-{language}-{viewport['width']}.png", full_page=True
        )
    await go_to(page, words["audit.title"])
    await axe.look(page, "audit", "table.audit")
    assert axe.faults == []
