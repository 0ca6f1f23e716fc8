"""The supervisor's floor: live numbers, a chat pulled back, a line closed."""

from statistics import median

from playwright.async_api import Page, expect

from tests.browser.journeys.people import can_read, hears, join_as, name_of, say, take
from tests.browser.stage import PHONE, Stage, join, on_screen, until

WATCH = """() => {
  window.seen = {};
  const look = () => {
    for (const figure of document.querySelectorAll('.figure')) {
      const name = figure.querySelector('dt').textContent;
      const value = figure.querySelector('dd').textContent;
      window.seen[`${name} ${value}`] ??= Date.now();
    }
  };
  look();
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
}"""
LIVE_MS = 1_000
SOON_MS = 10_000
"""Well within the grace that a lost connection is given."""


async def seen_at(floor: Page, figure: str) -> int:
    await until(floor, f"window.seen[{figure!r}] !== undefined")
    at: int = await floor.evaluate("figure => window.seen[figure]", figure)
    return at


async def test_the_floor_is_live_within_a_second(stage: Stage) -> None:
    floor, desk = await stage.floor(), await stage.desk(ready=False)
    await floor.locator(".figure").first.wait_for()
    await floor.evaluate(WATCH)
    late = []
    for waiting in range(1, 4):
        youth = await stage.youth()
        await join(youth)
        joined: int = await youth.evaluate("Date.now()")
        late.append(await seen_at(floor, f"Waiting {waiting}") - joined)
    await desk.evaluate("addEventListener('click', () => { window.pressed = Date.now(); }, true)")
    await desk.get_by_role("switch").click()
    late.append(await seen_at(floor, "Ready 1") - await desk.evaluate("window.pressed"))
    await desk.get_by_role("button", name="Accept").click()
    late.append(await seen_at(floor, "Open chats 1") - await desk.evaluate("window.pressed"))
    assert median(late) < LIVE_MS, late
    await expect(floor.get_by_role("listitem").filter(has_text="1 of 2")).to_be_visible()


async def test_a_pull_back_puts_the_youth_at_the_front_with_kind_words(stage: Stage) -> None:
    floor, desk = await stage.floor(), await stage.desk()
    robin = await stage.youth()
    await join_as(robin, "Robin")
    chat = await take(desk, "Robin")
    await say(robin, "she asks odd things")
    await hears(chat, "she asks odd things")
    await desk.get_by_role("switch").click()
    other = await stage.waiting()
    await floor.get_by_role("button", name="Back to the line").click()
    await floor.get_by_role("button", name="Yes, take it back").click()
    await on_screen(robin, "wait")
    await expect(robin.get_by_text("We are finding someone else for you.")).to_be_visible()
    await expect(robin.get_by_text("It was not about you.")).to_be_visible()
    await expect(other.get_by_text("1 person is ahead of you.")).to_be_visible()
    await can_read(robin)
    await expect(desk.get_by_text("A supervisor took the chat back to the line.")).to_be_visible()
    await expect(desk.get_by_text("she asks odd things")).to_have_count(0)
    next_one = await stage.desk()
    await next_one.get_by_role("button", name="Accept").click()
    await can_read(robin, await name_of(next_one))


async def test_whoever_signs_out_leaves_the_floor_and_their_chat_is_at_the_front_at_once(
    stage: Stage,
) -> None:
    floor = await stage.floor()
    youth, desk = await stage.talking()
    other = await stage.waiting()
    name = await name_of(desk)
    await expect(floor.get_by_role("heading", name=name)).to_be_visible()
    await desk.get_by_text("Menu").click()
    await desk.get_by_role("button", name="Sign out").click()
    await expect(desk.get_by_text("You are signed out.")).to_be_visible()
    await expect(floor.get_by_role("heading", name=name)).to_have_count(0, timeout=SOON_MS)
    await on_screen(youth, "wait")
    await expect(other.get_by_text("1 person is ahead of you.")).to_be_visible()


async def test_the_floor_shows_no_word_of_any_chat(stage: Stage) -> None:
    floor = await stage.floor()
    youth, desk = await stage.talking()
    await say(youth, "a word for one person")
    await hears(desk, "a word for one person")
    await expect(floor.get_by_text("Open chats")).to_be_visible()
    assert "a word for one person" not in await floor.content()
    assert await floor.get_by_role("log").count() == 0


async def test_a_closed_line_is_told_and_other_help_is_offered(stage: Stage) -> None:
    floor = await stage.floor()
    early = await stage.youth()
    talking, desk = await stage.talking()
    try:
        await floor.get_by_role("button", name="Close", exact=True).click()
        await expect(
            floor.get_by_text("The line is closed and takes no new chats.")
        ).to_be_visible()
        await early.get_by_role("button", name="Skip the questions and chat").click()
        await expect(early.get_by_role("alert")).to_contain_text("The chat is closed right now.")
        await expect(early.get_by_role("link", name="Call 911")).to_be_visible()
        late = await (await stage.context(PHONE)).new_page()
        await late.goto(f"{stage.house.public}/")
        await expect(late.get_by_text("The chat is closed right now.")).to_be_visible()
        await expect(late.get_by_role("link", name="Call 911")).to_be_visible()
        await say(talking, "do we go on")
        await hears(desk, "do we go on")
    finally:
        await floor.get_by_role("button", name="Open", exact=True).click()
        await expect(floor.get_by_text("The line takes new chats.")).to_be_visible()
    await early.get_by_role("button", name="Try again").click()
    await on_screen(early, "wait")
    await can_read(early)
