"""The nodes of one floor: which are alive, what the store's time is, and which life it lives."""

import secrets
from collections.abc import Sequence
from time import monotonic
from typing import Any

from helpline.core.names import NodeId
from helpline.ephemeral.connection import CALL_S, Store, evalsha
from helpline.ephemeral.keys import Keys
from helpline.ephemeral.line import Command, Line, RefusedError

DEAD_S = 3.0
"""A node that has not beaten for so long is gone, and so are its connections."""
TTL_MS = 3_600_000


class Nodes:
    """What one node knows of the store and of the other nodes, as of its last beat."""

    def __init__(self, store: Store, keys: Keys, me: NodeId) -> None:
        self.me = me
        self.era = ""
        """The name of this life of the store. In another one, numbers in logs mean nothing."""
        self.alive: frozenset[NodeId] = frozenset()
        self._store = store
        self._keys = (keys.nodes, keys.era)
        self._offset = 0.0

    @property
    def era_began(self) -> float:
        """The store's time at which this era began."""
        return float(self.era.rpartition(".")[2] or 0)

    def now(self) -> float:
        """Return the store's time in seconds, so that nodes with wrong clocks agree."""
        return monotonic() + self._offset

    async def beat(self) -> None:
        """Say that this node is alive, and learn the rest."""
        self._learn(await self._store.run("beat", self._keys, *self._said()))

    async def greet(self, line: Line) -> bool:
        """Beat on a new connection before anything else; tell whether it is another era there.

        So what this node believes of the era is true of whatever it asks on that connection.
        Raises what a trip raises, and RefusedError where no node may beat.
        """
        before = self.era
        known = await _only(line, self._store.load("beat"))
        self._learn(await _only(line, evalsha(known, self._keys, self._said())))
        return before not in {"", self.era}

    def _said(self) -> tuple[str | float, ...]:
        return (self.me, secrets.token_hex(4), DEAD_S, TTL_MS)

    def _learn(self, reply: Sequence[Any]) -> None:
        era, seconds, micros, alive = reply
        self._offset = int(seconds) + int(micros) / 1e6 - monotonic()
        self.alive = frozenset(NodeId(node) for node in alive)
        self.era = era


async def _only(line: Line, command: Command) -> Any:
    [reply] = await line.trip([command], CALL_S)
    if isinstance(reply, RefusedError):
        raise reply
    return reply
