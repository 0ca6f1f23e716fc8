"""Hostile words, both ways: they arrive as they were typed, are shown as text, and do nothing."""

from playwright.async_api import Page, expect

from tests.browser import decoy as decoys
from tests.browser.abuse.corpus import SHAPES, payloads
from tests.browser.abuse.watch import Watch, said, strangers
from tests.browser.stage import DESKTOP, PHONE, Stage, accept, on_screen, until

LIMIT = 4_000
FIGURE = "\N{GRINNING FACE}"
"""Four bytes, two units of a script's string, one character."""
SETTLED_MS = 30_000


async def watched(stage: Stage, name: str = "") -> tuple[Page, Page, Watch]:
    """Return an open chat, the youth's page first, with all that its pages do being noted."""
    watch = Watch(stage.house.public, stage.house.staff)
    desk = await stage.desk()
    await watch.over(desk.context)
    await desk.reload()
    context = await stage.context(PHONE)
    await watch.over(context)
    youth = await context.new_page()
    await stage.arrive(youth)
    await youth.get_by_role("button", name="Start").click()
    await youth.get_by_role("textbox").fill(name)
    await youth.get_by_role("button", name="Skip all and chat").click()
    await until(youth, "window.leaving.ticket !== ''")
    await accept(desk)
    await on_screen(youth, "talk")
    await expect(desk.locator(".check .picture")).to_have_count(3)
    return youth, desk, watch


async def type_all(page: Page, texts: list[str]) -> list[str]:
    """Send each text; return them as the text box holds them, which is how they were typed."""
    box, typed = page.get_by_role("textbox"), []
    for text in texts:
        await box.fill(text)
        typed.append(await box.input_value())
        await page.get_by_role("button", name="Send", exact=True).click()
        if await box.input_value():
            await page.get_by_role("button", name="Send it").click()
        await expect(box).to_have_value("")
    return typed


async def all_came(page: Page, count: int) -> list[str]:
    await expect(page.locator(".log .said")).to_have_count(count, timeout=SETTLED_MS)
    return await said(page)


async def test_markup_and_code_are_only_words(stage: Stage) -> None:
    youth, desk, watch = await watched(stage, "<img src=x onerror=hit(0)>")
    texts = payloads()
    typed = await type_all(youth, texts)
    assert typed == texts
    assert await all_came(desk, len(texts)) == texts
    answered = await type_all(desk, texts)
    assert answered == texts
    assert (await all_came(youth, 2 * len(texts)))[len(texts) :] == texts
    for page in (youth, desk):
        await page.locator(".log .said").last.click()
    assert await strangers(youth) == []
    assert await strangers(desk, "B", "BUTTON", "SPAN") == []
    assert await youth.locator("a[href]").count() == 1  # the way out
    assert await desk.locator("a[href]").count() == 0
    await expect(desk.get_by_role("heading", name="<img src=x onerror=hit(0)>")).to_be_visible()
    assert await youth.title() == "Page"
    assert await watch.heard() == []
    await youth.locator("#exit").click()
    await youth.wait_for_url(decoys.ADDRESS)


async def test_a_watch_hears_what_it_is_there_for(stage: Stage) -> None:
    youth, _, watch = await watched(stage)
    for deed in (
        "hit('it')",
        "void fetch('//evil.example/').catch(() => 0)",
        "alert('me')",
        "document.body.append(Object.assign(new Image(), { src: '//evil.example/x.png' }))",
    ):
        await youth.evaluate(deed)
    await until(youth, "window.hits.some(hit => hit.startsWith('policy img-src'))")
    heard = " ".join(await watch.heard())
    assert all(part in heard for part in ("ran it", "policy connect-src", "a dialog: me"))


async def test_odd_letters_arrive_as_typed_and_break_no_layout(stage: Stage) -> None:
    youth, desk, watch = await watched(stage)
    shapes = list(SHAPES.values())
    typed = await type_all(youth, shapes)
    assert await all_came(desk, len(shapes)) == typed
    answered = await type_all(desk, shapes)
    assert answered == typed
    assert (await all_came(youth, 2 * len(shapes)))[len(shapes) :] == typed
    await desk.set_viewport_size(PHONE)
    for page in (youth, desk):
        wide: list[str] = await page.evaluate(
            """() => [...document.querySelectorAll('.log .said')].filter(said =>
                 said.getBoundingClientRect().right > innerWidth
              || said.getBoundingClientRect().left < 0).map(said => said.textContent)"""
        )
        assert wide == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        directions = await page.locator(".log .said").evaluate_all(
            "all => all.map(said => getComputedStyle(said).unicodeBidi)"
        )
        assert set(directions) <= {"isolate", "plaintext"}
    await desk.set_viewport_size(DESKTOP)
    assert await watch.heard() == []


async def test_four_thousand_letters_go_and_one_more_is_kindly_refused(stage: Stage) -> None:
    youth, desk, _ = await watched(stage)
    for text in ("x" * LIMIT, FIGURE * LIMIT):
        await type_all(youth, [text])
        await type_all(desk, [text])
    both = ["x" * LIMIT, FIGURE * LIMIT]
    assert sorted(await all_came(desk, 4)) == sorted(both * 2)
    assert sorted(await all_came(youth, 4)) == sorted(both * 2)

    for page, kind in ((youth, "You can send it in two parts."), (desk, "too many")):
        box = page.get_by_role("textbox")
        await box.fill(FIGURE * (LIMIT + 1))
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_text(kind)).to_be_visible()
        await expect(box).to_have_value(FIGURE * (LIMIT + 1))
        await box.fill("shorter")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(box).to_have_value("")
    assert (await all_came(desk, 6))[-2:] == ["shorter", "shorter"]
    assert (await all_came(youth, 6))[-2:] == ["shorter", "shorter"]


async def test_nothing_but_spaces_is_not_sent(stage: Stage) -> None:
    youth, desk, _ = await watched(stage)
    for page in (youth, desk):
        await page.get_by_role("textbox").fill(" \n\t ")
        await page.get_by_role("button", name="Send", exact=True).click()
    await type_all(youth, ["words"])
    assert await all_came(desk, 1) == ["words"]
