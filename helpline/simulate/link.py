"""One page's connection to one door: asks with their answers, and what is told, in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from aiohttp import ClientSession
from pydantic import ValidationError
from socketio import AsyncClient
from socketio.exceptions import SocketIOError

from helpline.wire.catalogue import ASKS, TELLS, Done, Door, Refused
from helpline.wire.shapes import Frame

CONNECT_S = 4
ASK_S = 6.0
"""Without an answer for so long, the connection is as good as gone."""
_REPLIES = {(ask.door, ask.name): ask.reply for ask in ASKS}
_TELLS = {(tell.door, tell.name): tell.frame for tell in TELLS}
Reply = TypeVar("Reply", bound=Frame)
_Told = asyncio.Queue[tuple[str, Any] | None]
_ANSWER = "answer to "


class Lost(Exception):
    """There is no connection, or no answer came: nobody knows whether it was done."""


class No(Exception):
    """The server refused, and changed nothing."""

    def __init__(self, ask: str, code: str, wait_s: float | None) -> None:
        super().__init__(f"{ask}: {code}")
        self.ask = ask
        self.code = code
        self.wait_s = wait_s


class OffContract(Exception):
    """The server sent what `helpline.wire` does not describe."""


class Link:
    """A connection that does not come back by itself: its page decides when it does."""

    def __init__(self, http: ClientSession, door: Door) -> None:
        self._http = http
        self._door = door
        self._client: Any = None
        self._told: _Told = asyncio.Queue()
        self._waiting: set[asyncio.Future[Any]] = set()

    async def open(self, origin: str, auth: dict[str, str] | None = None) -> None:
        """Connect; raise Lost when that can't be done."""
        client = AsyncClient(reconnection=False, handle_sigint=False, http_session=self._http)
        told: _Told = asyncio.Queue()
        namespace = self._door.value
        client.on("*", lambda name, *args: told.put_nowait((name, args)), namespace=namespace)
        client.on("disconnect", lambda _: self._gone(client, told), namespace=namespace)
        try:
            async with asyncio.timeout(CONNECT_S):
                await client.connect(
                    origin,
                    headers={"Origin": origin},
                    auth=auth,
                    transports=["websocket"],
                    namespaces=[namespace],
                    wait_timeout=CONNECT_S,
                )
        except (SocketIOError, TimeoutError):
            await _abandon(client)
            raise Lost("not let in") from None
        except asyncio.CancelledError:
            await _abandon(client)
            raise
        if client.eio.state != "connected":
            raise Lost("gone at once")
        self._client, self._told = client, told

    async def begin(self, name: str, frame: Frame) -> None:
        """Send an ask whose answer comes among what is told, in its turn; raise Lost.

        What was told before the answer may be older than it: whoever reads a picture must know.
        """
        client, told = self._client, self._told
        if client is None:
            raise Lost(name)
        late = asyncio.get_running_loop().call_later(ASK_S, self._cut, client)

        def answered(ack: Any = None) -> None:
            late.cancel()
            told.put_nowait((_ANSWER + name, (ack,)))

        try:
            await client.emit(
                name,
                frame.model_dump(mode="json", exclude_none=True),
                namespace=self._door.value,
                callback=answered,
            )
        except SocketIOError:
            raise Lost(name) from None

    async def ask(self, name: str, frame: Frame, reply: type[Reply]) -> Reply:
        """Send an ask and return its reply; raise No, or Lost when no answer comes."""
        if self._client is None:
            raise Lost(name)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.add(answer)
        try:
            async with asyncio.timeout(ASK_S):
                await self._client.emit(
                    name,
                    frame.model_dump(mode="json"),
                    namespace=self._door.value,
                    callback=partial(_settle, answer),
                )
                ack = await answer
        except SocketIOError:
            raise Lost(name) from None
        except TimeoutError:
            self.cut()
            raise Lost(name) from None
        finally:
            self._waiting.discard(answer)
        return _read(ack, name, _REPLIES[self._door, name], reply)

    async def do(self, name: str, frame: Frame) -> None:
        """Send an ask whose reply says nothing more."""
        await self.ask(name, frame, Done)

    async def hint(self, name: str, frame: Frame) -> None:
        """Send an ask that nothing depends on: it may be late, or come to nothing."""
        with suppress(Lost, No):
            await self.ask(name, frame, Done)

    async def told(self) -> AsyncIterator[Frame]:
        """Yield what is told or answered, in order, until the connection is gone."""
        told = self._told
        while (one := await told.get()) is not None:
            name, args = one
            if name.startswith(_ANSWER):
                yield self._answer(name.removeprefix(_ANSWER), args[0])
                continue
            try:
                yield _TELLS[self._door, name].model_validate(args[0])
            except (KeyError, IndexError, ValidationError):
                raise OffContract(name) from None

    def _answer(self, name: str, ack: Any) -> Frame:
        try:
            return _read(ack, name, _REPLIES[self._door, name], Frame)
        except No as no:
            return Refused(code=no.code, wait_s=no.wait_s)

    def cut(self) -> None:
        """Drop the connection as a bad network does: nobody says goodbye."""
        self._cut(self._client)

    def _cut(self, client: Any) -> None:
        if client is not None and client.eio.ws is not None:
            connection = client.eio.ws._response.connection  # noqa: SLF001 - nothing public is as rude
            if connection is not None and connection.transport is not None:
                connection.transport.abort()

    async def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            with suppress(SocketIOError):
                await self._client.disconnect()

    def _gone(self, client: Any, told: _Told) -> None:
        told.put_nowait(None)
        if self._client is client:
            self._client = None
            for answer in self._waiting:
                if not answer.done():
                    answer.set_exception(Lost("on the way"))


async def _abandon(client: Any) -> None:
    """Close a connection that nobody holds: it would answer pings for ever."""
    with suppress(SocketIOError):
        await client.eio.disconnect(abort=True)


def _settle(answer: asyncio.Future[Any], ack: Any) -> None:
    if not answer.done():
        answer.set_result(ack)


def _read(ack: Any, name: str, kind: type[Frame], wanted: type[Reply]) -> Reply:
    """Return the reply in an ack, as the catalogue says it is, or raise No."""
    try:
        fields = dict(ack)
        if not fields.pop("ok"):
            refused = Refused.model_validate(fields)
            raise No(name, refused.code, refused.wait_s)
        reply = kind.model_validate(fields)
    except (KeyError, TypeError, ValueError):
        raise OffContract(name) from None
    if not isinstance(reply, wanted):
        raise OffContract(name)
    return reply
