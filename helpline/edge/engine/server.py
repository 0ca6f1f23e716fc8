"""The engine: opens connections, finds them again, and closes them all in the end."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from random import uniform
from typing import Any, Final

import orjson
from aiohttp import web

from helpline.edge.engine.handshake import Taken, accept, take_over
from helpline.edge.engine.limits import FRAME_BYTES, PING_S, PONG_S
from helpline.edge.engine.polling import Polling, bad_request, text
from helpline.edge.engine.websocket import WebSocket
from helpline.edge.engine.wheel import Wheel
from helpline.edge.engine.wire import WE_LEFT, Wire
from helpline.logs import Event, log_error

SID_BYTES: Final = 15
CLOSE_S: Final = 2.0
"""So long may those take who are told that their connection is over, as the server ends."""


class Engine:
    """What python-socketio needs of an Engine.IO server, for pages of one origin."""

    async_mode = "aiohttp"

    def __init__(self, *, origin: str, async_handlers: bool) -> None:
        if async_handlers:
            raise ValueError("the frames of a connection are acted on in order")
        self.sockets: dict[str, Wire] = {}
        self.wheel = Wheel()
        self._origin = origin
        self._handlers: dict[str, Callable[..., Awaitable[None]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweep: asyncio.Task[None] | None = None

    def on(self, event: str, handler: Callable[..., Awaitable[None]]) -> None:
        """Set who is told of connections, messages and their end."""
        self._handlers[event] = handler

    def attach(self, app: web.Application, path: str) -> None:
        """Serve below a path of an application."""
        app.router.add_get(f"/{path.strip('/')}/", self.handle_request, allow_head=False)
        app.router.add_post(f"/{path.strip('/')}/", self.handle_request)

    async def handle_request(self, request: web.Request) -> web.StreamResponse:
        """Answer a poll or a POST, or make a WebSocket of the request."""
        transport = request.query.get("transport", "polling")
        given = request.headers.get("Origin")
        changes = request.method != "GET" or transport == "websocket"
        if given != self._origin and (changes or given is not None):
            return web.Response(status=403)
        if "sid" in request.query:
            return await self._go_on(request, transport, request.query["sid"])
        if request.query.get("EIO") != "4" or request.method != "GET":
            return bad_request()
        if transport == "polling":
            return await self._open_polling()
        return await self._open_websocket(request) if transport == "websocket" else bad_request()

    def heard(self, sid: str, message: str) -> Awaitable[None]:
        """Act on a message of a page."""
        return self._handlers["message"](sid, message)

    async def gone(self, sid: str, why: str) -> None:
        """Do what is to be done once a connection is over."""
        try:
            await self._handlers["disconnect"](sid, why)
        except Exception as error:  # noqa: BLE001 - there is nobody left to tell
            log_error(Event.FRAME_FAILED, error)
        finally:
            self.done(asyncio.current_task())

    def forget(self, wire: Wire) -> None:
        """Forget a connection that is over."""
        self.wheel.drop(wire)
        self.sockets.pop(wire.sid, None)

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a task, and hold it until it says that it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        return task

    def done(self, task: asyncio.Task[None] | None) -> None:
        """Let go of a task: a callback for each would cost a turn of the loop for each message."""
        if task is not None:
            self._tasks.discard(task)

    def post(self, sid: str | None, packet: bytes) -> None:
        """Send a packet to a connection, if it is there; never waits."""
        wire = self.sockets.get(sid) if sid is not None else None
        if wire is not None:
            wire.send(packet)

    async def send(self, sid: str, data: str) -> None:
        """Send a message, as the library asks for it."""
        self.post(sid, b"4" + data.encode())

    async def disconnect(self, sid: str) -> None:
        """Close a connection, if it is there."""
        wire = self.sockets.get(sid)
        if wire is not None:
            wire.close(WE_LEFT)

    async def shutdown(self) -> None:
        """Close every connection, and wait for those who are told so, but not for ever."""
        for wire in list(self.sockets.values()):
            wire.close(WE_LEFT)
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_S):
                while self._tasks:
                    await asyncio.wait(self._tasks)
        for task in list(self._tasks):
            task.cancel()
        if self._sweep is not None:
            self._sweep.cancel()
            self._sweep = None

    def generate_id(self) -> str:
        """Return an id that nobody guesses."""
        return secrets.token_urlsafe(SID_BYTES)

    async def _go_on(self, request: web.Request, transport: str, sid: str) -> web.StreamResponse:
        wire = self.sockets.get(sid)
        if transport != "polling" or not isinstance(wire, Polling):
            return bad_request()
        return await (wire.get(request) if request.method == "GET" else wire.post(request))

    async def _open_polling(self) -> web.Response:
        wire = Polling(self)
        await self._begin(wire)
        return text(_opening(wire))

    async def _open_websocket(self, request: web.Request) -> web.StreamResponse:
        head = accept(request)
        if head is None:
            return bad_request()
        wire = WebSocket(self, asyncio.get_running_loop())
        ahead = take_over(request, wire)
        if ahead is not None:
            wire.open(head, _opening(wire))
            await self._begin(wire)
            wire.data_received(ahead)
        return Taken()

    async def _begin(self, wire: Wire) -> None:
        if self._sweep is None:
            self._sweep = asyncio.get_running_loop().create_task(self.wheel.turn_forever())
        self.sockets[wire.sid] = wire
        # Those who come in a storm are not all asked at the same moment ever after.
        self.wheel.put(wire, uniform(0.5, 1) * PING_S)  # noqa: S311 - only spreads the load
        await self._handlers["connect"](wire.sid, {})


def _opening(wire: Wire) -> bytes:
    return b"0" + orjson.dumps(
        {
            "sid": wire.sid,
            "upgrades": [],
            "pingInterval": PING_S * 1000,
            "pingTimeout": PONG_S * 1000,
            "maxPayload": FRAME_BYTES,
        }
    )
