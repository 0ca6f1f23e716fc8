"""The whole durable room, opened and closed as one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from helpline.durable.audit import Audit
from helpline.durable.counts import Counts
from helpline.durable.database import open_database
from helpline.durable.directory import Directory
from helpline.durable.factors import SecondFactors
from helpline.durable.links import Links
from helpline.durable.oidc import OidcAccounts
from helpline.durable.passkeys import Passkeys
from helpline.durable.passwords import Passwords
from helpline.durable.practice import Practice
from helpline.durable.sessions import Sessions
from helpline.durable.shifts import Shifts
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
    practice: Practice
    factors: SecondFactors
    passkeys: Passkeys
    oidc: OidcAccounts
    shifts: Shifts
    directory: Directory


@asynccontextmanager
async def open_durable(url: str, passwords: Passwords | None = None) -> AsyncIterator[Durable]:
    """Give the durable room at a database URL, its tables made, or raise `Misconfigured`.

    `passwords` lets a test hash cheaply.
    """
    async with open_database(url) as database:
        sessions, counts, audit = Sessions(database), Counts(database), Audit(database)
        try:
            yield Durable(
                staff=Staff(database, passwords or Passwords()),
                sessions=sessions,
                links=Links(database),
                counts=counts,
                audit=audit,
                training=Training(database),
                practice=Practice(database),
                factors=SecondFactors(database),
                passkeys=Passkeys(database),
                oidc=OidcAccounts(database),
                shifts=Shifts(database),
                directory=Directory(database),
            )
        finally:
            await sessions.close()
            await counts.close()
            await audit.close()
