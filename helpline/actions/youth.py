"""What a youth's page can make happen."""

from helpline.actions.change import change, load
from helpline.actions.deliveries import Changed, Deliveries, Speak, Tell, said
from helpline.actions.rebuild import bring_back
from helpline.actions.tally import note_arrival
from helpline.actions.tickets import read_chat
from helpline.actions.world import World
from helpline.core import events
from helpline.core.chat import Chat, Link, Phase, Presence, SealedKeys
from helpline.core.errors import LineClosed, LineFull, NoSuchChat, NotNow, TryAgain
from helpline.core.intake import Intake
from helpline.core.line import standing
from helpline.core.names import YOUTH, ChatId, Conn, Sender, is_partner
from helpline.core.words import Envelope
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Write
from helpline.ephemeral.log import Entry, Parties, Taken
from helpline.wire.shapes import Said, Shown
from helpline.wire.staff import YouthTyped


async def join(world: World, intake: Intake, conn: Conn) -> tuple[ChatId, Deliveries]:
    """Give a place in the line."""
    hand, now = await world.floor.state(), world.now()
    if standing(hand, world.hours.outlook(now), now).state != "open":
        raise LineClosed("not open")
    if await world.floor.length() >= world.policy.line_cap:
        raise LineFull("at its cap")
    chat = Chat(ChatId(world.new_id()), intake, now, Link(Presence.HERE, conn, now))
    if not await world.floor.commit([Write(chat.id, NEW, chat)], [], now):
        raise TryAgain("the id was taken")
    await note_arrival(world, chat)
    return chat.id, (Changed(),)


def chat_of(world: World, ticket: str) -> ChatId:
    """Return the chat a ticket stands for, or raise NoSuchChat."""
    return read_chat(world, ticket).chat.id


async def resume(world: World, ticket: str, conn: Conn) -> tuple[ChatId, Deliveries]:
    """Come back to a chat on a new connection; one that the store has lost is built again."""
    kept = read_chat(world, ticket)
    stored = await world.floor.chat(kept.chat.id)
    if stored is None or kept.era != world.nodes.era:
        await bring_back(world, kept.era, [kept.chat])
    return kept.chat.id, await change(world, kept.chat.id, events.YouthHere(conn))


async def away(world: World, chat: ChatId, conn: Conn) -> Deliveries:
    """Note that a connection is gone; the place is kept."""
    return await change(world, chat, events.YouthAway(conn))


async def say(world: World, chat: ChatId, envelope: Envelope) -> tuple[Taken, Deliveries]:
    """Keep a message, then have it delivered."""
    taken = await world.log.say(chat, YOUTH, YOUTH, envelope, world.now())
    world.tally.messages += 1
    return taken, spoken(chat, taken, Entry(taken.seq, YOUTH, envelope))


def spoken(chat: ChatId, taken: Taken, entry: Entry) -> Deliveries:
    """Return what tells the other pages of a message, unless it was shown already."""
    to = () if taken.shown else taken.parties.all_but(entry.sender)
    return tuple(Speak(conn, chat, entry) for conn in to)


async def shown(world: World, chat: ChatId, cids: tuple[str, ...]) -> Deliveries:
    """Note that messages stand on the youth's page."""
    parties = await world.log.shown(chat, YOUTH, cids)
    return receipts(chat, cids, parties, YOUTH)


def receipts(chat: ChatId, cids: tuple[str, ...], parties: Parties, reader: Sender) -> Deliveries:
    """Return what tells whoever wrote messages that the reader's page has shown them.

    What a youth has shown somebody of the others wrote; what anybody else has, the youth.
    """
    to = parties.all_but(YOUTH) if reader == YOUTH else (parties.youth,)
    return tuple(Tell(conn, "shown", Shown(chat=chat, cids=cids)) for conn in to)


async def missed(
    world: World, chat: ChatId, after: int, era: str | None = None
) -> tuple[tuple[Said, ...], bool]:
    """Return what was said after a number, and whether there is more.

    A number of another era than this one says nothing: then it is all there is.
    """
    if era not in {None, world.nodes.era}:
        after = 0
    entries, more = await world.log.after(chat, after)
    return tuple(said(chat, entry) for entry in entries), more


async def grant(world: World, chat: ChatId, reader: Sender, keys: SealedKeys) -> Deliveries:
    """Pass a grant to the one seat it was sealed for."""
    granted = events.PartnerGranted if is_partner(reader) else events.Granted
    return await change(world, chat, granted(reader, keys))


async def typing(world: World, chat: ChatId, *, on: bool) -> Deliveries:
    """Tell whoever is in the chat that the youth is writing."""
    now = (await load(world, chat)).value
    seats = (now.seat if now.phase is Phase.OPEN else None, now.partner)
    to = [seat.link.conn for seat in seats if seat is not None]
    if not to:
        raise NotNow("nobody to tell")
    return tuple(Tell(conn, "typed", YouthTyped(chat=chat, on=on)) for conn in to)


async def cover(world: World, chat: ChatId, *, on: bool) -> Deliveries:
    """Note that the page put its cover on or took it off."""
    return await change(world, chat, events.Covered(on))


async def stay(world: World, chat: ChatId) -> Deliveries:
    """Note that the youth is still there."""
    return await change(world, chat, events.Stayed())


async def switch(world: World, chat: ChatId) -> Deliveries:
    """Bring the youth to somebody else, from the front of the line."""
    return await change(world, chat, events.Switched())


async def exit_page(world: World, chat: ChatId) -> Deliveries:
    """Note that the page has gone for good; a chat that is gone already needs nothing."""
    try:
        return await change(world, chat, events.Exited())
    except NoSuchChat:
        return ()


async def leave(world: World, chat: ChatId) -> Deliveries:
    """End the chat and wipe it. A chat that is gone already has been left."""
    try:
        return await change(world, chat, events.Left())
    except NoSuchChat:
        return ()
