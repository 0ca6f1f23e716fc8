"""Whoever chose return words and wants all of it gone ends the chat, and nothing is left of it."""

import asyncio
from typing import Final

from playwright.async_api import Page, expect

from helpline.ephemeral.connection import connect
from tests.browser.house import House
from tests.browser.journeys.people import hears, say
from tests.browser.stage import Stage, on_screen
from tests.browser.test_return_words import choose, leave, type_words

OF_A_CHAT: Final = ("chat", "log", "seen", "blob", "returns")


async def lead_nowhere(stage: Stage, words: list[str]) -> None:
    youth = await stage.youth()
    await type_words(youth, " ".join(words))
    await expect(youth.get_by_role("alert")).to_contain_text("We can't find a chat")


async def end(youth: Page) -> None:
    await youth.get_by_role("button", name="End chat").click()
    await expect(youth.get_by_text("Your five words will stop working too.")).to_be_visible()
    await youth.get_by_role("button", name="Yes, end it").click()
    await on_screen(youth, "end")


async def kept_of_chats(house: House) -> set[str]:
    """Return the names of all that the store keeps of any chat."""
    async with connect(house.store_url) as store:
        found = [await store.call("KEYS", f"*:{part}:*") for part in OF_A_CHAT]
    return {name for names in found for name in names}


async def test_the_end_is_the_end_with_words_too(stage: Stage) -> None:
    youth, desk = await stage.talking()
    words = await choose(youth)
    await end(youth)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    await lead_nowhere(stage, words)


async def test_who_came_back_can_end_it_and_nothing_is_left(stage: Stage) -> None:
    before = await kept_of_chats(stage.house)
    left, desk = await stage.talking()
    await say(left, "he is at the door")
    await hears(desk, "he is at the door")
    words = await choose(left)
    await leave(left)
    assert await kept_of_chats(stage.house) > before
    again = await stage.youth()
    await type_words(again, " ".join(words))
    await hears(again, "he is at the door")
    await again.get_by_role("button", name="Return words").click()
    await expect(again.get_by_text("Do you want it all gone? Use End chat.")).to_be_visible()
    await again.get_by_role("button", name="Back", exact=True).click()
    await end(again)
    await expect(again.get_by_text("he is at the door")).to_have_count(0)
    async with asyncio.timeout(20):
        while await kept_of_chats(stage.house) - before:  # noqa: ASYNC110 - another process looks
            await asyncio.sleep(0.05)
    await lead_nowhere(stage, words)


async def test_an_exit_behind_an_end_that_nobody_heard_ends_it_too(stage: Stage) -> None:
    youth, desk = await stage.talking()
    words = await choose(youth)
    await youth.evaluate("void (window.fetch = () => new Promise(() => undefined))")
    await youth.context.set_offline(True)
    await end(youth)
    await expect(youth.get_by_text("We will tell them when it is back.")).to_be_visible()
    await youth.context.set_offline(False)
    await leave(youth)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    await lead_nowhere(stage, words)
