"""Every request reaches a node that can answer it, and says nothing of who asks from where."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from helpline.app import balancer
from helpline.app.balancer import Balancer, Head, Target, read_head, written
from helpline.core.errors import BadInput, Misconfigured
from tests.stores import free_ports

PATIENCE_S = 30
BODY = b"a body longer than any buffer on the way" * 10_000


class Node:
    """A node as the balancer sees one: it tells what it was asked."""

    def __init__(self, path: str, port: int) -> None:
        self.target = Target(path, port)
        self.status = 200
        self.gone = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=2**24)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/socket", self._socket)
        app.router.add_route("*", "/{path:.*}", self._tell)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.target.port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _ready(self, _: web.Request) -> web.Response:
        return web.Response(status=self.status)

    async def _tell(self, request: web.Request) -> web.Response:
        told = {"node": self.target.path, "path": request.path_qs, "names": list(request.headers)}
        return web.json_response(told | {"bytes": len(await request.read())})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "") != "websocket":
            return web.Response(status=426)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        try:
            async for message in socket:
                await socket.send_str(f"{self.target.path} {message.data}")
        finally:
            self.gone.set()
        return socket


class House:
    """Three nodes behind a balancer, and a page that asks."""

    def __init__(self, nodes: list[Node], door: str, session: aiohttp.ClientSession) -> None:
        self.nodes = nodes
        self.door = door
        self.session = session

    async def ask(self, path: str, **how: str) -> dict[str, object]:
        async with self.session.get(self.door + path, headers=how) as answer:
            assert answer.status == 200
            told: dict[str, object] = await answer.json()
            return told

    async def known(self, *, ready: str) -> None:
        """Wait until the balancer holds for ready those whose numbers are named."""
        async with asyncio.timeout(PATIENCE_S):
            while ready != "".join(n.target.path[-1] for n in self.nodes if n.target.ready):  # noqa: ASYNC110 - a field of a plain object
                await asyncio.sleep(0.01)


@asynccontextmanager
async def housed(count: int = 3) -> AsyncIterator[House]:
    *ports, door = free_ports(count + 1)
    nodes = [Node(f"/n/{k}", port) for k, port in enumerate(ports, 1)]
    async with AsyncExitStack() as stack:
        for node in nodes:
            stack.push_async_callback(node.stop)
            await node.start()
        front = Balancer([node.target for node in nodes])
        await stack.enter_async_context(front.listening("127.0.0.1", door))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        house = House(nodes, f"http://127.0.0.1:{door}", session)
        await house.known(ready="".join(str(k + 1) for k in range(count)))
        yield house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with housed() as house:
        yield house


async def test_a_node_is_reached_by_its_path_also_on_a_connection_that_was_anothers(
    house: House,
) -> None:
    for _ in range(3):
        for number in "123":
            told = await house.ask(f"/n/{number}/socket.io/?sid=x")
            assert (told["node"], told["path"]) == (f"/n/{number}", f"/n/{number}/socket.io/?sid=x")


async def test_equals_take_turns_and_whoever_has_fewer_connections_is_first(house: House) -> None:
    assert {(await house.ask("/"))["node"] for _ in range(3)} == {"/n/1", "/n/2", "/n/3"}
    async with AsyncExitStack() as sockets:
        for _ in range(4):
            await sockets.enter_async_context(house.session.ws_connect(house.door + "/socket"))
        busy = max(house.nodes, key=lambda node: node.target.carried).target
        assert sorted(node.target.carried for node in house.nodes) == [1, 1, 2]
        assert busy.path not in {(await house.ask("/"))["node"] for _ in range(4)}


async def test_bodies_and_answers_pass_whole(house: House) -> None:
    async with house.session.post(house.door + "/end", data=BODY) as answer:
        assert (await answer.json())["bytes"] == len(BODY)


async def test_a_socket_passes_and_its_node_learns_at_once_that_the_page_is_gone(
    house: House,
) -> None:
    async with house.session.ws_connect(house.door + "/socket") as socket:
        await socket.send_str("hello")
        path, word = (await socket.receive_str()).split()
        assert word == "hello"
        node = next(node for node in house.nodes if node.target.path == path)
        assert socket._response.connection is not None
        transport = socket._response.connection.transport
        assert transport is not None
        transport.abort()
        async with asyncio.timeout(PATIENCE_S):
            await node.gone.wait()


async def test_a_socket_that_is_refused_leaves_no_connection_open(house: House) -> None:
    ask = {"Connection": "Upgrade", "Upgrade": "another"}
    async with house.session.get(house.door + "/socket", headers=ask) as answer:
        assert answer.status == 426
        assert answer.headers["Connection"] == "close"


async def test_a_node_that_is_gone_is_passed_over_at_once_and_taken_again(house: House) -> None:
    first = house.nodes[0]
    await first.stop()
    assert {(await house.ask("/"))["node"] for _ in range(6)} == {"/n/2", "/n/3"}
    async with house.session.get(house.door + "/n/1/socket.io/") as answer:
        assert answer.status == 503
    await first.start()
    await house.known(ready="123")
    assert (await house.ask("/n/1/x"))["node"] == "/n/1"


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", None)])
async def test_a_node_that_dies_over_a_request_is_asked_for_nothing_twice_that_changes_something(
    method: str, status: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balancer, "CHECK_S", 60)
    async with housed(2) as house:
        dying, heard = house.nodes[0], []
        await dying.stop()

        async def die(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append(await reader.readline())
            writer.close()

        async with await asyncio.start_server(die, "127.0.0.1", dying.target.port):
            house.nodes[1].target.carried = 9  # so that the other one is asked first
            asked = house.session.request(method, house.door + "/x")
            assert await status_of(asked) == status
        assert f"{method} /x HTTP/1.1\r\n".encode() in heard


async def status_of(asked: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> int | None:
    """Return the status of an answer, or None where there is none."""
    try:
        async with asked as answer:
            return answer.status
    except aiohttp.ServerDisconnectedError:
        return None


async def test_a_node_that_sends_its_pages_away_gets_none_but_keeps_its_own(house: House) -> None:
    house.nodes[1].status = 503
    await house.known(ready="13")
    assert {(await house.ask("/"))["node"] for _ in range(6)} == {"/n/1", "/n/3"}
    assert (await house.ask("/n/2/x"))["node"] == "/n/2"


async def test_nodes_that_are_not_ready_are_still_better_than_nobody(house: House) -> None:
    for node in house.nodes:
        node.status = 503
    await house.known(ready="")
    assert (await house.ask("/"))["path"] == "/"
    for node in house.nodes:
        await node.stop()
    async with house.session.get(house.door + "/") as answer:
        assert answer.status == 503


async def test_a_node_that_hangs_is_passed_over_before_long(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balancer, "ANSWER_S", 0.2)
    never = asyncio.Event()
    await house.nodes[2].stop()

    async def hang(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await never.wait()
        writer.close()

    async with await asyncio.start_server(hang, "127.0.0.1", house.nodes[2].target.port):
        await house.known(ready="12")
        assert {(await house.ask("/"))["node"] for _ in range(6)} == {"/n/1", "/n/2"}
        async with house.session.get(house.door + "/n/3/socket.io/") as answer:
            assert answer.status == 503
        never.set()


async def test_nothing_is_passed_on_that_says_who_asks_from_where(house: House) -> None:
    telling = (
        *("X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "Via"),
        *("X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-Ip", "Keep-Alive"),
    )
    told = await house.ask("/", **dict.fromkeys(telling, "canary"), Origin="https://a.example")
    assert not {name.lower() for name in telling} & {str(n).lower() for n in told["names"]}  # type: ignore[attr-defined]
    assert "Origin" in json.dumps(told["names"])


@pytest.mark.parametrize(
    "text",
    [
        b"GET / HTTP/1.1 more\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\n folded: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nname : x\r\n\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\na: b\nX-Forwarded-For: c\r\n\r\n",
        b"GET / HTTP/1.1\r\na: b\rX-Forwarded-For: c\r\n\r\n",
        b"GET / HTTP/1.1\r\na: " + b"b" * balancer.HEAD_BYTES + b"\r\n\r\n",
    ],
)
async def test_a_request_that_could_be_read_in_two_ways_is_refused(
    house: House, text: bytes
) -> None:
    with suppress(BadInput):
        read_head(text)
        assert len(text) > balancer.HEAD_BYTES
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.door.split(":")[2]))
    writer.write(text)
    assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
    writer.close()


def test_what_is_written_is_one_request_that_closes() -> None:
    head = read_head(
        b"GET /n/2/x HTTP/1.1\r\nHost: a\r\nconnection: keep-alive, Upgrade\r\n"
        b"Upgrade: websocket\r\nvia: b\r\n\r\n"
    )
    assert head == Head(b"GET", b"/n/2/x", b"HTTP/1.1", head.fields)
    assert written(head) == (
        b"GET /n/2/x HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
        b"Connection: upgrade, close\r\n\r\n"
    )
    plain = read_head(b"GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n")
    assert written(plain) == b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"


async def test_a_port_that_is_taken_is_said(house: House) -> None:
    port = int(house.door.split(":")[2])
    with pytest.raises(Misconfigured, match=f"port {port}"):
        async with Balancer([]).listening("127.0.0.1", port):
            pass
