"""The model is run on a real store."""

from tests.store import redis

__all__ = ["redis"]
