"""The engine by itself, on a free port, with handlers that only remember."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from helpline.edge.engine.polling import Polling
from helpline.edge.engine.server import Engine
from helpline.edge.engine.websocket import WebSocket
from helpline.edge.engine.wire import Wire

SOON_S = 20.0
MASK = b"\x00\x00\x00\x00"


@dataclass
class Heard:
    """What the engine has told."""

    messages: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Stage:
    """An engine, what it told, and a client of its origin."""

    engine: Engine
    heard: Heard
    origin: str
    http: aiohttp.ClientSession
    act: Callable[[str, str], Coroutine[Any, Any, None]] | None = None

    @property
    def url(self) -> str:
        return f"{self.origin}/socket.io/?EIO=4"

    @property
    def wire(self) -> Wire:
        """The one connection there is."""
        [wire] = self.engine.sockets.values()
        return wire

    @property
    def websocket(self) -> WebSocket:
        wire = self.wire
        assert isinstance(wire, WebSocket)
        return wire

    @property
    def polling(self) -> Polling:
        wire = self.wire
        assert isinstance(wire, Polling)
        return wire

    async def message(self, sid: str, text: str) -> None:
        self.heard.messages.append(text)
        if self.act is not None:
            await self.act(sid, text)

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Open a WebSocket, and read its opening."""
        async with self.http.ws_connect(self.url + "&transport=websocket", max_msg_size=0) as one:
            assert (await one.receive_str()).startswith("0{")
            yield one

    async def poll(self) -> str:
        """Open a polling connection and return the address of its session."""
        async with self.http.get(self.url + "&transport=polling") as answer:
            sid = (await answer.text()).split('"sid":"')[1].split('"')[0]
        return f"{self.url}&transport=polling&sid={sid}"

    async def get(self, session: str) -> tuple[int, str]:
        async with self.http.get(session) as answer:
            return answer.status, await answer.text()

    async def post(self, session: str, body: str | bytes) -> tuple[int, str]:
        async with self.http.post(session, data=body) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Serve an engine until the block is left."""
    runner = web.AppRunner(app := web.Application(), access_log=None, shutdown_timeout=0.05)
    heard = Heard()
    engine = Engine(origin="unknown yet", async_handlers=False)
    engine.attach(app, "socket.io")
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1_024)
    await site.start()
    origin = "http://{}:{}".format(*runner.addresses[0][:2])
    engine._origin = origin
    async with aiohttp.ClientSession(
        headers={"Origin": origin}, connector=aiohttp.TCPConnector(limit=0)
    ) as http:
        made = Stage(engine, heard, origin, http)

        async def connect(sid: str, environ: dict[str, Any]) -> None:
            assert environ == {}
            heard.connected.append(sid)

        async def disconnect(sid: str, why: str) -> None:
            heard.gone.append((sid, why))

        engine.on("connect", connect)
        engine.on("message", made.message)
        engine.on("disconnect", disconnect)
        try:
            yield made
        finally:
            await engine.shutdown()
    await runner.cleanup()


async def until(true: Callable[[], object]) -> None:
    """Wait until something has become true, which must be soon."""
    async with asyncio.timeout(SOON_S):
        while not true():  # noqa: ASYNC110 - what it waits for is no event
            await asyncio.sleep(0.005)


def masked(first: int, payload: bytes) -> bytes:
    """Return a frame as a client writes it."""
    size = len(payload)
    if size < 126:
        return bytes((first, 0x80 | size)) + MASK + payload
    if size < 1 << 16:
        return bytes((first, 0xFE)) + size.to_bytes(2, "big") + MASK + payload
    return bytes((first, 0xFF)) + size.to_bytes(8, "big") + MASK + payload


def text(payload: str) -> bytes:
    """Return a text frame as a client writes it."""
    return masked(0x81, payload.encode())


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def raw(
    on: Stage, ahead: bytes = b"", headers: dict[str, str] | None = None
) -> AsyncIterator[Line]:
    """Give a bare line to the engine that has asked for a WebSocket, and sent something ahead."""
    host = on.origin.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    asked = {
        "Host": host,
        "Origin": on.origin,
        "Upgrade": "websocket",
        "Connection": "keep-alive, Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    } | (headers or {})
    lines = "".join(f"{name}: {value}\r\n" for name, value in asked.items() if value)
    head = f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{lines}\r\n"
    writer.write(head.encode() + ahead)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def left_of(kind: type) -> int:
    """Return how many of a kind nobody has let go of."""
    gc.collect()
    return sum(type(thing) is kind for thing in gc.get_objects())
