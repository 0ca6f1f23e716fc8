"""The public door over HTTP: pages, the way out, the beacon, and the headers of every answer."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from helpline.core.names import ChatId
from helpline.edge.http.public import TICKET_BYTES
from tests.edge.conftest import Node
from tests.edge.test_conversation import desk, talk
from tests.edge.test_ghosts import soon

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Request-OTR": "1",
}
PATHS = ["/", "/more", "/more.json", "/x", "/gone", "/nothing", "/assets/app.js", "/assets/no.js"]
PATHS += ["/status", "/readyz", "/join"]
STAFF_PATHS = ["/", "/session", "/desk", "/assets/app.js", "/nothing", "/assets/no.js"]
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture
async def http(node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(node.site.public_origin) as session:
        yield session


def policy(answer: aiohttp.ClientResponse) -> dict[str, str]:
    parts = [one.strip() for one in answer.headers["Content-Security-Policy"].split(";")]
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


async def headers_hold(answer: aiohttp.ClientResponse) -> None:
    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value, name
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "Server" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*PATHS, "/socket.io/?EIO=4&transport=polling", "/socket.io/?j=1"])
async def test_every_answer_of_the_public_door(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path, allow_redirects=False) as answer:
        await headers_hold(answer)
        if path != "/status":
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", STAFF_PATHS)
async def test_every_answer_of_the_staff_door(node: Node, path: str) -> None:
    async with (
        aiohttp.ClientSession(node.site.staff_origin) as http,
        http.get(path, allow_redirects=False) as answer,
    ):
        await headers_hold(answer)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/more"])
async def test_the_page_may_run_its_own_scripts_and_the_one_way_out(
    http: aiohttp.ClientSession, path: str
) -> None:
    async with http.get(path) as answer:
        rules = policy(answer)
        assert rules["script-src"].startswith("'self' 'sha256-")
        assert rules["require-trusted-types-for"] == "'script'"
        assert (rules["trusted-types"], rules["connect-src"]) == ("'none'", "'self'")
        assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize(
    ("accept", "language"), [("es-419,es;q=0.9", "es"), ("en", "en"), ("fr", "en"), ("", "en")]
)
async def test_the_page_comes_in_the_language_asked_for(
    http: aiohttp.ClientSession, accept: str, language: str
) -> None:
    async with http.get("/", headers={"Accept-Language": accept}) as answer:
        assert f'<html lang="{language}">' in await answer.text()


async def test_the_way_out_without_a_script(http: aiohttp.ClientSession, node: Node) -> None:
    async with http.get("/x", allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["Location"] == node.site.decoy
        assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


@pytest.mark.parametrize(
    "path", ["/gone", "/anything", "/a/b/c", "/youth.html", "/assets/../youth.html", "/secret.env"]
)
async def test_whatever_is_not_there_is_the_same_dull_page(
    http: aiohttp.ClientSession, path: str
) -> None:
    async with http.get(path) as answer:
        assert answer.status == 404
        assert "page not found" in await answer.text()


@pytest.mark.parametrize("path", ["/assets/%2e%2e/secret.env", "/assets/..%2fyouth.html"])
async def test_no_path_leads_out_of_the_assets(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as answer:
        text = await answer.text()
        assert answer.status == 404
        assert "never served" not in text
        assert "%SETUP%" not in text


async def test_assets_button_and_hashes(http: aiohttp.ClientSession) -> None:
    kinds = {
        "/assets/app.js": "text/javascript",
        "/assets/dot.webp": "image/webp",
        "/button.js": "text/javascript",
        "/integrity.json": "application/json",
    }
    for path, kind in kinds.items():
        async with http.get(path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
    async with http.get("/button.js") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_the_status_is_for_anybody_and_says_nothing_of_anybody(
    http: aiohttp.ClientSession, node: Node
) -> None:
    async def shown() -> object:
        async with http.get("/status", headers={"Origin": ELSEWHERE}) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Cache-Control"] == "public, max-age=30"
            return json.loads(await answer.text())

    assert await shown() == {"state": "open", "answering": False, "opens": None}
    await node.world.floor.set_state("paused")
    ana = await desk(node)
    await ana.do("set_ready", on=True)

    async def changed() -> bool:
        return await shown() == {"state": "paused", "answering": True, "opens": None}

    await soon(changed)


BEACONS = [{}, {"Origin": "null"}, {"Origin": "OWN"}, {"Origin": ELSEWHERE}]


@pytest.mark.parametrize("headers", BEACONS, ids=str)
async def test_a_beacon_ends_the_chat_wherever_it_seems_to_come_from(
    http: aiohttp.ClientSession, node: Node, headers: dict[str, str]
) -> None:
    sent = {name: value.replace("OWN", node.site.public_origin) for name, value in headers.items()}
    _, ana, chat = await talk(node)
    async with http.post("/end", data=chat["ticket"], headers=sent) as answer:
        assert (answer.status, await answer.text()) == (204, "")
    assert (await ana.hear("ended"))["why"] == "left"
    assert await node.world.floor.chat(ChatId(chat["chat"])) is None


@pytest.mark.parametrize(("behind", "why"), [("", "parked"), ("!", "left")])
async def test_return_words_keep_the_chat_of_an_exit_and_not_of_one_ended_for_good(
    http: aiohttp.ClientSession, node: Node, behind: str, why: str
) -> None:
    youth, ana, chat = await talk(node)
    await youth.do("set_return", token="t" * 43, blob="b" * 64)
    async with http.post("/end", data=chat["ticket"] + behind) as answer:
        assert answer.status == 204
    assert (await ana.hear("ended"))["why"] == why
    kept = await node.world.floor.chat(ChatId(chat["chat"]))
    assert (kept is None) == (why == "left")
    if kept is not None:  # the end may come behind an exit
        await http.post("/end", data=chat["ticket"] + "!")
        assert await node.world.floor.chat(ChatId(chat["chat"])) is None


async def test_a_beacon_in_pieces_ends_the_chat_too(
    http: aiohttp.ClientSession, node: Node
) -> None:
    _, _, chat = await talk(node)

    async def slowly() -> AsyncIterator[bytes]:
        ticket = chat["ticket"].encode()
        for piece in (ticket[:9], ticket[9:40], ticket[40:]):
            yield piece
            await asyncio.sleep(0.05)

    async with http.post("/end", data=slowly()) as answer:
        assert answer.status == 204
    assert await node.world.floor.chat(ChatId(chat["chat"])) is None


@pytest.mark.parametrize(
    "body", [b"", b"x", b"\xff\xfe" * 20, b"x" * TICKET_BYTES, b"x" * (TICKET_BYTES + 1)]
)
async def test_a_beacon_of_nothing_is_answered_the_same(
    http: aiohttp.ClientSession, body: bytes
) -> None:
    async with http.post("/end", data=body) as answer:
        assert (answer.status, await answer.text()) == (204, "")


async def test_a_beacon_too_big_is_refused(http: aiohttp.ClientSession) -> None:
    async with http.post("/end", data=b"x" * 20_000) as answer:
        assert (answer.status, await answer.text()) == (413, "")


REFUSED = [
    ("GET", "/", {"Origin": ELSEWHERE}, 403),
    ("GET", "/x", {"Origin": "null"}, 403),
    ("POST", "/", {}, 403),
    ("POST", "/status", {"Origin": ELSEWHERE}, 403),
    ("DELETE", "/anything", {}, 403),
    ("OPTIONS", "/socket.io/", {"Origin": ELSEWHERE}, 403),
    ("POST", "/end", {"Content-Encoding": "gzip"}, 415),
    ("GET", "/end", {}, 404),
]


@pytest.mark.parametrize(("method", "path", "headers", "code"), REFUSED)
async def test_what_is_refused_before_any_handler(
    http: aiohttp.ClientSession, method: str, path: str, headers: dict[str, str], code: int
) -> None:
    async with http.request(method, path, headers=headers) as answer:
        assert answer.status == code
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_fault_of_ours_shows_nothing(
    http: aiohttp.ClientSession,
    node: Node,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    _, _, chat = await talk(node)

    async def broken(*_: object) -> None:
        raise ValueError("canary-of-a-youth")

    monkeypatch.setattr(node.world.floor, "chats", broken)
    async with http.post("/end", data=chat["ticket"]) as answer:
        assert (answer.status, await answer.text()) == (500, "")
        await headers_hold(answer)
    shown = capfd.readouterr().err
    assert "canary" not in shown
    assert "request_failed" in shown
