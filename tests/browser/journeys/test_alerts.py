"""An alert on the floor: seen and heard by choice, and by everybody who is on it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from devtools import web
from helpline.core.alert_words import TITLES
from helpline.core.intake import Language
from tests.browser import house as houses
from tests.browser.axe.rules import Inspector
from tests.browser.decoy import Decoy
from tests.browser.house import House
from tests.browser.stage import DESKTOP, PHONE, Stage, staged, until

POLICY = """
chats_per_responder = 2
alert_line = 1
alert_hold_s = 0
alert_calm_s = 10
"""
HEARD = """() => {
  window.notes = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) {
    window.notes += 1;
    start.apply(this, when);
  };
  window.noticed = [];
  const Real = window.Notification;
  window.Notification = class extends Real {
    constructor(title, options) {
      super(title, options);
      window.noticed.push([title, options.body]);
    }
  };
}"""
LIVE = ".alert-name[role=alert]"
SAMPLE, ALERT = 2, 3
"""How many notes are played when sound is switched on, and for an alert."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def watchful(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A helpline where two who wait are too many."""
    web.build()
    folder = tmp_path_factory.mktemp("watchful")
    config = folder / "own"
    config.mkdir()
    (config / "policy.toml").write_text(POLICY)
    async with houses.serve(folder, config=config) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, watchful: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, watchful, decoy) as stage:
        yield stage
    await watchful.empty()


async def kept(page: Page, name: str) -> None:
    """Keep what a page looks like where somebody wants to see it."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"alerts-{name}.png", full_page=True)


async def heard(floor: Page, notes: int, notices: int) -> None:
    await until(floor, f"window.notes >= {notes} && window.noticed.length >= {notices}")
    assert await floor.evaluate("[window.notes, window.noticed.length]") == [notes, notices]


async def test_an_alert_is_seen_and_heard_by_choice_and_the_other_sees_who_is_on_it(
    stage: Stage,
) -> None:
    axe = Inspector()
    dana = await stage.floor(permissions=["notifications"])
    lee = await stage.floor(viewport=PHONE, locale="es-MX")
    await expect(dana.get_by_text("No alert stands.")).to_be_visible()
    await dana.get_by_text("What raises an alert here").click()
    await expect(dana.get_by_text("More than 1 wait.")).to_be_visible()
    await dana.evaluate(HEARD)
    await dana.get_by_label("Sound for an alert").check()
    await dana.get_by_label("Notices of this browser").check()
    await expect(dana.get_by_label("Notices of this browser")).to_be_checked()
    await axe.look(dana, "floor, choices")
    await heard(dana, SAMPLE, 0)
    for _ in range(2):
        await stage.waiting()
    await expect(dana.locator(LIVE)).to_have_text("The line is long.")
    await expect(lee.locator(LIVE)).to_have_text("La fila es larga.")
    await heard(dana, SAMPLE + ALERT, 1)
    assert await dana.evaluate("window.noticed[0][0]") == TITLES[Language.EN]
    await axe.look(dana, "floor, an alert", ".alert")
    await axe.look(lee, "floor, an alert, phone", ".alert")
    await kept(dana, "desktop")
    await kept(lee, "phone")
    await dana.get_by_role("button", name="I'm on it").focus()
    await dana.keyboard.press("Enter")
    await expect(dana.locator(".alert-name")).to_be_focused()
    await expect(lee.get_by_text("Se encarga Supe")).to_be_visible()
    await expect(lee.get_by_role("button", name="Me encargo")).to_have_count(0)
    await axe.look(lee, "floor, an alert that somebody is on", ".alert.taken")
    await kept(lee, "phone-taken")
    await stage.waiting()
    await expect(dana.get_by_text("Waiting: 3.")).to_be_visible()
    await heard(dana, SAMPLE + ALERT, 1)
    assert axe.faults == []


async def test_an_alert_stands_above_every_page_and_goes_when_all_is_well(stage: Stage) -> None:
    floor = await stage.floor(viewport=DESKTOP)
    youths = [await stage.waiting() for _ in range(2)]
    await floor.get_by_role("button", name="People", exact=True).click()
    await expect(floor.locator(LIVE)).to_have_text("The line is long.")
    for youth in youths:
        await youth.get_by_role("link", name="Exit now").click()
    await expect(floor.locator(LIVE)).to_have_count(0)


async def test_a_browser_that_shows_no_notices_is_said_to(stage: Stage) -> None:
    floor = await stage.floor()
    await floor.get_by_label("Notices of this browser").click()
    await expect(floor.get_by_text("This browser shows no notices for this page.")).to_be_visible()
    await expect(floor.get_by_label("Notices of this browser")).not_to_be_checked()
