"""What a supervisor set for the line for an hour, each under a key that ends with it."""

from typing import Final

from helpline.core.measures import HOUR_S, Measures, Notice
from helpline.ephemeral.connection import Store
from helpline.ephemeral.keys import Keys

_HOUR_MS: Final = HOUR_S * 1000
_Command = tuple[str | float, ...]


class MeasuresKept:
    """The measures of one floor; two that are set at the same time do not undo each other."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    async def now(self) -> Measures:
        """Return what was set last. Raises TryAgain."""
        notice, surge = await self._store.calls(
            [("GET", self._keys.notice), ("GET", self._keys.surge)]
        )
        word, _, until = (notice or "").partition(" ")
        return Measures(
            notice=Notice(word) if word else None,
            notice_until=float(until or 0),
            surge_until=float(surge or 0),
        )

    async def set_notice(self, notice: Notice | None, until: float) -> None:
        """Tell those who wait this until a time of the store's clock; None: nothing any more."""
        await self._store.call(*self._notice(notice, until))

    async def set_surge(self, until: float) -> None:
        """Have a surge until a time of the store's clock; 0: none any more."""
        await self._store.call(*self._surge(until))

    async def refill(self, before: Measures) -> None:
        """Tell a store that was emptied what was set; what was set since then stays."""
        await self._store.calls(
            [
                (*command, "NX")
                for command in (
                    self._notice(before.notice, before.notice_until),
                    self._surge(before.surge_until),
                )
                if command[0] == "SET"
            ]
        )

    def _notice(self, notice: Notice | None, until: float) -> _Command:
        if notice is None:
            return ("DEL", self._keys.notice)
        return ("SET", self._keys.notice, f"{notice} {until!r}", "PX", _HOUR_MS)

    def _surge(self, until: float) -> _Command:
        if not until:
            return ("DEL", self._keys.surge)
        return ("SET", self._keys.surge, repr(until), "PX", _HOUR_MS)
