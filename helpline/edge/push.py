"""Sends what actions ask to be sent: to a page of this node, or to the node where the page is."""

import asyncio
from collections.abc import Sequence
from typing import Any

import orjson

from helpline.actions.deliveries import Changed, Deliveries, Tell
from helpline.core.names import Conn, NodeId, node_of, socket_of
from helpline.edge.engine.events import EventServer
from helpline.edge.seats import Seat, Seats
from helpline.ephemeral.hints import Hints
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door
from helpline.wire.shapes import Frame

WAKE = "wake"
"""The hint that something has changed."""


class Push:
    """The outgoing side of a node."""

    def __init__(self, seats: Seats, servers: dict[Door, EventServer], hints: Hints) -> None:
        self.wake = asyncio.Event()
        """Set when pages are to be shown what has changed."""
        self._seats = seats
        self._servers = servers
        self._hints = hints
        self._heard: asyncio.Queue[str] = asyncio.Queue()

    async def deliver(self, deliveries: Deliveries) -> None:
        """Send to the pages of this node, and leave the rest for the nodes it is for."""
        away: dict[NodeId, list[str]] = {}
        for delivery in deliveries:
            match delivery:
                case Changed(nodes):
                    self.wake.set()
                    for node in nodes - {self._seats.node}:
                        away.setdefault(node, []).append(WAKE)
                case Tell(conn, name, frame):
                    data = frame.model_dump(mode="json")
                    if node_of(conn) == self._seats.node:
                        await self._tell(conn, name, data)
                    else:
                        hint = orjson.dumps([conn, name, data]).decode()
                        away.setdefault(node_of(conn), []).append(hint)
        for node, hints in away.items():
            self._hints.tell(node, hints)

    def hear(self, hints: Sequence[str]) -> None:
        """Take in what other nodes have for the pages of this one."""
        for hint in hints:
            self._heard.put_nowait(hint)

    async def pass_on_forever(self) -> None:
        """Tell the pages what other nodes had for them, in order, until cancelled."""
        while True:
            hint = await self._heard.get()
            if hint == WAKE:
                self.wake.set()
                continue
            conn, name, data = orjson.loads(hint)
            await self._tell(Conn(conn), name, data)

    async def _tell(self, conn: Conn, name: str, data: dict[str, Any]) -> None:
        seat = self._seats.by_sid.get(socket_of(conn))
        if seat is None:
            return
        await self._emit(seat, name, data)
        if name == "said":
            seat.note(data["chat"], data["seq"])
        if name == "ended" and seat.chat is not None:
            self._seats.free_youth(seat.chat)

    async def emit(self, seat: Seat, name: str, frame: Frame) -> None:
        """Send a frame to a page of this node."""
        await self._emit(seat, name, frame.model_dump(mode="json"))

    async def _emit(self, seat: Seat, name: str, data: dict[str, Any]) -> None:
        server = self._servers[seat.door]
        try:
            await server.emit(name, data, to=seat.sid, namespace=seat.door)
        except Exception as error:  # noqa: BLE001 - one broken connection is not the others' fault
            log_error(Event.PUSH_FAILED, error)

    async def close(self, seat: Seat | None, *, telling: str | None = None) -> None:
        """Close a connection, perhaps with a last word."""
        if seat is None:
            return
        server = self._servers[seat.door]
        if telling is not None:
            await server.emit(telling, {}, to=seat.sid, namespace=seat.door)
        await server.disconnect(seat.sid, namespace=seat.door)

    def cut(self, seat: Seat) -> None:
        """Close the wire below a connection, so that it can't come again on the same one."""
        server = self._servers[seat.door]
        wire = server.eio.sockets.get(server.manager.eio_sid_from_sid(seat.sid, seat.door))
        if wire is not None:
            wire.cut()
