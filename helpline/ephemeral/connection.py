"""One way to the store: short time-outs, no retries, scripts by hash, errors without words."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from importlib import resources
from time import monotonic
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from helpline.core.errors import TryAgain

CALL_S = 1.5
POOL = 32
SCRIPTS = ("commit", "postpone", "say", "after")


@asynccontextmanager
async def connect(url: str) -> AsyncIterator["Store"]:
    """Give a store at `url` (redis://, rediss:// or unix://) and close it afterwards.

    A command whose reply was lost must not run again by itself (redis-py would), so retries are
    off; every script is safe to be asked again by its caller.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=POOL,
        timeout=CALL_S,
        socket_timeout=CALL_S,
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
        protocol=2,
    )
    redis = Redis(connection_pool=pool)
    try:
        yield Store(redis)
    finally:
        await redis.aclose()
        await pool.disconnect()


class Store:
    """The commands this room uses, with one kind of error: TryAgain, never quoting a command."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._texts = {name: _script_text(name) for name in SCRIPTS}
        self._hashes: dict[str, str] = {}

    async def run(self, script: str, keys: Sequence[str], *args: str | float) -> Any:
        """Run a script of `lua/` by its hash; load it first where the store does not know it."""
        with _quiet():
            try:
                return await self._evalsha(script, keys, args)
            except NoScriptError:
                self._hashes.pop(script, None)
                return await self._evalsha(script, keys, args)

    async def _evalsha(self, script: str, keys: Sequence[str], args: Sequence[str | float]) -> Any:
        known = self._hashes.get(script)
        if known is None:
            known = await self._redis.script_load(self._texts[script])
            self._hashes[script] = known
        return await self._redis.evalsha(known, len(keys), *keys, *args)

    async def call(self, *command: str | float) -> Any:
        """Run one command and return its plain reply."""
        return (await self.calls([command]))[0]

    async def calls(self, commands: Sequence[Sequence[str | float]]) -> list[Any]:
        """Run commands in one round trip, not as a transaction, and return their plain replies."""
        if not commands:
            return []
        with _quiet():
            pipe = self._redis.pipeline(transaction=False)
            for command in commands:
                pipe.execute_command(*command)
            replies: list[Any] = await pipe.execute()
            return replies


class Clock:
    """The store's time on this node, so that nodes with wrong clocks agree about leases."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Return the store's time in seconds."""
        return monotonic() + self._offset

    async def sync(self, store: Store) -> None:
        """Ask the store for its time."""
        seconds, micros = await store.call("TIME")
        self._offset = int(seconds) + int(micros) / 1e6 - monotonic()


@contextmanager
def _quiet() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError, TimeoutError):
        raise TryAgain("the store did not answer") from None


def _script_text(name: str) -> str:
    return resources.files("helpline.ephemeral").joinpath("lua", f"{name}.lua").read_text()
