"""Practice on the real desk: a scripted youth from the offer to the look back; axe on the way."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, WebSocket, expect

from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.core.training import Module, ModuleId
from helpline.durable import open_durable
from tests.browser import house as houses
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.decoy import Decoy
from tests.browser.house import House, sql_url_in
from tests.browser.journeys.people import hears, pictures_of_desk, say
from tests.browser.stage import DESKTOP, PHONE, Stage, staged

SHORT = """\
id: short
title: {en: "Short", es: "Corta"}
about: {en: "Three lines, and gone.", es: "Tres líneas y ya."}
intake: {safety: not_safe, watched: "yes", topics: [home]}
beats:
  - lines: [{after_s: 2, en: "hey", es: "hola"}]
  - lines: [{after_s: 2, en: "so", es: "pues"}]
  - lines: [{after_s: 2, en: "bye", es: "adiós"}]
    replies: 0
    does: leave
look_back:
  - {ask: {en: "One?", es: "¿Uno?"}, good: {en: "A", es: "A"}, source: "Somebody"}
  - {ask: {en: "Two?", es: "¿Dos?"}, good: {en: "B", es: "B"}}
  - {ask: {en: "Three?", es: "¿Tres?"}, good: {en: "C", es: "C"}}
"""
DESK = ModuleId("desk")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def school(house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A helpline with one short scenario, which counts as the training that everybody needs."""
    assert house.process.returncode is None  # so the pages are built
    folder = tmp_path_factory.mktemp("school")
    config = folder / "config"
    (config / "practice").mkdir(parents=True)
    (config / "practice" / "short.yaml").write_text(SHORT)
    (config / "policy.toml").write_text(f'practice_module = "{DESK}"')
    async with open_durable(sql_url_in(folder)) as durable:
        module = Module(DESK, "On the desk", 12, required=True)
        await durable.training.set_module(module, By(CONSOLE, 0))
    async with houses.serve(folder, config=config) as school:
        yield school


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, school: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, school, decoy) as stage:
        yield stage


async def picture(page: Page, name: str) -> None:
    """Keep what a page looks like where somebody wants to see it."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / f"practice-{name}.png", full_page=True)


class Overheard:
    """Whatever a page sends to its server: paths asked for, and frames of its socket with words."""

    def __init__(self, page: Page) -> None:
        self.paths: list[str] = []
        self.frames: list[str] = []
        page.on("request", lambda request: self.paths.append(urlsplit(request.url).path))
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda data: self.frames.append(str(data)))

    def forget(self) -> None:
        self.paths.clear()
        self.frames.clear()

    def said(self) -> list[str]:
        return [frame for frame in self.frames if '["' in frame]


async def test_a_scenario_is_played_from_the_offer_to_the_look_back(stage: Stage) -> None:
    axe = Inspector()
    desk = await stage.desk(ready=False, viewport=PHONE)
    overheard = Overheard(desk)
    await desk.reload()
    await desk.get_by_role("button", name="Practice", exact=True).click()
    await axe.look(desk, "list", ".scenarios li")
    await picture(desk, "list-360")
    overheard.forget()
    await desk.get_by_role("button", name="Start: Short").click()
    await axe.look(desk, "offer", ".offer")
    await picture(desk, "offer-360")
    await desk.get_by_role("button", name="Accept").click()
    chat = desk.get_by_role("region", name="Practice: Chat with Practice youth")
    assert len(await pictures_of_desk(chat)) == 3
    await hears(chat, "hey")
    await axe.look(desk, "chat")
    await picture(desk, "chat-360")
    await say(chat, "hello")
    await hears(chat, "so")
    await say(chat, "tell me more")
    ended = desk.get_by_role("region", name="Practice: Chat ended")
    await ended.get_by_label("We talked").check()
    await axe.look(desk, "ended")
    await picture(desk, "ended-360")
    assert overheard.said() == []
    assert set(overheard.paths) == {"/desk"}
    await ended.get_by_role("button", name="Count it").click()
    await expect(desk.get_by_text("This counts as a training.")).to_be_visible()
    await desk.get_by_text("What good practice says").first.click()
    await axe.look(desk, "look back", ".questions li")
    await picture(desk, "look-back-360")
    await desk.get_by_role("button", name="Back to the list").click()
    await expect(desk.get_by_text("Played to the end: 1 of 1")).to_be_visible()
    await axe.look(desk, "list, done", ".scenarios .done")
    await desk.get_by_role("button", name="Stop practising").click()
    await expect(desk.get_by_role("switch")).not_to_be_checked()
    assert axe.faults == []
    assert overheard.said() == []
    assert set(overheard.paths) == {"/desk", "/practice", "/practice/short/done"}
    async with open_durable(stage.house.sql_url) as durable:
        [record] = await durable.training.records()
    assert (record.module, record.trainer) == (DESK, "practice")


async def test_axe_finds_nothing_in_spanish_on_a_wide_screen(stage: Stage) -> None:
    words, axe = staff_words(Language.ES), Inspector()
    options = {"viewport": DESKTOP, "locale": "es-MX", "color_scheme": "dark"}
    desk = await stage.signed_in(Role.RESPONDER, Language.ES, **options)
    await desk.get_by_role("button", name=words["practice.open"], exact=True).click()
    await axe.look(desk, "list", ".scenarios li")
    await picture(desk, "list-1280")
    await desk.get_by_role("button", name=words["practice.start"]).click()
    await axe.look(desk, "offer", ".offer")
    await picture(desk, "offer-1280")
    await desk.get_by_role("button", name=words["offer.accept"], exact=True).click()
    await hears(desk, "hola")
    await axe.look(desk, "chat", ".check .picture")
    await picture(desk, "chat-1280")
    await desk.get_by_role("button", name=words["chat.end"], exact=True).click()
    await desk.get_by_role("button", name=words["chat.end.yes"], exact=True).click()
    await axe.look(desk, "ended", "form.wrap")
    await desk.get_by_role("button", name=words["wrap.skip"], exact=True).click()
    await axe.look(desk, "look back", ".questions li")
    await picture(desk, "look-back-1280")
    assert axe.faults == []
