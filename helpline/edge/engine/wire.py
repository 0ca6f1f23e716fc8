"""One connection of a page, whatever carries it: its frames in order, its pings, its one end."""

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from helpline.edge.engine.limits import AHEAD, FRAMES_AT_ONCE, FRAMES_PER_S, PING_S, PONG_S
from helpline.edge.rates import Bucket
from helpline.logs import Event, log_error

if TYPE_CHECKING:
    from helpline.edge.engine.server import Engine
    from helpline.edge.engine.wheel import Turning

CLIENT_LEFT = "client disconnect"
LINE_LOST = "transport close"
NO_ANSWER = "ping timeout"
NOT_A_PAGE = "transport error"
WE_LEFT = "server disconnect"
"""Why a connection ended, in the words of the library."""


class Wire(ABC):
    """A connection. There is a task of it only while a frame of it is acted on.

    Its frames are acted on one after another. That it is over is told once, and at once: also
    while a frame is acted on, but not before those that came ahead of the end.
    """

    __slots__ = (
        "_asked",
        "_engine",
        "_frames",
        "_inbox",
        "_told",
        "over",
        "sid",
        "slot",
        "why",
        "worker",
    )

    def __init__(self, engine: "Engine") -> None:
        self.sid = engine.generate_id()
        self.over = False
        self.why = ""
        self.slot: set[Turning] | None = None
        self.worker: asyncio.Task[None] | None = None
        self._engine = engine
        self._frames = Bucket(FRAMES_PER_S, FRAMES_AT_ONCE)
        self._inbox: list[str] = []
        self._asked = False
        self._told = False

    @abstractmethod
    def send(self, packet: bytes) -> None:
        """Send a packet, or keep it for a page that is slow; never waits, and never raises."""

    @abstractmethod
    def close(self, why: str) -> None:
        """End the connection, and let the other end know."""

    @abstractmethod
    def cut(self) -> None:
        """End the connection whatever its other end does, with all that waits for it."""

    @property
    def listens(self) -> bool:
        """Whether what the page sends is read at all, so that it may be held for silent."""
        return True

    @property
    def is_full(self) -> bool:
        """Whether so much has been read ahead that no more should be."""
        return len(self._inbox) >= AHEAD

    def take(self, packet: str) -> None:
        """Take in one packet of the page; one that no page of ours would send ends it."""
        kind = packet[:1]
        if self.over:
            return
        if self._frames.wait() > 0:
            self.cut()
        elif kind == "4":
            self._inbox.append(packet[1:])
            if self.worker is None:
                self.worker = self._engine.start(self._work())
        elif kind == "3" and self._asked:
            self._asked = False
            self._engine.wheel.put(self, PING_S)
        elif kind == "1":
            self.close(CLIENT_LEFT)
        else:
            self.cut()

    def turn(self) -> None:
        """Ask whether the page is there; end the connection of one that was asked and is not."""
        if self._asked and self.listens:
            self.close(NO_ANSWER)
            return
        if not self._asked:
            self._asked = True
            self.send(b"2")
        if not self.over:
            self._engine.wheel.put(self, PONG_S)

    def end(self, why: str) -> None:
        """Note that the connection is over: nothing goes in or out any more."""
        if self.over:
            return
        self.over, self.why = True, why
        self._engine.forget(self)
        if not self._inbox:
            self._tell()

    def forget_frames(self) -> None:
        """Forget the frames that nobody has acted on."""
        self._inbox.clear()

    @abstractmethod
    def read_on(self) -> None:
        """Read from the connection again, if that was stopped."""

    async def _work(self) -> None:
        try:
            while self._inbox:
                try:
                    await self._engine.heard(self.sid, self._inbox.pop(0))
                except Exception as error:  # noqa: BLE001 - a fault of ours must not end the connection
                    log_error(Event.FRAME_FAILED, error)
                self.read_on()
        finally:
            self._engine.done(self.worker)
            self.worker = None
            if self.over:
                self._tell()

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._engine.start(self._engine.gone(self.sid, self.why))
