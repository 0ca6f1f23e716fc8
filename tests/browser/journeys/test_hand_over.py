"""One responder gives a chat to another; the youth says how much goes along."""

from playwright.async_api import Locator, Page, expect

from tests.browser.journeys.people import (
    can_read,
    hears,
    join_as,
    name_of,
    pictures_of_desk,
    pictures_of_youth,
    say,
    take,
)
from tests.browser.stage import Stage, accept, on_screen


async def handed_over(stage: Stage) -> tuple[Page, Page, str]:
    """Return the youth's page, the second responder's and their name, with the question open."""
    first, second = await stage.desk(), await stage.desk(ready=False)
    youth = await stage.youth()
    await join_as(youth, "Robin")
    chat = await take(first, "Robin")
    await say(youth, "he said he would tell")
    await hears(chat, "he said he would tell")
    await say(chat, "that sounds scary")
    await hears(youth, "that sounds scary")
    name = await give(chat, second)
    await expect(youth.get_by_role("status").get_by_text(f"{name} will go on")).to_be_visible()
    await accept(second)
    await on_screen(youth, "talk")
    await expect(first.get_by_text("he said he would tell")).to_have_count(0)
    await can_read(youth, name)
    return youth, second, name


async def give(chat: Locator, to: Page) -> str:
    await to.get_by_role("switch").click()
    name = await name_of(to)
    await chat.get_by_role("button", name="Hand over").click()
    await chat.get_by_role("button", name=name).click()
    return name


async def test_yes_shares_all_that_was_said(stage: Stage) -> None:
    youth, second, name = await handed_over(stage)
    await expect(second.get_by_text("he said he would tell")).to_have_count(0)
    await expect(youth.get_by_text("Share what we've said so far?")).to_be_visible()
    await youth.get_by_role("button", name="Yes, share it").click()
    chat = second.get_by_role("region", name="Chat with Robin")
    await hears(chat, "he said he would tell")
    await hears(chat, "that sounds scary")
    await can_read(youth, name)
    await say(chat, "hi robin, i have read it")
    await hears(youth, "hi robin, i have read it")
    assert await pictures_of_youth(youth) == await pictures_of_desk(chat)


async def test_start_fresh_shares_nothing_of_before(stage: Stage) -> None:
    youth, second, name = await handed_over(stage)
    await youth.get_by_role("button", name="No, start fresh").click()
    await expect(youth.get_by_text("Share what we've said so far?")).to_have_count(0)
    chat = second.get_by_role("region", name="Chat with Youth")
    await say(youth, "hello new person")
    await hears(chat, "hello new person")
    await say(chat, "hello, good to meet you")
    await hears(youth, "hello, good to meet you")
    await hears(youth, "he said he would tell")
    await can_read(youth, name)
    await expect(second.get_by_text("he said he would tell")).to_have_count(0)
    await expect(second.get_by_text("Robin")).to_have_count(0)
    assert await pictures_of_youth(youth) == await pictures_of_desk(chat)
