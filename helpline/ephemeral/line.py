"""One connection to the store: commands go out together, and their replies come in their order.

Of the client library this is the connection alone. What a client does around it for each command
(a timer, a callback, packing in Python) would cost more than the rest of a message does.
"""

from collections.abc import Sequence
from typing import Any, Final, Self

from redis.asyncio import Connection, ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.connection import HiredisRespSerializer
from redis.exceptions import ResponseError

CONNECT_S: Final = 1.0
Command = Sequence[str | float]
_pack = HiredisRespSerializer().pack


class Line:
    """A connection; whoever uses it sees to it that a trip does not last too long."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, url: str) -> Self:
        """Connect to the store at a plain URL. Raises RedisError, OSError."""
        pool = ConnectionPool.from_url(
            url,
            socket_timeout=None,
            socket_connect_timeout=CONNECT_S,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
            protocol=2,
        )
        connection: Connection = pool.make_connection()  # type: ignore[no-untyped-call]
        await connection.connect()  # type: ignore[no-untyped-call]
        return cls(connection)

    async def trip(self, commands: Sequence[Command]) -> list[Any]:
        """Return the replies, where a command was refused its error; raise when it broke."""
        packed = [part for command in commands for part in _pack(*command)]  # type: ignore[arg-type]  # its own hint says that a command is made of lists
        await self._connection.send_packed_command(packed, check_health=False)
        return [await self._reply() for _ in commands]

    async def _reply(self) -> Any:
        try:
            return await self._connection.read_response()
        except ResponseError as error:
            return error

    async def close(self) -> None:
        """Hang up."""
        await self._connection.disconnect(nowait=True)
