"""Shifts at the doors: who may do what, when the line opens by them, and clocks that change."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.errors import TryAgain
from helpline.core.names import StaffId
from helpline.core.roles import Role, Whose, may
from helpline.core.sign_in import How
from helpline.durable import Durable, Newcomer
from helpline.edge import serve
from helpline.edge.http.shifts import ShiftsDoor
from helpline.edge.plan import PlanReader
from helpline.ephemeral.connection import Store
from tests.edge.conftest import ZONE, Node, doors, made_site, world_on
from tests.edge.office import Desk
from tests.edge.page import KEY
from tests.sql import file_at
from tests.world import settle

MONDAY = date(2026, 6, 1)
HOUR = 3_600
EVENING = {"id": "mon-eve", "weekday": 0, "start": "16:00", "end": "20:00", "wanted": 1}
NIGHT = {"id": "sat-night", "weekday": 5, "start": "23:00", "end": "03:00", "wanted": 2}
WISH = {"slot": "mon-eve", "on": "2026-06-01"}
TAKEN = "/staff/{id}/shifts/mon-eve/2026-06-01"
TAKEN_AT = {"/staff/{id}/shifts/{slot}/{on}": TAKEN}
DOOR = ShiftsDoor(None, None, None)  # type: ignore[arg-type]  # only its table
ROUTES = sorted(DOOR.acts.items())
BODIES: dict[tuple[str, str], Any] = {
    ("PUT", "/shifts/plan"): {"version": 2, "slots": [EVENING]},
    ("PUT", "/shifts/holidays"): {"version": 2, "holidays": ["2026-12-25"]},
    ("PUT", "/shifts/opening"): {"version": 2, "opens_by": "always", "hours": []},
    ("POST", "/staff/{id}/shifts"): WISH,
}
SOON_S = 10.0
LOOK_S = 0.02


def at(text: str) -> int:
    """Return when a clock in the helpline's zone shows this."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


@dataclass
class Clock:
    """What the helpline takes for now."""

    now: float


@dataclass
class Office:
    """Hires people and signs them in, by the clock of the test."""

    http: aiohttp.ClientSession
    durable: Durable
    clock: Clock
    hired: int = 0

    async def hire(self, role: Role) -> StaffId:
        self.hired += 1
        newcomer = Newcomer(name=f"P{self.hired}", sign_in_name=f"p{self.hired}", role=role)
        return await self.durable.staff.add(newcomer, By(CONSOLE, 0))

    async def enter(self, role: Role) -> Desk:
        me = await self.hire(role)
        return Desk(self.http, me, await self.durable.sessions.create(me, How.LINK, self.clock.now))


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2026-06-01T12:00"))


@pytest.fixture
async def world(store: Store, name: str, clock: Clock) -> World:
    made = world_on(store, name, "one")
    await settle(made.nodes, store, made.floor.keys)
    store.greet = made.nodes.greet
    return replace(made, now=lambda: clock.now)


@pytest.fixture
async def office(node: Node, clock: Clock) -> AsyncIterator[Office]:
    origin = node.site.staff_origin
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}, cookie_jar=jar) as http:
        yield Office(http, node.durable, clock)


async def planned(admin: Desk, *slots: dict[str, Any]) -> int:
    """Make this the plan, have the line open by it, and return the version it has then."""
    _, plan = await admin.ask("GET", "/shifts/plan")
    change = {"version": plan["version"], "slots": slots}
    status, said = await admin.ask("PUT", "/shifts/plan", change)
    assert status == 200, said
    change = {"version": said["version"], "opens_by": "plan", "hours": []}
    status, said = await admin.ask("PUT", "/shifts/opening", change)
    assert status == 200, said
    return int(said["version"])


async def shown(node: Node) -> dict[str, Any]:
    """Return what anybody is told of the line."""
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"{node.site.public_origin}/status") as answer,
    ):
        told: dict[str, Any] = await answer.json()
    return {name: value for name, value in told.items() if name != "answering"}


async def comes_to(node: Node, state: str, opens: int | None) -> None:
    """Wait until the line is told to be so."""
    wanted = {"state": state, "opens": opens}
    with suppress(TimeoutError):
        async with asyncio.timeout(SOON_S):
            while await shown(node) != wanted:  # noqa: ASYNC110 - over HTTP, as others see it
                await asyncio.sleep(LOOK_S)
    assert await shown(node) == wanted


@pytest.mark.parametrize(("role", "whose"), list(product(Role, Whose)))
async def test_the_doors_allow_what_the_table_allows(
    office: Office, role: Role, whose: Whose
) -> None:
    admin = await office.enter(Role.ADMIN)
    for (method, path), (act, _) in ROUTES:
        if "{id}" not in path and whose is Whose.OWN:
            continue
        version = await planned(admin, EVENING)
        mine = await office.enter(role)
        whom = mine.me if whose is Whose.OWN else await office.hire(Role.RESPONDER)
        given = {"slot": "mon-eve", "on": MONDAY.isoformat()}
        if method == "DELETE" and may(role, act, whose):
            await mine.ask("POST", f"/staff/{whom}/shifts", given)
        body = BODIES.get((method, path))
        body = body | {"version": version} if body and "version" in body else body
        status, said = await mine.ask(method, TAKEN_AT.get(path, path).format(id=whom), body)
        expected = 200 if may(role, act, whose) else 403
        assert status == expected, (method, path, said)
        if expected == 403:
            assert said == {"ok": False, "code": "not_allowed"}
        await admin.ask("DELETE", f"/staff/{whom}/shifts/mon-eve/{MONDAY}")


@pytest.mark.parametrize(("method", "path"), [route for route, _ in ROUTES])
async def test_a_stranger_is_told_nothing(office: Office, method: str, path: str) -> None:
    somebody = await office.hire(Role.ADMIN)
    stranger = Desk(office.http, somebody, "x" * 43)
    where = TAKEN_AT.get(path, path).format(id=somebody)
    status, said = await stranger.ask(method, where, {"rubbish": 1})
    assert (status, said) == (401, {"ok": False, "code": "not_signed_in"})


async def test_the_plan_and_who_comes_are_seen_by_first_name(office: Office) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    version = await planned(admin, EVENING | {"wanted": 2}, NIGHT)
    change = {"version": version, "holidays": ["2026-12-25", "2026-07-04"]}
    assert (await admin.ask("PUT", "/shifts/holidays", change))[0] == 200
    assert (await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH))[0] == 200
    _, plan = await ana.ask("GET", "/shifts/plan")
    assert plan == {
        "version": version + 1,
        "zone": "America/Chicago",
        "slots": [EVENING | {"wanted": 2}, NIGHT],
        "holidays": ["2026-07-04", "2026-12-25"],
        "opens_by": "plan",
        "hours": [],
        "shift_h": 4,
        "week_h": 12,
    }
    _, said = await ana.ask("GET", "/shifts")
    assert said["shifts"][0] == {
        "slot": "mon-eve",
        "on": "2026-06-01",
        "begins": at("2026-06-01T16:00"),
        "ends": at("2026-06-01T20:00"),
        "wanted": 2,
        "people": [{"id": ana.me, "name": "P2"}],
        "lacks": 1,
    }
    assert len(said["shifts"]) == 8
    _, audit = await admin.ask("GET", "/audit")
    assert [line["deed"] for line in audit["lines"]][:5] == [
        "holiday_set",
        "holiday_set",
        "opening_set",
        "slot_set",
        "slot_set",
    ]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("PUT", "/shifts/plan", {"version": 1, "slots": []}, 409, "changed_meanwhile"),
        ("PUT", "/shifts/plan", {"version": 3, "slots": [NIGHT | {"end": "04:00"}]}, 400, None),
        ("PUT", "/shifts/plan", {"version": 3, "slots": [NIGHT | {"start": "24:00"}]}, 400, None),
        ("PUT", "/shifts/plan", {"version": 3, "slots": [NIGHT | {"weekday": 7}]}, 400, None),
        ("PUT", "/shifts/plan", {"version": 3, "slots": [NIGHT, NIGHT]}, 400, None),
        ("PUT", "/shifts/plan", {"version": 3, "slots": [NIGHT | {"id": "Nacht!"}]}, 400, None),
        ("PUT", "/shifts/holidays", {"version": 3, "holidays": ["2026-02-30"]}, 400, None),
        ("PUT", "/shifts/holidays", {"version": 1, "holidays": []}, 409, "changed_meanwhile"),
        ("PUT", "/shifts/opening", {"version": 3, "opens_by": "luck", "hours": []}, 400, None),
        ("PUT", "/shifts/opening", {"version": 3, "opens_by": "hours", "hours": []}, 400, None),
        ("POST", "/staff/{id}/shifts", WISH | {"on": "soon"}, 400, None),
        ("POST", "/staff/{id}/shifts", WISH | {"slot": "none"}, 400, "no_such_shift"),
        ("POST", "/staff/{id}/shifts", WISH | {"on": "2026-05-25"}, 409, "shift_begun"),
        ("POST", "/staff/{id}/shifts", WISH, 409, "shift_full"),
        ("POST", "/staff/nobody/shifts", WISH, 400, None),
        ("DELETE", TAKEN, None, 409, "not_signed_up"),
        ("DELETE", "/staff/{id}/shifts/mon-eve/soon", None, 400, None),
    ],
)
async def test_what_does_not_fit_is_named_and_changes_nothing(
    office: Office, method: str, path: str, body: Any, status: int, code: str | None
) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    assert await planned(admin, EVENING) == 3
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    other = await office.hire(Role.RESPONDER)
    before = [(await admin.ask("GET", where))[1] for where in ("/shifts/plan", "/shifts")]
    found = await admin.ask(method, path.format(id=other), body)
    assert found == (status, {"ok": False, "code": code or "bad_input"})
    assert [(await admin.ask("GET", where))[1] for where in ("/shifts/plan", "/shifts")] == before


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (EVENING | {"id": "late", "start": "19:00", "end": "22:00"}, "shifts_overlap"),
        (EVENING, "signed_up_already"),
    ],
)
async def test_nobody_is_in_two_places(office: Office, more: dict[str, Any], code: str) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    await planned(admin, *{one["id"]: one for one in (EVENING, more)}.values())
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    wish = WISH | {"slot": more["id"]}
    assert (await ana.ask("POST", f"/staff/{ana.me}/shifts", wish))[1]["code"] == code


async def test_nobody_works_more_hours_than_the_week_allows(office: Office) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    days = [EVENING | {"id": f"eve-{day}", "weekday": day} for day in range(4)]
    await planned(admin, *days)
    wishes = [{"slot": f"eve-{day}", "on": f"2026-06-0{day + 1}"} for day in range(4)]
    said = [(await ana.ask("POST", f"/staff/{ana.me}/shifts", wish))[1] for wish in wishes]
    assert [one.get("ok", True) for one in said] == [True, True, True, False]
    assert said[3]["code"] == "too_many_hours"


async def test_the_line_opens_by_who_comes_and_nobody_is_sent_away_at_its_end(
    office: Office, node: Node, clock: Clock
) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    begins, ends = at("2026-06-01T16:00"), at("2026-06-01T20:00")
    await planned(admin, EVENING)
    await comes_to(node, "closed", None)
    youth = await node.open("/youth")
    assert (await youth.ask("join"))["code"] == "line_closed"
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    await comes_to(node, "closed", begins)
    async with aiohttp.ClientSession() as http, http.get(node.site.public_origin) as answer:
        assert f'"opens":{begins}' in await answer.text()
    clock.now = begins
    await comes_to(node, "open", None)
    chat = (await youth.do("join"))["chat"]
    clock.now = ends
    await comes_to(node, "closed", None)
    late = await node.open("/youth")
    assert (await late.ask("join"))["code"] == "line_closed"
    ben = await office.enter(Role.RESPONDER)  # by now the others' sessions have ended
    page = await node.open("/responder", token=await ben.token())
    await page.do("arrive", public_key=KEY)
    await page.do("pull")
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    assert told["view"]["offer"]["chat"] == chat


async def test_a_supervisor_opens_the_line_outside_its_hours_until_the_plan_changes_it(
    office: Office, node: Node, clock: Clock
) -> None:
    sam, ana = await office.enter(Role.SUPERVISOR), await office.enter(Role.RESPONDER)
    await planned(sam, EVENING)
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    begins, ends = at("2026-06-01T16:00"), at("2026-06-01T20:00")
    floor = await node.open("/supervisor", token=await sam.token())
    await floor.do("arrive")
    await floor.do("set_line", state="open")
    told = await floor.hear("changed", lambda d: d["view"]["line"]["state"] == "open")
    assert told["view"]["line"]["until"] == begins
    await comes_to(node, "open", None)
    clock.now = ends
    await comes_to(node, "closed", None)
    clock.now = begins
    await floor.do("set_line", state="closed")
    await comes_to(node, "closed", None)
    await floor.do("set_line", state="open")
    await comes_to(node, "open", None)


@pytest.mark.parametrize(
    ("saturday", "hours"), [("2026-03-07", 3), ("2026-10-31", 5)], ids=["forward", "back"]
)
async def test_a_shift_over_a_change_of_the_clock_is_as_long_as_the_night_is(
    office: Office, node: Node, clock: Clock, saturday: str, hours: int
) -> None:
    begins = at(f"{saturday}T23:00")
    clock.now = begins - HOUR
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    await planned(admin, NIGHT)
    wish = {"slot": "sat-night", "on": saturday}
    assert (await ana.ask("POST", f"/staff/{ana.me}/shifts", wish))[0] == 200
    _, said = await ana.ask("GET", "/shifts")
    assert (said["shifts"][0]["begins"], said["shifts"][0]["ends"]) == (
        begins,
        begins + hours * HOUR,
    )
    await comes_to(node, "closed", begins)
    clock.now = begins + hours * HOUR - 1
    await comes_to(node, "open", None)
    clock.now = begins + hours * HOUR
    await comes_to(node, "closed", None)


async def test_another_node_hears_of_the_plan_and_of_a_hand_on_the_line(
    office: Office, node: Node, clock: Clock, name: str, built: Path
) -> None:
    world = replace(world_on(node.world.floor.store, name, "two"), now=lambda: clock.now)
    sam, ana = await office.enter(Role.SUPERVISOR), await office.enter(Role.RESPONDER)
    with patch.object(serve, "PLAN_S", 0.1):
        async with doors(world, node.durable, made_site(), built) as two:
            await comes_to(two, "open", None)
            await planned(sam, EVENING)
            await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
            await comes_to(two, "closed", at("2026-06-01T16:00"))
            floor = await node.open("/supervisor", token=await sam.token())
            await floor.do("arrive")
            await floor.do("set_line", state="open")
            for one in (node, two):
                await comes_to(one, "open", None)


async def test_a_database_that_is_away_changes_nothing_of_what_was_planned(
    office: Office, world: World, clock: Clock, tmp_path: Path
) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    await planned(admin, EVENING)
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    reader, begins = PlanReader(world, office.durable), at("2026-06-01T16:00")
    engine = create_async_engine(file_at(tmp_path / "d.db"))
    for old, new in (("week", "away"), ("away", "week")):
        async with engine.begin() as connection:
            await connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}"))
        if new == "away":
            with pytest.raises(TryAgain):
                await reader.look()
            await reader.changed()
        else:
            await reader.look()
        assert world.hours.outlook(clock.now).change == begins
    await engine.dispose()


def bare(world: World) -> list[str]:
    return [shift.slot for shift in world.hours.bare]


async def test_a_node_knows_which_shifts_nobody_has_signed_up_for(
    office: Office, world: World, clock: Clock
) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    later = {**EVENING, "id": "tue-eve", "weekday": 1}
    await planned(admin, EVENING, later)
    reader = PlanReader(world, office.durable)
    await reader.look()
    assert bare(world) == ["mon-eve"]
    await ana.ask("POST", f"/staff/{ana.me}/shifts", WISH)
    await reader.look()
    assert bare(world) == []
    clock.now += 12 * HOUR
    await reader.look()
    assert bare(world) == []
    clock.now += 6 * HOUR
    await reader.look()
    assert bare(world) == ["tue-eve"]
    off = PlanReader(replace(world, policy=replace(world.policy, alert_shift_h=0)), office.durable)
    await off.look()
    assert bare(world) == []
