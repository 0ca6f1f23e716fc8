"""The staff door over HTTP: signing in and out, and what is for staff alone."""

from collections.abc import AsyncIterator
from time import time
from typing import Any

import aiohttp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.names import ChatId, StaffId
from helpline.core.roles import Role
from helpline.durable import Newcomer
from helpline.edge.http.entrance import TRIES_AT_ONCE
from helpline.edge.http.sign_in import COOKIE
from tests.edge.conftest import Node
from tests.edge.page import KEY
from tests.edge.test_conversation import held

PASSWORD = "kettle quiet otter lamp"


@pytest.fixture
async def http(node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    origin = node.site.staff_origin
    jar = aiohttp.DummyCookieJar()  # the cookie is for https alone, so each test carries it
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}, cookie_jar=jar) as session:
        yield session


async def sign_in(http: aiohttp.ClientSession, **given: Any) -> tuple[int, dict[str, Any], str]:
    """Return the status, the body and the cookie of a sign-in."""
    async with http.post("/session", json=given) as answer:
        cookie = answer.cookies.get(COOKIE)
        return answer.status, await answer.json(), "" if cookie is None else cookie.value


def with_cookie(cookie: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={cookie}"}


async def test_a_password_signs_in_by_a_cookie_no_script_and_no_other_site_has(
    http: aiohttp.ClientSession, ana: StaffId
) -> None:
    async with http.post("/session", json={"name": "ana", "password": PASSWORD}) as answer:
        assert answer.status == 200
        assert (await answer.json())["me"]["id"] == ana
        cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Strict")
    assert (cookie["path"], cookie["domain"]) == ("/", "")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "ana", "password": "wrong"}, 401),
        ({"name": "nobody", "password": PASSWORD}, 401),
        ({"link": "x" * 43}, 401),
        ({}, 400),
        ({"name": "ana"}, 400),
        ({"name": "ana", "password": PASSWORD, "role": "supervisor"}, 400),
        ({"name": 7, "password": PASSWORD}, 400),
        ({"name": "a" * 101, "password": PASSWORD}, 400),
    ],
)
async def test_nothing_else_signs_in(
    http: aiohttp.ClientSession, ana: StaffId, given: dict[str, Any], code: int
) -> None:
    status, body, cookie = await sign_in(http, **given)
    assert (status, cookie, body["ok"]) == (code, "", False)
    assert ana not in str(body)


async def test_only_json_from_our_own_page_signs_in(
    http: aiohttp.ClientSession, ana: StaffId
) -> None:
    body = f'{{"name":"ana","password":"{PASSWORD}"}}'
    async with http.post("/session", data=body) as answer:
        assert answer.status == 400
    for origin in ("https://elsewhere.example", "null", ""):
        headers = {"Origin": origin, "Content-Type": "application/json"}
        async with http.post("/session", data=body, headers=headers) as answer:
            assert answer.status == 403
            assert COOKIE not in answer.cookies
    assert ana


async def test_a_link_signs_in_once(http: aiohttp.ClientSession, node: Node, ana: StaffId) -> None:
    link = await node.durable.links.make(ana, By(CONSOLE, time()))
    first, second = await sign_in(http, link=link), await sign_in(http, link=link)
    assert (first[0], second[0]) == (200, 401)


async def test_guessing_is_slowed(http: aiohttp.ClientSession) -> None:
    codes = [(await sign_in(http))[0] for _ in range(int(TRIES_AT_ONCE) + 5)]
    assert codes[: int(TRIES_AT_ONCE)] == [400] * int(TRIES_AT_ONCE)
    assert 429 in codes[int(TRIES_AT_ONCE) :]


@pytest.mark.parametrize("path", ["/session", "/desk"])
@pytest.mark.parametrize("cookie", ["", "x", "x" * 43, "\u00e9"])
async def test_a_stranger_is_told_nothing(
    http: aiohttp.ClientSession, path: str, cookie: str
) -> None:
    headers = with_cookie(cookie.encode("latin-1", "replace").decode("latin-1")) if cookie else {}
    async with http.get(path, headers=headers) as answer:
        assert answer.status == 401
        assert (await answer.json()) == {"ok": False, "code": "not_signed_in"}


async def test_who_is_signed_in_gets_the_desk_and_a_token_that_opens_the_socket(
    http: aiohttp.ClientSession, node: Node, ana: StaffId
) -> None:
    _, _, cookie = await sign_in(http, name="ana", password=PASSWORD)
    async with http.get("/desk", headers=with_cookie(cookie)) as answer:
        setup = await answer.json()
    assert [one["id"] for one in setup["templates"]] == ["hi"]
    assert setup["return_minutes"] == node.site.return_minutes
    assert setup["join"] == f"{node.site.public_origin}/join"
    async with http.get("/session", headers=with_cookie(cookie)) as answer:
        body = await answer.json()
    assert cookie not in str(body)
    page = await node.open("/responder", token=body["token"])
    view = (await page.do("arrive", public_key=KEY))["view"]
    assert view["me"]["id"] == ana


async def test_signing_out_closes_the_pages_and_gives_the_chats_back(
    http: aiohttp.ClientSession, node: Node, ana: StaffId
) -> None:
    _, body, cookie = await sign_in(http, name="ana", password=PASSWORD)
    page = await node.open("/responder", token=body["token"])
    await page.do("arrive", public_key=KEY)
    youth = await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await page.do("pull")
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    await page.do("accept", chat=chat, fence=told["view"]["offer"]["fence"])
    await page.hear("changed", lambda d: held(d, "chat") == chat)
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    youth.heard.clear()  # it was told of its place in the line before, too
    async with http.delete("/session", headers=with_cookie(cookie)) as answer:
        assert answer.status == 204
    await page.hear("signed_out")
    await youth.hear("changed", lambda d: d["view"]["phase"] == "waiting")
    assert await node.world.floor.desk(ana) is None
    assert await node.world.floor.line() == [ChatId(chat)]
    async with http.get("/session", headers=with_cookie(cookie)) as answer:
        assert answer.status == 401


async def test_a_supervisor_is_admitted_to_the_floor_alone(
    http: aiohttp.ClientSession, node: Node
) -> None:
    newcomer = Newcomer(name="Sam", sign_in_name="sam", role=Role.SUPERVISOR)
    await node.durable.staff.add(newcomer, By(CONSOLE, 0), PASSWORD)
    _, body, _ = await sign_in(http, name="sam", password=PASSWORD)
    sam = await node.open("/supervisor", token=body["token"])
    assert (await sam.do("arrive"))["view"]["responders"] == []
    assert (await sam.ask("set_line", state="shut"))["code"] == "bad_input"


async def test_the_staff_page_may_use_passkeys_and_nothing_else_of_the_browser(
    http: aiohttp.ClientSession, node: Node
) -> None:
    async with http.get("/") as answer:
        staff = answer.headers["Permissions-Policy"]
    async with http.get(f"{node.site.public_origin}/") as answer:
        youth = answer.headers["Permissions-Policy"]
    for kind in ("create", "get"):
        assert f"publickey-credentials-{kind}=(self)" in staff
        assert f"publickey-credentials-{kind}=()" in youth
    assert staff.count("(self)") == 2
    assert staff.count("=(") == youth.count("=(")
