"""What a supervisor does on the floor, with what the youth and the responder then see."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from helpline.core.intake import Language
from tests.browser.axe.rules import Inspector, staff_words, youth_words
from tests.browser.journeys.people import press
from tests.browser.journeys.test_care import picture
from tests.browser.journeys.test_people import LOCALES
from tests.browser.stage import DESKTOP, PHONE, Stage, on_screen, write

WALL: ViewportSize = {"width": 1920, "height": 1080}
BOTH = pytest.mark.parametrize(
    ("language", "viewport"),
    [(Language.EN, PHONE), (Language.ES, DESKTOP)],
    ids=["phone-en", "desktop-es"],
)


def person(floor: Page, name: str) -> Locator:
    return floor.locator("li.person").filter(has=floor.get_by_role("heading", name=name))


async def name_of(desk: Page) -> str:
    return (await desk.locator("[data-screen=desk] h1").inner_text()).split()[-1]


@BOTH
async def test_those_who_wait_are_told_and_helped_elsewhere_in_a_surge(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe, wait = staff_words(language), Inspector(), youth_words(Language.EN)["wait"]
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    youth = await stage.waiting()
    await press(floor, words["floor.notice.busy"])
    await expect(youth.get_by_text(wait["notice"]["busy"])).to_be_visible()
    told = floor.get_by_role("button", name=words["floor.notice.busy"], exact=True)
    await expect(told).to_have_attribute("aria-pressed", "true")
    await expect(youth.get_by_text(wait["surge"])).to_have_count(0)
    await press(floor, words["floor.surge.off"])
    await expect(youth.get_by_text(wait["surge"])).to_be_visible()
    await expect(youth.get_by_role("link", name="Call 911")).to_be_visible()
    await axe.look(floor, "floor, a surge", f"text={words['floor.surge.on']}")
    await axe.look(youth, "wait, a surge")
    await picture(floor, f"surge-floor-{language}")
    await picture(youth, f"surge-youth-{language}")
    await press(floor, words["floor.notice.none"])
    await press(floor, words["floor.surge.on"])
    for gone in (wait["notice"]["busy"], wait["surge"]):
        await expect(youth.get_by_text(gone)).to_have_count(0)
    assert axe.faults == []


@BOTH
async def test_a_cap_is_raised_and_a_chat_is_handed_on(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe, wait = staff_words(language), Inspector(), youth_words(Language.EN)["wait"]
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    youth, desk = await stage.talking()
    holder = await name_of(desk)
    row = person(floor, holder)
    raising = row.get_by_role("button", name=words["floor.raise"])
    await raising.click()
    await expect(raising).to_have_attribute("aria-pressed", "true")
    await expect(desk.get_by_text("A supervisor lets you take one more chat")).to_be_visible()
    await raising.click()
    await expect(desk.get_by_text("A supervisor lets you take one more chat")).to_have_count(0)

    other = await stage.desk()
    heir = await name_of(other)
    await row.get_by_role("button", name=words["floor.hand_on"]).click()
    await axe.look(floor, "floor, hand on?", ".ask")
    await picture(floor, f"hand-on-floor-{language}")
    await row.get_by_role("button", name=heir, exact=True).click()
    await on_screen(youth, "wait")
    await expect(youth.get_by_text(wait["next_name"].replace("{name}", heir))).to_be_visible()
    await other.get_by_role("button", name="Accept").click()
    await on_screen(youth, "talk")
    await expect(person(floor, heir).locator(".held-chat")).to_have_count(1)
    await expect(row.locator(".held-chat")).to_have_count(0)
    assert axe.faults == []


@BOTH
async def test_notes_go_to_and_fro_between_the_two_pages(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe = staff_words(language), Inspector()
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    desk = await stage.desk(viewport=viewport, locale=LOCALES[language])
    name = await name_of(desk)
    await (
        person(floor, name)
        .get_by_role("button", name=words["notes.write"].replace("{name}", name))
        .click()
    )
    box = person(floor, name).get_by_role("textbox")
    await box.fill("how is it going?")
    await press(floor, words["notes.send"])
    strip = desk.locator(".notes-strip")
    await expect(strip.get_by_role("log")).to_contain_text("how is it going?")
    await expect(person(floor, name).get_by_text(words["notes.seen"], exact=True)).to_be_visible()
    await strip.get_by_role("textbox").fill("fine, thanks")
    await strip.get_by_role("button").click()
    await expect(person(floor, name).get_by_role("log")).to_contain_text("fine, thanks")
    await expect(strip.get_by_text(words["notes.seen"], exact=True)).to_be_visible()

    await press(floor, words["notes.all"])
    await floor.get_by_role("textbox", name=words["notes.box.all"]).fill("a break at nine")
    await floor.get_by_role("button", name=words["notes.send"]).first.click()
    await expect(strip.get_by_role("log")).to_contain_text("a break at nine")
    await axe.look(floor, "floor, notes")
    await axe.look(desk, "desk, notes")
    await picture(floor, f"notes-floor-{language}")
    await picture(desk, f"notes-desk-{language}")
    assert axe.faults == []


@BOTH
async def test_a_supervisor_is_let_in_by_the_youth_alone(
    stage: Stage, language: Language, viewport: ViewportSize
) -> None:
    words, axe, said = staff_words(language), Inspector(), youth_words(Language.EN)["partner"]
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    youth, desk = await stage.talking()
    ask = floor.locator(".held-chat").get_by_role("button", name=words["floor.join"])

    await ask.click()
    await expect(youth.get_by_text("leads our team")).to_be_visible()
    await axe.look(youth, "talk, may a lead join?")
    await picture(youth, f"join-youth-{language}")
    await press(youth, said["no"])
    await expect(floor.get_by_text(words["floor.join.refused"])).to_be_visible()

    await floor.reload()
    await ask.click()
    await press(youth, said["yes"])
    way_in = floor.get_by_role("link", name=words["floor.join.open"])
    await expect(way_in).to_be_visible()
    await axe.look(floor, "floor, let in")
    await picture(floor, f"join-floor-{language}")
    lead = await floor.context.new_page()
    await lead.goto(await way_in.get_attribute("href") or "")
    await lead.locator("[data-screen=door] main button").click()
    await lead.locator("[data-screen=here]").wait_for()
    await expect(youth.get_by_text("(team lead) can read this")).to_be_visible()
    await expect(desk.get_by_text("Somebody whom the youth let in, a supervisor")).to_be_visible()
    await write(youth, "hello both")
    await expect(lead.get_by_role("log")).to_contain_text("hello both")
    await youth.get_by_role("button", name="Send Sup").click()
    await lead.locator("[data-screen=over]").wait_for()
    assert axe.faults == []


async def test_the_floor_is_read_across_the_room_and_by_keys_alone(stage: Stage) -> None:
    words, axe = staff_words(Language.EN), Inspector()
    floor = await stage.floor(viewport=WALL)
    await stage.waiting()
    waits = floor.get_by_role("region", name=words["floor.waits"])
    await expect(waits.get_by_role("table")).to_have_count(3)
    today = floor.get_by_role("region", name=words["today.title"], exact=True)
    await expect(today.get_by_text(words["today.answered"], exact=True)).to_be_visible()
    wall = floor.get_by_role("button", name=words["floor.wall"])
    await wall.focus()
    await floor.keyboard.press("Enter")
    await expect(wall).to_have_attribute("aria-pressed", "true")
    await expect(floor.get_by_role("button", name=words["floor.surge.off"])).to_have_count(0)
    assert await height(floor.locator(".figure dd").first) > LARGE_PX
    await axe.look(floor, "floor, wall")
    await picture(floor, "wall-floor")
    await floor.keyboard.press("Enter")
    surge = floor.get_by_role("button", name=words["floor.surge.off"])
    await surge.focus()
    await floor.keyboard.press("Space")
    await expect(floor.get_by_role("button", name=words["floor.surge.on"])).to_be_focused()
    await floor.keyboard.press("Space")
    await expect(surge).to_be_visible()
    assert axe.faults == []


LARGE_PX = 80


async def height(of: Locator) -> float:
    box: Any = await of.bounding_box()
    return float(box["height"])
