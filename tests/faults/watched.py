"""A real node that also says what it holds: `python -m tests.faults.watched serve`, GET `/held`."""

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from helpline import __main__ as helpline
from helpline.core.chat import Chat
from helpline.core.desk import Desk
from helpline.edge import serve
from helpline.edge.engine.events import EventServer
from helpline.edge.http import public
from helpline.edge.seats import Seats
from helpline.ephemeral.documents import Stored

servers: list[EventServer] = []
seats: list[Seats] = []


async def held(_: web.Request) -> web.Response:
    """Say how much there is of everything that a connection brings with it."""
    gc.collect()
    rooms = [room for made in servers for space in made.manager.rooms.values() for room in space]
    return web.json_response(
        {
            "rooms": sum(_in_rooms(made) for made in servers),
            "named rooms": sum(room is not None for room in rooms),
            "leaving": sum(len(made.manager.pending_disconnect) for made in servers),
            "environs": sum(len(made.environ) for made in servers),
            "wires": sum(len(made.eio.sockets) for made in servers),
            "on the wheel": sum(len(slot) for made in servers for slot in made.eio.wheel._slots),
            "working": sum(len(made.eio._tasks) for made in servers),
            "seats": sum(len(kept) for one in seats for kept in (one.by_sid, one.youth, one.desks)),
            "tasks": len(asyncio.all_tasks()),
            "in mind": sum(_is_of_people(thing) for thing in gc.get_objects()),
            "things": len(gc.get_objects()),
            "descriptors": _descriptors(),
        }
    )


def _is_of_people(thing: object) -> bool:
    """Tell whether this is a chat or a desk in memory; the alerts of the floor are always there."""
    return isinstance(thing, Stored) and isinstance(thing.value, Chat | Desk)


def _in_rooms(made: EventServer) -> int:
    spaces = made.manager.rooms.values()
    return sum(len(room) for space in spaces for room in space.values())


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _watch() -> None:
    """Keep hold of what the node makes, and open one more path at the public door."""
    _put(serve, "server", lambda make: lambda *args: _kept(servers, make(*args)))
    _put(serve, "Seats", lambda make: lambda *args: _kept(seats, make(*args)))
    _put(public, "node_routes", lambda make: lambda *args: [web.get("/held", held), *make(*args)])


def _kept(where: list[Any], made: Any) -> Any:
    where.append(made)
    return made


def _put(place: object, name: str, wrapped: Callable[[Any], object]) -> None:
    setattr(place, name, wrapped(getattr(place, name)))


if __name__ == "__main__":
    _watch()
    helpline.main()
