"""A demo's staff, and the links that sign them in once."""

from time import time

from helpline.core.audit import CONSOLE, By
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
    """Add the demo's staff and print where to go; of several nodes, who started them does it."""
    if settings.node_path:
        return
    rows = [("A young person's page", f"{settings.public_origin}/")]
    for newcomer in STAFF:
        by = By(CONSOLE, time())
        token = await durable.links.make(await durable.staff.add(newcomer, by), by)
        rows.append(
            (f"Sign in as {newcomer.name}, {newcomer.role}", f"{settings.staff_origin}/#{token}")
        )
    table = "\n".join(f"  {label:<30}{address}" for label, address in rows)
    end = "Each sign-in link works once. Ctrl-C stops everything."
    print(f"\n{table}\n\n  {end}\n", flush=True)  # noqa: T201 - it speaks to a person at a terminal
