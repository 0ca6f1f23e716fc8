"""What the command line can ask for: settings to serve with, the staff, and the audit."""

from helpline.app.office import console, named, opened
from helpline.core.audit import Entry
from helpline.core.errors import BadInput
from helpline.core.factors import Factors
from helpline.core.roles import Role
from helpline.durable import Newcomer, Person, Profile, Session
from helpline.settings import Settings, load


def settle(*, demo: bool, public_port: int | None, staff_port: int | None) -> Settings:
    """Return the settings to serve with; what is not given comes from the environment."""
    given = {"demo": demo or None, "public_port": public_port, "staff_port": staff_port}
    return load(**{name: value for name, value in given.items() if value is not None})


async def add_staff(newcomer: Newcomer, password: str | None) -> Person:
    """Add somebody; without a password they sign in by link alone."""
    async with opened() as (durable, _):
        return await durable.staff.find(await durable.staff.add(newcomer, console(), password))


async def make_link(sign_in_name: str) -> str:
    """Return a link that signs somebody in once, within 15 minutes."""
    async with opened() as (durable, door):
        person = await named(durable, sign_in_name)
        return f"{door.origin}/#{await durable.links.make(person.id, console())}"


async def list_staff() -> list[Person]:
    """Return all staff."""
    async with opened() as (durable, _):
        return await durable.staff.everyone()


async def change_staff(sign_in_name: str, profile: Profile, role: Role | None) -> Person:
    """Change what somebody is shown and matched by, and what they do here."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        if profile != Profile():
            person = await durable.staff.change(person.id, person.version, profile, console())
        if role is not None and role is not person.role:
            person = await durable.staff.set_role(person.id, person.version, role, console())
        return person


async def set_active(sign_in_name: str, *, on: bool) -> Person:
    """Let somebody in again, or no more."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        if person.active is on:
            return person
        return await durable.staff.set_active(person.id, person.version, console(), on=on)


async def reset_factors(sign_in_name: str) -> Person:
    """Take away every second factor of somebody who has lost theirs; they are signed out."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        await durable.factors.reset(person.id, console())
        return person


async def list_factors() -> list[tuple[Person, Factors]]:
    """Return by what everybody can show who they are."""
    async with opened() as (durable, _):
        factors = await durable.factors.of_everyone()
        return [(person, factors[person.id]) for person in await durable.staff.everyone()]


async def list_sessions(sign_in_name: str) -> list[Session]:
    """Return where somebody is signed in, the latest first."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        return await durable.sessions.of(person.id, console().at)


async def sign_out(sign_in_name: str, session: str | None) -> int:
    """End one session of somebody, or all; return how many, or raise `BadInput` for none of it."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        if session is None:
            return await durable.sessions.end_all(person.id, console())
        if not await durable.sessions.end(person.id, session, console()):
            raise BadInput("there is no such session, or it has ended: see helpline staff sessions")
        return 1


async def bind_oidc(sign_in_name: str, account: str) -> Person:
    """Let somebody come in by an account of the organization's own sign-in."""
    async with opened() as (durable, door):
        if door.issuer is None:
            raise BadInput("no provider is set: set HELPLINE_OIDC_ISSUER as for `helpline serve`")
        person = await named(durable, sign_in_name)
        await durable.oidc.bind(person.id, door.issuer, account, console())
        return person


async def unbind_oidc(sign_in_name: str) -> Person:
    """Let somebody come in by that account no more."""
    async with opened() as (durable, _):
        person = await named(durable, sign_in_name)
        await durable.oidc.unbind(person.id, console())
        return person


async def latest_entries(number: int) -> list[Entry]:
    """Return the last entries of the audit, the newest first."""
    async with opened() as (durable, _):
        return await durable.audit.latest(number)


async def verify_audit() -> tuple[int, str]:
    """Return the number and digest of the audit's last entry, or raise `AuditBroken`."""
    async with opened() as (durable, _):
        return await durable.audit.verify()
