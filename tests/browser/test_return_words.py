"""A youth who has to go comes back to the same chat, by five words, on another phone."""

import asyncio
import tomllib
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from devtools import web
from devtools.tree import ROOT
from helpline.core.intake import Language
from helpline.ephemeral.connection import connect
from tests.browser import decoy as decoys
from tests.browser import house as houses
from tests.browser.axe.rules import Inspector, youth_words
from tests.browser.axe.test_screens import LOOKS
from tests.browser.decoy import Decoy
from tests.browser.house import House
from tests.browser.journeys.people import can_read, hears, join_as, name_of, say, take
from tests.browser.returning_soon import RETURN_S
from tests.browser.stage import Stage, accept, on_screen, staged, until
from tests.canary.deployment import Deployment, deploy
from tests.canary.hunt import in_files, in_memory
from tests.canary.marks import forms
from tests.canary.store import Witness
from tests.interop import by_the_book as book

WRONG = "tiger lamp river cloud bread"
MINUTES = tomllib.loads((ROOT / "config" / "policy.toml").read_text())["return_s"] // 60


async def choose(youth: Page) -> list[str]:
    """Get return words, and close the panel that shows them."""
    await youth.get_by_role("button", name="I may have to go").click()
    await youth.get_by_role("button", name="Show my words").click()
    items = youth.get_by_role("list", name="Your five words").get_by_role("listitem")
    await expect(items).to_have_count(5)
    words = await items.all_inner_texts()
    await youth.get_by_role("button", name="I know them now").click()
    await expect(youth.get_by_role("button", name="Return words")).to_be_visible()
    await expect(items).to_have_count(0)
    text = await youth.get_by_role("main").inner_text()
    assert not all(word in text for word in words), "one of them may be a word of the page"
    return words


async def leave(youth: Page) -> None:
    await youth.get_by_role("link", name="Exit now").click()
    await youth.wait_for_url(decoys.ADDRESS)


async def type_words(youth: Page, words: str) -> None:
    box = youth.get_by_role("textbox", name="Your five words")
    if not await box.is_visible():
        await youth.get_by_role("button", name="I have return words").click()
    await box.fill(words)
    await youth.get_by_role("button", name="Find my chat").click()


async def test_the_talk_goes_on_after_an_exit_on_another_phone(stage: Stage) -> None:
    desk, robin = await stage.desk(), await stage.youth()
    me = await name_of(desk)
    await join_as(robin, "Robin")
    chat = await take(desk, "Robin")
    await say(robin, "he said he would tell")
    await hears(chat, "he said he would tell")
    words = await choose(robin)
    await say(chat, "that sounds scary")
    await hears(robin, "that sounds scary")
    await say(robin, "he is at the door")
    await hears(chat, "he is at the door")
    await leave(robin)
    parked = desk.get_by_text(f"They had to go. They may come back within {MINUTES} minutes")
    await expect(parked).to_be_visible()
    await expect(desk.get_by_text("he is at the door")).to_have_count(0)

    again = await stage.youth()
    await type_words(again, WRONG)
    await expect(again.get_by_role("alert")).to_contain_text("We can't find a chat")
    await type_words(again, "tigger lamp river cloud bread")
    await expect(again.get_by_role("alert")).to_contain_text("We don't know: tigger.")
    await type_words(again, f"  {'  '.join(words).upper()} ")
    await on_screen(again, "wait")
    for text in ("he said he would tell", "that sounds scary", "he is at the door"):
        await hears(again, text)
    await expect(again.locator(".line.mine")).to_have_count(2)
    await expect(again.get_by_text("You are back.")).to_be_visible()
    await again.get_by_role("button", name="OK").click()
    await say(again, "i am back")

    await accept(desk)
    await on_screen(again, "talk")
    await can_read(again, me)
    await again.get_by_role("button", name="Yes, share it").click()
    chat = desk.get_by_role("region", name="Chat with Robin")
    await say(chat, "good that you are back")
    for page in (again, chat):
        for text in ("he said he would tell", "he is at the door", "i am back"):
            await hears(page, text)
        await hears(page, "that sounds scary")
        await hears(page, "good that you are back")
        await expect(page.get_by_text("A message may be missing")).to_have_count(0)


async def test_a_page_left_open_elsewhere_lets_go(stage: Stage) -> None:
    left, desk = await stage.talking()
    words = await choose(left)
    await say(left, "i am at the library")
    again = await stage.youth()
    await type_words(again, " ".join(words))
    await on_screen(left, "end")
    await expect(left.get_by_text("i am at the library")).to_have_count(0)
    assert await left.evaluate("window.leaving.ticket") == ""
    await on_screen(again, "talk")
    await say(again, "now i am at home")
    await hears(desk, "now i am at home")
    await hears(desk, "i am at the library")


async def test_words_taken_back_lead_nowhere_and_the_exit_ends_the_chat(stage: Stage) -> None:
    youth, desk = await stage.talking()
    words = await choose(youth)
    await youth.get_by_role("button", name="Return words").click()
    await youth.get_by_role("button", name="Take my words back").click()
    await expect(youth.get_by_role("button", name="Show my words")).to_be_visible()
    await youth.get_by_role("button", name="Back", exact=True).click()
    await leave(youth)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    again = await stage.youth()
    await type_words(again, " ".join(words))
    await expect(again.get_by_role("alert")).to_contain_text("We can't find a chat")


async def test_the_word_lists_come_only_when_they_are_wanted(stage: Stage) -> None:
    youth = await stage.waiting()
    loaded = (
        "performance.getEntriesByType('resource').some(({ name }) => /return_lists/.test(name))"
    )
    assert not await youth.evaluate(loaded)
    await youth.get_by_role("button", name="I may have to go").click()
    await until(youth, loaded)


@LOOKS
async def test_its_screens_have_no_fault(
    stage: Stage, language: Language, options: dict[str, Any]
) -> None:
    said = youth_words(language)
    words, axe = said["returns"], Inspector()
    youth = await stage.youth(**options)
    await youth.get_by_role("button", name=words["have"]).click()
    await axe.look(youth, "back", "form")
    await youth.get_by_role("textbox").fill("one two")
    await youth.get_by_role("button", name=words["back_go"]).click()
    await axe.look(youth, "back, too few", "[role=alert]")
    await youth.get_by_role("button", name=said["numbers"]["back"], exact=True).click()
    await youth.get_by_role("button", name=said["arrive"]["skip"]).click()
    await until(youth, "window.leaving.ticket !== ''")
    await youth.get_by_role("button", name=words["open"]).click()
    await axe.look(youth, "what they are", ".about")
    await youth.get_by_role("button", name=words["make"]).click()
    await axe.look(youth, "shown", ".return-words")
    typed = " ".join(await youth.locator(".return-words li").all_inner_texts())
    await youth.get_by_role("button", name=words["done"]).click()
    await youth.get_by_role("button", name=words["on"], exact=True).click()
    await axe.look(youth, "taken back?", f"text={words['drop']}")
    await youth.locator("#exit").click()
    await youth.wait_for_url(decoys.ADDRESS)
    again = await stage.youth(**options)
    await again.get_by_role("button", name=words["have"]).click()
    await again.get_by_role("textbox").fill(typed)
    await again.get_by_role("button", name=words["back_go"]).click()
    await axe.look(again, "welcome", f"text={words['welcome']}")
    assert axe.faults == []


@pytest_asyncio.fixture(loop_scope="session")
async def short_stage(
    browser: Browser, decoy: Decoy, tmp_path: Path
) -> AsyncIterator[tuple[Stage, House]]:
    web.build()
    program = ("-m", "tests.browser.returning_soon")
    async with houses.serve(tmp_path, *program) as house, staged(browser, house, decoy) as stage:
        yield stage, house


async def test_too_late_the_words_lead_nowhere(short_stage: tuple[Stage, House]) -> None:
    stage, house = short_stage
    youth = await stage.waiting()
    await say(youth, "i wait")
    await youth.get_by_role("button", name="I may have to go").click()
    await expect(
        youth.get_by_text(f"You have {RETURN_S // 60} minutes after you go")
    ).to_be_visible()
    await youth.get_by_role("button", name="Back", exact=True).click()
    words = await choose(youth)
    await leave(youth)
    async with connect(house.store_url) as store, asyncio.timeout(RETURN_S + 30):
        while await store.call("KEYS", "*:chat:*"):  # noqa: ASYNC110 - another process looks
            await asyncio.sleep(0.2)
    again = await stage.youth()
    await type_words(again, " ".join(words))
    await expect(again.get_by_role("alert")).to_contain_text("We can't find a chat")
    await again.get_by_role("button", name="Back", exact=True).click()
    await on_screen(again, "arrive")


def traces(words: list[str]) -> frozenset[bytes]:
    """Return what would give the chat away: words, key and token, in the forms they may take."""
    token, key = book.return_keys(words)
    found = {form for way in (" ", ",", "") for form in forms(way.join(words))}
    found |= {form for way in (" ", ",") for form in forms(way.join(words).lower())}
    found |= forms(token) | {book.unb64(token), key, key.hex().encode(), book.b64(key).encode()}
    return frozenset(found)


async def test_the_server_has_neither_words_nor_key(
    browser: Browser, decoy: Decoy, redis_server: str
) -> None:
    async with deploy(redis_server) as here, staged(browser, here.house, decoy) as stage:
        youth = await stage.youth()
        await (
            youth.get_by_role("button", name="Start")
            .or_(youth.get_by_role("button", name="Try the chat"))
            .click()
        )
        await youth.get_by_role("button", name="Skip all and chat").click()
        await until(youth, "window.leaving.ticket !== ''")
        words = await choose(youth)
        given = traces(words)
        await nowhere(here, given)
        token, _ = book.return_keys(words)
        hashed = book.b64(sha256(token.encode()).digest()).encode()
        dump = await Witness(here.redis, given).dump()
        assert any(hashed in key + value for key, value in dump.items())
        await youth.get_by_role("link", name="Exit now").click()
        await youth.wait_for_url("**/gone")
        again = await stage.youth()
        await type_words(again, " ".join(words))
        await on_screen(again, "wait")
        await nowhere(here, given)
        if (pid := here.house.process.pid) and ROOT.stat().st_uid == 0:
            words_and_key = frozenset(one for one in given if one not in forms(token))
            assert in_memory(pid, words_and_key - {book.unb64(token)}) == []


async def nowhere(here: Deployment, given: frozenset[bytes]) -> None:
    witness = Witness(here.redis, given)
    await witness.look()
    assert (witness.hits, witness.forever) == (set(), set())
    assert await asyncio.to_thread(in_files, [here.folder], given) == []
