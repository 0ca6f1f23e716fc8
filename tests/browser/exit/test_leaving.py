"""Leaving: the decoy comes whatever the net does, and nothing of the chat comes back."""

import asyncio

import pytest
from playwright.async_api import CDPSession, Page, expect

from helpline.ephemeral.connection import Store, connect
from tests.browser.decoy import ADDRESS
from tests.browser.exit.ways import WAYS, Way, asked_by, click, esc, leave_blank, shift
from tests.browser.stage import DESKTOP, PHONE, Stage, until, write

LEFT = "They left. Please don't try to reach them."
WORDS = "canary-words-of-a-chat"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_each_way_out_leads_to_the_decoy_and_tells_it_nothing(stage: Stage, way: Way) -> None:
    youth = await stage.waiting(DESKTOP)
    await youth.get_by_role("textbox").fill("half a thou")
    await way(youth)
    await youth.wait_for_url(ADDRESS)
    [asked] = stage.decoy.asked
    assert not {"Referer", "Cookie", "Origin"} & asked.keys()
    assert stage.house.public not in " ".join(asked.values())
    assert await youth.evaluate("[document.referrer, window.opener, window.name]") == ["", None, ""]


async def test_the_responder_is_told_and_the_server_keeps_nothing(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await write(youth, WORDS)
    await expect(desk.get_by_role("log")).to_contain_text(WORDS)
    async with connect(stage.house.store_url) as store:
        [key] = [key for key in await store.call("KEYS", "*") if ":log:" in key]
        chat = key.split(":")[-1]
        assert chat in await everything(store)
        await click(youth)
        await expect(desk.get_by_text(LEFT)).to_be_visible()
        assert chat not in await everything(store)
    await expect(desk.get_by_text(WORDS)).to_have_count(0)


READ = {
    "hash": ("HGETALL",),
    "list": ("LRANGE", "0", "-1"),
    "string": ("GET",),
    "zset": ("ZRANGE", "0", "-1"),
}


async def everything(store: Store) -> str:
    """Return all keys of a store with all they hold."""
    keys = await store.call("KEYS", "*")
    kinds = [READ[await store.call("TYPE", key)] for key in keys]
    return str(
        [
            (key, await store.call(verb, key, *rest))
            for key, (verb, *rest) in zip(keys, kinds, strict=True)
        ]
    )


async def test_the_end_is_told_once_and_the_socket_closed(stage: Stage) -> None:
    stage.decoy.refuse()
    youth = await stage.waiting()
    asked = asked_by(youth)
    closed = asyncio.Event()
    session = await youth.context.new_cdp_session(youth)
    await session.send("Network.enable")
    session.on("Network.webSocketClosed", lambda _: closed.set())
    await leave_blank(stage, youth, click)
    async with asyncio.timeout(10):
        await closed.wait()
    ends = [request.post_data or "" for request in asked if request.url.endswith("/end")]
    assert len(ends) == 1
    assert len(ends[0]) > 100, "a ticket, the newest that the page was given"


async def test_all_triggers_at_once_are_one_exit(stage: Stage) -> None:
    youth = await stage.waiting(DESKTOP)
    asked = asked_by(youth)
    box = await youth.locator("#exit").bounding_box()
    assert box is not None
    await youth.mouse.move(box["x"] + 20, box["y"] + 20)
    session = await youth.context.new_cdp_session(youth)
    press, point = "Input.dispatchKeyEvent", {"x": box["x"] + 20, "y": box["y"] + 20}
    mouse = {**point, "button": "left", "clickCount": 1}
    keys = [{"type": kind, "key": key} for key in ("Escape", "Shift") for kind in DOWN_UP * 3]
    await asyncio.gather(
        *(session.send(press, key) for key in keys[:4]),
        session.send("Input.dispatchMouseEvent", {"type": "mousePressed", **mouse}),
        session.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **mouse}),
        *(session.send(press, key) for key in keys[4:]),
    )
    await youth.wait_for_url(ADDRESS)
    assert len([request for request in asked if request.url.endswith("/end")]) == 1


DOWN_UP = ["keyDown", "keyUp"]


async def test_while_the_decoy_is_slow_there_is_nothing_and_it_is_asked_once_more_at_10_s(
    stage: Stage,
) -> None:
    youth = await stage.waiting()
    stage.decoy.hold()
    await click(youth)
    await stage.decoy.asked_times(1)
    first = asyncio.get_running_loop().time()
    await stage.decoy.asked_times(2, within_s=20)
    assert asyncio.get_running_loop().time() - first > 9
    stage.decoy.let_go()
    await youth.wait_for_url(ADDRESS)
    assert len(stage.decoy.asked) == 2


async def test_a_decoy_that_takes_5_s_is_asked_once(stage: Stage) -> None:
    youth = await stage.waiting()
    stage.decoy.hold()
    await click(youth)
    await stage.decoy.asked_times(1)
    await asyncio.sleep(5)  # the time is what this is about
    stage.decoy.let_go()
    await youth.wait_for_url(ADDRESS)
    assert len(stage.decoy.asked) == 1


async def test_a_decoy_that_never_comes_leaves_a_blank_page(stage: Stage) -> None:
    context = await stage.context(PHONE)
    page = await context.new_page()
    await page.clock.install()
    await stage.arrive(page)
    await leave_blank(stage, page, click)
    await page.clock.run_for(30_000)
    assert await page.evaluate("document.body.innerText") == "Loading."
    assert len(stage.decoy.asked) == 2


async def test_esc_four_times_more_changes_nothing(stage: Stage) -> None:
    youth = await stage.waiting(DESKTOP)
    stage.decoy.hold()
    await click(youth)
    await stage.decoy.asked_times(1)
    for _ in range(4):
        await youth.keyboard.press("Escape")
    stage.decoy.let_go()
    await youth.wait_for_url(ADDRESS)


async def test_a_browser_that_stopped_at_esc_goes_on_with_the_next(stage: Stage) -> None:
    youth = await stage.waiting(DESKTOP)
    session = await youth.context.new_cdp_session(youth)
    stage.decoy.hold()
    await click(youth)
    await stage.decoy.asked_times(1)
    await stopped(session)
    stage.decoy.let_go()
    await youth.keyboard.press("Escape")
    await youth.wait_for_url(ADDRESS)
    assert len(stage.decoy.asked) >= 2  # on a connection that was just closed a browser asks anew


async def stopped(session: CDPSession) -> None:
    """Do what a browser's own Esc does."""
    await session.send("Page.stopLoading")


async def test_keys_after_the_exit_reach_nothing(stage: Stage) -> None:
    youth = await stage.waiting(DESKTOP)
    await youth.get_by_role("textbox").focus()
    await leave_blank(stage, youth, shift)
    await youth.keyboard.type("more words")
    assert await youth.evaluate("document.body.innerText") == "Loading."


async def test_offline_the_page_is_gone_all_the_same(stage: Stage) -> None:
    youth = await stage.waiting()
    await write(youth, WORDS)
    await youth.context.set_offline(True)
    async with youth.expect_event("domcontentloaded"):
        await click(youth)
    assert await visited(youth) == ["about:blank", ADDRESS]
    assert WORDS not in await youth.content()


async def visited(page: Page) -> list[str]:
    """Return what Back and Forward can reach."""
    session = await page.context.new_cdp_session(page)
    entries = (await session.send("Page.getNavigationHistory"))["entries"]
    return [entry["url"] for entry in entries]


async def test_the_page_itself_is_in_no_history(stage: Stage) -> None:
    youth = await stage.waiting()
    await esc(youth)
    await youth.wait_for_url(ADDRESS)
    assert await visited(youth) == ["about:blank", ADDRESS]


async def test_without_a_decoy_of_its_own_it_is_a_page_that_is_not_there(stage: Stage) -> None:
    youth = await stage.youth()
    await youth.evaluate("document.getElementById('exit').setAttribute('data-decoy', '/gone')")
    await click(youth)
    await youth.wait_for_url("**/gone")
    await expect(youth.get_by_role("heading")).to_have_text("Not Found")


async def test_a_page_whose_link_was_lost_asks_the_server_where_to_go(stage: Stage) -> None:
    youth = await stage.youth()
    await youth.evaluate("document.getElementById('exit').remove()")
    await esc(youth)
    await youth.wait_for_url(ADDRESS)


async def test_memory_holds_no_word_and_no_name_after_the_exit(stage: Stage) -> None:
    youth = await stage.youth()
    await youth.get_by_role("button", name="Start").click()
    await youth.get_by_role("textbox").fill("canaryname")
    await youth.get_by_role("button", name="Next").click()
    await youth.get_by_role("button", name="Skip all and chat").click()
    await until(youth, "window.leaving.ticket !== ''")
    await write(youth, WORDS)
    await youth.get_by_role("textbox").fill("canarydraft")
    ticket = await youth.evaluate("window.leaving.ticket")
    held = await heap(youth)
    secrets = [WORDS, "canaryname", "canarydraft", ticket]
    assert [secret for secret in secrets if secret not in held] == []
    await leave_blank(stage, youth, click)
    async with asyncio.timeout(10):
        while any(secret in held for secret in secrets):
            held = await heap(youth)


async def heap(page: Page) -> str:
    """Return all strings that a page's scripts can still reach."""
    session = await page.context.new_cdp_session(page)
    pieces: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda piece: pieces.append(piece["chunk"]))
    await session.send("HeapProfiler.collectGarbage")
    await session.send("HeapProfiler.takeHeapSnapshot")
    await session.detach()
    return "".join(pieces)
