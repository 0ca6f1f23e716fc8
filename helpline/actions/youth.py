"""What a youth's page can make happen."""

from helpline.actions.change import change, load
from helpline.actions.deliveries import Changed, Deliveries, Spoken, ToDesk, said
from helpline.actions.world import World
from helpline.core import events
from helpline.core.chat import Chat, Link, Phase, Presence, SealedKeys
from helpline.core.errors import LineClosed, LineFull, NoSuchChat, NotNow, TryAgain
from helpline.core.intake import Intake
from helpline.core.names import YOUTH, ChatId, Conn, Sender
from helpline.core.tickets import read, sign
from helpline.core.words import Envelope
from helpline.ephemeral.floor import Write
from helpline.ephemeral.log import Entry
from helpline.wire.shapes import Said
from helpline.wire.staff import YouthTyped

TICKET = "ticket"


async def join(world: World, intake: Intake, conn: Conn) -> tuple[ChatId, Deliveries]:
    """Give a place in the line."""
    if (await world.floor.state() or "open") != "open":
        raise LineClosed("not open")
    if len(await world.floor.line()) >= world.policy.line_cap:
        raise LineFull("at its cap")
    now = world.now()
    chat = Chat(ChatId(world.new_id()), intake, now, Link(Presence.HERE, conn, now))
    if not await world.floor.commit([Write(chat.id, 0, chat)], [], now):
        raise TryAgain("the id was taken")
    return chat.id, (Changed(),)


def ticket_of(world: World, chat: Chat) -> str:
    """Return what proves, to any node, that its holder is the youth of this chat."""
    return sign(world.secret, TICKET, {"c": chat.id, "j": round(chat.joined_at, 3)})


def chat_of(world: World, ticket: str) -> ChatId:
    """Return the chat a ticket stands for, or raise NoSuchChat."""
    body = read(world.secret, TICKET, ticket)
    if body is None:
        raise NoSuchChat("no such ticket")
    return ChatId(str(body["c"]))


async def resume(world: World, ticket: str, conn: Conn) -> tuple[ChatId, Deliveries]:
    """Come back to a chat on a new connection."""
    chat = chat_of(world, ticket)
    return chat, await change(world, chat, events.YouthHere(conn))


async def away(world: World, chat: ChatId, conn: Conn) -> Deliveries:
    """Note that a connection is gone; the place is kept."""
    return await change(world, chat, events.YouthAway(conn))


async def say(world: World, chat: ChatId, envelope: Envelope) -> tuple[int, Deliveries]:
    """Keep a message, then have it delivered; return its number."""
    seq = await world.log.say(chat, YOUTH, YOUTH, envelope, world.now())
    return seq, (Spoken(said(chat, Entry(seq, YOUTH, envelope))),)


async def missed(world: World, chat: ChatId, after: int) -> tuple[tuple[Said, ...], bool]:
    """Return what was said after a number, and whether there is more."""
    entries, more = await world.log.after(chat, after)
    return tuple(said(chat, entry) for entry in entries), more


async def grant(world: World, chat: ChatId, reader: Sender, keys: SealedKeys) -> Deliveries:
    """Pass a grant to the one seat it was sealed for."""
    return await change(world, chat, events.Granted(reader, keys))


async def typing(world: World, chat: ChatId, *, on: bool) -> Deliveries:
    """Tell the responder that the youth is writing."""
    stored = await load(world, chat)
    seat = stored.value.seat
    if stored.value.phase is not Phase.OPEN or seat is None:
        raise NotNow("nobody to tell")
    return (ToDesk(seat.staff, "typed", YouthTyped(chat=chat, on=on)),)


async def cover(world: World, chat: ChatId, *, on: bool) -> Deliveries:
    """Note that the page put its cover on or took it off."""
    return await change(world, chat, events.Covered(on))


async def stay(world: World, chat: ChatId) -> Deliveries:
    """Note that the youth is still there."""
    return await change(world, chat, events.Stayed())


async def switch(world: World, chat: ChatId) -> Deliveries:
    """Bring the youth to somebody else, from the front of the line."""
    return await change(world, chat, events.Switched())


async def leave(world: World, chat: ChatId) -> Deliveries:
    """End the chat and wipe it. A chat that is gone already has been left."""
    try:
        return await change(world, chat, events.Left())
    except NoSuchChat:
        return ()
