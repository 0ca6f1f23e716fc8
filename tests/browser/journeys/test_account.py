"""Somebody's own account: passkeys, an app for codes, recovery codes, and being asked again."""

import os
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable.sessions import IDLE_S
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.house import Staff
from tests.browser.stage import DESKTOP, PHONE, Stage

WORDS = "kettle quiet otter lamp"
LOCALES = {Language.EN: "en-US", Language.ES: "es-MX"}
LOOKS = pytest.mark.parametrize(
    ("language", "viewport"), [(Language.EN, PHONE), (Language.ES, DESKTOP)]
)


async def give_authenticator(page: Page) -> None:
    """Give a page's browser an authenticator that finds its owner by itself, finger and all."""
    browser = await page.context.new_cdp_session(page)
    await browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    await browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def enter(
    stage: Stage, role: Role, viewport: ViewportSize = DESKTOP, **options: Any
) -> tuple[Page, Staff]:
    """Return the page of somebody with a password who came by a link."""
    staff = await stage.house.hire(role, password=WORDS)
    page = await (await stage.context(viewport, **options)).new_page()
    await page.goto(staff.link)
    await page.locator("[data-screen]").wait_for()
    return page, staff


async def to_account(page: Page, words: Any) -> None:
    if await page.locator("[data-screen=desk]").count():
        await page.locator("details.menu summary").click()
    await page.get_by_role("button", name=words["account.title"], exact=True).click()
    await expect(page.get_by_role("heading", name=words["account.ways"])).to_be_visible()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def sign_out(page: Page, words: Any) -> None:
    if await page.locator("[data-screen=desk]").count():
        await page.locator("details.menu summary").click()
    await press(page, words["app.signout"])
    await expect(page.get_by_text(words["signin.out"])).to_be_visible()


async def test_a_passkey_is_made_signs_in_and_is_removed(stage: Stage) -> None:
    words, looker = staff_words(Language.EN), Looker("en-360")
    desk, _ = await enter(stage, Role.RESPONDER, PHONE)
    await give_authenticator(desk)
    await expect(desk.get_by_text(words["account.ask"])).to_be_visible()
    await to_account(desk, words)
    await desk.get_by_label(words["account.passkey.name"]).fill("My phone")
    await press(desk, words["account.passkey.add"])
    await expect(desk.locator(".passkeys li")).to_contain_text("My phone")
    await looker.look(desk, "desk", ".passkeys li")
    await press(desk, words["account.passkey.add"])
    await expect(desk.get_by_text(words["refused.passkey_had"])).to_be_visible()
    await press(desk, words["account.close"])
    await expect(desk.get_by_text(words["account.ask"])).to_have_count(0)

    await sign_out(desk, words)
    await press(desk, words["signin.passkey"])
    await expect(desk.get_by_role("switch", name="Ready for chats")).to_be_visible()
    await to_account(desk, words)
    await expect(desk.locator(".sessions li")).to_contain_text(words["sessions.how.passkey"])
    await press(desk, "Remove My phone")
    await press(desk, words["account.remove.yes"])
    await expect(desk.locator(".passkeys li")).to_have_count(0)
    await press(desk, words["account.close"])
    await sign_out(desk, words)
    await press(desk, words["signin.passkey"])
    await expect(desk.get_by_text(words["signin.passkey.wrong"])).to_be_visible()
    assert looker.axe.faults == []


class Looker:
    """Runs axe on a screen, and takes its picture where somebody wants to see it."""

    def __init__(self, suffix: str) -> None:
        self.axe = Inspector()
        self._suffix = suffix

    async def look(self, page: Page, screen: str, sign: str) -> None:
        await self.axe.look(page, screen, sign)
        if folder := os.environ.get("PICTURES"):
            path = Path(folder) / f"account-{screen}-{self._suffix}.png"
            await page.screenshot(path=path, full_page=True)


@LOOKS
async def test_an_app_for_codes_and_being_asked_again(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, looker = staff_words(language), Looker(f"{language}-{viewport['width']}")
    admin, staff = await enter(stage, Role.ADMIN, viewport, locale=LOCALES[language])
    await expect(admin.get_by_role("main")).to_be_visible()  # the note is there before the floor
    await looker.look(admin, "note", ".factor-note")
    await to_account(admin, words)
    await looker.look(admin, "own", ".account form")
    codes = await set_app_up(admin, words, looker)
    await sign_out(admin, words)
    await admin.locator("#name").fill(staff.name)
    await admin.locator("#password").fill(WORDS)
    await press(admin, words["signin.submit"])
    await looker.look(admin, "code", "#code")
    await expect(admin.locator("#code")).to_be_focused()
    await admin.locator("#code").fill(codes[0])
    await press(admin, words["signin.submit"])
    await to_account(admin, words)
    left = words["account.recovery.left"].partition(".")[0].replace("{n}", "9")
    await expect(admin.get_by_text(left)).to_be_visible()
    await stage.house.grow_old(staff.name)
    whom = await stage.house.hire(Role.RESPONDER)
    await asked_again(admin, words, looker, codes[1], whom)
    own = admin.locator("li.person").filter(has_text=staff.name.lower())
    await expect(own).to_contain_text(words["people.factors.app"])
    assert looker.axe.faults == []


async def set_app_up(page: Page, words: Any, looker: Looker) -> list[str]:
    """Set an app for codes up, and return the recovery codes."""
    await press(page, words["account.app.start"])
    await looker.look(page, "enrolment", "img.qr")
    secret = (await page.locator("code.secret").inner_text()).replace(" ", "")
    for code, sign in (("000000", ".refused p"), (pyotp.TOTP(secret).now(), ".codes")):
        await page.get_by_label(words["account.app.code"]).fill(code)
        await press(page, words["account.app.confirm"])
        await looker.look(page, sign.strip(".").partition(" ")[0], sign)
    await expect(page.locator(".codes li")).to_have_count(10)
    return await page.locator(".codes code").all_inner_texts()


async def asked_again(page: Page, words: Any, looker: Looker, code: str, whom: Staff) -> None:
    """Make a link, which needs a fresh factor: first without, then with one."""
    await press(page, words["people.title"])
    await press(page, words["people.change.of"].replace("{name}", whom.name))
    await press(page, words["people.link"])
    await looker.look(page, "step-up", "dialog input")
    await press(page, words["app.cancel"])
    await expect(page.get_by_text(words["refused.step_up_needed"])).to_be_visible()
    await press(page, words["people.link"])
    await page.locator("dialog input").fill(code)
    await press(page, words["proof.confirm"])
    await expect(page.locator("#invited")).to_be_visible()


async def test_the_page_of_somebody_who_went_away_warns_and_then_signs_out(stage: Stage) -> None:
    words, axe = staff_words(Language.EN), Inspector()
    staff = await stage.house.hire(Role.SUPERVISOR)
    page = await (await stage.context(PHONE)).new_page()
    await page.clock.install()
    await page.goto(staff.link)
    await page.locator("[data-screen=floor]").wait_for()
    await page.clock.fast_forward((IDLE_S - 115) * 1_000)
    await axe.look(page, "idle", "dialog")
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / "idle-en-360.png")
    await press(page, words["idle.stay"])
    await expect(page.locator("dialog")).to_have_count(0)
    await page.clock.fast_forward((IDLE_S - 125) * 1_000)
    await expect(page.locator("[data-screen=floor]")).to_be_visible()
    async with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        await page.clock.fast_forward(130_000)
    await expect(page.get_by_text(words["signin.idle"])).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name=words["signin.title"])).to_be_visible()
    assert axe.faults == []


async def test_a_desk_that_waits_for_chats_is_in_use(stage: Stage) -> None:
    staff = await stage.house.hire(Role.RESPONDER)
    page = await (await stage.context(DESKTOP)).new_page()
    await page.clock.install()
    await page.goto(staff.link)
    await page.get_by_role("switch").click()
    await expect(page.get_by_role("switch")).to_be_checked()
    await page.clock.fast_forward(2 * IDLE_S * 1_000)
    await page.clock.run_for(2_000)
    assert await page.locator("dialog").count() == 0
    await expect(page.get_by_role("switch")).to_be_visible()
