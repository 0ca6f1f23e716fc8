"""A client that asks for much and reads none of it, over a socket of its own with little room.

It answers its pings by the clock, so that it is not for silence that it is closed.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWebSocketResponse, TCPConnector

from helpline.edge.engine.limits import PING_S
from helpline.simulate.sealing import new_id
from tests.faults.campaign.place import Node

CLOSED_S = 5.0
GIVES_UP_S = 10.0
COMES_S = 4.0
ROOM = 4_096
BODY = "A" * 20_000
WORDS = 10
ASKS = 40
STEP_S = 0.1
ESTABLISHED = 1


async def flood(node: Node) -> float | None:
    """Return how long such a client was kept, or None where it could not even come in."""
    ticket = None
    try:
        async with _http(node) as http, http.ws_connect(_url(node), max_msg_size=0) as wire:
            began = monotonic()
            async with asyncio.timeout(COMES_S):
                ticket = await _come_in(wire)
            return await _ask_and_read_nothing(wire, began)
    except (ClientError, OSError, TimeoutError, ValueError):
        return None
    finally:
        await _tidy(node, ticket)


async def _come_in(wire: ClientWebSocketResponse) -> str:
    """Join, and say enough that it is worth asking for; return the ticket."""
    await wire.send_str("40/youth,")
    await _emit(wire, 1, "join", {"intake": {}})
    joined = await _answer(wire, 1)
    for n in range(1, WORDS + 1):
        say = {"cid": new_id(), "n": n, "epoch": 0, "body": BODY}
        await _emit(wire, n + 1, "say", say)
        await _answer(wire, n + 1)
    return str(joined["ticket"])


async def _ask_and_read_nothing(wire: ClientWebSocketResponse, began: float) -> float:
    connection = wire._response.connection
    assert connection is not None
    transport: Any = connection.transport
    transport.pause_reading()
    since, pong = monotonic(), began + PING_S + 1
    with suppress(ClientError, OSError):
        for n in range(ASKS):
            await _emit(wire, 100 + n, "catch_up", {"after": 0})
    while _is_open(transport) and monotonic() < since + GIVES_UP_S:
        with suppress(ClientError, OSError):
            if monotonic() > pong:
                pong += PING_S
                await wire.send_str("3")
            else:
                # Whoever has been cut off without a word hears of it by writing.
                await _emit(wire, 99, "typing", {"on": True})
        await asyncio.sleep(STEP_S)
    took = monotonic() - since
    transport.abort()
    return took


def _is_open(transport: Any) -> bool:
    if transport.is_closing():
        return False
    told: bytes = transport.get_extra_info("socket").getsockopt(
        socket.IPPROTO_TCP, socket.TCP_INFO, 1
    )
    return told[0] == ESTABLISHED


async def _emit(wire: ClientWebSocketResponse, number: int, name: str, frame: object) -> None:
    await wire.send_str(f"42/youth,{number}{json.dumps([name, frame])}")


async def _answer(wire: ClientWebSocketResponse, number: int) -> dict[str, Any]:
    head = f"43/youth,{number}["
    while True:
        text = await wire.receive_str()
        if text == "2":
            await wire.send_str("3")
        if text.startswith(head):
            answer: dict[str, Any] = json.loads(text[len(head) - 1 :])[0]
            if not answer["ok"]:
                raise ValueError(answer["code"])
            return answer


async def _tidy(node: Node, ticket: str | None) -> None:
    """Leave the line again: it is for those who talk."""
    if ticket is not None:
        with suppress(ClientError, TimeoutError, OSError):
            async with ClientSession(timeout=ClientTimeout(total=COMES_S)) as http:
                await http.post(f"http://127.0.0.1:{node.ports[0]}/end", data=ticket)


def _http(node: Node) -> ClientSession:
    return ClientSession(
        connector=TCPConnector(socket_factory=_narrow()),
        headers={"Origin": node.origins[0]},
        timeout=ClientTimeout(total=GIVES_UP_S),
    )


def _narrow() -> Callable[[Any], socket.socket]:
    """Return what makes sockets that hold little of what comes."""

    def make(address: Any) -> socket.socket:
        made = socket.socket(*address[:3])
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        return made

    return make


def _url(node: Node) -> str:
    return f"http://127.0.0.1:{node.ports[0]}/socket.io/?EIO=4&transport=websocket"
