"""The staff door about staff: every role, every act, about oneself and about another."""

from datetime import date
from itertools import product
from time import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from socketio.exceptions import ConnectionError as Refused

from helpline.core.audit import CONSOLE, By
from helpline.core.names import ChatId, StaffId
from helpline.core.roles import FRESH, Act, Role, Whose, may
from helpline.core.sign_in import How
from helpline.core.training import Module, ModuleId, Record
from helpline.edge.http.bindings import BindingsDoor
from helpline.edge.http.factors import FactorsDoor
from helpline.edge.http.people import PeopleDoor
from helpline.edge.http.training import TrainingDoor
from helpline.wire.catalogue import ASKS
from tests.edge.conftest import Node
from tests.edge.office import Desk, Office, node, office
from tests.edge.page import KEY, Door
from tests.edge.test_conversation import held

__all__ = ["node", "office"]

NEW = {"name": "Noor", "sign_in_name": "noor", "role": "responder"}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/staff"): NEW,
    ("PATCH", "/staff/{id}"): {"version": 1, "name": "Dee"},
    ("PUT", "/staff/{id}/role"): {"version": 1, "role": "supervisor"},
    ("PUT", "/staff/{id}/active"): {"version": 1, "on": False},
    ("PUT", "/training/modules/{module}"): {
        "version": 1,
        "name": "Law",
        "months": None,
        "required": False,
    },
    ("POST", "/staff/{id}/training"): {"module": "basics", "on": "2026-03-02", "trainer": "Sam"},
    ("PUT", "/staff/{id}/oidc"): {"account": "dana@example.org"},
    ("POST", "/training/file"): b"sign_in_name,module,date,trainer\np1,basics,2026-01-01,Sam\n",
}
TABLES = (
    PeopleDoor(None, None, ""),  # type: ignore[arg-type]  # only their tables
    TrainingDoor(None, None),  # type: ignore[arg-type]
    FactorsDoor(None, None, None),  # type: ignore[arg-type]
    BindingsDoor(None, None, None),  # type: ignore[arg-type]
)
ROUTES = sorted((route, act) for door in TABLES for route, (act, _) in door.acts.items())
MODULE, DAY = "basics", date(2026, 3, 1)
LACKING = {
    ("PUT", "/staff/{id}/authenticator"): "no code was made yet",
    ("POST", "/staff/{id}/recovery"): "there is no authenticator yet",
    ("POST", "/staff/{id}/passkeys"): "no passkey was made yet",
    ("PUT", "/staff/{id}/oidc"): "no provider is set",
}


def filled(path: str, whom: StaffId) -> str:
    return path.format(id=whom, session="x" * 22, module=MODULE, on=DAY, passkey="x")


@pytest.mark.parametrize(("role", "whose"), list(product(Role, Whose)))
async def test_the_doors_allow_what_the_table_allows(
    office: Office, role: Role, whose: Whose
) -> None:
    module = Module(ModuleId(MODULE), "The basics", 12, required=False)
    await office.durable.training.set_module(module, By(CONSOLE, 0))
    for (method, path), act in ROUTES:
        if "{id}" not in path and whose is Whose.OWN:
            continue
        mine = await office.enter(role)
        whom = mine.me if whose is Whose.OWN else await office.hire(Role.RESPONDER)
        body = BODIES.get((method, path))
        if body is NEW:
            body = NEW | {"sign_in_name": f"new{office.hired}"}
        if path.endswith("{on}"):
            record = Record(whom, ModuleId(MODULE), DAY, "Sam")
            await office.durable.training.add([record], By(CONSOLE, 0))
        status, said = await mine.ask(method, filled(path, whom), body)
        if may(role, act, whose):
            assert status == 200 or (method, path) in LACKING, (method, path, said)
            assert said.get("code") not in {"not_allowed", "step_up_needed"}
        else:
            assert (status, said) == (403, {"ok": False, "code": "not_allowed"}), (method, path)


async def test_every_act_about_staff_has_its_route() -> None:
    others = {Act.ANSWER, Act.WATCH_FLOOR, Act.PULL_BACK, Act.LOWER_HAND, Act.SET_LINE}
    others |= {Act.HAND_ON, Act.ASK_JOIN, Act.WRITE_NOTE, Act.RAISE_CAP, Act.ACKNOWLEDGE}
    others |= {Act.PLAN_STAFFING}
    others |= {Act.SEE_SHIFTS, Act.SET_SHIFTS, Act.SIGN_UP, Act.SEE_COUNTS}
    others |= {Act.SEE_DIRECTORY, Act.CHANGE_DIRECTORY}
    assert {act for _, act in ROUTES} == set(Act) - others


@pytest.mark.parametrize("role", list(Role))
async def test_what_needs_a_fresh_factor_is_refused_without_one(office: Office, role: Role) -> None:
    for (method, path), act in ROUTES:
        mine = await office.enter(role)
        mine.cookie = await office.durable.sessions.create(mine.me, How.PASSWORD, time())
        for whose, whom in ((Whose.OWN, mine.me), (Whose.OTHER, StaffId("x"))):
            if may(role, act, whose) and "{id}" in path:
                _, said = await mine.ask(method, filled(path, whom))
                assert (said.get("code") == "step_up_needed") is (act in FRESH), (method, path)


@pytest.mark.parametrize(("method", "path"), [route for route, _ in ROUTES])
async def test_a_stranger_is_told_nothing(office: Office, method: str, path: str) -> None:
    somebody = await office.hire(Role.ADMIN)
    stranger = Desk(office.http, somebody, "x" * 43)
    status, said = await stranger.ask(method, filled(path, somebody), {"rubbish": 1})
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


NOTE = {"to": "nobody", "key": KEY, "back_key": KEY, "cid": "x" * 22, "sealed": None}
ON_THE_FLOOR: dict[str, tuple[dict[str, Any], str | None]] = {
    "set_line": ({"state": "paused"}, None),
    "set_notice": ({"notice": "busy"}, None),
    "set_surge": ({"on": True}, None),
    "acknowledge": ({"kind": "wait"}, None),
    "lower_hand": ({"staff": "nobody"}, None),
    "raise_cap": ({"staff": "nobody", "on": True}, "not_signed_in"),
    "pull_back": ({"chat": "x" * 22}, "no_such_chat"),
    "hand_over": ({"chat": "x" * 22, "to": "nobody"}, "no_such_chat"),
    "ask_join": ({"chat": "x" * 22, "back_key": KEY}, "no_such_chat"),
    "note": (NOTE, "not_signed_in"),
    "note_seen": ({"to": "nobody", "cid": "x" * 22}, "not_signed_in"),
}
"""Each ask of the floor, and why it can't be done where there is nobody: None, it can."""


@pytest.mark.parametrize("role", [role for role in Role if may(role, Act.WATCH_FLOOR, Whose.OWN)])
async def test_who_watches_the_floor_may_act_on_it(office: Office, node: Node, role: Role) -> None:
    asks = {ask.name for ask in ASKS if ask.door == "/supervisor"}
    assert asks == {"arrive", *ON_THE_FLOOR}
    page = await node.open("/supervisor", token=await (await office.enter(role)).token())
    for act, (given, _) in ON_THE_FLOOR.items():
        assert (await page.ask(act, **given))["code"] == "not_signed_in", act
    await page.do("arrive")
    for act, (given, code) in ON_THE_FLOOR.items():
        assert (await page.ask(act, **given)).get("code") == code, act


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
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    youth.heard.clear()  # it was told of its place in the line before, too
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
