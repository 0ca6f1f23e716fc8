"""Zero violations on every screen of all three pages, in both languages, in light and dark."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from helpline.core.intake import Language
from helpline.core.roles import Role
from tests.browser.axe.rules import Inspector, staff_words, youth_words
from tests.browser.stage import DESKTOP, PHONE, Stage, on_screen, until

LOOKS = pytest.mark.parametrize(
    ("language", "options"),
    [
        (Language.EN, {"color_scheme": "light", "locale": "en-US", "viewport": PHONE}),
        (Language.ES, {"color_scheme": "dark", "locale": "es-MX", "viewport": DESKTOP}),
    ],
)


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).first.click()


async def in_line(page: Page, words: Any) -> None:
    await press(page, words["arrive"]["skip"])
    await until(page, "window.leaving.ticket !== ''")


async def speaking(page: Page, language: Language) -> Page:
    """Return a staff page once it speaks a language, which it takes from the browser."""
    await page.locator(f"html[lang={language}] [data-screen]").wait_for()
    return page


@LOOKS
async def test_the_way_into_the_line(
    stage: Stage, language: Language, options: dict[str, Any]
) -> None:
    words, axe = youth_words(language), Inspector()
    youth = await stage.youth(**options)
    await axe.look(youth, "arrive, nobody answers", f"text={words['arrive']['nobody']}")
    await press(youth, words["hide"]["change"])
    await axe.look(youth, "panel hide", "section.panel")
    await press(youth, words["numbers"]["back"])
    await press(youth, words["arrive"]["start"])
    await axe.look(youth, "ask 1", "form.ask")
    for number in range(2, 7):
        await press(youth, words["ask"]["next"])
        await youth.get_by_text(
            words["ask"]["step"].replace("{n}", str(number)).replace("{of}", "6")
        ).wait_for()
        if number in {2, 3}:
            await youth.get_by_role("radio").nth(1).check()
        await axe.look(youth, f"ask {number}")
    await press(youth, words["ask"]["done"])
    await until(youth, "window.leaving.ticket !== ''")
    await axe.look(youth, "wait", f"text={words['wait']['nobody']}")
    for summary in await youth.locator("summary").all():
        await summary.click()
    await axe.look(youth, "wait, something calm")
    await press(youth, words["wait"]["help"])
    await axe.look(youth, "panel numbers", "section.panel")
    await press(youth, words["numbers"]["back"])
    await youth.get_by_role("button", name=words["bar"]["hide"], exact=True).click()
    await axe.look(youth, "cover", "main.cover")
    assert axe.faults == []


@LOOKS
async def test_a_talk_and_its_end(
    stage: Stage, language: Language, options: dict[str, Any]
) -> None:
    words, axe = youth_words(language), Inspector()
    talk = words["talk"]
    first, second = await stage.desk(language), await stage.desk(language, ready=False)
    youth = await stage.youth(**options)
    await axe.look(youth, "arrive", f"text={words['arrive']['who']}")
    await in_line(youth, words)
    await axe.look(youth, "wait, offered", f"text={words['wait']['offered']}")
    await first.get_by_role("button", name="Accept").click()
    await on_screen(youth, "talk")
    box, send = youth.get_by_role("textbox"), talk["send"]
    await box.fill("hi")
    await press(youth, send)
    await expect(first.get_by_role("log")).to_contain_text("hi")
    await first.get_by_role("textbox").fill("what's your number? / dame tu número")
    await press(first, "Send")
    await axe.look(youth, "talk, with a warning", ".warning")
    for opener in ("check", "else", "end"):
        await press(youth, talk[opener])
        await axe.look(youth, f"panel {opener}", "section.panel")
        back = words["numbers"]["back"] if opener == "check" else talk["stay_here"]
        await press(youth, back)
    await box.fill("404-555-0134")
    await press(youth, send)
    await axe.look(youth, "talk, this could tell", f"text={talk['tell_send']}")
    await press(youth, talk["tell_change"])
    await box.fill("x" * 4_001)
    await axe.look(youth, "talk, too long", ".length")
    await box.fill("")
    await hand_over(first, second)
    await axe.look(youth, "talk, share?", f"text={talk['share_yes']}")
    await press(youth, talk["share_yes"])
    await youth.context.set_offline(True)
    await axe.look(youth, "talk, no connection", f"text={words['link']['lost']}")
    await youth.context.set_offline(False)
    await expect(youth.get_by_text(words["link"]["lost"])).to_have_count(0)
    await press(youth, talk["end"])
    await press(youth, talk["end_yes"])
    await on_screen(youth, "end")
    await axe.look(youth, "end")
    assert axe.faults == []


async def hand_over(first: Page, second: Page) -> None:
    await second.get_by_role("switch").click()
    name = (await second.get_by_role("heading", level=1).inner_text()).split()[-1]
    await press(first, "Hand over")
    await press(first, name)
    await second.get_by_role("button", name="Accept").click()


@LOOKS
async def test_the_pages_without_a_chat(
    stage: Stage, language: Language, options: dict[str, Any]
) -> None:
    axe = Inspector()
    context = await stage.context(**options)
    await context.route("**/assets/*.js", lambda route: route.abort())
    page = await context.new_page()
    await page.goto(f"{stage.house.public}/")
    title = youth_words(language)["noscript"]["title"]
    await axe.look(page, "before, or without, the bundle", f"text={title}")
    await page.goto(f"{stage.house.public}/gone")
    await axe.look(page, "decoy of our own", "h1")
    assert axe.faults == []


@LOOKS
async def test_finding_help(stage: Stage, language: Language, options: dict[str, Any]) -> None:
    words, axe = youth_words(language), Inspector()
    find = words["find"]
    page = await stage.finding(**options)
    await axe.look(page, "find", ".places")
    await page.get_by_label(find["need"]).select_option("deaf")
    await page.get_by_label(find["state"]).select_option("OH")
    await page.get_by_label(find["only_quiet"]).check()
    await axe.look(page, "find, one place", f"text={find['one']}")
    await page.get_by_label(find["language"]).select_option("es")
    await axe.look(page, "find, none", f"text={find['none']}")
    await press(page, find["to_chat"])
    await on_screen(page, "arrive")
    await press(page, find["open"])
    await axe.look(page, "panel find", f"section.panel >> text={find['none']}")
    bare = await stage.context(**options)
    await bare.route("**/assets/*.js", lambda route: route.abort())
    plain = await bare.new_page()
    await plain.goto(f"{stage.house.public}/more")
    for summary in await plain.locator("summary").all():
        await summary.click()
    await axe.look(plain, "find, before, or without, the bundle", f"text={find['plain']}")
    assert axe.faults == []


@LOOKS
async def test_sign_in(stage: Stage, language: Language, options: dict[str, Any]) -> None:
    words, axe = staff_words(language), Inspector()
    page = await (await stage.context(**options)).new_page()
    await page.goto(f"{stage.house.staff}/#nothing")
    await speaking(page, language)
    await axe.look(page, "sign-in, link used", f"text={words['signin.link_used']}")
    await press(page, words["signin.submit"])
    await axe.look(page, "sign-in, missing", f"text={words['signin.missing']}")
    await page.locator("#name").fill("nobody")
    await page.locator("#password").fill("nothing at all")
    await press(page, words["signin.submit"])
    await axe.look(page, "sign-in, wrong", f"text={words['signin.wrong']}")
    assert axe.faults == []


@LOOKS
async def test_a_responders_desk(stage: Stage, language: Language, options: dict[str, Any]) -> None:
    words, axe = staff_words(language), Inspector()
    desk = await speaking(await stage.desk(language, ready=False, **options), language)
    await axe.look(desk, "desk, resting", ".empty")
    await desk.locator("details.menu summary").click()
    await axe.look(desk, "desk, menu", ".menu-list")
    await desk.locator("details.menu summary").click()
    await desk.get_by_role("switch").click()
    youth = await stage.youth(locale=options["locale"])
    await unsafe(youth, youth_words(language))
    await axe.look(desk, "desk, offer", ".offer")
    await press(desk, words["offer.accept"])
    await on_screen(youth, "talk")
    await youth.get_by_role("textbox").fill("he wants pictures of my body / fotos desnuda")
    await press(youth, youth_words(language)["talk"]["send"])
    await desk.get_by_role("textbox").fill("i hear you")
    await press(desk, words["chat.send"])
    await axe.look(desk, "desk, talk", ".check .picture")
    await press(desk, words["ready.open"])
    await axe.look(desk, "desk, ready words", ".picker-list li")
    await press(desk, words["ready.open"])
    for way in ("chat.hand_over", "chat.end"):
        await press(desk, words[way])
        await axe.look(desk, f"desk, {way}")
        await press(desk, words[way])
    await desk.get_by_role("textbox").fill("x" * 4_001)
    await axe.look(desk, "desk, too long", ".composer-foot .bad")
    await press(youth, youth_words(language)["bar"]["hide"])
    await axe.look(desk, "desk, covered", ".covered")
    other = await stage.youth(locale=options["locale"])
    await in_line(other, youth_words(language))
    await press(desk, words["offer.accept"])
    await expect(desk.locator(".panel")).to_have_count(2)
    await axe.look(desk, "desk, two chats")
    await other.context.set_offline(True)
    if options["viewport"] == PHONE:
        await desk.locator(".tabs button").last.click()
    await axe.look(desk, "desk, away", f"text={words['chat.away.note']}")
    await other.context.set_offline(False)  # a browser kept from the net is busy with it
    await press(desk, words["chat.end"])
    await press(desk, words["chat.end.yes"])
    await axe.look(desk, "desk, ended", "form.wrap")
    await desk.locator("details.menu summary").click()
    await press(desk, words["app.signout"])
    await axe.look(desk, "signed out", f"text={words['signin.out']}")
    assert axe.faults == []


async def unsafe(youth: Page, words: Any) -> None:
    """Go into the line, not safe and perhaps watched."""
    await press(youth, words["arrive"]["start"])
    await press(youth, words["ask"]["skip"])
    await youth.get_by_label(words["ask"]["not_safe"], exact=True).check()
    await press(youth, words["ask"]["next"])
    await youth.get_by_label(words["ask"]["watched_yes"], exact=True).check()
    await press(youth, words["ask"]["skip_all"])
    await until(youth, "window.leaving.ticket !== ''")


@LOOKS
async def test_a_supervisors_floor(
    stage: Stage, language: Language, options: dict[str, Any]
) -> None:
    words, axe = staff_words(language), Inspector()
    floor = await speaking(await stage.signed_in(Role.SUPERVISOR, **options), language)
    await axe.look(floor, "floor, empty", f"text={words['floor.nobody']}")
    desk = await stage.desk()
    unhappy = await stage.youth()
    await unsafe(unhappy, youth_words(Language.EN))
    await axe.look(floor, "floor, somebody in danger", ".figure.urgent")
    await desk.get_by_role("button", name="Accept").click()
    await axe.look(floor, "floor, a chat", ".held-chat")
    await press(floor, f"{words['floor.pull']}: " + await held(floor))
    await axe.look(floor, "floor, pull back?", f"text={words['floor.pull.yes']}")
    for state in ("paused", "closed", "open"):
        await press(floor, words[f"floor.state.{state}"])
        await axe.look(floor, f"floor, {state}", f".state-note.{state}")
        if state != "open":
            await shut(stage, axe, language, options, state)
    assert axe.faults == []


async def held(floor: Page) -> str:
    return await floor.locator(".held-chat").get_attribute("aria-label") or ""


async def shut(
    stage: Stage, axe: Inspector, language: Language, options: dict[str, Any], state: str
) -> None:
    words = youth_words(language)
    youth = await stage.youth(**options)
    await axe.look(youth, f"arrive, {state}", f"text={words['arrive'][state]}")
    await press(youth, words["arrive"]["skip"])
    await axe.look(youth, f"no place, {state}", "[role=alert]")
