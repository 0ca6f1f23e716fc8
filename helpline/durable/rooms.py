"""The whole durable room, opened and closed as one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from helpline.durable.audit import Audit
from helpline.durable.counts import Counts
from helpline.durable.database import open_database
from helpline.durable.links import Links
from helpline.durable.passwords import Passwords
from helpline.durable.sessions import Sessions
from helpline.durable.staff import Staff
from helpline.durable.training import Training


@dataclass(frozen=True, slots=True)
class Durable:
    """What stays."""

    staff: Staff
    sessions: Sessions
    links: Links
    counts: Counts
    audit: Audit
    training: Training


@asynccontextmanager
async def open_durable(url: str, passwords: Passwords | None = None) -> AsyncIterator[Durable]:
    """Give the durable room at a database URL, its tables made, or raise `Misconfigured`.

    `passwords` lets a test hash cheaply.
    """
    async with open_database(url) as database:
        sessions, counts = Sessions(database), Counts(database)
        try:
            yield Durable(
                staff=Staff(database, passwords or Passwords()),
                sessions=sessions,
                links=Links(database),
                counts=counts,
                audit=Audit(database),
                training=Training(database),
            )
        finally:
            await sessions.close()
            await counts.close()
