"""The nodes of one floor: which are alive, what the store's time is, and which life it lives."""

import secrets
from time import monotonic

from helpline.core.names import NodeId
from helpline.ephemeral.connection import Store
from helpline.ephemeral.keys import Keys

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
        args = (self.me, secrets.token_hex(4), DEAD_S, TTL_MS)
        era, seconds, micros, alive = await self._store.run("beat", self._keys, *args)
        self._offset = int(seconds) + int(micros) / 1e6 - monotonic()
        self.alive = frozenset(NodeId(node) for node in alive)
        self.era = era
