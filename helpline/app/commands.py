"""What the command line can ask for: settings to serve with, and the staff."""

from time import time

from helpline.core.errors import BadInput
from helpline.durable import Newcomer, Person, open_durable
from helpline.durable.people import folded
from helpline.settings import Settings, load, load_staff_door


def settle(*, demo: bool, public_port: int | None, staff_port: int | None) -> Settings:
    """Return the settings to serve with; what is not given comes from the environment."""
    given = {"demo": demo or None, "public_port": public_port, "staff_port": staff_port}
    return load(**{name: value for name, value in given.items() if value is not None})


async def add_staff(newcomer: Newcomer, password: str | None) -> None:
    """Add somebody; without a password they sign in by link alone."""
    async with open_durable(load_staff_door().sql_url) as durable:
        await durable.staff.add(newcomer, password)


async def make_link(sign_in_name: str) -> str:
    """Return a link that signs somebody in once, within 15 minutes."""
    door = load_staff_door()
    async with open_durable(door.sql_url) as durable:
        for person in await durable.staff.everyone():
            if person.active and person.sign_in_name == folded(sign_in_name):
                return f"{door.origin}/#{await durable.links.make(person.id, time())}"
    raise BadInput("nobody signs in by that name")


async def list_staff() -> list[Person]:
    """Return all staff."""
    async with open_durable(load_staff_door().sql_url) as durable:
        return await durable.staff.everyone()
