"""What happens around a partner: the youth's yes and no, and what the partner's page may do.

A link is as good as a place only until it is opened, and once. Whatever is wrong with one (used,
too old, guessed, never made), whoever opens it is told the same: `NoSuchChat`.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from helpline.actions.change import change, load
from helpline.actions.deliveries import Deliveries, Tell
from helpline.actions.rebuild import bring_back
from helpline.actions.tickets import read_partner
from helpline.actions.world import World
from helpline.actions.youth import missed, receipts, spoken
from helpline.core import events
from helpline.core.chat import Chat, Partner
from helpline.core.errors import NoSuchChat, NotYours
from helpline.core.names import ChatId, Conn, Fence, StaffId, partner_id
from helpline.core.words import Envelope
from helpline.ephemeral.log import Entry, Taken
from helpline.wire.shapes import Said
from helpline.wire.youth import Typed


async def invite(world: World, chat: ChatId, token_hash: str) -> Deliveries:
    """Let one page come into a chat by a link; the link before it leads nowhere from now on."""
    return await change(world, chat, events.PartnerInvited(token_hash))


async def dismiss(world: World, chat: ChatId) -> Deliveries:
    """Take the yes back: whoever has come by it is out at once."""
    return await change(world, chat, events.PartnerDismissed())


async def ask_to_leave(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Deliveries:
    """Ask the youth to go on with the partner alone."""
    seat = (await load(world, chat)).value.seat
    if seat is None or seat.staff != staff:
        raise NotYours("not this person's seat")
    return await change(world, chat, events.LeaveAsked(fence))


async def answer_leave(world: World, chat: ChatId, *, yes: bool) -> Deliveries:
    """Let the responder go: the youth goes on with the partner, or with another responder."""
    return await change(world, chat, events.LeaveAnswered(yes))


async def enter(
    world: World, chat: ChatId, token: str, conn: Conn, public_key: str, proof: str
) -> tuple[Fence, Deliveries]:
    """Come in by a link, which is spent by it; the same page that asks again has the same place."""
    token_hash = hash_of(token)
    told = await change(world, chat, events.PartnerCame(token_hash, conn, public_key, proof))
    partner = (await load(world, chat)).value.partner
    if partner is None or partner.token_hash != token_hash:
        raise NoSuchChat("sent away at once")
    return partner.fence, told


def chat_of(world: World, ticket: str) -> ChatId:
    """Return the chat a ticket stands for, or raise NoSuchChat."""
    return read_partner(world, ticket).chat.id


async def resume(world: World, ticket: str, conn: Conn) -> tuple[ChatId, Fence, Deliveries]:
    """Come back on a new connection; a chat that the store has lost is built again."""
    kept = read_partner(world, ticket)
    if kept.chat.partner is None:
        raise NoSuchChat("no place in it")
    chat, fence = kept.chat.id, kept.chat.partner.fence
    if kept.era != world.nodes.era:
        await bring_back(world, kept.era, [kept.chat])
    return chat, fence, await change(world, chat, events.PartnerHere(fence, conn))


async def away(world: World, chat: ChatId, fence: Fence, conn: Conn) -> Deliveries:
    """Note that a connection is gone; the place is kept for the grace."""
    return await change(world, chat, events.PartnerAway(fence, conn))


async def leave(world: World, chat: ChatId, fence: Fence) -> Deliveries:
    """Go; the chat goes on without them."""
    return await change(world, chat, events.PartnerLeft(fence))


async def say(
    world: World, chat: ChatId, fence: Fence, envelope: Envelope
) -> tuple[Taken, Deliveries]:
    """Keep a message, then have it delivered."""
    reader = partner_id(fence)
    taken = await world.log.say(chat, reader, reader, envelope, world.now())
    world.tally.messages += 1
    return taken, spoken(chat, taken, Entry(taken.seq, reader, envelope))


async def shown(world: World, chat: ChatId, fence: Fence, cids: tuple[str, ...]) -> Deliveries:
    """Note that messages of the youth stand on the partner's page."""
    reader = partner_id(fence)
    return receipts(chat, cids, await world.log.shown(chat, reader, cids), reader)


async def catch_up(
    world: World, chat: ChatId, fence: Fence, after: int
) -> tuple[tuple[Said, ...], bool]:
    """Return what was said after a number, as long as the place is theirs."""
    await _placed(world, chat, fence)
    return await missed(world, chat, after)


async def typing(world: World, chat: ChatId, fence: Fence, *, on: bool) -> Deliveries:
    """Tell the youth that the partner is writing."""
    found, partner = await _placed(world, chat, fence)
    return (Tell(found.youth.conn, "typed", Typed(reader=partner.reader, on=on)),)


async def _placed(world: World, chat: ChatId, fence: Fence) -> tuple[Chat, Partner]:
    found = (await load(world, chat)).value
    if found.partner is None or found.partner.fence != fence:
        raise NotYours("not in this chat")
    return found, found.partner


def hash_of(token: str) -> str:
    """Return what is kept of a link's token: base64url of its SHA-256."""
    return urlsafe_b64encode(sha256(token.encode()).digest()).rstrip(b"=").decode()
