"""What keeping every picture true costs: `python -m bench.pulse [--open N] [--waiting N]`.

A whole floor at one node, on a real store; the pages are seats whose frames are made and not sent.
"""

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time, time

from helpline.actions import desk as desks
from helpline.actions import youth
from helpline.actions.picture import Pictures
from helpline.core.names import ChatId, StaffId, conn_of
from helpline.edge.alarms import Alarms
from helpline.edge.notices import Notices
from helpline.edge.pulse import Pulse
from helpline.edge.push import Push
from helpline.edge.seats import Seat, Seats
from helpline.ephemeral.connection import connect
from helpline.ephemeral.hints import Hints
from helpline.wire.catalogue import Door
from helpline.wire.shapes import Frame
from tests.made import KEY, POLICY
from tests.store import Server
from tests.world import House, house_on

EACH = 2
TIMES = 7
AT_ONCE = 100


class Unsent(Push):
    """Makes every frame, and counts instead of sending."""

    made = 0

    async def emit(self, _: Seat, __: str, frame: Frame) -> None:
        frame.model_dump(mode="json")
        self.made += 1


class Floor:
    """A floor full of people, all of them at this node."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.seats = Seats(house.world.nodes.me)
        self.push = Unsent(self.seats, {}, Hints(house.world.floor.store, house.world.floor.keys))
        self.pictures = Pictures(house.world)
        self.pulse = Pulse(
            house.world, self.pictures, self.seats, self.push, Alarms(house.world, Notices(()))
        )

    async def fill(self, talking: int, waiting: int) -> None:
        """Open so many chats, and let so many wait."""
        for number in range(talking // EACH):
            staff = await self._arrive(f"desk{number}")
            for _ in range(EACH):
                chat = await self.join()
                await desks.pull(self.house.world, staff)
                fence = (await self.house.chat(chat)).fence
                await desks.accept(self.house.world, staff, chat, fence)
        for _ in range(waiting):
            await self.join()

    async def join(self) -> ChatId:
        """Let a youth come to the end of the line."""
        sid = f"y{len(self.seats.by_sid)}"
        chat = await self.house.join(conn_of(self.seats.node, sid))
        self.seats.sit_youth(self.seats.add(sid, Door.YOUTH), chat, self.house.world.nodes.era)
        return chat

    async def _arrive(self, name: str) -> StaffId:
        staff, conn = await self.house.arrive(name), conn_of(self.seats.node, name)
        await desks.arrive(self.house.world, self.house.people[staff], KEY, conn)
        seat = self.seats.add(name, Door.RESPONDER)
        seat.person = self.house.people[staff]
        self.seats.sit_desk(seat, self.house.world.nodes.era)
        return staff

    async def cover(self) -> None:
        """Have one page change, and a pulse."""
        chat = next(iter(self.seats.youth))
        covered = (await self.house.chat(chat)).covered
        await youth.cover(self.house.world, chat, on=not covered)
        await self.pulse.once()

    async def come(self) -> None:
        """Have one more youth come, and a pulse."""
        await self.join()
        await self.pulse.once()

    async def ask(self) -> None:
        """Have many pages come back at once, each asking for its view."""
        await asyncio.gather(*(self.pictures.fresh() for _ in range(AT_ONCE)))


async def measure(talking: int, waiting: int) -> None:
    """Print the processor time of each."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))
    server = Server(shutil.which("redis-server") or "redis-server", folder)
    server.start()
    try:
        async with connect(server.url) as store:
            house = await house_on(store, "floor", replace(POLICY, line_cap=waiting * EACH))
            house.now = time()
            floor = Floor(house)
            await floor.fill(talking, waiting)
            print(f"{talking} chats open, {waiting} waiting: ms of processor time, median")
            await _print(floor, "a pulse, the first", floor.pulse.once, 1)
            await _print(floor, "a pulse, nothing has changed", floor.pulse.once)
            await _print(floor, "one page has changed", floor.cover)
            await _print(floor, "one youth has come", floor.come)
            await _print(floor, f"{AT_ONCE} pages ask at once", floor.ask)
    finally:
        server.stop()
        shutil.rmtree(folder)


async def _print(
    floor: Floor, what: str, do: Callable[[], Awaitable[None]], times: int = TIMES
) -> None:
    took, made = [], 0
    for _ in range(times):
        began, before = process_time(), floor.push.made
        await do()
        took.append((process_time() - began) * 1_000)
        made = floor.push.made - before
        await asyncio.sleep(max(took) * 4 / 1_000)
    print(f"  {what:<32}{median(took):>8.1f}   frames {made}")


def main() -> None:
    """Measure as told."""
    parser = argparse.ArgumentParser(prog="bench.pulse", description=__doc__)
    parser.add_argument("--open", type=int, default=500, help="chats")
    parser.add_argument("--waiting", type=int, default=1_500, help="youths in the line")
    given = parser.parse_args()
    asyncio.run(measure(given.open, given.waiting))


if __name__ == "__main__":
    main()
