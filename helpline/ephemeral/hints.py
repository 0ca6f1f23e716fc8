"""What one node tells the pages of another: a list per node in the store, not a channel.

A list is read by a command with an end, so a listener can't be deaf without knowing it; what was
put there while it was away is still there; and it works the same with Sentinel and with Cluster.
It is never delivery: whatever is lost here is made good by the page's next view, or by its coming
again, for which it is asked where a node may have lost what it took.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from redis.exceptions import RedisError

from helpline.core.errors import TryAgain
from helpline.core.names import NodeId
from helpline.ephemeral.connection import CALL_S, Store
from helpline.ephemeral.keys import Keys
from helpline.ephemeral.line import Command, Line, RefusedError

TTL_S = 5
KEPT = 10_000
WAIT_S = 0.5
AT_ONCE = 200
PAUSE_S = 0.2


class Hints:
    """The hints of one floor."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys
        self._unsent: list[_Left] = []
        self._next: dict[NodeId, list[str]] = {}

    def tell(self, node: NodeId, hint: str) -> None:
        """Leave a hint for a node, with all others of this turn of the loop.

        It has some seconds to take it.
        """
        if not self._next:
            asyncio.get_running_loop().call_soon(self._leave_all)
        self._next.setdefault(node, []).append(hint)

    def _leave_all(self) -> None:
        told, self._next = self._next, {}
        until = monotonic() + TTL_S
        for node, hints in told.items():
            self._leave(_Left(node, hints, until))

    def tell_again(self, *, same_store: bool) -> None:
        """Leave again what may not have got there, if somebody may still wait for it.

        A hint that comes twice says nothing new. But to a store that was emptied meanwhile, the
        numbers in it mean nothing.
        """
        again, self._unsent = self._unsent, []
        for left in again:
            if same_store and monotonic() < left.until:
                self._leave(left)

    def _leave(self, left: "_Left") -> None:
        key = self._keys.hints(left.node)
        commands: list[Command] = [
            ("RPUSH", key, *left.hints),
            ("LTRIM", key, -KEPT, -1),
            ("PEXPIRE", key, TTL_S * 1_000),
        ]
        self._store.post(commands, lambda: self._keep(left))

    def _keep(self, left: "_Left") -> None:
        self._unsent = [*self._unsent[1 - KEPT :], left]

    async def listen(
        self, me: NodeId, hear: Callable[[Sequence[str]], None], deaf: Callable[[], None]
    ) -> None:
        """Hear what is left for a node, in order, until cancelled.

        `deaf` is told when something may have been taken from the list and lost on its way.
        """
        while True:
            with suppress(RedisError, RefusedError, OSError, TimeoutError, TryAgain):
                await self._listen(me, hear)
            deaf()
            await asyncio.sleep(PAUSE_S)

    async def _listen(self, me: NodeId, hear: Callable[[Sequence[str]], None]) -> None:
        take = ("BLMPOP", WAIT_S, 1, self._keys.hints(me), "LEFT", "COUNT", AT_ONCE)
        async with asyncio.timeout(CALL_S):
            line = await Line.open(await self._store.find())
        try:
            while True:
                [found] = await line.trip([take], CALL_S)
                if isinstance(found, RefusedError):
                    raise found
                if found is not None:
                    hear(found[1])
        finally:
            await line.close()


@dataclass(frozen=True, slots=True)
class _Left:
    node: NodeId
    hints: Sequence[str]
    until: float
    """When nobody waits for them any more."""
