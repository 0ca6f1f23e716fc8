"""Finding help: all of it in one small download, and what is looked for stays in the page."""

import gzip

import pytest
from playwright.async_api import Page, Response, expect

from tests.browser.decoy import ADDRESS
from tests.browser.exit.ways import WAYS, Way, asked_by
from tests.browser.stage import DESKTOP, PHONE, Stage, join, on_screen, until, write

BUDGET = 60_000
SHIPPED = 14
WORDS = "canary-words-of-somebody-who-waits"


async def quiet(page: Page) -> None:
    """Wait until a page has loaded all that it wants by itself."""
    await page.wait_for_load_state("networkidle")


async def test_it_is_one_small_download_and_looking_for_help_asks_nobody(stage: Stage) -> None:
    page = await (await stage.context(PHONE)).new_page()
    came: list[Response] = []
    page.on("response", lambda answer: came.append(answer))  # noqa: PLW0108 - the driver marks it
    await stage.arrive(page, "/more", "find")
    await quiet(page)
    bodies = [await answer.body() for answer in came if answer.url.startswith(stage.house.public)]
    assert sum(len(gzip.compress(body, 9)) for body in bodies) <= BUDGET
    asked = asked_by(page)
    await expect(page.locator(".place")).to_have_count(SHIPPED)
    await look_around(page)
    await page.get_by_role("button", name="Español").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Busca ayuda")
    await page.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert asked == []


async def look_around(page: Page) -> None:
    """Use every way of looking, and see that it finds what it should."""
    names = page.locator(".place h3")
    await page.get_by_label("What do you need help with?").select_option("dating_violence")
    await expect(names).to_have_text(["love is respect", "National Domestic Violence Hotline"])
    await page.get_by_role("button", name="Take my answers back").click()
    await page.get_by_label("Which state are you in?").select_option("MA")
    await expect(names.filter(has_text="Massachusetts")).to_have_count(1)
    await expect(names.filter(has_text="STOP-IT")).to_have_count(0)
    await page.get_by_label("How old are you?").select_option("under_13")
    await page.get_by_label("Which language do you want?").select_option("es")
    await expect(names).to_have_text(
        ["988 Lifeline", "RAINN", "National Human Trafficking Hotline"]
    )
    await page.get_by_label("Places that do not say they tell").check()
    await page.get_by_label("Places that are open now").check()
    await expect(names).to_have_text(["988 Lifeline", "RAINN"])
    await expect(page.get_by_role("status")).to_have_text("2 places fit.")
    await expect(page.locator(".place").first).to_contain_text("Open now. Day and night.")


async def test_without_javascript_all_of_it_is_there_and_nothing_is_asked(stage: Stage) -> None:
    context = await stage.context(PHONE, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{stage.house.public}/more")
    asked = asked_by(page)
    summaries = page.locator("summary")
    await expect(summaries.first).to_have_text("I am in danger now")
    for summary in await summaries.all():
        await summary.click()
    text = await page.locator("main").inner_text()
    assert text.index("show on the phone bill") < text.index("Call 911\n")
    names = set(await page.locator(".place h2").all_inner_texts())
    assert len(names) == SHIPPED
    await expect(page.locator("form, input, select")).to_have_count(0)
    assert asked == []
    box = await page.locator("#exit").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= PHONE["height"] - box["height"]
    await page.get_by_role("link", name="Exit now").click()
    await page.wait_for_url(ADDRESS)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_every_way_out_works_here(stage: Stage, way: Way) -> None:
    page = await stage.finding(DESKTOP)
    await page.get_by_label("What do you need help with?").select_option("suicide")
    await way(page)
    await page.wait_for_url(ADDRESS)
    await page.go_back()
    assert "Find help" not in await page.content()


async def test_it_is_covered_when_it_is_out_of_sight(stage: Stage) -> None:
    page = await stage.finding()
    await page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    await on_screen(page, "covered")
    await expect(page.locator(".places")).to_be_hidden()


async def test_who_waits_can_look_without_losing_the_place(stage: Stage) -> None:
    page = await stage.waiting()
    await write(page, WORDS)
    entries = await page.evaluate("history.length")
    await page.get_by_role("button", name="Find more help").click()
    await expect(page.locator(".place")).to_have_count(SHIPPED)
    asked = asked_by(page)
    await page.get_by_label("What do you need help with?").select_option("native")
    await expect(page.locator(".place h3")).to_have_text(["StrongHearts Native Helpline"])
    assert [request.url for request in asked if "more" in request.url] == []
    await page.get_by_role("button", name="Back", exact=True).click()
    await on_screen(page, "wait")
    await expect(page.get_by_role("log")).to_contain_text(WORDS)
    assert await page.evaluate("history.length") == entries


async def test_the_list_is_there_after_the_connection_is_lost(stage: Stage) -> None:
    page = await stage.youth()
    await join(page)
    await until(page, "performance.getEntriesByName(location.origin + '/more.json').length === 1")
    await page.context.set_offline(True)
    await page.get_by_role("button", name="Find more help").click()
    await expect(page.locator(".place")).to_have_count(SHIPPED)
