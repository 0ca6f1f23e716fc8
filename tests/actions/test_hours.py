"""The line by its hours: it opens and closes by itself, and sends nobody away."""

from datetime import date, time

import pytest

from helpline.actions import floor, youth
from helpline.actions.hours import KEPT_S, Hours
from helpline.core.errors import LineClosed
from helpline.core.names import Conn
from helpline.core.opening import Always, Outlook, SetHours
from helpline.core.wall import Span, Weekday
from helpline.ephemeral.connection import Store
from tests.made import NOW
from tests.world import House, house_on

# NOW is a Monday, 13:46:40 UTC.
OPENS, CLOSES = 1_000_800, 1_008_000
AFTERNOON = SetHours("UTC", (Span(Weekday.MONDAY, time(14), time(16)),))


async def state(house: House) -> str:
    return (await house.picture()).stands.state


async def test_hours_open_and_close_the_line_and_whoever_is_in_it_keeps_the_place(
    house: House,
) -> None:
    house.world.hours.follow(AFTERNOON)
    assert (await house.picture()).stands.opens == OPENS
    with pytest.raises(LineClosed):
        await house.join()
    house.now = CLOSES - 1
    await house.talk("ana")
    chat = await house.join("youth-2")
    ticket = await house.ticket(chat)
    house.now = CLOSES
    assert await state(house) == "closed"
    with pytest.raises(LineClosed):
        await house.join("youth-3")
    await youth.away(house.world, chat, Conn("youth-2"))
    back, _ = await youth.resume(house.world, ticket, Conn("youth-4"))
    ben = await house.arrive("ben", ready=True)
    await house.turn()
    seat = (await house.chat(back)).seat
    assert seat is not None
    assert seat.staff == ben


async def test_a_hand_on_the_line_is_the_same_for_all_nodes(
    house: House, store: Store, name: str
) -> None:
    other = await house_on(store, name)
    for one in (house, other):
        one.world.hours.follow(AFTERNOON)
    await floor.set_line(house.world, "open")
    assert [await state(one) for one in (house, other)] == ["open", "open"]
    assert (await other.picture()).stands.until == OPENS
    await floor.set_line(other.world, "paused")
    house.now = other.now = OPENS
    assert [await state(one) for one in (house, other)] == ["paused", "paused"]
    await floor.set_line(house.world, "open")
    house.now = other.now = CLOSES
    assert [await state(one) for one in (house, other)] == ["closed", "closed"]


def test_what_lies_ahead_is_looked_at_when_it_changes_and_when_the_plan_does() -> None:
    hours = Hours()
    assert hours.outlook(NOW) == Outlook(open=True, change=None)
    hours.follow(AFTERNOON)
    assert hours.outlook(NOW) == Outlook(open=False, change=OPENS)
    assert hours.outlook(OPENS - 0.5) == Outlook(open=False, change=OPENS)
    assert hours.outlook(OPENS) == Outlook(open=True, change=CLOSES)
    assert hours.outlook(NOW) == Outlook(open=False, change=OPENS), "a clock may be set back"
    hours.follow(Always())
    assert hours.outlook(NOW).open


def test_an_opening_that_comes_into_sight_is_seen_within_a_minute() -> None:
    hours, two_weeks = Hours(), 14 * 86_400
    off = frozenset({date(1970, 1, 12), date(1970, 1, 19)})
    hours.follow(SetHours("UTC", AFTERNOON.spans, off))
    assert hours.outlook(OPENS - 30) == Outlook(open=False, change=None)
    assert hours.outlook(OPENS - 30 + KEPT_S) == Outlook(open=False, change=OPENS + two_weeks)
