"""What came of referrals: who may see the counts, what of them, and what a desk may count."""

from datetime import UTC, datetime
from typing import Any

import pytest

from helpline.core.directory.words import Need
from helpline.core.referrals import Referred
from helpline.core.roles import Act, Role, Whose, may
from helpline.durable import Durable, referral_kind
from tests.edge.conftest import Node
from tests.edge.office import Desk
from tests.edge.page import KEY
from tests.edge.test_conversation import held
from tests.edge.test_shifts import Clock, Office, at, office, world

__all__ = ["office", "world"]

COUNTS = "/counts/referrals"


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2026-06-08T12:00"))


@pytest.mark.parametrize("role", list(Role))
async def test_counts_are_for_whom_the_table_lets_see_them(office: Office, role: Role) -> None:
    status, said = await (await office.enter(role)).ask("GET", COUNTS)
    if may(role, Act.SEE_COUNTS, Whose.OTHER):
        assert status == 200
    else:
        assert (status, said) == (403, {"ok": False, "code": "not_allowed"})


async def test_a_stranger_is_told_nothing(office: Office) -> None:
    stranger = Desk(office.http, await office.hire(Role.ADMIN), "x" * 43)
    assert await stranger.ask("GET", COUNTS) == (401, {"ok": False, "code": "not_signed_in"})


async def counted(durable: Durable, need: Need, outcome: Referred, times: int, at: float) -> None:
    for _ in range(times):
        await durable.counts.count(referral_kind(outcome), need, at)


def row(said: Any, need: str) -> Any:
    [found] = [row for row in said["rows"] if row["need"] == need]
    return found


async def test_a_month_that_is_over_is_counted_with_what_is_small_hidden(office: Office) -> None:
    may_day = datetime(2026, 5, 31, 23, tzinfo=UTC).timestamp()
    await counted(office.durable, Need.RUNAWAY, Referred.CONNECTED, 12, may_day)
    await counted(office.durable, Need.RUNAWAY, Referred.CARD, 11, may_day)
    await counted(office.durable, Need.LGBTQ, Referred.CARD, 9, may_day)
    await counted(office.durable, Need.ABUSE, Referred.CARD, 30, office.clock.now)
    status, said = await (await office.enter(Role.SUPERVISOR)).ask("GET", COUNTS)
    assert (status, said["month"], said["least"]) == (200, "2026-05", 10)
    assert said["outcomes"] == list(Referred)
    assert [row["need"] for row in said["rows"]] == list(Need)
    runaway = dict(zip(said["outcomes"], row(said, "runaway")["counts"], strict=True))
    assert (runaway["card"], runaway["connected"], runaway["refused"]) == (None, 12, 0)
    assert (row(said, "runaway")["total"], row(said, "lgbtq")["total"]) == (None, None)
    assert (row(said, "abuse")["total"], said["total"]) == (0, 32)


async def test_another_month_is_asked_for_by_name(office: Office) -> None:
    june_before = datetime(2025, 6, 1, tzinfo=UTC).timestamp()
    await counted(office.durable, Need.HEALTH, Referred.REFUSED, 15, june_before)
    mine = await office.enter(Role.SUPERVISOR)
    _, said = await mine.ask("GET", f"{COUNTS}?month=2025-06")
    assert (said["month"], said["total"]) == ("2025-06", 15)
    assert (said["months"][0], said["months"][-1]) == ("2026-05", "2025-06")


@pytest.mark.parametrize("month", ["2026-06", "2026-07", "2025-05", "2026-5", "may", "", "x" * 200])
async def test_a_month_that_runs_or_is_none_is_refused(office: Office, month: str) -> None:
    mine = await office.enter(Role.ADMIN)
    status, said = await mine.ask("GET", f"{COUNTS}?month={month}")
    assert (status, said) == (400, {"ok": False, "code": "bad_input"})


async def test_what_a_desk_counts_is_of_closed_lists_and_of_a_chat_that_ended(
    office: Office, node: Node
) -> None:
    ana = await office.enter(Role.RESPONDER)
    page = await node.open("/responder", token=await ana.token())
    await page.do("arrive", public_key=KEY)
    youth = await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await page.do("pull")
    fence = (await page.hear("changed", lambda d: d["view"]["offer"]))["view"]["offer"]["fence"]
    await page.do("accept", chat=chat, fence=fence)
    await page.hear("changed", lambda d: held(d, "chat") == chat)
    good = {"need": "runaway", "outcome": "connected"}
    assert (await page.ask("wrap_up", fence=fence, referrals=[good]))["code"] == "not_now"
    await page.do("end", chat=chat, fence=fence)
    for bad in ({"need": "money", "outcome": "card"}, {"need": "runaway"}, good | {"to": "Ann"}):
        assert (await page.ask("wrap_up", fence=fence, referrals=[bad]))["code"] == "bad_input"
    assert (await page.ask("wrap_up", fence=fence, referrals=[good] * 11))["code"] == "bad_input"
    await page.do("wrap_up", fence=fence, referrals=[good])
