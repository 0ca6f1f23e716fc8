"""Gives each page the ticket that brings back what it is shown, and never later than the view."""

from typing import Any

from helpline.actions.picture import Picture
from helpline.actions.tickets import chat_ticket, desk_ticket, partner_ticket
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.desk import Desk
from helpline.edge.push import Push
from helpline.edge.seats import Seat
from helpline.wire.shapes import Keep


class Tickets:
    """The tickets of a node's pages. One that is made of the same is not sent again."""

    def __init__(self, world: World, push: Push) -> None:
        self._world = world
        self._push = push

    async def keep_chat(self, seat: Seat, era: str, chat: Chat) -> None:
        """Send a youth's page its ticket; `era` is that in which the chat was read."""
        if _is_new(seat, era, chat):
            await self._send(seat, chat_ticket(self._world, era, chat))

    async def keep_partner(self, seat: Seat, era: str, chat: Chat) -> None:
        """Send a partner's page its ticket; `era` is that in which the chat was read."""
        if _is_new(seat, era, chat):
            await self._send(seat, partner_ticket(self._world, era, chat))

    async def keep_desk(self, seat: Seat, picture: Picture, desk: Desk) -> None:
        """Send a desk's page its ticket, with the chats that the desk has."""
        held = (picture.chats.get(held.chat) for held in desk.chats)
        chats = tuple(stored.value for stored in held if stored is not None)
        if _is_new(seat, picture.era, desk, chats):
            await self._send(seat, desk_ticket(self._world, picture.era, desk, chats))

    async def _send(self, seat: Seat, ticket: str) -> None:
        await self._push.emit(seat, "keep", Keep(ticket=ticket))


def _is_new(seat: Seat, *of: Any) -> bool:
    before, seat.kept = seat.kept, of
    return bool(before != seat.kept)
