"""One address for several nodes on this machine: a connection goes to a node that can serve it.

`/n/2/…` goes to node 2 and no other, since long polling needs the node it began with; a page whose
node is gone is told so at once, and asks for another way. Everything else goes to the ready node
with the fewest connections; `/readyz` of each node is asked all the time, and one that can't be
reached is passed over in the same breath.

Each connection carries one request, and every request is told `Connection: close`: a browser that
kept a connection would send the next request, whatever its path, to the node of the last one. To
route each by itself we would have to find the end of every body and answer, which is to speak HTTP
as well as the nodes do; on one machine a new connection costs less than that mistake would. A
socket is one request too, and lasts.

Nothing of a request is kept or logged, and nothing is passed on that says who asks from where.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple

from helpline.core.errors import BadInput, Misconfigured

HOST: Final = "127.0.0.1"
CHECK_S: Final = 0.5
ANSWER_S: Final = 1.0
HEAD_S: Final = 10.0
HEAD_BYTES: Final = 16_384
_PIECE_BYTES: Final = 65_536
_BACKLOG: Final = 1_024
_OWN_PATH: Final = re.compile(rb"(/n/[1-9][0-9]{0,3})/")
_TELLING: Final = re.compile(
    rb"x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|forwarded|via"
)
_OURS: Final = {b"connection", b"keep-alive", b"proxy-connection"}
_HARMLESS: Final = {b"GET", b"HEAD"}
"""What may be asked of two nodes, when the first was seen to die over it."""
_ASK: Final = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
_REFUSED: Final = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_AWAY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nCache-Control: no-store\r\n"
    b"Retry-After: 1\r\nConnection: close\r\n\r\n"
)

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True, eq=False)
class Target:
    """One door of one node: where it is, and what we know of it."""

    path: str
    port: int
    answers: bool = False
    ready: bool = False
    carried: int = 0
    """Connections that are open to it."""
    taken: int = 0
    """When it was last given one, so that equals take turns."""


class Head(NamedTuple):
    """A request up to its body: its method, its path, its version, and what it says besides."""

    method: bytes
    path: bytes
    version: bytes
    fields: list[bytes]


def read_head(text: bytes) -> Head:
    """Return a request's head; raises `BadInput` for one that two readers may read differently."""
    first, *fields = text.removesuffix(b"\r\n\r\n").split(b"\r\n")
    plain = text.replace(b"\r\n", b"")
    if b"\r" in plain or b"\n" in plain or not all(_name(field) for field in fields):
        raise BadInput("not a request")
    try:
        method, path, version = first.split(b" ")
    except ValueError:
        raise BadInput("not a request") from None
    return Head(method, path, version, fields)


def written(head: Head) -> bytes:
    """Return what a node is sent for it: one request, without a word about who asks from where."""
    said = [field for field in head.fields if _name(field) in _OURS]
    upgrade = any(b"upgrade" in field.partition(b":")[2].lower() for field in said)
    kept = [field for field in head.fields if _name(field) not in _OURS]
    kept = [field for field in kept if not _TELLING.fullmatch(_name(field))]
    last = b"Connection: upgrade, close" if upgrade else b"Connection: close"
    return b"\r\n".join([b" ".join(head[:3]), *kept, last, b"", b""])


def _name(field: bytes) -> bytes:
    """Return the name of a field; nothing where it begins with a blank or has no colon."""
    name, colon, _ = field.partition(b":")
    return name.lower() if colon and name == name.strip() else b""


class Balancer:
    """The door of a house that several nodes answer."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = targets
        self._turns = count(1)
        self._carrying: set[asyncio.Task[None]] = set()

    @property
    def ready(self) -> bool:
        """Whether every node can serve."""
        return all(target.ready for target in self._targets)

    @asynccontextmanager
    async def listening(self, bind: str, port: int) -> AsyncIterator[None]:
        """Take connections until the block is left. Raises Misconfigured when a port is taken."""
        try:
            server = await asyncio.start_server(
                self._take, bind, port, limit=HEAD_BYTES, backlog=_BACKLOG
            )
        except OSError:
            raise Misconfigured(f"port {port} on {bind} is taken: choose another") from None
        checks = [asyncio.create_task(_check_forever(target)) for target in self._targets]
        try:
            yield
        finally:
            server.close()
            tasks = [*checks, *self._carrying]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def able(self, path: bytes) -> list[Target]:
        """Return the nodes that may be asked for a path, the best first.

        Nodes that are not ready are asked last: what they say is better than that nobody is there.
        """
        own = _OWN_PATH.match(path)
        if own is not None:
            return [one for one in self._targets if one.path.encode() == own[1] and one.answers]
        return sorted(self._targets, key=lambda one: (not one.ready, one.carried, one.taken))

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - start_server makes one
        self._carrying.add(task)
        try:
            await self._carry((reader, writer))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the page is gone or never asked anything, or we end
        finally:
            self._carrying.discard(task)
            writer.close()

    async def _carry(self, page: _Streams) -> None:
        reader, writer = page
        try:
            async with asyncio.timeout(HEAD_S):
                head = read_head(await reader.readuntil(b"\r\n\r\n"))
        except (BadInput, asyncio.LimitOverrunError):
            writer.write(_REFUSED)
            return
        for target in self.able(head.path):
            try:
                async with asyncio.timeout(ANSWER_S):
                    node = await asyncio.open_connection(HOST, target.port)
            except OSError:
                target.answers = target.ready = False
                continue
            said = await self._join(page, node, target, written(head))
            if said or head.method not in _HARMLESS:
                return
            target.answers = target.ready = False
        writer.write(_AWAY)

    async def _join(self, page: _Streams, node: _Streams, target: Target, first: bytes) -> bool:
        """Carry a request; return whether the node lived to answer, or the page left first."""
        target.carried += 1
        target.taken = next(self._turns)
        try:
            node[1].write(first)
            return await _both_ways(page, node)
        finally:
            target.carried -= 1
            node[1].close()


async def _both_ways(page: _Streams, node: _Streams) -> bool:
    """Carry until the page goes, which the node learns at once, or the node has said its last.

    Return False where another node may be asked the same: this one took nothing but the request's
    head, and ended without a word.
    """
    ask, tell = _Way(page[0], node[1]), _Way(node[0], page[1])
    asking, telling = asyncio.create_task(ask.carry()), asyncio.create_task(tell.carry())
    try:
        await asyncio.wait({asking, telling}, return_when=asyncio.FIRST_COMPLETED)
        if asking.done() and asking.result():
            return True
        await telling  # it may hear no more of a request, and still have an answer to it
        return tell.carried > 0 or ask.carried > 0
    finally:
        for task in (asking, telling):
            task.cancel()
        await asyncio.wait({asking, telling})


@dataclass(slots=True)
class _Way:
    source: asyncio.StreamReader
    sink: asyncio.StreamWriter
    carried: int = 0

    async def carry(self) -> bool:
        """Carry until one end closes; return whether it was the source."""
        while True:
            try:
                piece = await self.source.read(_PIECE_BYTES)
            except OSError:
                return True
            if not piece:
                return True
            try:
                self.sink.write(piece)
                await self.sink.drain()
            except OSError:
                return False
            self.carried += len(piece)


async def _check_forever(target: Target) -> None:
    while True:
        status = await _status(target.port)
        target.answers, target.ready = bool(status), status == b"200"
        await asyncio.sleep(CHECK_S)


async def _status(port: int) -> bytes:
    """Return what a node answers to `/readyz`, or nothing."""
    with suppress(OSError, asyncio.LimitOverrunError):
        async with asyncio.timeout(ANSWER_S):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(_ASK)
                words = (await reader.readline()).split(b" ")
            finally:
                writer.close()
            return words[1] if len(words) > 1 else b""
    return b""
