"""The one way a chat changes: load, step, commit; again from the start when somebody was faster."""

from collections.abc import Mapping

from helpline.actions.deliveries import Changed, Deliveries, Delivery, Tell, nodes_of
from helpline.actions.tally import note_step
from helpline.actions.world import World
from helpline.core import life
from helpline.core.chat import Chat, Partner, Phase, Why
from helpline.core.desk import Desk, MoveKind, has_room, moved
from helpline.core.errors import NoSuchChat, NotFree, TryAgain
from helpline.core.events import Event, Offered
from helpline.core.measures import in_force
from helpline.core.names import ChatId, StaffId
from helpline.core.steps import Step
from helpline.ephemeral.documents import Stored
from helpline.ephemeral.floor import Write
from helpline.wire.partner import PartnerEnded
from helpline.wire.staff import ChatEnded
from helpline.wire.youth import YouthEnded

ATTEMPTS = 8


async def change(world: World, chat_id: ChatId, event: Event) -> Deliveries:
    """Let an event happen to a chat and its desks, whole or not at all.

    Raises NoSuchChat, whatever `life.step` raises, and TryAgain when others keep changing it.
    """
    for _ in range(ATTEMPTS):
        stored = await load(world, chat_id)
        step = life.step(stored.value, event, world.now(), world.policy)
        if step.chat == stored.value:
            return ()
        desks = await world.floor.desks(move.staff for move in step.moves)
        if await _commit(world, stored, step, desks):
            if chat_id not in world.wiped:
                await note_step(world, stored.value, step, desks)
            if step.chat is None:
                world.wiped.setdefault(chat_id, (world.nodes.era, world.now()))
            await _note_length(world, stored.value, step)
            return _tell(stored.value, step)
    raise TryAgain("too many changes at once")


async def load(world: World, chat_id: ChatId) -> Stored[Chat]:
    """Return a chat, or raise NoSuchChat."""
    stored = await world.floor.chat(chat_id)
    if stored is None:
        raise NoSuchChat("wiped")
    return stored


async def offer(world: World, chat_id: ChatId, staff: StaffId, *, by_name: bool) -> Deliveries:
    """Offer a waiting chat to one desk; raise NotFree when it has no room."""
    policy = in_force(world.policy, await world.floor.measures.now(), world.now())
    for _ in range(ATTEMPTS):
        stored = await load(world, chat_id)
        found = await world.floor.desk(staff)
        if found is None or not has_room(found.value, world.now()):
            raise NotFree("no room")
        desk = found.value
        event = Offered(staff, desk.name, desk.role, desk.link, desk.public_key, by_name)
        step = life.step(stored.value, event, world.now(), policy)
        if await _commit(world, stored, step, {staff: found}):
            world.tally.offers += 1
            return _tell(stored.value, step)
    raise TryAgain("too many changes at once")


async def _commit(
    world: World, stored: Stored[Chat], step: Step, desks: Mapping[StaffId, Stored[Desk]]
) -> bool:
    now = world.now()
    chat = Write(stored.value.id, stored.version, step.chat, stored.value.returns)
    after = {staff: desk.value for staff, desk in desks.items()}
    for move in step.moves:
        if move.staff in after:
            after[move.staff] = moved(after[move.staff], move, now)
    writes = [Write(staff, desks[staff].version, desk) for staff, desk in after.items()]
    return await world.floor.commit([chat], writes, now)


async def _note_length(world: World, before: Chat, step: Step) -> None:
    if step.ended and before.phase is Phase.OPEN and before.opened_at is not None:
        await world.floor.add_length(round((world.now() - before.opened_at) / 60))


def _tell(before: Chat, step: Step) -> Deliveries:
    told: list[Delivery] = [Changed(nodes_of(before, step.chat))]
    if step.ended is not None:
        ended = YouthEnded.model_validate({"why": step.ended})
        told.append(Tell(before.youth.conn, "ended", ended))
    for move in step.moves:
        if move.kind is MoveKind.FREED and move.was_open and before.seat is not None:
            why = move.why or Why.CLOSED
            left = {"chat": before.id, "fence": move.held.fence, "why": why}
            told.append(Tell(before.seat.link.conn, "ended", ChatEnded.model_validate(left)))
    if before.partner is not None and not _has(step.chat, before.partner):
        told.append(Tell(before.partner.link.conn, "ended", PartnerEnded()))
    return tuple(told)


def _has(chat: Chat | None, partner: Partner) -> bool:
    there = None if chat is None else chat.partner
    return there is not None and there.fence == partner.fence
