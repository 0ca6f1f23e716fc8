"""The tickets that pages have been given: what is left when the store has lost everything."""

from collections.abc import Mapping
from typing import Any

from helpline.actions.tickets import chat_ticket, desk_ticket
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.desk import Desk
from helpline.core.names import ChatId, StaffId
from tests.made import chat as made


class Pages:
    """Every ticket of every page, the newest last."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.chats: dict[str, list[str]] = {}
        self.desks: dict[str, list[str]] = {}
        self._made_of: dict[str, Any] = {}

    def keep(self, chats: Mapping[ChatId, Chat], desks: Mapping[StaffId, Desk]) -> None:
        """Give a page a ticket when what it is made of has changed, as the pulse does."""
        for chat_id, chat in chats.items():
            if self._is_new(chat_id, chat):
                self.chats.setdefault(chat_id, []).append(chat_ticket(self._world, chat))
        for staff, desk in desks.items():
            held = tuple(chats[one.chat] for one in desk.chats if one.chat in chats)
            if self._is_new(staff, desk, held):
                self.desks.setdefault(staff, []).append(desk_ticket(self._world, desk, held))

    def _is_new(self, name: str, *made_of: Any) -> bool:
        before, self._made_of[name] = self._made_of.get(name), (self._world.nodes.era, *made_of)
        return bool(before != self._made_of[name])

    def newest(self, chat: str) -> str:
        """Return the ticket of a youth's page; of a chat that never was, one that never was."""
        if chat in self.chats:
            return self.chats[chat][-1]
        return chat_ticket(self._world, made(chat))
