"""One connection to the store: commands go out together, and their replies come in their order.

The client library finds its way in (TLS, name, password), and hands over the connection; it also
packs commands and reads replies, in C. What it does around each command in Python (a timer, a
stream, a turn of the loop for each reply) would cost more than the rest of a message does.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Final, Self, cast

from hiredis import Reader, pack_command
from redis.asyncio import Connection, ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as BrokenError
from redis.exceptions import InvalidResponse

CONNECT_S: Final = 1.0
Command = tuple[str | float, ...]
_NO_MORE: Final = object()
_pack = cast("Callable[[Command], bytes]", pack_command)  # its own hint is for commands of one word


class RefusedError(Exception):
    """A command that the store did not run. Of its answer only the code: the rest may quote."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer.partition(" ")[0])

    @property
    def code(self) -> str:
        """The first word of the answer."""
        return str(self.args[0])


class Line(asyncio.Protocol):
    """A connection on which one trip is on its way at a time; after one that failed it is over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reader = Reader(
            protocolError=InvalidResponse,
            replyError=RefusedError,
            encoding="utf-8",
            notEnoughData=_NO_MORE,
        )
        self._answer: asyncio.Future[list[Any]] | None = None
        self._replies: list[Any] = []
        self._wanted = 0
        writer = cast("asyncio.StreamWriter", connection._writer)  # noqa: SLF001 - it has no other name
        self._transport = cast("asyncio.Transport", writer.transport)
        self._transport.set_protocol(self)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect to the store at a plain URL. Raises RedisError, OSError."""
        pool = ConnectionPool.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=CONNECT_S,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        )
        connection: Connection = pool.make_connection()  # type: ignore[no-untyped-call]
        try:
            await connection.connect()  # type: ignore[no-untyped-call]
        except BaseException:
            await connection.disconnect(nowait=True)  # whatever ended it, nothing stays open
            raise
        return cls(connection)

    async def trip(self, commands: Sequence[Command], within_s: float) -> list[Any]:
        """Return the replies, where a command was refused a RefusedError.

        Raises TimeoutError, and RedisError when the connection broke.
        """
        if self._transport.is_closing():
            raise BrokenError("closed")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Any]] = loop.create_future()
        self._answer = answer
        self._replies, self._wanted = [], len(commands)
        timer = loop.call_later(within_s, self._fail, TimeoutError())
        self._transport.write(b"".join([_pack(command) for command in commands]))
        try:
            return await answer
        finally:
            timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take in replies; the last one wanted ends the trip, and one more the connection."""
        try:
            self._reader.feed(data)
            while (reply := self._reader.gets()) is not _NO_MORE:
                self._replies.append(reply)
        except InvalidResponse as error:
            self._end(error)
            return
        answer, missing = self._answer, self._wanted - len(self._replies)
        if missing < 0:
            self._end(InvalidResponse("more than was asked for"))
        elif missing == 0 and answer is not None and not answer.done():
            answer.set_result(self._replies)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as it is called
        """End the trip that is on its way."""
        self._fail(BrokenError("lost"))

    def _end(self, why: Exception) -> None:
        self._transport.abort()
        self._fail(why)

    def _fail(self, why: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(why)

    async def close(self) -> None:
        """Hang up, whatever is still to be sent."""
        self._transport.abort()
        await self._connection.disconnect(nowait=True)
