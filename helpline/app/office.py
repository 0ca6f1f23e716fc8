"""How a command comes to what is kept, and under whose name it acts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

from helpline.core.audit import CONSOLE, By
from helpline.core.errors import BadInput
from helpline.core.names import folded
from helpline.durable import Durable, Person, open_durable
from helpline.settings import StaffDoor, load_staff_door


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Durable, StaffDoor]]:
    """Give the durable room, and where staff sign in."""
    door = load_staff_door()
    async with open_durable(door.sql_url) as durable:
        yield durable, door


async def named(durable: Durable, sign_in_name: str) -> Person:
    """Return who signs in by a name, or raise `BadInput`."""
    for person in await durable.staff.everyone():
        if person.sign_in_name == folded(sign_in_name):
            return person
    raise BadInput("nobody signs in by that name")


def console() -> By:
    """Return the command line as whoever does something now."""
    return By(CONSOLE, time())
