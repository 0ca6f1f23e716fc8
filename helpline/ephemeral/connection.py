"""One way to the store: short time-outs, no retries, scripts by hash, errors without words.

What many callers ask in one turn of the loop goes out together, in the order in which it was
asked, and one trip is on its way at a time. So a message costs a fraction of a trip, replies keep
the order of the questions, and a caller who gives up takes nobody else's reply.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from importlib import resources
from typing import Any, NamedTuple

from redis.exceptions import RedisError

from helpline.core.errors import TryAgain
from helpline.ephemeral.finding import Finder, finder
from helpline.ephemeral.line import Command, Line, RefusedError

CALL_S = 1.5
TRIP = 500
"""Commands in one trip at most, so that a long queue does not outlast everybody's patience."""
SCRIPTS = ("beat", "commit", "glance", "postpone", "say", "shown", "after")
ELSEWHERE = frozenset(
    {"ASK", "CLUSTERDOWN", "LOADING", "MASTERDOWN", "MOVED", "NOREPLICAS", "READONLY"}
)
"""Answers after which the store is to be looked for again: it loads, is no master any more, or its
replicas have left it, and another may have been chosen since."""
UNKNOWN = "NOSCRIPT"
Greeting = Callable[[Line], Awaitable[bool]]
"""Asks something on a new connection; tells whether it leads to another life of the store."""
_FAILURES = (RedisError, RefusedError, OSError, TimeoutError, TryAgain)


@asynccontextmanager
async def connect(url: str, key: str = "") -> AsyncIterator["Store"]:
    """Give the store at `url` that holds `key`, as `finding` reads both; close it afterwards."""
    store = Store(finder(url, key))
    try:
        yield store
    finally:
        await store.close()


class _Asked(NamedTuple):
    commands: Sequence[Command]
    answer: "asyncio.Future[list[Any]]"


class Store:
    """The commands this room uses, with one kind of error: TryAgain, never quoting a command."""

    def __init__(self, find: Finder) -> None:
        self.find = find
        self.greet: Greeting | None = None
        """What is asked first on every new connection."""
        self._line: Line | None = None
        self._texts = {name: _script_text(name) for name in SCRIPTS}
        self._hashes: dict[str, str] = {}
        self._asked: deque[_Asked] = deque()
        self._sending: asyncio.Task[None] | None = None
        self._closed = False
        self.unanswered = 0
        """How often whoever asked was told TryAgain, since no answer came in time."""
        self.refused = 0
        """How many commands the store has answered without running them."""

    async def run(self, script: str, keys: Sequence[str], *args: str | float) -> Any:
        """Run a script of `lua/` by its hash; load it first where the store does not know it."""
        known = self._hashes.get(script)
        if known is not None:
            reply = (await self._ask([evalsha(known, keys, args)]))[0]
            if not (isinstance(reply, RefusedError) and reply.code == UNKNOWN):
                return _plain(reply)
        loaded: str = _plain((await self._ask([self.load(script)]))[0])
        self._hashes[script] = loaded
        return _plain((await self._ask([evalsha(loaded, keys, args)]))[0])

    def load(self, script: str) -> Command:
        """Return the command that makes a script known to a store, by its hash from then on."""
        return ("SCRIPT", "LOAD", self._texts[script])

    async def call(self, *command: str | float) -> Any:
        """Run one command and return its plain reply."""
        return (await self.calls([command]))[0]

    async def calls(self, commands: Sequence[Command]) -> list[Any]:
        """Run commands in one round trip, not as a transaction, and return their plain replies."""
        if not commands:
            return []
        return [_plain(reply) for reply in await self._ask(commands)]

    def post(self, commands: Sequence[Command], failed: Callable[[], None]) -> None:
        """Have commands run with the next trip; nobody waits. `failed` hears if they may not."""

        def done(answer: "asyncio.Future[list[Any]]") -> None:
            broke = answer.cancelled() or answer.exception() is not None
            if broke or any(isinstance(reply, Exception) for reply in answer.result()):
                failed()

        self._queue(commands).answer.add_done_callback(done)

    async def close(self) -> None:
        """Close the connection; whoever still waits, and asks from now on, is told TryAgain."""
        self._closed = True
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.wait([self._sending])  # however it ends, the connection is closed below
        _fail(self._everything())
        await self._drop()

    async def _ask(self, commands: Sequence[Command]) -> list[Any]:
        """Have commands run with the next trip; wait for `CALL_S` and no longer."""
        asked = self._queue(commands)
        timer = asyncio.get_running_loop().call_later(CALL_S, _give_up, asked.answer)
        try:
            return await asked.answer
        except TryAgain:
            self.unanswered += 1
            raise
        finally:
            timer.cancel()

    def _queue(self, commands: Sequence[Command]) -> _Asked:
        loop = asyncio.get_running_loop()
        asked = _Asked(commands, loop.create_future())
        if self._closed:
            _give_up(asked.answer)
            return asked
        self._asked.append(asked)
        if self._sending is None or self._sending.done():
            self._sending = loop.create_task(self._send())
        return asked

    async def _send(self) -> None:
        while self._asked:
            batch: list[_Asked] = []
            try:
                line = self._line or await self._open()
                batch = self._next_trip()
                replies = await self._trip(line, [c for asked in batch for c in asked.commands])
            except BaseException as error:
                _fail(batch or self._everything())
                await self._drop()
                if not isinstance(error, _FAILURES):
                    raise
                continue
            refused = [reply.code for reply in replies if isinstance(reply, RefusedError)]
            self.refused += len(refused) - refused.count(UNKNOWN)
            if not ELSEWHERE.isdisjoint(refused):
                await self._drop()
            _hand_out(batch, replies)

    async def _open(self) -> Line:
        """Connect to the store. What was asked of another life of it is not asked of this one."""
        async with asyncio.timeout(CALL_S):
            self._line = line = await Line.open(await self.find())
        if self.greet is not None and await self.greet(line):
            _fail(self._everything())
        return line

    def _everything(self) -> list[_Asked]:
        """Take all that is asked and not on its way."""
        asked = [*self._asked]
        self._asked.clear()
        return asked

    def _next_trip(self) -> list[_Asked]:
        batch: list[_Asked] = []
        size = 0
        while self._asked and size < TRIP:
            asked = self._asked.popleft()
            if not asked.answer.done():
                batch.append(asked)
                size += len(asked.commands)
        return batch

    async def _trip(self, line: Line, commands: list[Command]) -> list[Any]:
        return await line.trip(commands, CALL_S) if commands else []

    async def _drop(self) -> None:
        """Forget the connection, so that the next trip finds the store anew."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(RedisError, OSError, TimeoutError):
                await line.close()


def evalsha(known: str, keys: Sequence[str], args: Sequence[str | float]) -> Command:
    """Return the command that runs a script by its hash."""
    return ("EVALSHA", known, len(keys), *keys, *args)


def _give_up(answer: "asyncio.Future[list[Any]]") -> None:
    if not answer.done():
        answer.set_exception(TryAgain("the store did not answer"))


def _fail(batch: Sequence[_Asked]) -> None:
    for asked in batch:
        _give_up(asked.answer)


def _hand_out(batch: list[_Asked], replies: list[Any]) -> None:
    at = 0
    for asked in batch:
        end = at + len(asked.commands)
        if not asked.answer.done():
            asked.answer.set_result(replies[at:end])
        at = end


def _plain(reply: Any) -> Any:
    """Return a reply; an error becomes TryAgain, since its text may quote what was sent."""
    if isinstance(reply, Exception):
        raise TryAgain("the store did not answer") from None
    return reply


def _script_text(name: str) -> str:
    return resources.files("helpline.ephemeral").joinpath("lua", f"{name}.lua").read_text()
