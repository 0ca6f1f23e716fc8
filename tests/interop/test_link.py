"""The pages' link against the real Socket.IO server."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import socketio
from aiohttp import web

PATIENCE_S = 20


class Server:
    """A door that answers `echo`, is silent at `hush`, and notes how it was called."""

    def __init__(self) -> None:
        self.sio = socketio.AsyncServer(async_mode="aiohttp", async_handlers=False)
        self.queries: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.auths: list[Any] = []
        self.refusals: list[str] = []
        self.sids: list[str] = []
        self.websocket = True
        self.origin = ""
        self.sio.on("connect", self._connect, namespace="/youth")
        self.sio.on("echo", self._echo, namespace="/youth")
        self.sio.on("hush", self._hush, namespace="/youth")

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        self.auths.append(auth)
        self.headers.append({name.lower(): str(environ[name]) for name in environ})
        if self.refusals:
            raise socketio.exceptions.ConnectionRefusedError(self.refusals.pop())
        self.sids.append(sid)

    async def _echo(self, _: str, frame: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, **frame}

    async def _hush(self, sid: str, _: dict[str, Any]) -> None:
        await self.sio.disconnect(sid, namespace="/youth")

    @web.middleware
    async def watch(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.queries.append(dict(parse_qsl(request.query_string)))
        if request.query.get("transport") == "websocket" and not self.websocket:
            raise web.HTTPForbidden
        response: web.StreamResponse = await handler(request)
        return response


class Page:
    """The link in a process of its own."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def heard(self) -> Any:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            return json.loads(await self._process.stdout.readline())

    async def until(self, what: dict[str, Any]) -> None:
        while await self.heard() != what:
            pass

    def ask(self, name: str, **frame: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"name": name, "frame": frame}).encode() + b"\n")


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application(middlewares=[server.watch])
    server.sio.attach(app)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@asynccontextmanager
async def page(node: Path, server: Server) -> AsyncIterator[Page]:
    script = Path(__file__).with_name("link_peer.mjs")
    quiet = "--disable-warning=ExperimentalWarning"
    process = await asyncio.create_subprocess_exec(
        node, quiet, script, server.origin, "youth", stdin=PIPE, stdout=PIPE
    )
    try:
        yield Page(process)
    finally:
        process.kill()
        await process.communicate()


async def test_asks_are_answered_and_tells_arrive(node: Path, server: Server) -> None:
    async with page(node, server) as youth:
        assert await youth.heard() == {"connection": "here"}
        youth.ask("echo", text="hi")
        assert await youth.heard() == {"answer": {"ok": True, "text": "hi"}}
        await server.sio.emit("changed", {"view": 1}, namespace="/youth")
        assert await youth.heard() == {"told": {"view": 1}}
    assert {query["transport"] for query in server.queries} == {"websocket"}
    assert all(query.keys() <= {"EIO", "transport", "sid", "t"} for query in server.queries)
    assert not any("http_cookie" in headers for headers in server.headers)


async def test_polling_where_web_sockets_are_blocked(node: Path, server: Server) -> None:
    server.websocket = False
    async with page(node, server) as youth:
        await youth.until({"connection": "here"})
        youth.ask("echo", text="hi")
        assert await youth.heard() == {"answer": {"ok": True, "text": "hi"}}
    assert "polling" in {query["transport"] for query in server.queries}


async def test_a_word_of_the_server_ends_the_ask_and_the_page_comes_back_with_a_fresh_token(
    node: Path, server: Server
) -> None:
    async with page(node, server) as youth:
        await youth.until({"connection": "here"})
        youth.ask("hush")
        heard = [await youth.heard(), await youth.heard()]
        assert {"connection": "lost"} in heard
        assert {"answer": {"ok": False, "code": "try_again"}} in heard
        youth.ask("echo", text="too early")
        assert await youth.heard() == {"answer": {"ok": False, "code": "try_again"}}
        await youth.until({"connection": "here"})
    assert server.auths == [{"token": "token 1"}, {"token": "token 2"}]


async def test_who_is_not_signed_in_is_refused_for_good(node: Path, server: Server) -> None:
    server.refusals = ["not_signed_in"]
    async with page(node, server) as youth:
        assert await youth.heard() == {"connection": "refused"}
    assert server.sids == []


async def test_a_server_that_is_busy_is_asked_again(node: Path, server: Server) -> None:
    server.refusals = ["try_again"]
    async with page(node, server) as youth:
        assert await youth.heard() == {"connection": "lost"}
        assert await youth.heard() == {"connection": "here"}


async def test_a_closed_link_stays_closed(node: Path, server: Server) -> None:
    gone = asyncio.Event()
    server.sio.on("disconnect", lambda *_: gone.set(), namespace="/youth")
    async with page(node, server) as youth:
        await youth.until({"connection": "here"})
        youth.ask("close")
        async with asyncio.timeout(PATIENCE_S):
            await gone.wait()
        youth.ask("echo")
        assert await youth.heard() == {"answer": {"ok": False, "code": "try_again"}}
    assert len(server.sids) == 1
