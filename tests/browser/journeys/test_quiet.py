"""A chat that falls quiet: two soft questions, a soft end that one tap undoes, then the end."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from devtools import web
from tests.browser import house as houses
from tests.browser.decoy import Decoy
from tests.browser.house import House
from tests.browser.journeys.people import hears, say
from tests.browser.stage import Stage, on_screen, staged


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hurried_house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    web.build()
    program = ("-m", "tests.browser.journeys.hurried")
    async with houses.serve(tmp_path_factory.mktemp("hurried"), *program) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, hurried_house: House, decoy: Decoy) -> AsyncIterator[Stage]:
    async with staged(browser, hurried_house, decoy) as stage:
        yield stage


async def test_one_tap_stays_and_no_tap_ends_the_chat(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await say(youth, "i need to think")
    await hears(desk, "i need to think")
    await expect(youth.get_by_text("Still here? No rush.")).to_be_visible()
    last = youth.get_by_text("This chat will close soon. Tap to keep it open.")
    await expect(last).to_be_visible()
    await youth.get_by_role("button", name="I'm still here").click()
    await expect(last).to_have_count(0)
    await on_screen(youth, "talk")
    await expect(last).to_be_visible()
    await on_screen(youth, "end")
    await expect(youth.get_by_text("so we closed the chat. It is gone now.")).to_be_visible()
    await expect(desk.get_by_text("The chat was quiet for a long time")).to_be_visible()
    await expect(desk.get_by_text("i need to think")).to_have_count(0)


async def test_writing_puts_the_question_away(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await expect(youth.get_by_text("Still here? No rush.")).to_be_visible()
    await say(youth, "yes i am")
    await hears(desk, "yes i am")
    await expect(youth.get_by_text("Still here? No rush.")).to_have_count(0)
