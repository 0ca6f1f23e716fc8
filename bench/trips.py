"""What keeping a message costs a node, the doors left out: `python -m bench.trips [--each N]`.

Many chats at one node, on a real store; each says its next thing when the last one is kept.
"""

import argparse
import asyncio
import shutil
import tempfile
from pathlib import Path
from statistics import median
from time import process_time, time

import uvloop

from helpline.core.names import YOUTH, ChatId
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import connect
from tests.made import POLICY
from tests.store import Server
from tests.world import House, house_on

CHATS = 40
TIMES = 7
BODY = Sealed("A" * 342)
"""256 bytes of a sealed message, in base64url."""


async def say(house: House, chat: ChatId, first: int, each: int) -> None:
    """Say so many things in one chat, one after the other."""
    for n in range(first, first + each):
        await house.world.log.say(chat, YOUTH, YOUTH, Envelope(f"{n:017}", n, 0, BODY), house.now)


async def measure(each: int) -> None:
    """Print the processor time of one message."""
    folder = Path(tempfile.mkdtemp(prefix="hl-"))
    server = Server(shutil.which("redis-server") or "redis-server", folder)
    server.start()
    try:
        async with connect(server.url) as store:
            house = await house_on(store, "floor", POLICY)
            house.now = time()
            chats = [await house.join(f"youth-{number}") for number in range(CHATS)]
            took = []
            for turn in range(TIMES):
                began = process_time()
                await asyncio.gather(*(say(house, chat, 1 + turn * each, each) for chat in chats))
                took.append((process_time() - began) * 1e6 / (each * CHATS))
            print(f"{CHATS} on their way at once: {median(took):.1f} us of the node's time for one")
    finally:
        server.stop()
        shutil.rmtree(folder)


def main() -> None:
    """Measure as told."""
    parser = argparse.ArgumentParser(prog="bench.trips", description=__doc__)
    parser.add_argument("--each", type=int, default=500, help="messages of each chat in one turn")
    uvloop.run(measure(parser.parse_args().each))


if __name__ == "__main__":
    main()
