"""Alerts over a real store: what is read of a floor, who raises one, and who sees to it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpline.actions import alerts, readiness, youth
from helpline.actions.floor_views import floor_sees, floor_view
from helpline.core.alerts import AlertKind, Board
from helpline.core.chat import Link, Presence
from helpline.core.intake import Safety
from helpline.core.names import Conn, StaffId
from helpline.core.policy import Policy
from helpline.core.shifts import Shift, SlotId
from helpline.ephemeral.connection import Store
from tests.made import NOW
from tests.store import empty
from tests.world import House, house_on, sealed

POLICY = Policy(
    alert_line=1, alert_hold_s=0, alert_calm_s=10, alert_nobody_ready_s=0, alert_wait_s=0
)
ANA = StaffId("ana")


@pytest.fixture
async def house(store: Store, name: str) -> House:
    return await house_on(store, name, POLICY)


async def look(house: House, seconds: float = 0) -> tuple[AlertKind, ...]:
    """Look at the floor as a node's pulse does; return what has begun to speak."""
    house.now += seconds
    return (await alerts.watch(house.world, await house.picture())).speaking


async def shown(house: House) -> list[dict[str, Any]]:
    return [one.model_dump() for one in floor_view(await house.picture()).alerts]


async def read(house: House, kind: AlertKind) -> tuple[int, float | None]:
    found = alerts.readings(await house.picture())[kind]
    return found.n, found.at


async def test_a_floor_at_peace_raises_nothing(house: House) -> None:
    await house.arrive("ana", ready=True)
    assert await look(house) == ()
    assert await shown(house) == []
    assert await read(house, AlertKind.NODE) == (1, None)


async def test_a_long_line_is_raised_once_whoever_looks(house: House) -> None:
    for number in range(2):
        await house.join(f"youth-{number}")
    pictures = [await house.picture() for _ in range(3)]
    spoke = [(await alerts.watch(house.world, one)).speaking for one in pictures]
    assert spoke == [(AlertKind.LINE,), (), ()]
    assert await look(house, 5) == ()
    assert await shown(house) == [
        {
            "kind": "line",
            "raised_s": 5,
            "n": 2,
            "seconds": 5,
            "speaks": True,
            "seen_by": None,
        }
    ]


async def test_nothing_is_written_while_nothing_changes(house: House) -> None:
    for number in range(2):
        await house.join(f"youth-{number}")
    await look(house)
    version = (await house.world.floor.alerts.load()).version
    for _ in range(5):
        await look(house, 60)
    assert (await house.world.floor.alerts.load()).version == version


async def test_the_view_of_the_floor_is_the_same_while_only_seconds_pass(house: House) -> None:
    for number in range(2):
        await house.join(f"youth-{number}")
    before = floor_sees(await house.picture())
    await look(house)
    raised = floor_sees(await house.picture())
    assert raised != before
    house.now += 7
    assert floor_sees(await house.picture()) == raised


async def test_it_is_over_when_the_line_has_been_short_for_a_while(house: House) -> None:
    chats = [await house.join(f"youth-{number}") for number in range(2)]
    await look(house)
    for chat in chats:
        await house.world.floor.forget_chat(chat)
    assert await look(house) == ()
    assert [one["kind"] for one in await shown(house)] == ["line"]
    await look(house, POLICY.alert_calm_s)
    assert await shown(house) == []


async def test_whoever_sees_to_it_is_named_until_it_is_over(house: House) -> None:
    for number in range(2):
        await house.join(f"youth-{number}")
    await look(house)
    await alerts.acknowledge(house.world, AlertKind.LINE, "Dana")
    await alerts.acknowledge(house.world, AlertKind.LINE, "Lee")
    await alerts.acknowledge(house.world, AlertKind.WAIT, "Lee")
    assert [one["seen_by"] for one in await shown(house)] == ["Dana"]


async def test_a_store_that_was_emptied_is_told_what_stood_and_it_speaks_no_second_time(
    house: House, store: Store, name: str
) -> None:
    for number in range(2):
        await house.join(f"youth-{number}")
    await look(house)
    await alerts.acknowledge(house.world, AlertKind.LINE, "Dana")
    before = (await house.picture()).board.value
    await empty(store, name)
    await alerts.refill(house.world, Board())
    await alerts.refill(house.world, before)
    await alerts.refill(house.world, Board())
    assert (await house.picture()).board.value == before


async def test_who_is_not_safe_is_counted_alone(house: House) -> None:
    await house.join("youth-1")
    house.now += 5
    await house.join("youth-2", safety=Safety.NOT_SAFE)
    assert await read(house, AlertKind.WAIT) == (2, NOW)
    assert await read(house, AlertKind.NOT_SAFE) == (1, NOW + 5)
    assert await look(house, 60) == (AlertKind.LINE,)
    assert await look(house, 1) == (AlertKind.NOT_SAFE,)


async def test_somebody_who_rests_or_is_away_is_not_ready(house: House) -> None:
    await house.join("youth-1")
    assert await read(house, AlertKind.NOBODY_READY) == (1, NOW)
    await house.arrive("ana")
    assert await read(house, AlertKind.NOBODY_READY) == (1, NOW)
    await readiness.set_ready(house.world, ANA, on=True)
    assert await read(house, AlertKind.NOBODY_READY) == (0, None)
    picture = await house.picture()
    away = replace(picture.desks[ANA], link=Link(Presence.AWAY, Conn("ana-1"), NOW))
    read_away = alerts.readings(replace(picture, desks={ANA: away}))
    assert read_away[AlertKind.NOBODY_READY].n == 1


async def test_a_youth_who_waits_for_an_answer_is_read_from_the_log(house: House) -> None:
    chat, _ = await house.talk()
    assert await read(house, AlertKind.SILENT) == (0, None)
    house.now += 3
    await youth.say(house.world, chat, sealed(1))
    assert await read(house, AlertKind.SILENT) == (1, NOW + 3)
    assert AlertKind.SILENT in await look(house, 91)


async def test_a_shift_for_which_nobody_has_signed_up_is_raised_with_how_soon_it_begins(
    house: House,
) -> None:
    gone = Shift(SlotId("past"), date(2026, 6, 1), int(NOW) - 9_000, int(NOW) - 10, 1)
    soon = Shift(SlotId("next"), date(2026, 6, 1), int(NOW) + 3_600, int(NOW) + 9_000, 1)
    house.world.hours.bare = (gone, soon)
    assert await look(house) == (AlertKind.SHIFT,)
    [one] = await shown(house)
    assert (one["kind"], one["n"], one["seconds"]) == ("shift", 1, 3_600)
    house.world.hours.bare = ()
    await look(house)
    await look(house, POLICY.alert_calm_s)
    assert await shown(house) == []


async def test_the_floor_is_told_what_raises_alerts(house: House) -> None:
    rules = {rule.kind: rule.limit for rule in alerts.floor_rules(house.world)}
    assert rules[AlertKind.LINE] == 1
    assert AlertKind.WAIT not in rules
