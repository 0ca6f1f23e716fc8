"""A supervisor reads the counts of a month, and takes them away."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from helpline.core.counted import Beside, Kind, Length, Wait, referral_kind
from helpline.core.directory.words import Need
from helpline.core.intake import Language
from helpline.core.months import ended_months
from helpline.core.referrals import Referred
from helpline.durable import open_durable
from tests.browser.axe.rules import Inspector, staff_words
from tests.browser.house import House
from tests.browser.journeys.people import press
from tests.browser.journeys.test_people import LOCALES
from tests.browser.stage import DESKTOP, PHONE, Stage

One = tuple[Kind, StrEnum, int]
LATE: list[One] = [
    (Kind.CAME, Language.EN, 30),
    (Kind.CAME, Language.ES, 12),
    (Kind.ANSWERED_IN_TIME, Wait.UNDER_1, 24),
    (Kind.ANSWERED_LATE, Wait.FROM_5, 15),
    (Kind.LEFT_WAITING, Wait.FROM_10, 3),
    (Kind.TAKEN, Beside.NONE, 24),
    (Kind.TAKEN, Beside.ONE, 15),
    (Kind.ENDED_CLOSED, Length.FROM_30, 24),
    (Kind.ENDED_LEFT, Length.UNDER_5, 15),
    (referral_kind(Referred.CONNECTED), Need.RUNAWAY, 12),
    (referral_kind(Referred.CARD), Need.RUNAWAY, 3),
]
EARLY: list[One] = [
    (Kind.CAME, Language.EN, 14),
    (Kind.ANSWERED_IN_TIME, Wait.UNDER_1, 14),
    (Kind.TAKEN, Beside.NONE, 14),
    (Kind.ENDED_CLOSED, Length.FROM_30, 14),
]


async def counted(house: House, back: int, hour: int, ones: Iterable[One]) -> None:
    """Have this counted on the 15th of a month that is over."""
    month = ended_months(datetime.now(UTC).date())[back]
    at = datetime(month.year, month.month, 15, hour, tzinfo=UTC).timestamp()
    async with open_durable(house.sql_url) as durable:
        for kind, value, times in ones:
            for _ in range(times):
                await durable.counts.count(kind, value, at)


async def fits(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(
    ("language", "viewport", "back"),
    [(Language.EN, PHONE, 3), (Language.EN, DESKTOP, 4), (Language.ES, PHONE, 5)],
    ids=["phone", "desktop", "spanish"],
)
async def test_a_month_is_read_on_any_screen(
    stage: Stage, language: Language, viewport: ViewportSize, back: int
) -> None:
    """Each has a month of its own: tests share a house, and counts only add up."""
    words, axe = staff_words(language), Inspector()
    await counted(stage.house, back, 20, LATE)
    await counted(stage.house, back, 9, EARLY)
    floor = await stage.floor(viewport=viewport, locale=LOCALES[language])
    await press(floor, words["counts.title"])
    await axe.look(floor, "a month without counts", f"text={words['counts.none'].split('{')[0]}")
    await floor.get_by_label(words["counts.month"]).select_option(index=back)
    await axe.look(floor, "a month", "table.counts")
    heat = floor.get_by_role("img", name=words["counts.heat"])
    await expect(heat).to_be_visible()
    ended = floor.get_by_role("region", name=words["counts.table.endings"])
    cells = ended.get_by_role("row", name=words["counts.kind.ended_closed"]).get_by_role("cell")
    await expect(cells.nth(3)).to_have_text("38")
    left = floor.get_by_role("region", name=words["counts.table.waits"]).get_by_role(
        "row", name=words["counts.wait.10_30"]
    )
    await expect(left.get_by_role("cell").nth(2)).to_have_text(words["counts.hidden"])
    referred = floor.get_by_role("region", name=words["counts.table.referrals"])
    row = referred.get_by_role("row", name=words["referral.need.runaway"]).get_by_role("cell")
    hidden = words["counts.hidden"]
    await expect(row).to_have_text([hidden, hidden, *["0"] * 4, "15", ""])
    assert await fits(floor)
    assert axe.faults == []


async def test_a_month_is_chosen_and_taken_away_by_keys(stage: Stage, tmp_path: Path) -> None:
    words = staff_words(Language.EN)
    await counted(stage.house, 2, 20, LATE)
    floor = await stage.floor(viewport=PHONE)
    await press(floor, words["counts.title"])
    months = floor.get_by_label(words["counts.month"])
    await expect(months.get_by_role("option")).to_have_count(12)
    await months.focus()
    for _ in range(2):
        await floor.keyboard.press("ArrowDown")
    await expect(floor.locator("table.counts").first).to_be_visible()
    month = ended_months(datetime.now(UTC).date())[2]
    await expect(months).to_have_value(f"{month:%Y-%m}")
    await floor.keyboard.press("Tab")
    async with floor.expect_download() as taking:
        await floor.keyboard.press("Enter")
    taken = await taking.value
    assert taken.suggested_filename == "counts.csv"
    await taken.save_as(tmp_path / "counts.csv")
    lines = (tmp_path / "counts.csv").read_text("utf-8").splitlines()
    assert lines[0] == "month,table,row,column,count"
    assert {line.partition(",")[0] for line in lines[1:]} == {f"{month:%Y-%m}"}
