"""A witness at the store: what it holds, in clear, and how long each key will live."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, Final, cast

from redis.asyncio import Redis

from tests.canary.hunt import found_in

LOOK_S: Final = 0.02
FOREVER: Final = -1


class Witness:
    """Reads the whole store over and over, by a second connection with every right."""

    def __init__(self, redis: "Redis", forms: frozenset[bytes]) -> None:
        self._redis = redis
        self._forms = forms
        self.looks = 0
        self.forever: set[bytes] = set()
        self.hits: set[str] = set()

    async def dump(self) -> dict[bytes, bytes]:
        """Return every key with all it holds; what is gone meanwhile is left out."""
        keys = [key async for key in self._redis.scan_iter(count=1_000)]
        return {key: await self._value(key) for key in keys}

    async def _value(self, key: bytes) -> bytes:
        kind = cast("bytes", await self._redis.type(key))
        found: Any = None
        match kind:
            case b"hash":
                found = await cast("Awaitable[dict[bytes, bytes]]", self._redis.hgetall(key))
            case b"list":
                found = await cast("Awaitable[list[bytes]]", self._redis.lrange(key, 0, -1))
            case b"zset":
                found = await self._redis.zrange(key, 0, -1)
            case b"string":
                found = [await self._redis.get(key) or b""]
            case b"none":
                return b""
            case _:
                raise AssertionError(f"a kind of key that nobody looks into: {kind!r}")
        parts = [*found, *found.values()] if isinstance(found, dict) else found
        return b"\n".join(parts)

    async def look(self) -> None:
        """Note every key that would never expire, and every form of a mark."""
        for key, value in (await self.dump()).items():
            if await self._redis.pttl(key) == FOREVER:
                self.forever.add(key)
            self.hits |= set(found_in(key + b"\n" + value, self._forms))
        self.looks += 1

    async def _watch(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.look()
            await asyncio.sleep(LOOK_S)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look all the time until the block is left; a look that fails fails the block."""
        over = asyncio.Event()  # a cancellation could be lost inside a look (see edge/serve.py)
        task = asyncio.create_task(self._watch(over))
        try:
            yield
        finally:
            over.set()
            await task
