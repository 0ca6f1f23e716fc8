"""Pages as the doors meet them: one that behaves, and a bare wire for one that does not."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal

import aiohttp
from socketio import AsyncClient

from helpline.wire.catalogue import ASKS

REPLIES = {(ask.door.value, ask.name): ask.reply for ask in ASKS}
"""What answers each ask, by the catalogue: every answer that a test gets is held against it."""
Door = Literal["/youth", "/responder", "/supervisor", "/partner"]
SOON_S = 20.0
BODY = "b" * 64
KEY = "K" * 87


class Page:
    """A real Socket.IO client that remembers what it was told."""

    def __init__(self, origin: str, door: Door, transport: str, auth: Any) -> None:
        self.origin, self.door, self.transport, self.auth = origin, door, transport, auth
        self.headers: dict[str, str] = {}
        self.heard: list[tuple[str, Any]] = []
        self.closed = asyncio.Event()
        self._news = asyncio.Condition()

    async def connect(self) -> None:
        self._http = aiohttp.ClientSession(headers={"Origin": self.origin} | self.headers)
        self.client = AsyncClient(reconnection=False, http_session=self._http)
        self.client.on("*", self._hear, namespace=self.door)
        self.client.on("disconnect", self._gone, namespace=self.door)
        try:
            await self.client.connect(
                self.origin,
                auth=self.auth,
                namespaces=[self.door],
                transports=[self.transport],
                wait_timeout=SOON_S,
            )
        except BaseException:
            await self._http.close()
            raise

    async def _hear(self, name: str, data: Any) -> None:
        async with self._news:
            self.heard.append((name, data))
            self._news.notify_all()

    async def _gone(self, _reason: str = "") -> None:
        self.closed.set()

    async def ask(self, name: str, **frame: Any) -> dict[str, Any]:
        """Ask and return the ack, whatever it is."""
        ack: dict[str, Any] = await self.client.call(
            name, frame, namespace=self.door, timeout=SOON_S
        )
        if ack["ok"]:
            REPLIES[self.door, name].model_validate({k: ack[k] for k in ack if k != "ok"})
        return ack

    async def do(self, name: str, **frame: Any) -> dict[str, Any]:
        """Ask what must not be refused."""
        ack = await self.ask(name, **frame)
        assert ack["ok"], ack
        return ack

    async def hear(self, name: str, fits: Callable[[Any], object] = lambda _: True) -> Any:
        """Return the first thing told under a name that fits, now or soon."""
        async with asyncio.timeout(SOON_S), self._news:
            while True:
                for one, data in self.heard:
                    if one == name and fits(data):
                        return data
                await self._news.wait()

    async def close(self) -> None:
        if self._http.closed:
            return
        loops = (self.client.eio.read_loop_task, self.client.eio.write_loop_task)
        if self.transport == "polling" and loops[0] is not None:
            loops[0].cancel()  # the library would wait for the answer to its last poll
        with suppress(asyncio.CancelledError):
            await self.client.disconnect()
        await asyncio.wait([loop for loop in loops if loop is not None], timeout=1)
        await self._http.close()

    def vanish(self) -> None:
        """Cut the line without a word, as a lost phone does."""
        transport = self.client.eio.ws._response.connection.transport
        transport.abort()


class Wire:
    """A bare WebSocket to a door, for frames that no library would send."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, door: Door) -> None:
        self.socket, self.door = socket, door
        self._asked = 0

    async def greet(self, auth: Any = None) -> str:
        """Connect to the namespace and return its answer."""
        await self.next("0")
        await self.socket.send_str(f"40{self.door}," + ("" if auth is None else json.dumps(auth)))
        return await self.next("4")

    async def next(self, start: str) -> str:
        """Return the next frame that starts like this; ConnectionError when the wire closes."""
        async with asyncio.timeout(SOON_S * 2):
            while True:
                message = await self.socket.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    raise ConnectionError(message.type.name)
                if message.data == "2":
                    await self.socket.send_str("3")
                elif message.data.startswith(start):
                    return str(message.data)

    async def ask(self, event: Any) -> dict[str, Any]:
        """Send an event, which may be anything, and return its ack."""
        self._asked += 1
        await self.socket.send_str(f"42{self.door},{self._asked}{json.dumps(event)}")
        ack = await self.next(f"43{self.door},{self._asked}[")
        found: dict[str, Any] = json.loads(ack[ack.index("[") :])[0]
        return found
