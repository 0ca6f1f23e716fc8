"""Pages that are loaded again, phones out of reach, nets that let no WebSocket through."""

import pytest
from playwright.async_api import expect

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
from tests.browser.net import between
from tests.browser.stage import Stage, accept, on_screen

UNSEEN_MS = 15_000
"""Within a ping and its answer a page that is silent is shown as away."""


async def test_a_desk_loaded_again_is_let_in_again_and_reads_what_it_could(stage: Stage) -> None:
    desk = await stage.desk()
    youth = await stage.youth()
    await join_as(youth, "Robin")
    chat = await take(desk, "Robin")
    me = await name_of(desk)
    await say(youth, "before the reload")
    await hears(chat, "before the reload")
    before = await pictures_of_youth(youth)
    await desk.reload()
    chat = desk.get_by_role("region", name="Chat with Robin")
    await hears(chat, "before the reload")
    await expect(
        youth.get_by_text(f"{me} had to load the page again, and can read the chat again.")
    ).to_be_visible()
    await can_read(youth, me)
    await say(youth, "after the reload")
    await hears(chat, "after the reload")
    await say(chat, "i am back")
    await hears(youth, "i am back")
    after = await pictures_of_youth(youth)
    assert after == await pictures_of_desk(chat)
    assert after != before


async def test_what_is_written_out_of_reach_arrives_once(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await say(youth, "one")
    await hears(desk, "one")
    await youth.context.set_offline(True)
    await expect(youth.get_by_text("No connection right now.")).to_be_visible()
    await expect(desk.get_by_text("Their page is not connected.")).to_be_visible()
    await say(youth, "two")
    await expect(youth.get_by_role("log").get_by_text("Sending")).to_be_visible()
    await say(desk, "are you there")
    await youth.context.set_offline(False)
    await hears(desk, "two")
    await hears(youth, "are you there")
    await expect(youth.get_by_text("Sending")).to_have_count(0)
    await say(youth, "three")
    await hears(desk, "three")
    await hears(desk, "two")
    said = desk.get_by_role("log").get_by_text("two", exact=True)
    assert await said.count() == 1


@pytest.mark.parametrize("who", ["youth", "responder"])
async def test_a_page_that_stood_still_finds_its_chat_again(stage: Stage, who: str) -> None:
    youth, desk = await stage.talking()
    if who == "youth":
        still, other, away = youth, desk, "Their page is not connected."
    else:
        still, other, away = desk, youth, f"{await name_of(desk)} lost the connection."
    await say(still, "one")
    await hears(other, "one")
    browser = await still.context.new_cdp_session(still)
    await browser.send("Debugger.enable")
    await browser.send("Debugger.pause")  # a page in sight can't be frozen, and this is as still
    await expect(other.get_by_text(away)).to_be_visible(timeout=UNSEEN_MS)
    await say(other, "are you there")
    await browser.send("Debugger.resume")
    await hears(still, "are you there")
    await expect(other.get_by_text(away)).to_have_count(0)
    await say(still, "two")
    await hears(other, "two")
    await hears(still, "one")


async def test_an_end_without_a_connection_is_told_when_it_is_back(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await say(youth, "before the tunnel")
    await hears(desk, "before the tunnel")
    await youth.context.set_offline(True)
    await youth.get_by_role("button", name="End chat").click()
    await youth.get_by_role("button", name="Yes, end it").click()
    await on_screen(youth, "end")
    await expect(youth.get_by_text("We will tell them when it is back.")).to_be_visible()
    await expect(youth.get_by_text("before the tunnel")).to_have_count(0)
    await hears(desk, "before the tunnel")
    await youth.context.set_offline(False)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    await expect(desk.get_by_text("before the tunnel")).to_have_count(0)
    await expect(youth.get_by_text("You ended the chat. It is gone now.")).to_be_visible()


async def test_asking_for_somebody_else_without_a_connection_is_not_lost_in_silence(
    stage: Stage,
) -> None:
    youth, desk = await stage.talking()
    await youth.context.set_offline(True)
    await expect(youth.get_by_text("No connection right now.")).to_be_visible()
    await youth.get_by_role("button", name="Someone else").click()
    await youth.get_by_role("button", name="Yes, find someone else").click()
    await expect(youth.get_by_role("alert")).to_contain_text("Try again in a moment.")
    await youth.context.set_offline(False)
    await expect(youth.get_by_text("No connection right now.")).to_have_count(0)
    await youth.get_by_role("button", name="Yes, find someone else").click()
    await expect(desk.get_by_text("They go on with someone else.")).to_be_visible()
    await on_screen(youth, "wait")


async def test_a_chat_goes_on_over_long_polling(stage: Stage) -> None:
    desk = await stage.desk()
    async with between(tunnels=False) as net:
        youth = await stage.waiting(proxy=net.settings)
        await accept(desk)
        await on_screen(youth, "talk")
        await can_read(youth, await name_of(desk))
        for turn in range(3):
            await say(youth, f"over polling {turn}")
            await hears(desk, f"over polling {turn}")
            await say(desk, f"answer {turn}")
            await hears(youth, f"answer {turn}")
        assert await pictures_of_youth(youth) == await pictures_of_desk(desk.locator(".panel"))
        assert net.refused > 0
        assert b"transport=polling" in net.crossed
