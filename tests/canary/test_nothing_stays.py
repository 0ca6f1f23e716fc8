"""A marked sentence goes from page to page and is found nowhere in between, then or afterwards.

The hunt is the same for what must not be there and for what must: the staff's name in the SQL file
and in the server, the chat's id in the store and on the wire. If it could not see those, it would
prove nothing.
"""

import asyncio
import os
import tempfile
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from devtools.tree import ROOT
from tests.browser.decoy import Decoy
from tests.browser.net import Net, between
from tests.browser.stage import Stage, accept, launched, on_screen, staged, until
from tests.canary.deployment import Deployment, deploy
from tests.canary.hunt import found_in, in_files, in_memory
from tests.canary.marks import Marks
from tests.canary.store import Witness

MARKS = Marks()
NAME = MARKS.word()
LINE, TALK, ANSWER, DRAFT, NOTE = (MARKS.sentence() for _ in range(5))
FEW_LOOKS = 5
NOT_LEFT_BY_US = (ROOT / ".venv", ROOT / ".git", ROOT / "web_client" / "node_modules")


def chromium_in(folder: Path, chromium: str) -> AbstractAsyncContextManager[Browser]:
    """Give a browser that keeps its own files where they are hunted too."""
    own = {"TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home")}
    return launched(chromium, 1, env=own)


async def came(page: Page, text: str) -> None:
    await expect(page.get_by_role("log").get_by_text(text, exact=True)).to_have_count(1)


async def send(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("button", name="Send", exact=True).click()
    await came(page, text)


async def talk(stage: Stage, net: Net) -> tuple[Page, Page]:
    """Bring every mark across; both text boxes are left with one that is never sent."""
    youth = await stage.youth(proxy=net.settings)
    await (
        youth.get_by_role("button", name="Start")
        .or_(youth.get_by_role("button", name="Try the chat"))
        .click()
    )
    await youth.get_by_role("textbox").fill(NAME)
    await youth.get_by_role("button", name="Skip all and chat").click()
    await until(youth, "window.leaving.ticket !== ''")
    await send(youth, LINE)
    desk = await stage.desk(proxy=net.settings)
    await accept(desk)
    await on_screen(youth, "talk")
    await came(desk, LINE)
    await expect(desk.get_by_role("heading", name=NAME)).to_be_visible()
    await send(desk, ANSWER)
    await came(youth, ANSWER)
    await send(youth, TALK)
    await came(desk, TALK)
    await youth.get_by_role("textbox").press_sequentially(DRAFT)
    await desk.get_by_role("textbox").press_sequentially(NOTE)
    await expect(desk.get_by_text(f"{NAME} is writing")).to_be_visible()
    return youth, desk


async def memory(here: Deployment, forms: frozenset[bytes]) -> dict[str, list[str]]:
    """Hunt in each process; nobody but root may look into one that has hardened itself."""
    if os.geteuid() != 0:
        return {}
    return {name: await asyncio.to_thread(in_memory, pid, forms) for name, pid in here.pids.items()}


async def files(here: Deployment, since: float) -> list[str]:
    """Hunt in the deployment's folders, and in whatever else of this machine has changed."""
    own = await asyncio.to_thread(in_files, [here.folder], MARKS.forms)
    shared = [Path(tempfile.gettempdir()), Path("/var/tmp"), Path("/var/log"), Path("/dev/shm")]  # noqa: S108 - that is where we look
    ours = [path for path in ROOT.iterdir() if path not in NOT_LEFT_BY_US]
    return own + await asyncio.to_thread(in_files, [*shared, *ours], MARKS.forms, since)


async def keys_of_chats(witness: Witness) -> list[bytes]:
    kinds = (b"}:chat:", b"}:log:", b"}:seen:")
    return [key for key in await witness.dump() if any(kind in key for kind in kinds)]


async def not_blind(here: Deployment, net: Net, desk: Page, witness: Witness) -> bytes:
    """See what must be there by the same hunt; return the chat's id."""
    held = await keys_of_chats(witness)
    assert len(held) == 3
    chat = held[0].rpartition(b":")[2]
    staff = (await desk.get_by_role("heading", level=1).inner_text()).split()[-1].encode()
    there = await memory(here, frozenset([staff, chat]))
    assert all(there.values()), there
    assert await asyncio.to_thread(in_files, [here.folder / "data"], [staff])
    assert chat in net.read
    assert b'["say",{"cid":' in net.read
    assert b'"grant"' in net.read
    return chat


async def one_chat(here: Deployment, stage: Stage, net: Net, since: float) -> None:
    """Hold a chat and leave it; hunt while it is open and when it is gone."""
    witness = Witness(here.redis, MARKS.forms)
    async with witness.watching():
        youth, desk = await talk(stage, net)
        chat = await not_blind(here, net, desk, witness)
        assert not any((await memory(here, MARKS.forms)).values())
        assert await files(here, since) == []
        await youth.get_by_role("link", name="Exit now").click()
        await youth.wait_for_url("**/gone")
        await expect(desk.get_by_text("They left.")).to_be_visible()
        left = await witness.dump()
        assert [key for key in left if chat in key or chat in left[key]] == []
        assert await keys_of_chats(witness) == []
        await witness.look()
    assert witness.looks > FEW_LOOKS
    assert (witness.forever, witness.hits) == (set(), set())
    assert found_in(net.read, MARKS.forms) == []
    assert found_in(net.crossed, MARKS.forms) == []
    assert not any((await memory(here, MARKS.forms)).values())


@pytest.mark.parametrize("nodes", [1, 2])
async def test_no_word_of_a_chat_is_anywhere_but_in_the_two_pages(
    chromium: str, redis_server: str, nodes: int
) -> None:
    since = time.time()
    async with deploy(redis_server, nodes) as here:
        async with (
            chromium_in(here.folder, chromium) as browser,
            between() as net,
            staged(browser, here.house, Decoy()) as stage,
        ):
            await one_chat(here, stage, net, since)
        for k, node in enumerate(here.nodes):
            node.process.terminate()
            assert await node.process.wait() == 0
            assert (here.folder / "said" / f"node {k}").stat().st_size > 0
        assert await files(here, since) == []
    if os.geteuid() != 0:
        pytest.skip("all but the memory was hunted: only root may look into that")
