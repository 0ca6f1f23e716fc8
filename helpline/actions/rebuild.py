"""Bring back what the store has lost, from what a page has kept; whoever comes first does it."""

from collections.abc import Iterable
from dataclasses import replace

from helpline.actions.change import ATTEMPTS
from helpline.actions.tickets import KeptDesk
from helpline.actions.world import World
from helpline.core.chat import Chat, Phase, Presence, Why
from helpline.core.desk import Desk, Held
from helpline.core.errors import TryAgain
from helpline.core.events import DeskHere
from helpline.core.life import step
from helpline.core.names import ChatId, StaffId
from helpline.core.restore import is_newer, restored, restored_desk, takes_back
from helpline.ephemeral.documents import NEW, Stored
from helpline.ephemeral.floor import Write

SETTLE_S = 3.0
"""After a store was emptied nobody is offered a chat for so long: the line comes back first."""


def is_settling(world: World) -> bool:
    """Tell whether the line may still be coming back."""
    return world.now() < world.nodes.era_began + SETTLE_S


async def is_lost(world: World, era: str) -> bool:
    """Tell whether what was there in `era` may be gone without having been wiped."""
    await world.nodes.beat()
    return era != world.nodes.era


async def bring_back(world: World, era: str, chats: Iterable[Chat]) -> None:
    """Build chats of another era again where they are not there, or where these are newer."""
    if await is_lost(world, era):
        for chat in chats:
            await _settle(world, chat.id, chat)


async def bring_back_desk(world: World, kept: KeptDesk) -> None:
    """Build a desk of another era again, with the chats it held then."""
    if not await is_lost(world, kept.era):
        return
    if await world.floor.desk(kept.desk.id) is None:
        desk = restored_desk(kept.desk, world.now())
        await world.floor.commit([], [Write(desk.id, NEW, desk)], world.now())
    for chat in kept.chats:
        await _settle(world, chat.id, chat)
    for chat_id in await _seated(world, kept.desk.id):
        await _settle(world, chat_id, None)


async def _seated(world: World, staff: StaffId) -> list[ChatId]:
    """Return the chats in which somebody sits; their youth may have come back before them."""
    chats = await world.floor.every_chat()
    seats = ((key, stored.value.seat) for key, stored in chats.items())
    return [key for key, seat in seats if seat is not None and seat.staff == staff]


async def _settle(world: World, chat_id: ChatId, kept: Chat | None) -> None:
    for _ in range(ATTEMPTS):
        stored = await world.floor.chat(chat_id)
        chat = _wanted(stored, kept, world.now())
        if chat is None or await _commit(world, stored, chat):
            return
    raise TryAgain("too many changes at once")


def _wanted(stored: Stored[Chat] | None, kept: Chat | None, now: float) -> Chat | None:
    if stored is None:
        return None if kept is None else restored(kept, now)
    if kept is not None and is_newer(kept, stored.value):
        return _met(restored(kept, now), stored.value)
    return stored.value


def _met(chat: Chat, known: Chat) -> Chat:
    """Return a newer state with the links of those who have come back to the older one."""
    there, partner = known.partner, chat.partner
    same = there is not None and partner is not None and there.fence == partner.fence
    return replace(chat, youth=known.youth, partner=there if same else partner)


async def _commit(world: World, stored: Stored[Chat] | None, chat: Chat) -> bool:
    desks = await _desks(world, stored, chat)
    held = Held(chat.id, chat.fence)
    writes: list[Write[Desk]] = []
    if chat.phase is Phase.OPEN and chat.seat is not None:
        found = desks.pop(chat.seat.staff, None)
        if found is not None and held not in found.value.chats:
            desk = takes_back(found.value, held)
            if desk is None:
                chat = replace(restored(replace(chat, seat=None), world.now()), why=Why.PULLED_BACK)
            else:
                chat = _at(world, chat, desk)
                writes.append(Write(desk.id, found.version, desk))
    writes += [_without(found, chat.id) for found in desks.values()]
    known = None if stored is None else stored.value
    if chat == known and not writes:
        return True
    version = NEW if stored is None else stored.version
    return await world.floor.commit([Write(chat.id, version, chat)], writes, world.now())


def _at(world: World, chat: Chat, desk: Desk) -> Chat:
    """Return a chat that a desk takes back: whose page has come before it is there already."""
    if desk.link.presence is Presence.AWAY or desk.public_key is None:
        return chat
    here = DeskHere(desk.id, desk.link.conn, desk.public_key)
    return step(chat, here, world.now(), world.policy).chat or chat


async def _desks(
    world: World, stored: Stored[Chat] | None, chat: Chat
) -> dict[StaffId, Stored[Desk]]:
    """Return the desks of whoever sits in the chat, and of whoever sat in the older state."""
    seats = (chat.seat, None if stored is None else stored.value.seat)
    return await world.floor.desks({seat.staff for seat in seats if seat is not None})


def _without(found: Stored[Desk], chat: ChatId) -> Write[Desk]:
    desk = found.value
    left = tuple(held for held in desk.chats if held.chat != chat)
    return Write(desk.id, found.version, replace(desk, chats=left))
