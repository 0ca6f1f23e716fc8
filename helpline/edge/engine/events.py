"""python-socketio's server on this engine, with its work for each event cut to what is needed."""

from typing import Any

from socketio import AsyncServer
from socketio.async_manager import AsyncManager

from helpline.edge.engine import packets
from helpline.edge.engine.packets import Kind
from helpline.edge.engine.server import Engine
from helpline.logs import Event, log_error


class Places(AsyncManager):  # type: ignore[misc]  # the library ships no types
    """Who is where. Nobody has a room of their own: one connection is found by its name alone."""

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Note a connection; the library would also make a room for it alone."""
        if room is None:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)


class EventServer(AsyncServer):  # type: ignore[misc]  # the library ships no types
    """A Socket.IO server for pages of one origin. The events of one connection keep their order."""

    eio: Engine

    def __init__(self, origin: str, namespaces: list[str]) -> None:
        super().__init__(
            client_manager=Places(),
            async_handlers=False,
            namespaces=namespaces,
            logger=False,
            origin=origin,
        )

    def tell(self, sid: str, namespace: str, name: str, data: str) -> None:
        """Send an event, whose data is JSON already, to a connection; never waits.

        Whoever is gone, or still connects, is told nothing.
        """
        if self.manager.is_connected(sid, namespace):
            eio_sid = self.manager.eio_sid_from_sid(sid, namespace)
            self.eio.post(eio_sid, packets.event(namespace, name, data))

    def _engineio_server_class(self) -> type[Engine]:
        return Engine

    async def _handle_eio_message(self, eio_sid: str, data: str) -> None:
        try:
            packet = packets.read(data)
        except ValueError:
            return  # as if it had not come: its rate is bounded, and nothing is said of it
        if packet.kind is Kind.EVENT:
            await self._handle_event(eio_sid, packet.namespace, packet.id, packet.data)
        elif packet.kind is Kind.CONNECT:
            await self._handle_connect(eio_sid, packet.namespace, packet.data)
        else:
            await self._handle_disconnect(eio_sid, packet.namespace, self.reason.CLIENT_DISCONNECT)

    async def _handle_event(
        self, eio_sid: str, namespace: str, asked: int | None, data: list[Any]
    ) -> None:
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace)
        if not self.manager.is_connected(sid, namespace):
            return
        handler, args = self._get_event_handler(data[0], namespace, (sid, *data[1:]))
        if handler is None:
            return
        answer = await handler(*args)
        if asked is not None:
            self.eio.post(eio_sid, packets.ack(namespace, asked, answer))

    async def _handle_connect(self, eio_sid: str, namespace: str, data: Any) -> None:
        """Let a connection in; one that went meanwhile would be held for connected for ever."""
        await super()._handle_connect(eio_sid, namespace, data)
        if eio_sid not in self.eio.sockets:
            await self._handle_disconnect(eio_sid, namespace, self.reason.TRANSPORT_CLOSE)

    async def _handle_disconnect(
        self, eio_sid: str, namespace: str, reason: str | None = None
    ) -> None:
        """Tell that a connection has left; it is forgotten also when that goes wrong."""
        sid = self.manager.sid_from_eio_sid(eio_sid, namespace)
        try:
            await super()._handle_disconnect(eio_sid, namespace, reason)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not leave its place taken
            log_error(Event.FRAME_FAILED, error)
            await self.manager.disconnect(sid, namespace, ignore_queue=True)
