"""Signing in at a real OpenID provider, in a real browser, and being bound by an admin."""

import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from devtools import web
from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.decoy import Decoy
from tests.browser.house import House
from tests.browser.oidc import provided
from tests.browser.stage import DESKTOP, PHONE, Stage, staged

LOCALES = {Language.EN: "en-US", Language.ES: "es-MX"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def provided_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    web.build()
    async with provided.serve(tmp_path_factory.mktemp("provided")) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, provided_house: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, provided_house, decoy) as stage:
        yield stage


async def sign_in_there(page: Page, button: str, account: str) -> None:
    """Press our button, then do at the provider what it asks for."""
    await page.get_by_role("button", name=button).click()
    await page.locator("input[name=login]").fill(account)
    await page.locator("input[name=password]").fill("any")
    await page.locator("button[type=submit]").click()
    await page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize(
    ("language", "viewport", "by_email"),
    [(Language.EN, PHONE, True), (Language.ES, DESKTOP, False)],
)
async def test_somebody_is_bound_and_comes_in(
    stage: Stage, language: Language, viewport: ViewportSize, *, by_email: bool
) -> None:
    words, axe = staff_words(language), Inspector()
    options = {"viewport": viewport, "locale": LOCALES[language]}
    account = f"u{secrets.token_hex(4)}"
    button = words["signin.provider"].replace("{name}", provided.NAME)
    whom = await stage.house.hire(Role.RESPONDER)
    theirs = await (await stage.context(viewport, locale=LOCALES[language])).new_page()
    await theirs.goto(f"{stage.house.staff}/")
    await sign_in_there(theirs, button, account)
    await expect(theirs.get_by_text(words["signin.provider.unknown"])).to_contain_text(account)
    await expect(theirs.get_by_text(words["refused.oidc_unknown"])).to_be_visible()
    assert theirs.url == f"{stage.house.staff}/"
    await axe.look(theirs, "sign-in, unknown")

    admin = await stage.signed_in(Role.ADMIN, **options)
    navigation = admin.get_by_role("navigation")
    await navigation.get_by_role("button", name=words["people.title"]).click()
    person = admin.locator("li.person").filter(has_text=whom.name)
    await person.get_by_role("button").first.click()
    label = words["people.provider.account"].replace("{name}", provided.NAME)
    email = f"{account}@example.org"
    await person.get_by_label(label).fill(email if by_email else account)
    await person.get_by_role("button", name=words["people.provider.bind"]).click()
    bound = words["people.provider.bound"].replace("{name}", provided.NAME)
    bound = bound.replace("{subject}", account)
    waits = words["people.provider.waits"].replace("{name}", provided.NAME)
    told = waits.replace("{email}", email) if by_email else bound
    await expect(person).to_contain_text(told)
    await axe.look(admin, "people, bound")

    await theirs.goto(f"{stage.house.staff}/")
    await theirs.get_by_role("button", name=button).click()
    await theirs.wait_for_selector("[data-screen=desk] [role=switch]")
    await admin.reload()
    await navigation.get_by_role("button", name=words["people.title"]).click()
    await expect(person).to_contain_text(bound)
    await person.get_by_role("button").first.click()
    await person.get_by_role("button", name=words["people.provider.unbind"]).click()
    await expect(theirs.get_by_text(words["signin.ended"])).to_be_visible()
    assert axe.faults == []
