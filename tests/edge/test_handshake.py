"""Who may open a socket, with what, and what is kept of how they asked."""

import asyncio
import gc
from types import CoroutineType, FunctionType, ModuleType
from typing import Any

import aiohttp
import pytest

from helpline.actions.desk import Person
from helpline.core.intake import Language
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.core.tickets import sign
from helpline.edge.socket_token import GOOD_S, PURPOSE, issue
from tests.edge.conftest import SECRET, Node
from tests.edge.page import Door, Page, Wire
from tests.edge.test_abuse import socket_of, wire
from tests.edge.test_conversation import token

CANARY = "canary-of-a-handshake"
OFF = None


async def status(node: Node, door: Door, headers: dict[str, Any], query: str = "") -> int:
    """Return how a WebSocket handshake is answered; 101 is an open one."""
    asked = {"Origin": node.at(door)} | headers
    sent = {name: value for name, value in asked.items() if value is not OFF}
    async with aiohttp.ClientSession() as http:
        try:
            async with http.ws_connect(socket_of(node, door) + query, headers=sent):
                return 101
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status


async def test_the_pages_own_origin_comes_in(node: Node) -> None:
    assert await status(node, "/youth", {}) == 101
    assert await status(node, "/responder", {}) == 101


FOREIGN: list[dict[str, Any]] = [
    {"Origin": OFF},
    {"Origin": ""},
    {"Origin": "null"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": OFF, "X-Forwarded-Host": "elsewhere.example"},
    {
        "Origin": "https://elsewhere.example",
        "X-Forwarded-Host": "elsewhere.example",
        "X-Forwarded-Proto": "https",
    },
    {"Origin": "https://elsewhere.example", "Host": "elsewhere.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("door", ["/youth", "/responder"])
async def test_no_other_origin_does(node: Node, door: Door, headers: dict[str, Any]) -> None:
    assert await status(node, door, headers) == 403


async def test_each_door_is_its_own_origin(node: Node) -> None:
    assert await status(node, "/youth", {"Origin": node.site.staff_origin}) == 403
    assert await status(node, "/responder", {"Origin": node.site.public_origin}) == 403


@pytest.mark.parametrize("query", ["&j=0", "&j=x", "&b64=1", "&token=1", "&callback=f", "&EIO2=4"])
async def test_no_key_of_the_query_but_the_four(node: Node, query: str) -> None:
    assert await status(node, "/youth", {}, query) == 400
    url = socket_of(node, "/youth").replace("websocket", "polling") + query
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        assert answer.status == 400
        assert await answer.text() == ""


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}], ids=str
)
async def test_a_poll_that_changes_something_says_where_it_is_from(
    node: Node, headers: dict[str, str]
) -> None:
    url = f"{node.site.public_origin}/socket.io/?EIO=4&transport=polling"
    async with (
        aiohttp.ClientSession() as http,
        http.post(url + "&sid=x", data="40/youth,", headers=headers) as answer,
    ):
        assert answer.status == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(("door", "other"), [("/youth", "/responder"), ("/responder", "/youth")])
async def test_a_namespace_of_the_other_door_does_not_exist_here(
    node: Node, door: Door, other: Door
) -> None:
    async with (
        aiohttp.ClientSession(headers={"Origin": node.at(door)}) as http,
        http.ws_connect(socket_of(node, door)) as socket,
    ):
        bare = Wire(socket, other)
        assert (await bare.greet({"token": token(node)})).startswith(f"44{other},")
        assert node.seats.by_sid == {}


def tokens(node: Node) -> dict[str, Any]:
    person = Person(StaffId("ana"), "Ana", Role.RESPONDER, (Language.EN,), (), None)
    good = issue(node.world, person, "s")
    late = {
        "id": "ana",
        "name": "Ana",
        "role": "responder",
        "languages": ["en"],
        "opted_out": [],
        "session": "s",
        "until": node.world.now() - 1,  # with each beat the store's time is learnt anew
    }
    early = late | {"until": node.world.now() + GOOD_S}
    return {
        "none": None,
        "empty": {},
        "no dictionary": [good],
        "a number": {"token": 7},
        "a list": {"token": [good]},
        "nothing": {"token": ""},
        "one character off": {"token": good[:-1] + ("A" if good[-1] != "A" else "B")},
        "half a surrogate": {"token": "\ud800." + good},
        "expired": {"token": sign(SECRET, PURPOSE, late)},
        "another secret": {"token": sign(b"x" * 32, PURPOSE, early)},
        "another purpose": {"token": sign(SECRET, "ticket", early)},
        "another role": {"token": sign(SECRET, PURPOSE, early | {"role": "supervisor"})},
    }


@pytest.mark.parametrize(
    "kind",
    [
        "none",
        "empty",
        "no dictionary",
        "a number",
        "a list",
        "nothing",
        "one character off",
        "half a surrogate",
        "expired",
        "another secret",
        "another purpose",
        "another role",
    ],
)
async def test_staff_without_a_good_token_stay_outside(node: Node, kind: str) -> None:
    async with (
        aiohttp.ClientSession(headers={"Origin": node.site.staff_origin}) as http,
        http.ws_connect(socket_of(node, "/responder")) as socket,
    ):
        bare = Wire(socket, "/responder")
        answer = await bare.greet(tokens(node)[kind])
        assert answer.startswith("44/responder,")
        assert CANARY not in answer
        assert node.seats.by_sid == {}
        await socket.send_str('42/responder,1["set_ready",{"on":true}]')
        await socket.send_str("41/responder,")
    assert await node.world.floor.roster() == {}


async def test_a_responder_is_no_supervisor(node: Node) -> None:
    async with (
        aiohttp.ClientSession(headers={"Origin": node.site.staff_origin}) as http,
        http.ws_connect(socket_of(node, "/supervisor")) as socket,
    ):
        assert (await Wire(socket, "/supervisor").greet({"token": token(node)})).startswith("44")


async def test_a_namespace_is_entered_once(node: Node) -> None:
    async with wire(node) as bare:
        await bare.socket.send_str("40/youth,")
        assert (await bare.next("4")).startswith("44/youth,")
        assert len(node.seats.by_sid) == 1


async def test_leaving_the_namespace_and_coming_again_gives_no_fresh_rate(node: Node) -> None:
    async with wire(node) as bare:
        (seat,) = node.seats.by_sid.values()
        seat.bucket.left = -100.0
        await bare.socket.send_str("41/youth,")
        await bare.socket.send_str("40/youth,")
        await bare.next("40/youth,")
        assert (await bare.ask(["join", {}]))["code"] == "too_fast"


async def test_no_compression_is_agreed_on(node: Node) -> None:
    async with (
        aiohttp.ClientSession(headers={"Origin": node.site.public_origin}) as http,
        http.ws_connect(socket_of(node, "/youth"), compress=15) as socket,
    ):
        assert socket.compress == 0
        assert "Sec-WebSocket-Extensions" not in socket._response.headers


async def test_no_cookie_is_set_and_polls_are_not_zipped(node: Node) -> None:
    url = f"{node.site.public_origin}/socket.io/?EIO=4&transport=polling"
    async with (
        aiohttp.ClientSession(auto_decompress=False) as http,
        http.get(url, headers={"Accept-Encoding": "gzip, deflate"}) as answer,
    ):
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers
        assert "Content-Encoding" not in answer.headers
        assert (await answer.text()).startswith("0{")


def reached(roots: list[object]) -> set[str]:
    """Return every text that can be reached from these without going into code or its frames."""
    seen: dict[int, object] = {}
    texts, ahead = set(), list(roots)
    while ahead:
        thing = ahead.pop()
        if id(thing) in seen or isinstance(thing, (type, ModuleType, FunctionType, CoroutineType)):
            continue
        seen[id(thing)] = thing
        if isinstance(thing, str | bytes):
            texts.add(str(thing))
        elif not isinstance(thing, asyncio.Future | asyncio.AbstractEventLoop):
            ahead += gc.get_referents(thing)
    return texts


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_the_library_and_we_keep_nothing_of_a_handshake(node: Node, transport: str) -> None:
    """Addresses stand in forwarded headers, and who asks in the rest.

    aiohttp itself holds the request of an open WebSocket as long as it lasts: a proxy before us
    must not forward an address (`deploy/` does not).
    """
    page = Page(node.site.public_origin, "/youth", transport, None)
    page.headers = {"X-Forwarded-For": f"{CANARY}-address", "User-Agent": f"{CANARY}-agent"}
    await page.connect()
    node.pages.append(page)
    joined = await page.do("join")
    texts = reached([node.seats, node.world, *node.servers, *(one.eio for one in node.servers)])
    assert joined["chat"] in texts, "the walk must have got as far as the seats"
    assert [text for text in texts if CANARY in text] == []
