"""What staff did, written in the same transaction as what it tells of, and never changed."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from helpline.core.audit import BEGINNING, By, Deed, Entry, Written, digest_after, first_break
from helpline.core.errors import HelplineError
from helpline.durable.database import Database
from helpline.durable.later import Later
from helpline.durable.tables import audit, audit_head
from helpline.logs import Event, log

_AT_ONCE: Final = 500


class AuditBroken(HelplineError):
    """An entry was changed, taken out or slipped in; `n` is the first that does not fit."""

    def __init__(self, n: int) -> None:
        super().__init__(f"entry {n} does not follow from what was written before it")
        self.n = n


async def write(
    connection: AsyncConnection, by: By, deed: Deed, subject: str, detail: str = ""
) -> None:
    """Write what is being done in this very transaction; both are kept, or neither."""
    # The update locks the head until the transaction ends: the next writer sees what is kept.
    lock = sa.update(audit_head).values(n=audit_head.c.n + 1)
    head = (await connection.execute(lock.returning(audit_head.c.n, audit_head.c.digest))).one()
    written = Written(head.n, int(by.at), by.who, deed, subject, detail)
    digest = digest_after(head.digest, written)
    await connection.execute(sa.insert(audit).values(**_row(written), digest=digest))
    await connection.execute(sa.update(audit_head).values(digest=digest))


class Audit:
    """Reads what was written, and writes what is done where the database may not be needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._later = Later[tuple[By, Deed, str, str]](self._write_noted)

    def note(self, by: By, deed: Deed, detail: str, subject: str = "") -> None:
        """Write what was done outside the database, and to whom, as soon as that takes it."""
        self._later.note((by, deed, detail, subject))

    async def close(self) -> None:
        """Give what is noted a last moment to be written; log how many entries were not."""
        lost = await self._later.close()
        if lost:
            log(Event.AUDIT_LOST, entries=lost)

    async def _write_noted(self, noted: Sequence[tuple[By, Deed, str, str]]) -> None:
        async with self._database.transaction() as connection:
            for by, deed, detail, subject in noted:
                await write(connection, by, deed, subject, detail)

    async def latest(self, number: int) -> list[Entry]:
        """Return so many of the last entries, the newest first."""
        query = sa.select(audit).order_by(audit.c.n.desc()).limit(number)
        async with self._database.transaction() as connection:
            return [_entry(row) for row in await connection.execute(query)]

    async def verify(self) -> tuple[int, str]:
        """Return the number and digest of the last entry, or raise `AuditBroken`."""
        # The head first: what is written while we read comes after it, and is no break.
        async with self._database.transaction() as connection:
            head = (await connection.execute(sa.select(audit_head))).one()
        n, digest = 0, BEGINNING
        before: Entry | None = None
        async for entries in self._in_pieces():
            broken = first_break(entries, before)
            if broken is not None:
                raise AuditBroken(broken)
            digests = {entry.written.n: entry.digest for entry in entries}
            if digests.get(head.n, head.digest) != head.digest:
                raise AuditBroken(head.n)
            before = entries[-1]
            n, digest = before.written.n, before.digest
        if n < head.n:
            raise AuditBroken(n + 1)
        return n, digest

    async def _in_pieces(self) -> AsyncIterator[list[Entry]]:
        after = 0
        while True:
            query = sa.select(audit).where(audit.c.n > after).order_by(audit.c.n).limit(_AT_ONCE)
            async with self._database.transaction() as connection:
                entries = [_entry(row) for row in await connection.execute(query)]
            if not entries:
                return
            yield entries
            after = entries[-1].written.n


def _row(written: Written) -> dict[str, Any]:
    return {name: getattr(written, name) for name in Written.__dataclass_fields__}


def _entry(row: Any) -> Entry:
    return Entry(Written(row.n, row.at, row.actor, row.deed, row.subject, row.detail), row.digest)
