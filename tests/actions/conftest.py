"""A house with a real store."""

from tests.store import name, redis, server, store
from tests.world import house

__all__ = ["house", "name", "redis", "server", "store"]
