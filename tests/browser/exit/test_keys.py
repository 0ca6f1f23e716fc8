"""Which keys leave, and which are only somebody writing."""

from time import time

import pytest
from playwright.async_api import CDPSession, Page, expect

from tests.browser.decoy import ADDRESS
from tests.browser.exit.ways import esc, shift
from tests.browser.stage import DESKTOP, Stage, join, on_screen, write


@pytest.fixture
def words() -> str:
    return "I AM"


async def typing(stage: Stage) -> Page:
    """Return a page in line, with the cursor in the text box."""
    page = await stage.youth(DESKTOP)
    await join(page)
    await page.get_by_role("textbox").focus()
    return page


async def test_capitals_are_only_writing(stage: Stage, words: str) -> None:
    youth = await typing(stage)
    for letter in words * 3:
        await youth.keyboard.down("Shift")
        await youth.keyboard.press(letter)
        await youth.keyboard.up("Shift")
    await expect(youth.get_by_role("textbox")).to_have_value(words * 3)
    assert stage.decoy.asked == []


async def test_one_shift_over_many_capitals_is_only_writing(stage: Stage, words: str) -> None:
    youth = await typing(stage)
    for _ in range(3):
        await youth.keyboard.down("Shift")
        for letter in words:
            await youth.keyboard.press(letter)
        await youth.keyboard.up("Shift")
    await expect(youth.get_by_role("textbox")).to_have_value(words * 3)
    assert stage.decoy.asked == []


async def test_shift_with_the_mouse_is_only_choosing_words(stage: Stage) -> None:
    youth = await typing(stage)
    await youth.keyboard.type("some words")
    for _ in range(3):
        await youth.get_by_role("textbox").click(modifiers=["Shift"])
    await expect(youth.get_by_role("textbox")).to_have_value("some words")
    assert stage.decoy.asked == []


async def test_shift_three_times_alone_leaves_while_writing(stage: Stage) -> None:
    youth = await typing(stage)
    await youth.keyboard.type("some words")
    await shift(youth)
    await youth.wait_for_url(ADDRESS)


async def test_esc_twice_leaves_while_writing(stage: Stage) -> None:
    youth = await typing(stage)
    await youth.keyboard.type("some words")
    await esc(youth)
    await youth.wait_for_url(ADDRESS)


async def test_esc_once_hides(stage: Stage) -> None:
    youth = await typing(stage)
    await youth.keyboard.press("Escape")
    await on_screen(youth, "covered")
    assert stage.decoy.asked == []


async def pressed(session: CDPSession, key: str, at_s: float) -> None:
    """Press a key at a time of day."""
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": key, "code": key, "timestamp": at_s}
        await session.send("Input.dispatchKeyEvent", event)


@pytest.mark.parametrize(
    ("key", "gaps_s", "leaves"),
    [
        ("Escape", (0.9,), True),
        ("Escape", (1.2,), False),
        ("Escape", (1.2, 1.2, 1.2), False),
        ("Shift", (4.8, 4.8), True),
        ("Shift", (5.2, 0.1), False),
    ],
)
async def test_time_between_presses(
    stage: Stage, key: str, gaps_s: tuple[float, ...], *, leaves: bool
) -> None:
    youth = await stage.youth(DESKTOP)
    session = await youth.context.new_cdp_session(youth)
    at_s = time()
    await pressed(session, key, at_s)
    for gap_s in gaps_s:
        at_s += gap_s
        await pressed(session, key, at_s)
    if leaves:
        await youth.wait_for_url(ADDRESS)
    else:
        await expect(youth.locator("#exit")).to_be_visible()
        assert stage.decoy.asked == []


async def test_a_key_held_down_is_one_press(stage: Stage) -> None:
    youth = await typing(stage)
    for key in ("Shift", "Escape"):
        for _ in range(4):
            await youth.keyboard.down(key)
        await youth.keyboard.up(key)
    await on_screen(youth, "covered")
    assert stage.decoy.asked == []


async def test_what_was_written_stays_where_no_key_left(stage: Stage) -> None:
    youth = await typing(stage)
    await write(youth, "I AM HERE")
    await youth.keyboard.press("Escape")
    await on_screen(youth, "covered")
    step = youth.get_by_role("listitem").nth(6).or_(youth.locator("ol button").nth(2))
    await step.last.dblclick()
    await on_screen(youth, "wait")
    await expect(youth.get_by_role("log")).to_contain_text("I AM HERE")
