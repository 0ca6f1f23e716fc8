"""What a message costs a node, the sockets left out: `python -m bench.trips [--each N]`.

Many chats at one node, on a real store. Each page says its next thing when the last one is
accepted and has reached the other page; frames go in and out as text, by the real doors.
"""

import argparse
import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time, time

import uvloop

from helpline.actions import desk as desks
from helpline.actions.picture import Pictures
from helpline.core.names import StaffId
from helpline.edge.engine.events import EventServer
from helpline.edge.engine.wire import Wire
from helpline.edge.push import Push
from helpline.edge.responder import ResponderDoor
from helpline.edge.seats import Seats
from helpline.edge.socket_token import issue
from helpline.edge.sockets import open_door, server
from helpline.edge.youth import YouthDoor
from helpline.ephemeral.connection import connect
from helpline.ephemeral.hints import Hints
from helpline.wire.catalogue import Door
from tests.made import KEY, POLICY
from tests.store import Server
from tests.world import House, house_on

CHATS = 40
TIMES = 7
BODY = "A" * 342
"""256 bytes of a sealed message, in base64url."""


class Page(Wire):
    """A page without a socket: what is sent to it is looked at, and thrown away."""

    __slots__ = ("answered", "heard", "last")

    def __init__(self, made: EventServer) -> None:
        super().__init__(made.eio)
        made.eio.sockets[self.sid] = self
        self.answered, self.heard, self.last = asyncio.Event(), asyncio.Event(), b""

    def send(self, packet: bytes) -> None:
        """Note an answer, or a message."""
        self.last = packet
        if packet[:2] == b"42":
            self.heard.set()
        else:
            self.answered.set()

    async def ask(self, text: str) -> None:
        """Send a packet, and wait for its answer."""
        self.answered.clear()
        self.take(text)
        await self.answered.wait()

    def read_on(self) -> None:
        """Nothing was stopped."""

    def close(self, why: str) -> None:
        """There is no socket to close."""

    def cut(self) -> None:
        """The rates are not for a bench."""


class Node:
    """The doors of a node, and the chats at it."""

    def __init__(self, house: House) -> None:
        self.house, world = house, house.world
        self.seats = Seats(world.nodes.me)
        self.public = server("public", (Door.YOUTH,))
        self.staff = server("staff", (Door.RESPONDER,))
        hints = Hints(world.floor.store, world.floor.keys)
        servers = {Door.YOUTH: self.public, Door.RESPONDER: self.staff}
        push, pictures = Push(self.seats, servers, hints), Pictures(world)
        youth = YouthDoor(world, pictures, self.seats, push)
        desk = ResponderDoor(world, pictures, self.seats, push)
        open_door(self.public, Door.YOUTH, youth, self.seats, push)
        open_door(self.staff, Door.RESPONDER, desk, self.seats, push)
        self.chats: list[tuple[Page, Page]] = []

    async def fill(self, chats: int) -> None:
        """Open so many chats."""
        for number in range(chats):
            youth = await self._page(self.public, Door.YOUTH, "{}")
            await youth.ask('42/youth,1["join",{}]')
            name = f"desk{number}"
            await self.house.arrive(name)
            token = issue(self.house.world, self.house.people[StaffId(name)], "session")
            desk = await self._page(self.staff, Door.RESPONDER, f'{{"token":"{token}"}}')
            await desk.ask(f'42/responder,1["arrive",{{"public_key":"{KEY}"}}]')
            await desks.pull(self.house.world, StaffId(name))
            held = (await self.house.desk(StaffId(name))).offer
            if held is None:
                raise RuntimeError("nobody waits")
            await desks.accept(self.house.world, StaffId(name), held.chat, held.fence)
            self.chats.append((youth, desk))
        for seat in self.seats.by_sid.values():
            seat.bucket = replace(seat.bucket, per_s=1e9, burst=1e9)

    async def _page(self, made: EventServer, door: Door, auth: str) -> Page:
        page = Page(made)
        page._frames = replace(page._frames, per_s=1e9, burst=1e9)
        await made.eio._handlers["connect"](page.sid, {})
        await page.ask(f"40{door},{auth}")
        return page


async def say(youth: Page, desk: Page, first: int, each: int) -> None:
    """Say so many things in one chat, one after the other."""
    for n in range(first, first + each):
        desk.heard.clear()
        await youth.ask(
            f'42/youth,{n}["say",{{"cid":"{n:017}","n":{n},"epoch":0,"body":"{BODY}"}}]'
        )
        await desk.heard.wait()
    if b'"ok":true' not in youth.last or BODY.encode() not in desk.last:
        raise RuntimeError("something was not taken")


async def measure(each: int) -> None:
    """Print the processor time of one message."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))
    store_server = Server(shutil.which("redis-server") or "redis-server", folder)
    store_server.start()
    try:
        async with connect(store_server.url) as store:
            house = await house_on(store, "floor", replace(POLICY, line_cap=CHATS))
            house.now = time()
            node = Node(house)
            await node.fill(CHATS)
            took = []
            for turn in range(TIMES):
                began, first = process_time(), 1 + turn * each
                await asyncio.gather(*(say(*chat, first, each) for chat in node.chats))
                took.append((process_time() - began) * 1e6 / (each * CHATS))
            print(f"{CHATS} on their way at once: {median(took):.1f} us of the node's time for one")
    finally:
        store_server.stop()
        shutil.rmtree(folder)


def main() -> None:
    """Measure as told."""
    parser = argparse.ArgumentParser(prog="bench.trips", description=__doc__)
    parser.add_argument("--each", type=int, default=200, help="messages of each chat in one turn")
    uvloop.run(measure(parser.parse_args().each))


if __name__ == "__main__":
    main()
