"""Counts at the staff door: who may see them and take them away, and what of which months."""

import csv
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

import pytest

from helpline.core.counted import Kind, Length, Wait, referral_kind
from helpline.core.directory.words import Need
from helpline.core.intake import Language
from helpline.core.months import Name
from helpline.core.referrals import Referred
from helpline.core.roles import Act, Role, Whose, may
from helpline.durable import Durable
from tests.edge.conftest import ZONE
from tests.edge.office import Desk
from tests.edge.test_shifts import Clock, Office, at, office, world

__all__ = ["office", "world"]

COUNTS, FILE = "/counts", "/counts/file"
MAY_END = datetime(2026, 5, 31, 23, 30, tzinfo=ZONE).timestamp()
"""A Sunday."""


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2026-06-08T12:00"))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", [COUNTS, FILE, f"{FILE}?csv"])
async def test_counts_are_for_whom_the_table_lets_see_them(
    office: Office, role: Role, path: str
) -> None:
    mine = await office.enter(role)
    if may(role, Act.SEE_COUNTS, Whose.OTHER):
        name, body = await mine.file(path)
        assert body
        assert name == {COUNTS: "", FILE: "counts.json"}.get(path, "counts.csv")
    else:
        assert await mine.ask("GET", path) == (403, {"ok": False, "code": "not_allowed"})


@pytest.mark.parametrize("role", list(Role))
async def test_the_day_so_far_is_for_whom_may_watch_the_floor(office: Office, role: Role) -> None:
    status, said = await (await office.enter(role)).ask("GET", f"{COUNTS}/today")
    if may(role, Act.WATCH_FLOOR, Whose.OTHER):
        assert status == 200
    else:
        assert (status, said) == (403, {"ok": False, "code": "not_allowed"})


async def test_the_day_so_far_is_told_in_steps(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    now, yesterday = at("2026-06-08T09:00"), at("2026-06-07T23:00")
    await count(office.durable, Kind.ANSWERED_IN_TIME, Wait.FROM_1, 11, now)
    await count(office.durable, Kind.LEFT_WAITING, Wait.FROM_10, 3, now)
    await count(office.durable, Kind.ANSWERED_LATE, Wait.FROM_30, 12, yesterday)
    assert (await sam.ask("GET", f"{COUNTS}/today"))[1] == {
        "answered": 10,
        "left": 0,
        "target_s": 120,
        "in_time": 100,
        "median": "1_2",
        "most": "1_2",
        "longest": "10_30",
    }


@pytest.mark.parametrize("path", [COUNTS, FILE, f"{COUNTS}/today"])
async def test_a_stranger_is_told_nothing(office: Office, path: str) -> None:
    stranger = Desk(office.http, await office.hire(Role.ADMIN), "x" * 43)
    assert await stranger.ask("GET", path) == (401, {"ok": False, "code": "not_signed_in"})


async def count(
    durable: Durable, kind: Kind, value: StrEnum, times: int, at: float = MAY_END
) -> None:
    for _ in range(times):
        await durable.counts.count(kind, value, at)


async def a_month(durable: Durable) -> None:
    """Count 24 who came at the end of May, one of them in Spanish, and some referrals."""
    await count(durable, Kind.CAME, Language.EN, 23)
    await count(durable, Kind.CAME, Language.ES, 1)
    await count(durable, Kind.ANSWERED_IN_TIME, Wait.UNDER_1, 12)
    await count(durable, Kind.ANSWERED_LATE, Wait.FROM_5, 12)
    await count(durable, Kind.ENDED_CLOSED, Length.FROM_30, 24)
    await count(durable, referral_kind(Referred.CONNECTED), Need.RUNAWAY, 12)
    await count(durable, referral_kind(Referred.CARD), Need.RUNAWAY, 11)
    await count(durable, referral_kind(Referred.CARD), Need.LGBTQ, 9)


def table(said: Any, name: Name) -> Any:
    [found] = [one for one in said["tables"] if one["name"] == name]
    return found


def row(found: Any, name: str) -> Any:
    return dict(zip(found["columns"], found["cells"][found["rows"].index(name)], strict=True))


async def test_a_month_that_is_over_is_shown_on_the_helplines_clocks(office: Office) -> None:
    await a_month(office.durable)
    await count(office.durable, Kind.CAME, Language.EN, 30, office.clock.now)
    status, said = await (await office.enter(Role.SUPERVISOR)).ask("GET", COUNTS)
    assert (status, said["month"], said["least"], said["target_s"]) == (200, "2026-05", 10, 120)
    assert said["time_zone"] == str(ZONE)
    assert [one["name"] for one in said["tables"]] == list(Name)
    arrivals = table(said, Name.ARRIVALS)
    assert row(arrivals, "sun")["0"] == 0
    assert row(arrivals, "sun")["23"] == arrivals["total"]
    assert table(said, Name.ANSWERS)["totals"] == [12, 12, 0]
    assert row(table(said, Name.ENDINGS), "ended_closed")["30_60"] == 24


async def test_what_is_small_is_hidden_and_what_would_give_it_away(office: Office) -> None:
    await a_month(office.durable)
    _, said = await (await office.enter(Role.SUPERVISOR)).ask("GET", COUNTS)
    assert table(said, Name.LANGUAGES)["cells"] == [[None], [None]]
    referrals = table(said, Name.REFERRALS)
    runaway = row(referrals, "runaway")
    assert (runaway["card"], runaway["connected"], runaway["refused"]) == (None, 12, 0)
    totals = dict(zip(referrals["rows"], referrals["row_totals"], strict=True))
    assert (totals["runaway"], totals["lgbtq"], totals["abuse"]) == (None, None, 0)
    assert referrals["total"] == 32


async def test_both_files_say_what_the_page_is_told_and_nothing_else(office: Office) -> None:
    await a_month(office.durable)
    mine = await office.enter(Role.ADMIN)
    _, said = await mine.ask("GET", COUNTS)
    _, as_json = await mine.file(FILE)
    _, as_csv = await mine.file(f"{FILE}?csv&month=2026-05")
    assert json.loads(as_json) == said
    lines = list(csv.DictReader(as_csv.decode().splitlines()))
    told = {(one["table"], one["row"], one["column"]): one["count"] for one in lines}
    assert len(told) == len(lines)
    for one in said["tables"]:
        for name, cells in zip(one["rows"], one["cells"], strict=True):
            for column, n in zip(one["columns"], cells, strict=True):
                assert told[one["name"], name, column] == ("hidden" if n is None else str(n))
    assert {line["month"] for line in lines} == {"2026-05"}


async def test_another_month_is_asked_for_by_name(office: Office) -> None:
    june_before = datetime(2025, 6, 1, tzinfo=ZONE).timestamp()
    await count(office.durable, referral_kind(Referred.REFUSED), Need.HEALTH, 15, june_before)
    mine = await office.enter(Role.SUPERVISOR)
    _, said = await mine.ask("GET", f"{COUNTS}?month=2025-06")
    assert (said["month"], table(said, Name.REFERRALS)["total"]) == ("2025-06", 15)
    assert (said["months"][0], said["months"][-1]) == ("2026-05", "2025-06")


@pytest.mark.parametrize("path", [COUNTS, FILE])
@pytest.mark.parametrize("month", ["2026-06", "2026-07", "2025-05", "2026-5", "may", "", "x" * 200])
async def test_a_month_that_runs_or_is_none_is_refused(
    office: Office, path: str, month: str
) -> None:
    mine = await office.enter(Role.ADMIN)
    status, said = await mine.ask("GET", f"{path}?month={month}")
    assert (status, said) == (400, {"ok": False, "code": "bad_input"})


async def test_a_month_is_not_shown_before_nothing_can_be_added_to_it(office: Office) -> None:
    office.clock.now = datetime(2026, 7, 2, 18, 59, tzinfo=ZONE).timestamp()
    mine = await office.enter(Role.ADMIN)
    assert (await mine.ask("GET", f"{COUNTS}?month=2026-06"))[0] == 400
    office.clock.now = datetime(2026, 7, 2, 19, 1, tzinfo=ZONE).timestamp()
    assert (await mine.ask("GET", f"{COUNTS}?month=2026-06"))[0] == 200
