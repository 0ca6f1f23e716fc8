"""What one node tells the pages of another: a list per node in the store, not a channel.

A list is read by a command with an end, so a listener can't be deaf without knowing it; what was
put there while it was away is still there; and it works the same with Sentinel and with Cluster.
It is never delivery: whatever is lost here, the page's next view makes good.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from redis.exceptions import RedisError

from helpline.core.errors import TryAgain
from helpline.core.names import NodeId
from helpline.ephemeral.connection import Store, client
from helpline.ephemeral.keys import Keys

TTL_MS = 5_000
KEPT = 10_000
WAIT_S = 0.5
AT_ONCE = 200
PAUSE_S = 0.2


class Hints:
    """The hints of one floor."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store = store
        self._keys = keys

    def tell(self, node: NodeId, hints: Sequence[str]) -> None:
        """Leave hints for a node; it has some seconds to take them."""
        key = self._keys.hints(node)
        self._store.post(
            [("RPUSH", key, *hints), ("LTRIM", key, -KEPT, -1), ("PEXPIRE", key, TTL_MS)]
        )

    async def listen(self, me: NodeId, hear: Callable[[Sequence[str]], None]) -> None:
        """Hear what is left for a node, in order, until cancelled."""
        while True:
            with suppress(RedisError, OSError, TimeoutError, TryAgain):
                await self._listen(me, hear)
            await asyncio.sleep(PAUSE_S)

    async def _listen(self, me: NodeId, hear: Callable[[Sequence[str]], None]) -> None:
        redis: Any = await client(self._store.find)
        try:
            while True:
                found = await redis.execute_command(
                    "BLMPOP", WAIT_S, 1, self._keys.hints(me), "LEFT", "COUNT", AT_ONCE
                )
                if found is not None:
                    hear(found[1])
        finally:
            await redis.aclose()
