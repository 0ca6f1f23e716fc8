"""A node that ends: nobody new, everybody told where to go, and nobody left as if here."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from helpline.actions.world import World
from helpline.core.chat import Presence
from helpline.core.names import ChatId, StaffId
from helpline.durable import Durable
from helpline.edge import serve
from helpline.edge.http.site import Site
from tests.edge.conftest import Node, doors
from tests.edge.page import Page
from tests.edge.test_conversation import message, talk

FAR_S = 15.0


async def obeys(page: Page) -> float:
    """Go when told, as a page does; return after how long it was told to."""
    told = await page.hear("move")
    await page.close()
    return float(told["after_ms"])


async def links(node: Node, chat: str) -> list[Presence]:
    found = await node.world.floor.chat(ChatId(chat))
    at = await node.world.floor.desk(StaffId("ana"))
    assert found is not None
    assert found.value.seat is not None
    assert at is not None
    return [found.value.youth.presence, found.value.seat.link.presence, at.value.link.presence]


@pytest.fixture
async def ending(
    world: World, durable: Durable, site: Site, built: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Node, asyncio.Event, "asyncio.Task[None]"]:
    """A node that ends when the event is set."""
    monkeypatch.setattr(serve, "DRAIN_S", 2.0)
    up: asyncio.Future[Node] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    async def serves() -> None:
        async with doors(world, durable, site, built) as node:
            up.set_result(node)
            await stop.wait()
            node.pages.clear()

    task = asyncio.create_task(serves())
    return await up, stop, task


async def test_pages_are_sent_away_and_noted_before_the_store_is_closed(
    ending: tuple[Node, asyncio.Event, "asyncio.Task[None]"],
) -> None:
    node, stop, task = ending
    youth, ana, chat = await talk(node)
    assert await links(node, chat["chat"]) == [Presence.HERE] * 3
    stop.set()
    waits = await asyncio.gather(obeys(youth), obeys(ana))
    assert all(0 <= wait <= 2_000 for wait in waits)
    async with asyncio.timeout(FAR_S):
        await task
    assert await links(node, chat["chat"]) == [Presence.AWAY] * 3
    assert not node.seats.by_sid


async def test_whoever_does_not_go_is_noted_as_away_all_the_same(
    ending: tuple[Node, asyncio.Event, "asyncio.Task[None]"],
) -> None:
    node, stop, task = ending
    youth, ana, chat = await talk(node)
    stop.set()
    await youth.hear("move")
    assert (await youth.do("say", **message(1)))["seq"] == 1, "the talk goes on until they go"
    await ana.hear("said")
    async with asyncio.timeout(FAR_S):
        await task
    assert await links(node, chat["chat"]) == [Presence.AWAY] * 3
    for page in (youth, ana):
        await page.close()


async def test_nobody_new_is_taken(
    ending: tuple[Node, asyncio.Event, "asyncio.Task[None]"],
) -> None:
    node, stop, task = ending
    youth = await node.open("/youth")
    await youth.do("join")
    stop.set()
    await youth.hear("move")
    with pytest.raises(aiohttp.ClientError):
        async with aiohttp.ClientSession() as http, http.get(f"{node.site.public_origin}/readyz"):
            """A new connection finds nobody who listens."""
    await youth.close()
    async with asyncio.timeout(FAR_S):
        await task
