"""What the command line can ask for: settings to serve with, the staff, and the audit."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time

from helpline.core.audit import CONSOLE, By, Entry
from helpline.core.errors import BadInput
from helpline.core.names import folded
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Person, Profile, open_durable
from helpline.settings import Settings, StaffDoor, load, load_staff_door


def settle(*, demo: bool, public_port: int | None, staff_port: int | None) -> Settings:
    """Return the settings to serve with; what is not given comes from the environment."""
    given = {"demo": demo or None, "public_port": public_port, "staff_port": staff_port}
    return load(**{name: value for name, value in given.items() if value is not None})


async def add_staff(newcomer: Newcomer, password: str | None) -> Person:
    """Add somebody; without a password they sign in by link alone."""
    async with _opened() as (durable, _):
        return await durable.staff.find(await durable.staff.add(newcomer, _by(), password))


async def make_link(sign_in_name: str) -> str:
    """Return a link that signs somebody in once, within 15 minutes."""
    async with _opened() as (durable, door):
        person = await _named(durable, sign_in_name)
        return f"{door.origin}/#{await durable.links.make(person.id, _by())}"


async def list_staff() -> list[Person]:
    """Return all staff."""
    async with _opened() as (durable, _):
        return await durable.staff.everyone()


async def change_staff(sign_in_name: str, profile: Profile, role: Role | None) -> Person:
    """Change what somebody is shown and matched by, and what they do here."""
    async with _opened() as (durable, _):
        person = await _named(durable, sign_in_name)
        if profile != Profile():
            person = await durable.staff.change(person.id, person.version, profile, _by())
        if role is not None and role is not person.role:
            person = await durable.staff.set_role(person.id, person.version, role, _by())
        return person


async def set_active(sign_in_name: str, *, on: bool) -> Person:
    """Let somebody in again, or no more."""
    async with _opened() as (durable, _):
        person = await _named(durable, sign_in_name)
        if person.active is on:
            return person
        return await durable.staff.set_active(person.id, person.version, _by(), on=on)


async def latest_entries(number: int) -> list[Entry]:
    """Return the last entries of the audit, the newest first."""
    async with _opened() as (durable, _):
        return await durable.audit.latest(number)


async def verify_audit() -> tuple[int, str]:
    """Return the number and digest of the audit's last entry, or raise `AuditBroken`."""
    async with _opened() as (durable, _):
        return await durable.audit.verify()


@asynccontextmanager
async def _opened() -> AsyncIterator[tuple[Durable, StaffDoor]]:
    door = load_staff_door()
    async with open_durable(door.sql_url) as durable:
        yield durable, door


async def _named(durable: Durable, sign_in_name: str) -> Person:
    for person in await durable.staff.everyone():
        if person.sign_in_name == folded(sign_in_name):
            return person
    raise BadInput("nobody signs in by that name")


def _by() -> By:
    return By(CONSOLE, time())
