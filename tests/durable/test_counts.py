"""Counts add up by hour, also when many count at once, and take nothing but members."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa

from helpline.core.counted import LATEST_S, Count, Kind, Length, Outcome, Wait
from helpline.core.directory.words import Need
from helpline.core.intake import Language, Topic
from helpline.durable import Durable
from helpline.durable.database import open_database
from helpline.durable.tables import counted

NOON = 1_767_268_800  # 2026-01-01 12:00 UTC


async def rows(url: str) -> list[tuple[Any, ...]]:
    query = sa.select(counted).order_by(*counted.primary_key)
    async with open_database(url) as database, database.transaction() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def test_the_same_hour_adds_up_and_the_next_begins(durable: Durable, url: str) -> None:
    for now in (NOON, NOON + 3_599.9, NOON + 3_600):
        await durable.counts.count(Kind.TOPIC, Topic.HOME, now=now)
    await durable.counts.count(Kind.HEAVY, None, now=NOON)
    day = date(2026, 1, 1)
    assert await rows(url) == [
        (day, 12, "heavy", "", 1),
        (day, 12, "topic", "home", 2),
        (day, 13, "topic", "home", 1),
    ]


async def test_nothing_is_lost_when_many_count_at_once(durable: Durable, url: str) -> None:
    await asyncio.gather(
        *(durable.counts.count(Kind.TOPIC, Topic.HURT, now=NOON) for _ in range(30))
    )
    assert [row[-1] for row in await rows(url)] == [30]


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_what_is_noted_while_another_program_writes_is_counted_after(
    durable: Durable, url: str
) -> None:
    with closing(
        sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            durable.counts.note(Kind.TOPIC, Topic.HURT, NOON, NOON)
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
    await durable.counts.close()
    assert [row[-1] for row in await rows(url)] == [3]


@pytest.mark.parametrize("value", ["home", 1, b"home"])
async def test_words_are_not_counted(durable: Durable, value: Any) -> None:
    with pytest.raises(TypeError):
        await durable.counts.count(Kind.TOPIC, value, now=NOON)


def test_every_value_we_count_fits_its_column() -> None:
    kinds: list[type[StrEnum]] = [Kind, Topic, Need, Language, Length, Outcome, Wait]
    assert all(len(member.value) <= 20 for kind in kinds for member in kind)


async def test_what_was_counted_on_some_days_is_read_by_the_hour(durable: Durable) -> None:
    for now in (NOON - 86_400, NOON, NOON, NOON + 3_600, NOON + 86_400):
        await durable.counts.count(Kind.TOPIC, Topic.HOME, now=now)
    await durable.counts.count(Kind.HEAVY, None, now=NOON)
    day = date(2026, 1, 1)
    assert await durable.counts.between(day, date(2026, 1, 2)) == [
        Count(day, 12, Kind.HEAVY, "", 1),
        Count(day, 12, Kind.TOPIC, "home", 2),
        Count(day, 13, Kind.TOPIC, "home", 1),
    ]
    assert await durable.counts.between(date(2025, 11, 1), date(2025, 12, 1)) == []


async def test_nothing_is_added_to_a_time_that_may_have_been_shown(
    durable: Durable, url: str
) -> None:
    """Whoever has been here for a day is counted no more: the month they came in may be out."""
    durable.counts.note(Kind.TOPIC, Topic.HOME, NOON, NOON + LATEST_S - 60)
    durable.counts.note(Kind.TOPIC, Topic.HURT, NOON, NOON + LATEST_S + 1)
    await durable.counts.close()
    assert [(row[-2], row[-1]) for row in await rows(url)] == [("home", 1)]


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_what_waited_for_the_database_too_long_is_not_counted(
    durable: Durable, url: str
) -> None:
    with closing(
        sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        durable.counts.note(Kind.TOPIC, Topic.HOME, NOON, NOON)
        durable.counts.note(Kind.TOPIC, Topic.HURT, NOON, NOON + LATEST_S - 0.5)
        await asyncio.sleep(1)
        other.execute("ROLLBACK")
    await durable.counts.close()
    assert [row[-2] for row in await rows(url)] == ["home"]
