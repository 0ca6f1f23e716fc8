"""Staffing at the door: for whom, from which numbers, and beside the plan as it is kept."""

from typing import Any

import pytest

from helpline.core.counted import Kind
from helpline.core.erlang import Load, Target, erlang_a, fewest
from helpline.core.intake import Language
from helpline.core.roles import Act, Role, Whose, may
from tests.edge.office import Desk
from tests.edge.test_shifts import EVENING, NIGHT, Clock, Office, at, office, planned, world

__all__ = ["office", "world"]

STAFFING = "/staffing"
ASKED: dict[str, Any] = {
    "arrivals": [0] * 16 + [6.5] * 8,
    "chat_min": 40,
    "patience_min": 6,
    "percent": 90,
    "within_s": 60,
    "chats_each": 1,
}
LOAD = Load(per_hour=6.5, chat_s=2_400, patience_s=360)


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2026-06-01T12:00"))


@pytest.mark.parametrize("role", list(Role))
async def test_it_is_for_whom_the_table_lets_plan(office: Office, role: Role) -> None:
    status, said = await (await office.enter(role)).ask("POST", STAFFING, ASKED)
    if may(role, Act.PLAN_STAFFING, Whose.OTHER):
        assert status == 200
    else:
        assert (status, said) == (403, {"ok": False, "code": "not_allowed"})


async def test_a_stranger_is_told_nothing(office: Office) -> None:
    stranger = Desk(office.http, await office.hire(Role.ADMIN), "x" * 43)
    found = await stranger.ask("POST", STAFFING, ASKED)
    assert found == (401, {"ok": False, "code": "not_signed_in"})


async def test_what_was_typed_is_set_beside_the_plan_that_is_kept(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    await planned(sam, EVENING | {"wanted": 2}, NIGHT)
    status, said = await sam.ask("POST", STAFFING, ASKED)
    assert (status, said["zone"]) == (200, "America/Chicago")
    assert [len(day) for day in said["days"]] == [24] * 7
    enough = fewest(LOAD, Target(share=0.9, within_s=60), 1)
    eve, flow = said["days"][0][17], erlang_a(LOAD, 2, 60)
    assert eve == {
        "arrivals": 6.5,
        "needed": enough,
        "planned": 2,
        "lacks": enough - 2,
        "in_time": pytest.approx(flow.in_time),
        "leaves": pytest.approx(flow.leaves),
        "wait_s": pytest.approx(flow.wait_s),
        "busy": pytest.approx(flow.busy),
    }
    assert [said["days"][0][hour]["planned"] for hour in (15, 16, 19, 20)] == [0, 2, 2, 0]
    assert [said["days"][6][hour]["planned"] for hour in (0, 2, 3)] == [2, 2, 0]
    assert said["days"][0][3]["lacks"] == 0


async def test_how_many_come_may_be_taken_from_the_counts(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    counted = ASKED | {"arrivals": None}
    assert (await sam.ask("POST", STAFFING, counted))[1]["code"] == "not_now"
    # The Mondays of April: four of them, with 26 who came at five in the afternoon on each.
    for day in (6, 13, 20, 27):
        for _ in range(26):
            came = at(f"2026-04-{day:02}T17:00")
            await office.durable.counts.count(Kind.CAME, Language.EN, came)
    status, said = await sam.ask("POST", STAFFING, counted)
    assert status == 200
    hours = {
        (day, hour): found["arrivals"]
        for day, found_day in enumerate(said["days"])
        for hour, found in enumerate(found_day)
        if found["arrivals"]
    }
    assert hours == {(0, 17): 26}


async def test_the_largest_numbers_that_may_be_typed_are_reckoned_with(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    most = {"chat_min": 240, "patience_min": 120, "percent": 99, "within_s": 0}
    arrivals = [200 - hour / 10 for hour in range(24)]
    status, said = await sam.ask("POST", STAFFING, ASKED | most | {"arrivals": arrivals})
    assert (status, said["days"][0][0]["leaves"]) == (200, pytest.approx(1))
    assert said["days"][0][0]["needed"] > 800


@pytest.mark.parametrize(
    "wrong",
    [
        {"arrivals": [1] * 23},
        {"arrivals": [1] * 25},
        {"arrivals": [-1] + [1] * 23},
        {"arrivals": [201] + [1] * 23},
        {"arrivals": ["1"] * 24},
        {"chat_min": 0},
        {"chat_min": 241},
        {"patience_min": 0},
        {"percent": 0},
        {"percent": 100},
        {"percent": 90.5},
        {"within_s": -1},
        {"chats_each": 0},
        {"chats_each": 4},
        {"youth": "Ann"},
    ],
)
async def test_what_is_no_such_number_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    found = await sam.ask("POST", STAFFING, ASKED | wrong)
    assert found == (400, {"ok": False, "code": "bad_input"})
