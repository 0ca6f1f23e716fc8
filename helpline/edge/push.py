"""Sends what actions ask to be sent: to a page of this node, or to the node where the page is."""

import asyncio
from collections.abc import Sequence
from time import monotonic

import orjson

from helpline.actions.deliveries import Changed, Deliveries, Speak, Tell
from helpline.core.names import ChatId, Conn, node_of, socket_of
from helpline.edge.engine.events import EventServer
from helpline.edge.seats import Seat, Seats
from helpline.ephemeral.hints import Hints
from helpline.ephemeral.log import Entry
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
        for delivery in deliveries:
            match delivery:
                case Changed(nodes):
                    self.wake.set()
                    for node in nodes - {self._seats.node}:
                        self._hints.tell(node, WAKE)
                case Speak(conn, chat, entry):
                    self._pass(conn, "said", _written(chat, entry))
                case Tell(conn, name, frame):
                    self._pass(conn, name, frame.model_dump_json())

    def _pass(self, conn: Conn, name: str, data: str) -> None:
        node = node_of(conn)
        if node == self._seats.node:
            self._tell(conn, name, data)
        else:
            self._hints.tell(node, f"{conn} {name} {data}")

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
            conn, name, data = hint.split(" ", 2)
            self._tell(Conn(conn), name, data)

    def _tell(self, conn: Conn, name: str, data: str) -> None:
        seat = self._seats.by_sid.get(socket_of(conn))
        if seat is None:
            return
        self._send(seat, name, data)
        if name == "said":
            said = orjson.loads(data)
            seat.note(said["chat"], said["seq"])
        if name == "ended":
            seat.ended_at = monotonic()
            if seat.chat is not None:
                self._seats.free_youth(seat.chat)
            self._seats.free_partner(seat)

    async def emit(self, seat: Seat, name: str, frame: Frame) -> None:
        """Send a frame to a page of this node."""
        self._send(seat, name, frame.model_dump_json())

    def _send(self, seat: Seat, name: str, data: str) -> None:
        try:
            self._servers[seat.door].tell(seat.sid, seat.door, name, data)
        except Exception as error:  # noqa: BLE001 - one broken connection is not the others' fault
            log_error(Event.PUSH_FAILED, error)

    async def close(self, seat: Seat | None, *, telling: str | None = None) -> None:
        """Close a connection, perhaps with a last word."""
        if seat is None:
            return
        server = self._servers[seat.door]
        if telling is not None:
            server.tell(seat.sid, seat.door, telling, "{}")
        await server.disconnect(seat.sid, namespace=seat.door)

    def cut(self, seat: Seat) -> None:
        """Close the wire below a connection, so that it can't come again on the same one."""
        server = self._servers[seat.door]
        wire = server.eio.sockets.get(server.manager.eio_sid_from_sid(seat.sid, seat.door))
        if wire is not None:
            wire.cut()


def _written(chat: ChatId, entry: Entry) -> str:
    """Return what `deliveries.said` is as JSON."""
    envelope = entry.envelope
    written = {
        "chat": chat,
        "seq": entry.seq,
        "sender": entry.sender,
        "cid": envelope.cid,
        "n": envelope.n,
        "epoch": envelope.epoch,
        "body": envelope.sealed.body,
    }
    return orjson.dumps(written).decode()
