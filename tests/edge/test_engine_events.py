"""python-socketio on the engine: events in order, and none of the library's leftovers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from socketio import AsyncClient

from helpline.edge.engine.events import EventServer
from tests.edge.engine_stage import until


class House:
    """An event server with one namespace, a client of it, and what was heard."""

    def __init__(self, server: EventServer, url: str, http: aiohttp.ClientSession) -> None:
        self.server, self.url, self.http = server, url, http
        self.heard: list[Any] = []
        self.gone: list[str] = []

    async def socket(self) -> aiohttp.ClientWebSocketResponse:
        socket = await self.http.ws_connect(
            self.url + "/socket.io/?EIO=4&transport=websocket", max_msg_size=0
        )
        await socket.receive_str()
        return socket

    def is_empty(self) -> bool:
        manager = self.server.manager
        known = (manager.rooms, manager.pending_connect, manager.pending_disconnect)
        return not any((*known, self.server.environ, self.server.eio.sockets))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    runner = web.AppRunner(app := web.Application(), access_log=None, shutdown_timeout=0.05)
    server = EventServer("unknown yet", ["/a", "/b"])
    server.attach(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}".format(*runner.addresses[0][:2])
    server.eio._origin = url
    async with aiohttp.ClientSession(headers={"Origin": url}) as http:
        made = House(server, url, http)

        async def connect(sid: str, _: dict[str, Any], auth: object) -> None:
            server.tell(sid, "/a", "early", json.dumps({"auth": auth}))

        async def disconnect(_: str, why: str) -> None:
            made.gone.append(why)

        async def frame(name: str, sid: str, *args: Any) -> dict[str, Any]:
            made.heard.append((name, args))
            if name == "tell me":
                server.tell(sid, "/a", "told", '{"ü":1}')
            return {"ok": True}

        server.on("connect", connect, namespace="/a")
        server.on("disconnect", disconnect, namespace="/a")
        server.on("*", frame, namespace="/a")
        yield made
        await server.shutdown()
    await runner.cleanup()


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_the_librarys_own_client_is_served(house: House, transport: str) -> None:
    client = AsyncClient(reconnection=False, http_session=house.http)
    told = asyncio.Event()

    async def hear(name: str, data: Any) -> None:
        assert (name, data) == ("told", {"ü": 1})
        told.set()

    client.on("*", hear, namespace="/a")
    await client.connect(house.url, namespaces=["/a"], transports=[transport])
    acks = [await client.call("ask", number, namespace="/a") for number in range(20)]
    assert acks == [{"ok": True}] * 20
    for number in range(20):
        await client.emit("quick", number, namespace="/a")
    await client.call("tell me", namespace="/a")
    await asyncio.wait_for(told.wait(), 20)
    assert [args[0] for name, args in house.heard if name == "quick"] == list(range(20))
    await client.disconnect()
    await until(lambda: house.gone)
    assert len(house.gone) == 1
    await until(house.is_empty)
    await client.eio.disconnect()


async def test_nothing_comes_before_the_answer_to_a_connect(house: House) -> None:
    async with await house.socket() as socket:
        await socket.send_str('40/a,{"token":"x"}')
        assert (await socket.receive_str()).startswith('40/a,{"sid":')
        await socket.send_str('42/a,7["tell me"]')
        assert await socket.receive_str() == '42/a,["told",{"ü":1}]'
        assert await socket.receive_str() == '43/a,7[{"ok":true}]'


async def test_an_event_without_a_number_is_not_answered(house: House) -> None:
    async with await house.socket() as socket:
        await socket.send_str("40/a,")
        await socket.receive_str()
        await socket.send_str('42/a,["quiet",1,2]')
        await socket.send_str('42/b,1["no place"]')
        await socket.send_str('42/c,2["no namespace"]')
        await socket.send_str('42/a,3["loud"]')
        assert await socket.receive_str() == '43/a,3[{"ok":true}]'
        assert house.heard == [("quiet", (1, 2)), ("loud", ())]


async def test_who_is_put_out_hears_of_it_and_is_forgotten(house: House) -> None:
    async with await house.socket() as socket:
        await socket.send_str("40/a,")
        sid = json.loads((await socket.receive_str())[5:])["sid"]
        house.server.tell(sid, "/a", "last", "{}")
        await house.server.disconnect(sid, namespace="/a")
        assert await socket.receive_str() == '42/a,["last",{}]'
        assert await socket.receive_str() == "41/a,"
        assert house.gone == ["server disconnect"]
        assert not house.server.manager.rooms
    await until(house.is_empty)


@pytest.mark.parametrize("held", [True, False])
async def test_who_goes_while_its_connect_is_acted_on_is_not_held_for_connected(
    house: House, *, held: bool
) -> None:
    go = asyncio.Event()

    async def slow(*_: object) -> None:
        await go.wait()

    house.server.on("connect", slow, namespace="/a")
    async with await house.socket() as socket:
        await socket.send_str("40/a,")
        await until(lambda: house.server.manager.pending_connect)
        if not held:
            go.set()
    await until(lambda: not house.server.eio.sockets)
    go.set()
    await until(house.is_empty)
    assert house.gone == ["transport close"]


async def test_a_fault_as_somebody_goes_leaves_nothing(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: object) -> None:
        raise TypeError("canary")

    house.server.on("disconnect", broken, namespace="/a")
    for _ in range(5):
        async with await house.socket() as socket:
            await socket.send_str("40/a,")
            await socket.receive_str()
    await until(house.is_empty)
    assert "canary" not in capfd.readouterr().err


async def test_a_thousand_places_are_given_and_taken_without_a_room_for_each(house: House) -> None:
    for _ in range(10):
        sockets = [await house.socket() for _ in range(100)]
        for socket in sockets:
            await socket.send_str("40/a,")
        for socket in sockets:
            await socket.receive_str()
        assert list(house.server.manager.rooms["/a"]) == [None]
        await asyncio.gather(*(socket.close() for socket in sockets))
        await until(house.is_empty)
    assert len(house.gone) == 1_000
