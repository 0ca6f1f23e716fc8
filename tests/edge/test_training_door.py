"""Training at the staff door: what is kept counts at once, at desks that are open too."""

from datetime import UTC, date, datetime, timedelta
from time import time
from typing import Any

import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.roles import Role
from helpline.core.training import Module, ModuleId, Record
from helpline.core.training_csv import FILE_BYTES
from tests.edge.conftest import ZONE, Node
from tests.edge.office import Desk, Office, node, office
from tests.edge.page import KEY, Page

__all__ = ["node", "office"]

BY = By(CONSOLE, 0)
BASICS = Module(ModuleId("basics"), "The basics", 12, required=True)
NEW = {"version": 0, "name": "x", "months": 1, "required": True}
HEAD = "sign_in_name,module,date,trainer\n"


def today() -> date:
    return datetime.fromtimestamp(time(), ZONE).date()


async def required(office: Office) -> None:
    await office.durable.training.set_module(BASICS, BY)


async def at_desk(node: Node, who: Desk) -> Page:
    page = await node.open("/responder", token=await who.token())
    await page.do("arrive", public_key=KEY)
    return page


async def trained(admin: Desk, who: Desk, on: date) -> None:
    body = {"module": BASICS.id, "on": str(on), "trainer": "Sam"}
    status, said = await admin.ask("POST", f"/staff/{who.me}/training", body)
    assert status == 200, said


async def test_whoever_is_not_cleared_is_not_made_ready_and_pulls_nothing(
    office: Office, node: Node
) -> None:
    await required(office)
    page = await at_desk(node, await office.enter(Role.RESPONDER))
    await (await node.open("/youth")).do("join")
    assert (await page.ask("set_ready", on=True))["code"] == "not_cleared"
    assert (await page.ask("pull"))["code"] == "not_cleared"
    await page.do("set_ready", on=False)


async def test_a_record_that_is_kept_clears_a_desk_that_is_open(office: Office, node: Node) -> None:
    await required(office)
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    page = await at_desk(node, ana)
    await trained(admin, ana, today())
    await page.hear("changed", lambda d: d["view"]["me"]["training_days"] is None)
    await page.do("set_ready", on=True)


async def test_a_record_that_is_taken_back_ends_new_chats_and_leaves_the_open_one(
    office: Office, node: Node
) -> None:
    await required(office)
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    await trained(admin, ana, today())
    page, youth = await at_desk(node, ana), await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await page.do("pull")
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    fence = told["view"]["offer"]["fence"]
    await page.do("accept", chat=chat, fence=fence)
    await page.do("set_ready", on=True)
    path = f"/staff/{ana.me}/training/{BASICS.id}/{today()}"
    assert (await admin.ask("DELETE", path))[0] == 200
    view = (await page.hear("changed", lambda d: d["view"]["me"]["training_days"] == 0))["view"]
    assert (view["me"]["ready"], [one["chat"] for one in view["chats"]]) == (False, [chat])
    await page.do("typing", chat=chat, fence=fence, on=True)
    await (await node.open("/youth")).do("join")
    assert (await page.ask("pull"))["code"] == "not_cleared"


async def test_a_training_that_runs_out_soon_is_told_on_the_desk(
    office: Office, node: Node
) -> None:
    await required(office)
    ana = await office.enter(Role.RESPONDER)
    last = today() + timedelta(days=6)
    record = Record(ana.me, BASICS.id, last.replace(year=last.year - 1, day=min(last.day, 28)), "S")
    await office.durable.training.add([record], BY)
    days = (record.on.replace(year=record.on.year + 1) - today()).days + 1
    page = await at_desk(node, ana)
    told = await page.ask("arrive", public_key=KEY)
    assert told["view"]["me"]["training_days"] == days


async def test_everybody_stands_as_the_records_say(office: Office) -> None:
    await required(office)
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    gone = await office.hire(Role.RESPONDER)
    await office.durable.staff.set_active(gone, 1, BY, on=False)
    await trained(admin, ana, date(2026, 3, 31))
    _, said = await admin.ask("GET", "/training")
    stands = {one["staff"]: one for one in said["standings"]}
    assert set(stands) == {admin.me, ana.me}
    assert stands[admin.me]["missing"] == [{"module": "basics", "ran_out": None}]
    assert stands[ana.me]["until"] == "2027-03-31"
    assert stands[ana.me]["records"] == [{"module": "basics", "on": "2026-03-31", "trainer": "Sam"}]
    _, own = await ana.ask("GET", f"/staff/{ana.me}/training")
    assert own == {"modules": said["modules"], "standing": stands[ana.me]}


def tomorrow() -> str:
    return str(datetime.now(UTC).date() + timedelta(days=2))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/staff/{id}/training", {"module": "none", "on": "2026-03-01", "trainer": "Sam"}),
        ("POST", "/staff/{id}/training", {"module": "basics", "on": tomorrow(), "trainer": "Sam"}),
        ("POST", "/staff/{id}/training", {"module": "basics", "on": "soon", "trainer": "Sam"}),
        ("POST", "/staff/{id}/training", {"module": "basics", "on": "2026-03-01", "trainer": "="}),
        ("POST", "/staff/no/training", {"module": "basics", "on": "2026-03-01", "trainer": "Sam"}),
        ("GET", "/staff/no/training", None),
        ("DELETE", "/staff/{id}/training/basics/2026-02-30", None),
        ("DELETE", "/staff/{id}/training/basics/2026-02-01", None),
        ("PUT", "/training/modules/UPPER", NEW),
        ("PUT", "/training/modules/x", NEW | {"months": 0}),
        ("POST", "/training/file", {"a": 1}),
    ],
)
async def test_what_does_not_fit_keeps_nothing(
    office: Office, method: str, path: str, body: Any
) -> None:
    await required(office)
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    status, said = await admin.ask(method, path.format(id=ana.me), body)
    assert (status, said["code"]) == (400, "bad_input")
    assert await office.durable.training.records() == []
    assert await office.durable.training.modules() == [BASICS]


async def test_of_two_admins_who_change_a_module_the_second_is_told(office: Office) -> None:
    await required(office)
    first, second = await office.enter(Role.ADMIN), await office.enter(Role.ADMIN)
    path = f"/training/modules/{BASICS.id}"
    status, said = await first.ask("PUT", path, NEW | {"version": 1, "name": "Hers"})
    assert (status, said["version"]) == (200, 2)
    for seen in (0, 1):
        status, said = await second.ask("PUT", path, NEW | {"version": seen, "name": "His"})
        assert (status, said["code"]) == (409, "changed_meanwhile")
    _, said = await second.ask("GET", "/training")
    assert [one["name"] for one in said["modules"]] == ["Hers"]
    assert (await second.ask("PUT", path, NEW | {"version": 2, "name": "Both"}))[0] == 200


async def test_a_file_is_looked_at_first_and_then_kept(office: Office) -> None:
    await required(office)
    admin = await office.enter(Role.ADMIN)
    file = f"{HEAD}p1,basics,2026-01-01,Sam\n".encode()
    for path, kept in (("/training/file?dry", 0), ("/training/file", 1)):
        status, said = await admin.ask("POST", path, file)
        assert (status, said) == (200, {"records": 1, "faults": [], "more": 0})
        assert len(await office.durable.training.records()) == kept


async def test_of_a_file_with_a_fault_nothing_is_kept_and_each_is_told(office: Office) -> None:
    await required(office)
    admin = await office.enter(Role.ADMIN)
    file = f"{HEAD}p1,basics,2026-01-01,Sam\nnobody,basics,2026-02-30,Sam\n".encode()
    _, said = await admin.ask("POST", "/training/file", file)
    assert said["records"] == 0
    assert [(fault["row"], fault["column"]) for fault in said["faults"]] == [
        (3, "sign_in_name"),
        (3, "date"),
    ]
    assert await office.durable.training.records() == []


async def test_a_file_that_is_too_big_is_refused(office: Office) -> None:
    admin = await office.enter(Role.ADMIN)
    _, said = await admin.ask("POST", "/training/file", b"x" * (FILE_BYTES + 2))
    assert said["code"] == "too_big"
