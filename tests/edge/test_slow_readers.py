"""A page that does not read, or never stops sending: bounded memory, and nobody else notices."""

import asyncio
import json
from contextlib import suppress

import aiohttp
import pytest

from helpline.edge.engine.limits import FRAMES_AT_ONCE, OUTBOX_BYTES
from tests.edge.conftest import Node
from tests.edge.test_abuse import socket_of, wire
from tests.edge.test_conversation import message, talk
from tests.edge.test_ghosts import nobody, soon

WORD = "w" * 20_000
PUSHES = 2_000


async def test_a_page_that_does_not_read_is_cut_off_in_time(node: Node) -> None:
    async with (
        aiohttp.ClientSession(headers={"Origin": node.at("/youth")}) as http,
        http.ws_connect(socket_of(node, "/youth"), max_msg_size=0) as deaf,
    ):
        await deaf.send_str("40/youth,")
        await soon(lambda: one(node))
        [seat] = node.seats.by_sid.values()
        server = node.servers[0]
        [wire] = server.eio.sockets.values()
        fullest = 0
        async with asyncio.timeout(5):
            while node.seats.by_sid:
                server.tell(seat.sid, "/youth", "said", f'"{WORD}"')
                fullest = max(fullest, wire.waiting)
                await asyncio.sleep(0.002)
        assert fullest > OUTBOX_BYTES - 2 * len(WORD), "it was never tried"
        assert wire.waiting == 0


async def one(node: Node) -> bool:
    return len(node.seats.by_sid) == 1


@pytest.mark.parametrize("frame", ["3", "4nonsense", '42/youth,["typing"'])
async def test_a_flood_of_scraps_is_cut_off_and_disturbs_nobody(node: Node, frame: str) -> None:
    youth, _, _ = await talk(node)
    async with wire(node) as flood:
        with suppress(ConnectionError):
            for _ in range(int(FRAMES_AT_ONCE) * 2):
                await flood.socket.send_str(frame)
        async with asyncio.timeout(5):
            while (await flood.socket.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
    assert (await youth.ask("say", **message(1)))["ok"]


async def test_after_a_flood_nothing_is_left(node: Node) -> None:
    for _ in range(20):
        async with wire(node) as flood:
            with suppress(ConnectionError):
                for _ in range(int(FRAMES_AT_ONCE) + 50):
                    await flood.socket.send_str(json.dumps("x"))
    await soon(lambda: nobody(node))
    assert not any(server.eio.sockets for server in node.servers)
