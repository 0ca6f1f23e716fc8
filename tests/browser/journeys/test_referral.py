"""Other help in a chat: a card, and a warm hand-off from the question to its end."""

from time import time
from typing import Any

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from helpline.app.directory import read, shipped_directory
from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.durable import open_durable
from tests.browser import decoy as decoys
from tests.browser.axe.rules import Inspector, staff_words, youth_words
from tests.browser.house import House
from tests.browser.journeys.people import hears, name_of, press, say
from tests.browser.journeys.test_people import LOCALES
from tests.browser.stage import DESKTOP, PHONE, Stage, accept, on_screen

SERVICE = "National Runaway Safeline"
NUMBER = "1-800-786-2929"
ASKED = "Robin is 16 and needs a bed tonight."
CHANGED = "16, needs a bed tonight"


async def stocked(house: House) -> None:
    """Give the helpline the directory that is shipped."""
    async with open_durable(house.sql_url) as durable:
        await durable.directory.replace(read(shipped_directory()), By(CONSOLE, time()))


async def open_help(desk: Page, words: Any) -> Locator:
    """Open other help on a desk, for a young person who left home."""
    await press(desk, words["beside.help"])
    found = desk.get_by_role("region", name=words["beside.help"])
    await found.get_by_label(words["beside.help.need"]).select_option("runaway")
    return found


async def ask(desk: Page, words: Any) -> None:
    help_ = await open_help(desk, words)
    await press(desk, f"{words['referral.hand_off']}: {SERVICE}")
    box = help_.get_by_label(words["referral.words"], exact=True)
    await box.fill(ASKED)
    await press(desk, words["referral.ask"])
    await expect(help_).to_have_count(0)


def told(words: Any, key: str, name: str) -> str:
    said: str = words[f"referral.phase.{key}"]
    return said.replace("{name}", name).replace("{to}", SERVICE)


async def agree(youth: Page, words: Any, axe: Inspector) -> None:
    """Read the card, change what it says, and say yes."""
    said = words["handoff"]
    await press(youth, said["read"])
    box = youth.get_by_label(said["label"].replace("{to}", SERVICE), exact=True)
    await expect(box).to_have_value(ASKED)
    await axe.look(youth, "youth, consent", "section.panel")
    await box.fill("  ")
    await press(youth, said["yes"])
    await expect(youth.get_by_role("alert").get_by_text(said["empty"])).to_be_visible()
    await box.fill(CHANGED)
    await press(youth, said["yes"])
    await on_screen(youth, "talk")


async def send_card(desk: Page, youth: Page, staff: Any, words: Any, axe: Inspector) -> None:
    """Send a card, and have it shown as numbers to remember."""
    await open_help(desk, staff)
    await axe.look(desk, "desk, other help", ".service")
    await press(desk, f"{staff['referral.card']}: {SERVICE}")
    await axe.look(desk, "desk, a card", ".card-text")
    await press(desk, staff["referral.card.send"])
    card = youth.locator(".help-card")
    await expect(card).to_contain_text(NUMBER)
    await expect(card.locator("a")).to_have_count(0)
    await press(youth, words["card"]["remember"])
    await expect(card).to_contain_text("1 800 786 2929")
    await axe.look(youth, "youth, a card", ".help-card .chunks")


@pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)
async def test_a_card_a_yes_taken_back_and_one_that_leads_to_help(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    await stocked(stage.house)
    staff, words, axe = staff_words(language), youth_words(language), Inspector()
    locale = LOCALES[language]
    desk = await stage.desk(language, locale=locale)
    youth = await stage.youth(viewport, locale=locale)
    await press(youth, words["arrive"]["skip"])
    await press(desk, staff["offer.accept"])
    await on_screen(youth, "talk")
    await expect(desk.get_by_text(staff["chat.cant_read"])).to_have_count(0)
    name = staff["chat.youth"].replace("{n}", "1")

    await send_card(desk, youth, staff, words, axe)
    await ask(desk, staff)
    await agree(youth, words, axe)
    await expect(desk.locator(".hand-off blockquote")).to_have_text(CHANGED)
    await expect(desk.get_by_text(ASKED)).to_have_count(0)
    step = staff["referral.step.reached"].replace("{to}", SERVICE)
    await desk.get_by_label(step).check()
    await expect(youth.locator(".steps li")).to_have_count(1)
    await axe.look(youth, "youth, a step", ".steps")
    await axe.look(desk, "desk, steps", ".hand-off fieldset")
    await press(youth, words["handoff"]["stop"])
    stopped = told(staff, "withdrawn", name)
    await expect(desk.get_by_role("alert").get_by_text(stopped)).to_be_visible()
    await expect(desk.get_by_text(CHANGED)).to_have_count(0)
    await axe.look(desk, "desk, taken back")

    await ask(desk, staff)
    await agree(youth, words, axe)
    await expect(desk.locator(".hand-off blockquote")).to_have_text(CHANGED)
    await press(youth, words["handoff"]["through"])
    through = told(staff, "connected", name)
    await expect(desk.get_by_role("status").get_by_text(through)).to_be_visible()
    await press(youth, words["handoff"]["ok"])
    await expect(youth.get_by_text(SERVICE)).to_have_count(1)

    await press(desk, staff["chat.end"])
    await press(desk, staff["chat.end.yes"])
    await on_screen(youth, "end")
    await expect(youth.locator(".help-card")).to_have_count(0)
    referrals = desk.get_by_role("group", name=staff["wrap.referrals"])
    await expect(referrals.get_by_role("checkbox")).to_have_count(3)
    await axe.look(desk, "desk, counts of referrals", "form.wrap")
    await press(desk, staff["wrap.save"])
    await expect(desk.locator("form.wrap")).to_have_count(0)
    assert axe.faults == []


async def test_a_no_tells_nobody_and_a_yes_does_not_go_over_to_the_next_responder(
    stage: Stage,
) -> None:
    """Three browsers: a youth, a responder who is lost in the middle, and whoever comes next."""
    await stocked(stage.house)
    staff, words = staff_words(Language.EN), youth_words(Language.EN)["handoff"]
    youth, desk = await stage.talking()
    me, name = await name_of(desk), staff["chat.youth"].replace("{n}", "1")
    await ask(desk, staff)
    await press(youth, words["read"])
    await press(youth, words["no"])
    refused = told(staff, "refused", name)
    await expect(desk.get_by_role("alert").get_by_text(refused)).to_be_visible()
    await expect(desk.locator(".hand-off blockquote")).to_have_count(0)
    await press(youth, words["ok"])

    await ask(desk, staff)
    await agree(youth, youth_words(Language.EN), Inspector())
    await expect(desk.locator(".hand-off blockquote")).to_have_text(CHANGED)
    other = await stage.desk()
    await press(desk, staff["chat.tap_out"])
    left = words["left"].replace("{name}", me).replace("{to}", SERVICE)
    await expect(youth.get_by_text(left)).to_be_visible()
    await accept(other)
    await on_screen(youth, "talk")
    await say(youth, "hello again")
    await hears(other, "hello again")
    for text in (SERVICE, CHANGED):
        await expect(other.get_by_text(text)).to_have_count(0)


async def test_an_exit_in_the_middle_leaves_nothing_of_it_on_either_page(stage: Stage) -> None:
    await stocked(stage.house)
    staff, words = staff_words(Language.EN), youth_words(Language.EN)
    youth, desk = await stage.talking()
    await ask(desk, staff)
    await agree(youth, words, Inspector())
    await expect(desk.locator(".hand-off blockquote")).to_have_text(CHANGED)
    await press(youth, words["bar"]["hide"])
    await expect(youth.get_by_text(SERVICE)).to_be_hidden()
    await youth.keyboard.press("Escape")
    await youth.keyboard.press("Escape")
    await youth.wait_for_url(decoys.ADDRESS)
    await expect(desk.get_by_text(staff["ended.left"])).to_be_visible()
    for text in (ASKED, CHANGED, SERVICE):
        await expect(desk.get_by_text(text)).to_have_count(0)
