"""Several nodes behind one address: whichever dies, two people talk on."""

import asyncio
import os
import signal
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, expect

from tests.browser import house as houses
from tests.browser.decoy import Decoy
from tests.browser.house import LOOK_S, House
from tests.browser.journeys.people import hears, say
from tests.browser.stage import staged

NODES = 3
BACK_S = 30.0


def nodes_of(house: House) -> list[int]:
    """Return the processes of the nodes that run now."""
    parent = house.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children if "\0serve\0" in told(child)]


def told(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""


async def all_answer(house: House) -> bool:
    """Tell whether every node opens a socket by the way that leads to it alone."""
    async with ClientSession() as http:
        for number in range(1, NODES + 1):
            way = f"{house.public}/n/{number}/socket.io/?EIO=4&transport=polling"
            async with http.get(way) as answer:
                if answer.status != HTTPStatus.OK:
                    return False
    return True


async def is_whole(house: House, without: int | None = None) -> None:
    """Wait until every node answers, and one that has ended has been replaced."""
    async with asyncio.timeout(BACK_S):
        while without in nodes_of(house) or not await all_answer(house):  # noqa: ASYNC110 - they are other processes
            await asyncio.sleep(LOOK_S)


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "told to end"])
async def test_every_node_ends_in_turn_and_the_talk_goes_on(
    browser: Browser, decoy: Decoy, tmp_path: Path, by: signal.Signals
) -> None:
    async with (
        houses.serve(tmp_path, nodes=NODES) as house,
        staged(browser, house, decoy) as stage,
    ):
        await is_whole(house)  # the first node to answer may be ahead of the others
        youth, desk = await stage.talking()
        lines = []
        for number, node in enumerate(nodes_of(house)):
            os.kill(node, by)
            await say(youth, f"youth {number}")
            await say(desk, f"desk {number}")
            lines += [f"youth {number}", f"desk {number}"]
            await hears(desk, f"youth {number}")
            await hears(youth, f"desk {number}")
            await is_whole(house, without=node)
        for page in (youth, desk):
            for line in lines:
                await expect(page.get_by_role("log").get_by_text(line, exact=True)).to_have_count(1)
