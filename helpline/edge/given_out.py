"""What the directory gives out, as this node last read it.

No page waits for the database: it is looked at every two seconds whether anything was changed, and
only then is all of it read and checked again. So what is switched off is gone from every page that
is loaded two seconds later, at whatever node; and while the database is away the pages go on with
what was last known.
"""

import asyncio
from contextlib import suppress
from typing import Final

from helpline.core.directory.entries import Entry
from helpline.core.errors import TryAgain
from helpline.durable import Directory

LOOK_S: Final = 2.0


class GivenOut:
    """Keeps the entries that may be given to anybody."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._one_at_a_time = asyncio.Lock()
        self._version = 0
        self.entries: tuple[Entry, ...] = ()

    async def look(self) -> None:
        """Read it anew where it was changed. Raises TryAgain, and then what was known stays."""
        async with self._one_at_a_time:  # or what was read first may be shown last
            found = await self._directory.newer(self._version)
            if found is not None:
                self._version, self.entries = found.version, found.entries

    async def changed(self) -> None:
        """Read what was just changed here; what can't be read now is read at the next look."""
        with suppress(TryAgain):
            await self.look()
