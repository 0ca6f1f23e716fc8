"""Practice at the staff door: for whoever may answer, cleared or not, and about oneself alone."""

from dataclasses import replace
from datetime import datetime

import pytest

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Topic
from helpline.core.roles import Act, Role, Whose, may
from helpline.core.training import Module, ModuleId
from helpline.durable import Durable, Profile
from tests.edge.office import Desk, Office, node, office

__all__ = ["node", "office"]

DESK = ModuleId("desk")
CONSOLE_BY = By(CONSOLE, 0)
FIRST, SECOND = "/practice/first/done", "/practice/second/done"


@pytest.fixture
def named() -> str:
    return DESK


@pytest.fixture
async def world(world: World, durable: Durable, named: str) -> World:
    """A floor on which finishing the set counts as a required training."""
    await durable.training.set_module(Module(DESK, "On the desk", 12, required=True), CONSOLE_BY)
    return replace(world, policy=replace(world.policy, practice_module=named))


@pytest.mark.parametrize("role", list(Role))
async def test_the_door_lets_in_whoever_may_answer(office: Office, role: Role) -> None:
    mine = await office.enter(role)
    expected = 200 if may(role, Act.ANSWER, Whose.OWN) else 403
    for method, path in (("GET", "/practice"), ("POST", FIRST)):
        status, said = await mine.ask(method, path)
        assert status == expected
        assert expected == 200 or said == {"ok": False, "code": "not_allowed"}
    assert bool(await office.durable.practice.everyones()) == (expected == 200)


@pytest.mark.parametrize(("method", "path"), [("GET", "/practice"), ("POST", FIRST)])
async def test_a_stranger_is_told_nothing(office: Office, method: str, path: str) -> None:
    stranger = Desk(office.http, await office.hire(Role.RESPONDER), "x" * 43)
    assert await stranger.ask(method, path) == (401, {"ok": False, "code": "not_signed_in"})
    assert await office.durable.practice.everyones() == {}


async def test_the_scripts_come_in_both_languages_with_what_is_done(
    office: Office, world: World
) -> None:
    mine = await office.enter(Role.RESPONDER)
    await mine.ask("POST", SECOND)
    _, said = await mine.ask("GET", "/practice")
    assert said["offer_s"] == world.policy.offer_s
    assert [one["id"] for one in said["scenarios"]] == ["first", "second"]
    today = datetime.fromtimestamp(world.now(), world.zone).date()
    assert said["done"] == {"second": str(today)}
    last = said["scenarios"][1]
    assert (last["title"], last["intake"]["topics"]) == ({"en": "hi", "es": "hola"}, ["home"])
    assert last["beats"][2] == {
        "lines": [{"text": {"en": "hi", "es": "hola"}, "after_s": 2}],
        "replies": 0,
        "if_quiet": None,
        "does": "leave",
    }


async def test_a_whole_set_clears_whoever_was_not(office: Office, world: World) -> None:
    mine = await office.enter(Role.RESPONDER)
    assert await mine.ask("POST", FIRST) == (200, {"trained": False})
    assert await mine.ask("POST", FIRST) == (200, {"trained": False})
    assert await mine.ask("POST", SECOND) == (200, {"trained": True})
    today = datetime.fromtimestamp(world.now(), world.zone).date()
    [record] = await office.durable.training.records()
    assert (record.staff, record.module, record.on) == (mine.me, DESK, today)
    assert (await office.durable.training.clearances([mine.me], today))[mine.me].is_cleared
    newest = (await office.durable.audit.latest(1))[0].written
    assert (newest.actor, newest.subject) == (mine.me, mine.me)


async def test_a_topic_that_somebody_opted_out_of_is_not_offered_and_not_asked_for(
    office: Office,
) -> None:
    mine = await office.enter(Role.RESPONDER)
    profile = Profile(opted_out=(Topic.HOME,))
    await office.durable.staff.change(mine.me, 1, profile, CONSOLE_BY)
    _, said = await mine.ask("GET", "/practice")
    assert [one["id"] for one in said["scenarios"]] == ["first"]
    assert await mine.ask("POST", FIRST) == (200, {"trained": True})


@pytest.mark.parametrize("ident", ["third", "FIRST", "first%2f", "x" * 200])
async def test_a_scenario_that_is_none_keeps_nothing(office: Office, ident: str) -> None:
    mine = await office.enter(Role.RESPONDER)
    status, _ = await mine.ask("POST", f"/practice/{ident}/done")
    assert status == 400
    assert await office.durable.practice.everyones() == {}


@pytest.mark.parametrize("named", [""])
async def test_where_practice_counts_as_nothing_it_is_only_kept(office: Office) -> None:
    mine = await office.enter(Role.RESPONDER)
    for path in (FIRST, SECOND):
        assert await mine.ask("POST", path) == (200, {"trained": False})
    assert len(await office.durable.practice.of(mine.me)) == 2
    assert await office.durable.training.records() == []
