"""A store for the planted canary; the deployment brings its own."""

from tests.store import redis

__all__ = ["redis"]
