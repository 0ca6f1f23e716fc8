"""Whoever goes is gone, at whatever moment: no seat and no chat is left with nobody on it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from helpline.core.chat import Presence
from helpline.core.errors import TryAgain
from helpline.core.names import ChatId, StaffId
from helpline.edge.engine.limits import PING_S, PONG_S
from tests.edge.conftest import Node
from tests.edge.page import KEY
from tests.edge.test_abuse import socket_of
from tests.edge.test_conversation import desk, talk, token

SOON_S = 20.0


async def soon(true: Callable[[], Awaitable[object]], within_s: float = SOON_S) -> None:
    """Wait until something has become true, which must be soon."""
    async with asyncio.timeout(within_s):
        while not await true():  # noqa: ASYNC110 - what it waits for is in a store
            await asyncio.sleep(0.02)


async def away(node: Node, chat: str) -> bool:
    found = await node.world.floor.chat(ChatId(chat))
    return found is not None and found.value.youth.presence is Presence.AWAY


async def nobody(node: Node) -> bool:
    return not node.seats.by_sid and not node.seats.youth and not node.seats.desks


def held_back(monkeypatch: pytest.MonkeyPatch, of: object, verb: str) -> asyncio.Event:
    """Hold a call of the store back until the event is set."""
    real, go = getattr(of, verb), asyncio.Event()

    async def waits(*args: Any) -> object:
        await go.wait()
        return await real(*args)

    monkeypatch.setattr(of, verb, waits)
    return go


async def poll(http: aiohttp.ClientSession, node: Node, door: str) -> str:
    """Open a polling connection by hand and return the address of its session."""
    base = f"{node.at('/youth' if door == '/youth' else '/responder')}/socket.io/"
    async with http.get(base, params={"EIO": "4", "transport": "polling"}) as opened:
        sid = (await opened.text()).split('"sid":"')[1].split('"')[0]
    return f"{base}?EIO=4&transport=polling&sid={sid}"


async def test_a_page_that_goes_while_it_joins_does_not_stay_in_the_line(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with aiohttp.ClientSession(headers={"Origin": node.site.public_origin}) as http:
        session = await poll(http, node, "/youth")
        await http.post(session, data="40/youth,")
        go = held_back(monkeypatch, node.world.floor, "state")
        joining = asyncio.create_task(http.post(session, data='42/youth,1["join",{}]'))
        await asyncio.sleep(0.05)
        await http.post(session, data="1")
        await soon(lambda: nobody(node))
        go.set()
        await joining
    (chat,) = await node.world.floor.all_chats()
    await soon(lambda: away(node, chat))
    assert await nobody(node)


async def test_a_desk_that_goes_while_it_arrives_is_not_taken_for_one_that_is_here(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with aiohttp.ClientSession(headers={"Origin": node.site.staff_origin}) as http:
        session = await poll(http, node, "/responder")
        await http.post(session, data=f'40/responder,{{"token":"{token(node)}"}}')
        go = held_back(monkeypatch, node.world.floor, "commit")
        ask = f'42/responder,1["arrive",{{"public_key":"{KEY}"}}]'
        arriving = asyncio.create_task(http.post(session, data=ask))
        await asyncio.sleep(0.05)
        await http.post(session, data="1")
        await soon(lambda: nobody(node))
        go.set()
        await arriving

    async def gone() -> bool:
        found = await node.world.floor.desk(StaffId("ana"))
        return found is not None and found.value.link.presence is Presence.AWAY

    await soon(gone)
    assert await nobody(node)


async def test_a_page_that_goes_inside_connect_is_no_ghost(node: Node) -> None:
    """The library by itself would hold it for connected for ever."""
    for _ in range(5):
        async with (
            aiohttp.ClientSession(headers={"Origin": node.site.public_origin}) as http,
            http.ws_connect(socket_of(node, "/youth")) as socket,
        ):
            await socket.receive()
            await socket.send_str("40/youth,")
            connection = socket._response.connection
            assert connection is not None
            assert connection.transport is not None
            connection.transport.abort()
    await soon(lambda: nobody(node))
    public = node.servers[0]

    async def forgotten() -> bool:
        rooms = public.manager.rooms.get("/youth", {})
        return not rooms.get(None) and not public.environ

    await soon(forgotten)


async def test_who_goes_during_an_outage_of_the_store_is_noted_after_it(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    youth, _, chat = await talk(node)

    async def down(*_: object) -> None:
        raise TryAgain("the store did not answer")

    monkeypatch.setattr(node.world.floor, "chats", down)
    youth.vanish()
    await soon(lambda: _left(node, chat["chat"]))
    monkeypatch.undo()
    await soon(lambda: away(node, chat["chat"]))
    assert not node.seats.youth


async def _left(node: Node, chat: str) -> bool:
    return ChatId(chat) not in node.seats.youth


async def test_after_many_pages_have_gone_nothing_is_left_of_them(node: Node) -> None:
    pages = [await node.open("/youth", kind) for kind in ("websocket", "polling") * 5]
    for page in pages:
        await page.do("join")
    ana = await desk(node)
    for page in pages[::2]:
        page.vanish()
    for page in (*pages[1::2], ana):
        await page.close()
    await soon(lambda: nobody(node))

    async def clean() -> bool:
        return all(
            not made.environ
            and not any(room for rooms in made.manager.rooms.values() for room in rooms.values())
            and not made.manager.pending_disconnect
            for made in node.servers
        )

    await soon(clean)


def test_a_silent_page_is_noticed_within_ten_seconds() -> None:
    assert PING_S + PONG_S < 10
