"""Clients that no page would be: gone in the middle of coming in, or talking rubbish."""

import asyncio
from contextlib import suppress
from random import Random

from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWebSocketResponse

from tests.faults.campaign.place import Node, Place

VANISHING = 10
CROWD = 400
TALKERS = 3
FRAMES = 40
LIMIT_S = 5.0
WORDS = (
    "4",
    "42",
    "42/youth,",
    "42/youth,[]",
    '42/youth,["say"]',
    '42/youth,1["say",{"cid":1}]',
    '42/youth,2["resume",{"ticket":"AAAAAAAAAAAAAAAAAAAAAAAA"}]',
    '42/youth,3["join",{"intake":{"topics":["x"]}}]',
    '42/youth,4["no such ask",{}]',
    '451-/youth,["say",{"_placeholder":true,"num":0}]',
    '43/youth,7[{"ok":true}]',
    "40/nowhere,",
    "40/youth,{",
    "\x00\x01\x02",
    "9" * 5_000,
    "[" * 2_000,
)


async def vanish(place: Place) -> None:
    """Be gone at every moment of a handshake."""
    await asyncio.gather(
        *(_vanish(node, step % 3) for node in place.nodes for step in range(VANISHING))
    )


async def rubbish(place: Place) -> None:
    """Talk rubbish to every node, for as long as it listens."""
    dice = Random(place.dice.random())
    await asyncio.gather(
        *(_talk(node, Random(dice.random())) for node in place.nodes for _ in range(TALKERS))
    )


async def crowd_in(node: Node, stay_s: float) -> None:
    """Have many come to one node at once, who want nothing but a connection for a while."""
    await asyncio.gather(*(_stand_there(node, stay_s) for _ in range(CROWD)))


async def _stand_there(node: Node, stay_s: float) -> None:
    with suppress(ClientError, TimeoutError, OSError):
        async with _http(node) as http, http.ws_connect(_socket(node)) as wire:
            await wire.send_str("40/youth,")
            async with asyncio.timeout(stay_s):
                async for _ in wire:
                    pass


async def _vanish(node: Node, step: int) -> None:
    with suppress(ClientError, TimeoutError, OSError, TypeError):
        async with _http(node) as http, http.ws_connect(_socket(node)) as wire:
            if step > 0:
                await wire.receive(LIMIT_S)
                await wire.send_str("40/youth,")
            if step > 1:
                await wire.send_str('42/youth,1["join",{}]')
            _abort(wire)


async def _talk(node: Node, dice: Random) -> None:
    with suppress(ClientError, TimeoutError, OSError):
        async with _http(node) as http, http.ws_connect(_socket(node)) as wire:
            await wire.receive(LIMIT_S)
            await wire.send_str("40/youth,")
            for _ in range(FRAMES):
                word = dice.choice(WORDS)
                if dice.random() < 0.2:
                    await wire.send_bytes(word.encode())
                else:
                    await wire.send_str(word)


def _http(node: Node) -> ClientSession:
    return ClientSession(headers={"Origin": node.origins[0]}, timeout=ClientTimeout(total=LIMIT_S))


def _socket(node: Node) -> str:
    return f"{node.origins[0]}/socket.io/?EIO=4&transport=websocket"


def _abort(wire: ClientWebSocketResponse) -> None:
    connection = wire._response.connection
    if connection is not None and connection.transport is not None:
        connection.transport.abort()
