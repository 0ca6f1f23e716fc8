"""Leaving: the decoy comes, and both the page and the server are done with the chat."""

from playwright.async_api import expect

from tests.browser import decoy as decoys
from tests.browser.stage import Stage, write


async def test_a_click_leads_away_and_tells_the_responder(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await write(youth, "hello there")
    await expect(desk.get_by_role("log")).to_contain_text("hello there")
    await youth.get_by_role("link", name="Exit now").click()
    await youth.wait_for_url(decoys.ADDRESS)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    await expect(desk.get_by_text("hello there")).to_have_count(0)
