"""A demo's staff, and the links that sign them in once."""

from time import time

from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer
from helpline.settings import Settings

STAFF = (
    Newcomer(
        name="Dana",
        sign_in_name="dana",
        role=Role.RESPONDER,
        languages=(Language.EN, Language.ES),
    ),
    Newcomer(name="Sam", sign_in_name="sam", role=Role.SUPERVISOR),
)


async def demo_links(settings: Settings, durable: Durable) -> None:
    """Add the demo's staff and print where to go."""
    lines = ["", f"  A young person's page   {settings.public_origin}/"]
    for newcomer in STAFF:
        staff = await durable.staff.add(newcomer)
        token = await durable.links.make(staff, time())
        label = f"Sign in as {newcomer.name}, {newcomer.role}"
        lines.append(f"  {label:<24}{settings.staff_origin}/#{token}")
    lines += ["", "  Each sign-in link works once. Ctrl-C stops everything.", ""]
    print("\n".join(lines), flush=True)  # noqa: T201 - it speaks to a person at a terminal
