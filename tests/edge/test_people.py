"""The staff door about staff: every role, every act, about oneself and about another."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from socketio.exceptions import ConnectionError as Refused

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.names import ChatId, StaffId
from helpline.core.roles import Act, Role, Whose, may
from helpline.core.sign_in import How
from helpline.durable import Durable, Newcomer
from helpline.edge.http.people import PeopleDoor
from helpline.edge.http.sign_in import COOKIE
from helpline.edge.http.site import Site
from helpline.edge.serve import KEEP_S
from tests.edge.conftest import Node, doors
from tests.edge.page import KEY, Door
from tests.edge.test_conversation import held

NEW = {"name": "Noor", "sign_in_name": "noor", "role": "responder"}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/staff"): NEW,
    ("PATCH", "/staff/{id}"): {"version": 1, "name": "Dee"},
    ("PUT", "/staff/{id}/role"): {"version": 1, "role": "supervisor"},
    ("PUT", "/staff/{id}/active"): {"version": 1, "on": False},
}
ROUTES = sorted(PeopleDoor(None, None, "").acts.items())  # type: ignore[arg-type]  # only its table


@dataclass
class Desk:
    """A staff page's HTTP, signed in."""

    http: aiohttp.ClientSession
    me: StaffId
    cookie: str

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        async with self.http.request(method, path, json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def token(self) -> str:
        return str((await self.ask("GET", "/session"))[1]["token"])


@dataclass
class Office:
    """Hires people and signs them in."""

    http: aiohttp.ClientSession
    durable: Durable
    hired: int = 0

    async def hire(self, role: Role) -> StaffId:
        self.hired += 1
        newcomer = Newcomer(name=role.title(), sign_in_name=f"p{self.hired}", role=role)
        return await self.durable.staff.add(newcomer, By(CONSOLE, 0))

    async def enter(self, role: Role) -> Desk:
        me = await self.hire(role)
        cookie = await self.durable.sessions.create(me, How.LINK, time())
        return Desk(self.http, me, cookie)


@pytest.fixture
async def node(world: World, durable: Durable, site: Site, built: Path) -> AsyncIterator[Node]:
    async with doors(world, durable, site, built, keep_s=KEEP_S) as node:
        yield node


@pytest.fixture
async def office(node: Node) -> AsyncIterator[Office]:
    origin = node.site.staff_origin
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}, cookie_jar=jar) as http:
        yield Office(http, node.durable)


@pytest.mark.parametrize(("role", "whose"), list(product(Role, Whose)))
async def test_the_doors_allow_what_the_table_allows(
    office: Office, role: Role, whose: Whose
) -> None:
    for (method, path), (act, _) in ROUTES:
        if "{id}" not in path and whose is Whose.OWN:
            continue
        mine = await office.enter(role)
        whom = mine.me if whose is Whose.OWN else await office.hire(Role.RESPONDER)
        body = BODIES.get((method, path))
        if body is NEW:
            body = NEW | {"sign_in_name": f"new{office.hired}"}
        status, said = await mine.ask(method, path.format(id=whom, session="x" * 22), body)
        expected = 200 if may(role, act, whose) else 403
        assert status == expected, (method, path, said)
        if expected == 403:
            assert said == {"ok": False, "code": "not_allowed"}


async def test_every_act_about_staff_has_its_route() -> None:
    others = {Act.ANSWER, Act.WATCH_FLOOR, Act.PULL_BACK, Act.SET_LINE}
    assert {act for _, (act, _) in ROUTES} == set(Act) - others


@pytest.mark.parametrize(("method", "path"), [route for route, _ in ROUTES])
async def test_a_stranger_is_told_nothing(office: Office, method: str, path: str) -> None:
    somebody = await office.hire(Role.ADMIN)
    stranger = Desk(office.http, somebody, "x" * 43)
    status, said = await stranger.ask(method, path.format(id=somebody, session="x"), {"rubbish": 1})
    assert (status, said) == (401, {"ok": False, "code": "not_signed_in"})


@pytest.mark.parametrize("role", list(Role))
async def test_the_sockets_let_in_whom_the_table_lets_in(
    office: Office, node: Node, role: Role
) -> None:
    mine = await office.enter(role)
    doors: list[tuple[Door, Act, dict[str, str]]] = [
        ("/responder", Act.ANSWER, {"public_key": KEY}),
        ("/supervisor", Act.WATCH_FLOOR, {}),
    ]
    for door, act, given in doors:
        token = await mine.token()
        if may(role, act, Whose.OWN):
            page = await node.open(door, token=token)
            assert (await page.do("arrive", **given))["view"]
        else:
            with pytest.raises(Refused):
                await node.open(door, token=token)


@pytest.mark.parametrize("role", [role for role in Role if may(role, Act.WATCH_FLOOR, Whose.OWN)])
async def test_who_watches_the_floor_may_act_on_it(office: Office, node: Node, role: Role) -> None:
    page = await node.open("/supervisor", token=await (await office.enter(role)).token())
    assert (await page.ask("set_line", state="paused"))["code"] == "not_signed_in"
    await page.do("arrive")
    await page.do("set_line", state="paused")
    assert (await page.ask("pull_back", chat="x" * 22))["code"] == "no_such_chat"


async def test_somebody_who_is_invited_signs_in_by_the_link_as_they_were_added(
    office: Office,
) -> None:
    admin = await office.enter(Role.ADMIN)
    given = NEW | {"languages": ["es"], "opted_out": ["home"]}
    status, said = await admin.ask("POST", "/staff", given)
    assert (status, said["person"]["languages"]) == (200, ["es"])
    link = urlsplit(said["link"])
    assert f"{link.scheme}://{link.netloc}" == str(office.http._base_url).rstrip("/")
    async with office.http.post("/session", json={"link": link.fragment}) as answer:
        assert (await answer.json())["me"]["id"] == said["person"]["id"]
    _, everyone = await admin.ask("GET", "/staff")
    assert {p["sign_in_name"] for p in everyone["people"]} == {"p1", "noor"}
    assert "link" not in str(everyone)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/staff", NEW | {"role": "queen"}, 400),
        ("POST", "/staff", NEW | {"name": ""}, 400),
        ("POST", "/staff", NEW | {"languages": []}, 400),
        ("POST", "/staff", NEW | {"sign_in_name": "p1"}, 400),
        ("POST", "/staff", NEW | {"password": "x"}, 400),
        ("PATCH", "/staff/{id}", {"name": "Dee"}, 400),
        ("PATCH", "/staff/{id}", {"version": 7, "name": "Dee"}, 409),
        ("PATCH", "/staff/nobody", {"version": 1, "name": "Dee"}, 400),
        ("PUT", "/staff/{id}/role", {"version": 7, "role": "admin"}, 409),
        ("PUT", "/staff/{id}/active", {"version": 7, "on": False}, 409),
        ("PUT", "/staff/{id}/active", {"version": 1, "on": "no"}, 400),
        ("POST", "/staff/nobody/link", None, 400),
        ("GET", "/staff/nobody", None, 400),
    ],
)
async def test_what_does_not_fit_changes_nothing(
    office: Office, method: str, path: str, body: Any, status: int
) -> None:
    admin, other = await office.enter(Role.ADMIN), await office.hire(Role.RESPONDER)
    before = await office.durable.staff.everyone()
    found, said = await admin.ask(method, path.format(id=other), body)
    assert (found, said["ok"]) == (status, False)
    assert await office.durable.staff.everyone() == before
    assert (await office.durable.audit.verify())[0] == 2


async def test_who_is_let_go_loses_page_and_chats_at_once(office: Office, node: Node) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    page = await node.open("/responder", token=await ana.token())
    await page.do("arrive", public_key=KEY)
    youth = await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await page.do("pull")
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    await page.do("accept", chat=chat, fence=told["view"]["offer"]["fence"])
    await page.hear("changed", lambda d: held(d, "chat") == chat)
    status, _ = await admin.ask("PUT", f"/staff/{ana.me}/active", {"version": 1, "on": False})
    assert status == 200
    await page.hear("signed_out")
    await youth.hear("changed", lambda d: d["view"]["phase"] == "waiting")
    assert await node.world.floor.desk(ana.me) is None
    assert await node.world.floor.line() == [ChatId(chat)]
    assert (await ana.ask("GET", "/session"))[0] == 401


async def test_who_is_let_go_by_the_command_line_loses_the_page_within_seconds(
    office: Office, node: Node
) -> None:
    ana = await office.enter(Role.RESPONDER)
    page = await node.open("/responder", token=await ana.token())
    await page.do("arrive", public_key=KEY)
    await office.durable.staff.set_active(ana.me, 1, By(CONSOLE, 0), on=False)
    await page.hear("signed_out")


async def test_the_owner_sees_their_sessions_and_ends_one(office: Office, node: Node) -> None:
    ana = await office.enter(Role.RESPONDER)
    cookie = await office.durable.sessions.create(ana.me, How.PASSWORD, time())
    elsewhere = Desk(office.http, ana.me, cookie)
    page = await node.open("/responder", token=await elsewhere.token())
    await page.do("arrive", public_key=KEY)
    _, said = await ana.ask("GET", f"/staff/{ana.me}/sessions")
    assert sorted((one["how"], one["this"]) for one in said["sessions"]) == [
        ("link", True),
        ("password", False),
    ]
    other = next(one["id"] for one in said["sessions"] if not one["this"])
    assert (await ana.ask("DELETE", f"/staff/{ana.me}/sessions/{other}"))[0] == 200
    await page.hear("signed_out")
    assert (await elsewhere.ask("GET", "/session"))[0] == 401
    assert (await ana.ask("GET", "/session"))[0] == 200


async def test_the_audit_is_read_at_the_door(office: Office) -> None:
    admin, other = await office.enter(Role.ADMIN), await office.hire(Role.RESPONDER)
    await admin.ask("PUT", f"/staff/{other}/role", {"version": 1, "role": "supervisor"})
    _, said = await admin.ask("GET", "/audit")
    newest = said["lines"][0]
    assert (newest["actor"], newest["deed"]) == (admin.me, "role_changed")
    assert (newest["subject"], newest["detail"]) == (other, "supervisor")
