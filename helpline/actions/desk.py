"""What a responder's page can make happen."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from helpline.actions.change import ATTEMPTS, change, load, offer
from helpline.actions.deliveries import Changed, Deliveries, Tell
from helpline.actions.rebuild import bring_back_desk, is_settling
from helpline.actions.tickets import read_desk
from helpline.actions.world import World
from helpline.actions.youth import missed, receipts, spoken
from helpline.core import events, matching
from helpline.core.chat import Link, Phase, Presence, Seat, pen
from helpline.core.desk import Desk, has_room, is_cleared, may_take
from helpline.core.errors import (
    HelplineError,
    NoSuchChat,
    NotCleared,
    NotFree,
    NotNow,
    NotSignedIn,
    NotYours,
    TryAgain,
)
from helpline.core.intake import Language, Topic
from helpline.core.names import ChatId, Conn, Fence, StaffId, reader_id
from helpline.core.roles import Role
from helpline.core.words import Envelope
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Write
from helpline.ephemeral.log import Entry, Taken
from helpline.wire.shapes import Said
from helpline.wire.youth import Typed


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in member of the staff, as the session knows them."""

    id: StaffId
    name: str
    role: Role
    languages: tuple[Language, ...]
    opted_out: tuple[Topic, ...]
    cleared_until: float | None
    """Every required training counts before this time; None: for good."""


async def arrive(
    world: World, person: Person, public_key: str, conn: Conn, ticket: str | None = None
) -> Deliveries:
    """Set up the desk of somebody whose page has connected, with the key it has now.

    Chats the desk held are still on it; the youth's page grants again where the key is new. What
    else is known of the person is taken anew: a topic opted out of since counts from now on. A
    desk that the store has lost is built again from the page's ticket.
    """
    if ticket is not None:
        await _bring_back(world, person, ticket)
    link = Link(Presence.HERE, conn, world.now())
    fresh = Desk(
        person.id,
        person.name,
        person.role,
        person.languages,
        person.opted_out,
        world.policy.chats_per_responder,
        link,
        public_key,
        idle_since=link.since,
        cleared_until=person.cleared_until,
    )
    desk = await update(world, person.id, lambda desk: _renewed(desk, fresh), fresh)
    await _all_chats(world, desk, events.DeskHere(person.id, conn, public_key))
    return (Changed(),)


async def _bring_back(world: World, person: Person, ticket: str) -> None:
    with suppress(NoSuchChat):
        kept = read_desk(world, ticket)
        if kept.desk.id == person.id:
            await bring_back_desk(world, kept)


def _renewed(desk: Desk, fresh: Desk) -> Desk:
    return replace(
        fresh,
        ready=desk.ready,
        offer=desk.offer,
        chats=desk.chats,
        idle_since=desk.idle_since,
        gap_until=desk.gap_until,
        wrap_up=desk.wrap_up,
        hand=desk.hand,
        load=desk.load,
    )


async def away(world: World, staff: StaffId, conn: Conn) -> Deliveries:
    """Note that a connection is gone; the chats are kept for the grace."""
    link = Link(Presence.AWAY, conn, world.now())
    try:
        desk = await update(
            world, staff, lambda desk: replace(desk, link=link) if desk.link.conn == conn else desk
        )
    except NotSignedIn:
        return ()
    await _all_chats(world, desk, events.DeskAway(staff, conn))
    return (Changed(),)


async def back(world: World, staff: StaffId, conn: Conn) -> Deliveries:
    """Note that a connection somebody took for gone is there."""
    link = Link(Presence.HERE, conn, world.now())
    try:
        desk = await update(
            world, staff, lambda desk: replace(desk, link=link) if desk.link.conn == conn else desk
        )
    except NotSignedIn:
        return ()
    if desk.link == link and desk.public_key is not None:
        await _all_chats(world, desk, events.DeskHere(staff, conn, desk.public_key))
    return (Changed(),)


async def _all_chats(world: World, desk: Desk, event: events.DeskHere | events.DeskAway) -> None:
    offered = () if desk.offer is None else (desk.offer,)
    for held in (*desk.chats, *offered):
        try:
            await change(world, held.chat, event)
        except HelplineError:
            continue


async def leave(world: World, staff: StaffId) -> Deliveries:
    """Take the desk away at sign-out: its chats go to the front of the line."""
    told: Deliveries = (Changed(),)
    for _ in range(ATTEMPTS):
        if await world.floor.desk(staff) is None:
            return told
        # Resting first: else a turn of the round could seat somebody at a desk that is leaving.
        desk = await update(world, staff, lambda desk: replace(desk, ready=False))
        told += await _give_back(world, desk)
        left = await world.floor.desk(staff)
        if left is None or left.value.offer is not None or left.value.chats:
            continue
        await world.floor.commit([], [Write(staff, left.version, None)], world.now())
    raise TryAgain("too many changes at once")


async def _give_back(world: World, desk: Desk) -> Deliveries:
    told: Deliveries = ()
    if desk.offer is not None:
        with suppress(NoSuchChat, NotNow, NotYours):
            told += await decline(world, desk.id, desk.offer.chat, desk.offer.fence)
    for held in desk.chats:
        with suppress(NoSuchChat, NotNow, NotYours):
            told += await hand_over(world, desk.id, held.chat, held.fence, None)
    return told


async def accept(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Deliveries:
    """Take the offer."""
    await held_seat(world, staff, chat, fence)
    return await change(world, chat, events.Accepted(fence))


async def decline(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Deliveries:
    """Leave the offer to others; no reason is asked and nothing is counted."""
    await held_seat(world, staff, chat, fence)
    return await change(world, chat, events.Declined(fence))


async def pull(world: World, staff: StaffId) -> Deliveries:
    """Ask for the next chat; the line decides which, and it comes as an offer."""
    found = await world.floor.desk(staff)
    if found is None:
        raise NotSignedIn("no desk")
    if not is_cleared(found.value, world.now()):
        raise NotCleared("a required training is missing or has run out")
    if not has_room(found.value, world.now()):
        raise NotFree("no room")
    chats = await world.floor.chats(await world.floor.line())
    waiting = [s.value for s in chats.values() if s.value.phase is Phase.WAITING]
    if is_settling(world):
        raise TryAgain("the line is coming back")
    chosen = matching.next_for(found.value, waiting, world.now(), world.policy)
    if chosen is None:
        raise NotNow("nobody waits for this desk")
    return await offer(world, chosen.id, staff, by_name=False)


async def say(
    world: World, staff: StaffId, chat: ChatId, fence: Fence, envelope: Envelope
) -> tuple[Taken, Deliveries]:
    """Keep a message, then have it delivered."""
    reader = reader_id(fence)
    taken = await world.log.say(chat, reader, pen(reader, staff), envelope, world.now())
    world.tally.messages += 1
    return taken, spoken(chat, taken, Entry(taken.seq, reader, envelope))


async def shown(
    world: World, staff: StaffId, chat: ChatId, fence: Fence, cids: tuple[str, ...]
) -> Deliveries:
    """Note that messages of the youth stand on the responder's page."""
    reader = reader_id(fence)
    parties = await world.log.shown(chat, pen(reader, staff), cids)
    return receipts(chat, cids, parties, reader)


async def catch_up(
    world: World, staff: StaffId, chat: ChatId, fence: Fence, after: int
) -> tuple[tuple[Said, ...], bool]:
    """Return what was said after a number, to whoever holds the open chat."""
    await _open_seat(world, staff, chat, fence)
    return await missed(world, chat, after)


async def typing(
    world: World, staff: StaffId, chat: ChatId, fence: Fence, *, on: bool
) -> Deliveries:
    """Tell the youth that the responder is writing."""
    await _open_seat(world, staff, chat, fence)
    youth = (await load(world, chat)).value.youth
    return (Tell(youth.conn, "typed", Typed(reader=reader_id(fence), on=on)),)


async def end(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Deliveries:
    """End the chat and wipe it."""
    await held_seat(world, staff, chat, fence)
    return await change(world, chat, events.Closed(fence))


async def hand_over(
    world: World, staff: StaffId, chat: ChatId, fence: Fence, to: StaffId | None
) -> Deliveries:
    """Give the chat to a colleague who has room, or back to the front of the line.

    The colleague gets it as an offer by name; should they not take it, the line does. Nobody gets
    by name what they opted out of, or a youth who has asked for somebody else than them.
    """
    await held_seat(world, staff, chat, fence)
    if to is None:
        return await change(world, chat, events.HandedOver(fence))
    stored, found = await load(world, chat), await world.floor.desk(to)
    if to == staff or found is None or not has_room(found.value, world.now()):
        raise NotFree("no room there")
    if not may_take(found.value, stored.value, world.now(), world.policy):
        raise NotFree("not for this one")
    told = await change(world, chat, events.HandedOver(fence, found.value.name))
    try:
        return told + await offer(world, chat, to, by_name=True)
    except HelplineError:
        return told


async def _open_seat(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Seat:
    """Return the seat as `held_seat` does; raise NotNow while the chat is only offered."""
    seat = await held_seat(world, staff, chat, fence)
    if (await load(world, chat)).value.phase is not Phase.OPEN:
        raise NotNow(f"{seat.reader} has not accepted")
    return seat


async def held_seat(world: World, staff: StaffId, chat: ChatId, fence: Fence) -> Seat:
    """Return the seat this person holds or is offered under this fence, or raise NotYours."""
    seat = (await load(world, chat)).value.seat
    if seat is None or seat.staff != staff or seat.fence != fence:
        raise NotYours("not this person's seat")
    return seat


async def update(
    world: World, staff: StaffId, after: Callable[[Desk], Desk], new: Desk | None = None
) -> Desk:
    """Commit a change to one desk and return it; `new` is what it starts from when there is none.

    Raises NotSignedIn when there is neither, and TryAgain when others keep changing it.
    """
    for _ in range(ATTEMPTS):
        found = await world.floor.desk(staff)
        if found is None and new is None:
            raise NotSignedIn("no desk")
        desk = new if found is None else after(found.value)
        version = NEW if found is None else found.version
        if desk is not None and await world.floor.commit(
            [], [Write(staff, version, desk)], world.now()
        ):
            return desk
    raise TryAgain("too many changes at once")
