"""Everybody is dropped at once, at both doors, and back at once: each has one place, none two."""

import asyncio
import gc
from collections.abc import Iterable

import pytest

from helpline.core.chat import Presence
from helpline.core.names import ChatId, StaffId, socket_of
from helpline.edge.seats import Seat
from tests.edge.conftest import Node
from tests.edge.page import Page
from tests.edge.test_conversation import desk
from tests.edge.test_ghosts import nobody, soon

YOUTH, DESKS = 60, 12
PATIENCE_S = 30.0
"""The pages of this test have tasks of their own, which end when they come to it."""


def counts(node: Node) -> set[tuple[int, int, int]]:
    """Return, for each door, how many are held by the engine and by the library, and are known."""
    return {
        (len(made.eio.sockets), len(made.environ), _in_rooms(made.manager.rooms))
        for made in node.servers
    }


def _in_rooms(rooms: dict[str, dict[str | None, dict[str, str]]]) -> int:
    return sum(len(room) for space in rooms.values() for room in space.values())


async def resume(node: Node, ticket: str) -> Page:
    page = await node.open("/youth")
    await page.do("resume", ticket=ticket)
    return page


async def settled(node: Node, youth: int, desks: int) -> bool:
    held = {(youth, youth, youth), (desks, desks, desks)}
    seats = (len(node.seats.youth), len(node.seats.desks), len(node.seats.by_sid))
    return counts(node) == held and seats == (youth, desks, youth + desks)


async def links(node: Node, chats: list[str]) -> list[tuple[Presence, str]]:
    floor = node.world.floor
    found = await floor.chats([ChatId(chat) for chat in chats])
    desks = await floor.desks([StaffId(f"desk{number}") for number in range(DESKS)])
    places = [stored.value.youth for stored in found.values()]
    places += [stored.value.link for stored in desks.values()]
    return [(link.presence, socket_of(link.conn)) for link in places]


@pytest.mark.parametrize("storms", [1, 3])
async def test_after_a_storm_each_has_one_place(node: Node, storms: int) -> None:
    youth = [await node.open("/youth") for _ in range(YOUTH)]
    joined = [await page.do("join") for page in youth]
    staff = [await desk(node, f"desk{number}") for number in range(DESKS)]
    for _ in range(storms):
        for page in (*youth, *staff):
            page.vanish()
        back = asyncio.gather(*(resume(node, one["ticket"]) for one in joined))
        staff = await asyncio.gather(*(desk(node, f"desk{number}") for number in range(DESKS)))
        youth = await back
        await soon(lambda: settled(node, YOUTH, DESKS))
    here = await links(node, [one["chat"] for one in joined])
    assert {presence for presence, _ in here} == {Presence.HERE}
    assert len(here) == YOUTH + DESKS
    assert {sid for _, sid in here} == node.seats.by_sid.keys()


def living(others: Iterable[str] = ()) -> dict[str, Seat]:
    """Return the seats that anything still holds, but for `others`."""
    gc.collect()
    seats = [thing for thing in gc.get_objects() if type(thing) is Seat]
    return {seat.sid: seat for seat in seats if seat.sid not in others}


async def test_after_a_storm_and_everybody_has_gone_nothing_is_left(node: Node) -> None:
    others = list(living())  # of tests that were before, where something of theirs still lives
    first = await node.open("/youth")
    before = len(asyncio.all_tasks())  # the wheel of pings turns from the first page on
    await first.close()
    youth = [await node.open("/youth", kind) for kind in ("websocket", "polling") * 15]
    joined = [await page.do("join") for page in youth]
    for page in youth[::2]:
        page.vanish()
    youth += [await resume(node, one["ticket"]) for one in joined]
    for page in youth[len(joined) :]:
        await page.do("leave")
    for page in youth:
        await page.close()
    await soon(lambda: nobody(node))
    await soon(lambda: settled(node, 0, 0))
    node.pages.clear()

    async def quiet() -> bool:
        return len(asyncio.all_tasks()) <= before and not living(others)

    try:
        await soon(quiet, PATIENCE_S)
    except TimeoutError:
        tasks = [task.get_coro() for task in asyncio.all_tasks()]
        left = living(others)
        holders = [[type(one) for one in gc.get_referrers(seat)] for seat in left.values()]
        raise AssertionError(f"{len(tasks)} > {before}: {tasks}, {[*left]}: {holders}") from None
