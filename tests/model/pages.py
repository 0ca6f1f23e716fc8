"""What pages have: the tickets they were given, and the views they were last shown."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from helpline.actions.floor_views import floor_sees, floor_view
from helpline.actions.picture import Picture
from helpline.actions.tickets import chat_ticket, desk_ticket
from helpline.actions.views import (
    Sees,
    desk_sees,
    desk_view,
    youth_sees,
    youth_view,
)
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.desk import Desk
from helpline.core.names import ChatId, StaffId
from tests.made import chat as made

Shown = tuple[Sees, BaseModel | None]


class Pages:
    """Every ticket of every page, the newest last."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.chats: dict[str, list[str]] = {}
        self.desks: dict[str, list[str]] = {}
        self._made_of: dict[str, Any] = {}
        self._shown: dict[str, Shown] = {}

    def keep(self, chats: Mapping[ChatId, Chat], desks: Mapping[StaffId, Desk]) -> None:
        """Give a page a ticket when what it is made of has changed, as the pulse does."""
        for chat_id, chat in chats.items():
            if self._is_new(chat_id, chat):
                self.chats.setdefault(chat_id, []).append(
                    chat_ticket(self._world, self._world.nodes.era, chat)
                )
        for staff, desk in desks.items():
            held = tuple(chats[one.chat] for one in desk.chats if one.chat in chats)
            if self._is_new(staff, desk, held):
                self.desks.setdefault(staff, []).append(
                    desk_ticket(self._world, self._world.nodes.era, desk, held)
                )

    def _is_new(self, name: str, *made_of: Any) -> bool:
        before, self._made_of[name] = self._made_of.get(name), (self._world.nodes.era, *made_of)
        return bool(before != self._made_of[name])

    def look(self, picture: Picture) -> None:
        """Check that a page whose view is not made anew has the view that would be made."""
        shown: dict[str, Shown] = {"floor": (floor_sees(picture), floor_view(picture))}
        for chat in picture.chats:
            shown[chat] = (youth_sees(picture, chat), youth_view(picture, chat))
        for staff, desk in picture.desks.items():
            shown[staff] = (desk_sees(picture, desk), desk_view(picture, staff))
        for page, (sees, view) in shown.items():
            before = self._shown.get(page)
            if before is not None and before[0] == sees:
                assert still(before[1]) == still(view)
        self._shown = shown

    def newest(self, chat: str) -> str:
        """Return the ticket of a youth's page; of a chat that never was, one that never was."""
        if chat in self.chats:
            return self.chats[chat][-1]
        return chat_ticket(self._world, self._world.nodes.era, made(chat))


def still(value: Any) -> Any:
    """Return a view without what a page knows by itself: how time goes on, and what was said."""
    match value:
        case BaseModel():
            return still(value.model_dump())
        case dict():
            return {name: still(part) for name, part in value.items() if not known(name)}
        case list() | tuple():
            return [still(part) for part in value]
        case _:
            return value


def known(name: str) -> bool:
    return name == "last" or name.endswith("_s")
