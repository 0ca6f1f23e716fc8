"""What is written once the database takes it: nobody who talks waits for that."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Final, Generic, TypeVar

from helpline.core.errors import TryAgain

Noted = TypeVar("Noted")

_AGAIN_S: Final = 1.0
_LAST_S: Final = 2.0
_AT_ONCE: Final = 500


class Later(Generic[Noted]):
    """Keeps what is noted in this process, and writes it in its order.

    `write` is given all that waits, 500 at most, so that a rush is not written one by one; it is
    called again for as long as it raises `TryAgain`, which must mean that it has kept nothing. What
    is not written when the process ends is lost.
    """

    def __init__(self, write: Callable[[Sequence[Noted]], Awaitable[None]]) -> None:
        self._write = write
        self._noted: deque[Noted] = deque()
        self._writing: asyncio.Task[None] | None = None

    def note(self, one: Noted) -> None:
        """Have this written soon."""
        self._noted.append(one)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def close(self) -> int:
        """Give what is noted a last moment to be written; return how much was not."""
        if self._writing is not None:
            await asyncio.wait([self._writing], timeout=_LAST_S)
            self._writing.cancel()
            await asyncio.wait([self._writing])
        return len(self._noted)

    async def _write_all(self) -> None:
        while self._noted:
            several = tuple(islice(self._noted, _AT_ONCE))
            try:
                await self._write(several)
            except TryAgain:
                await asyncio.sleep(_AGAIN_S)
            else:
                for _ in several:
                    self._noted.popleft()
