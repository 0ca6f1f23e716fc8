"""What is done to a helpline while people talk, by the numbers of the plan for fault tests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from unittest.mock import patch

from helpline.simulate.ledger import YOUTH
from helpline.simulate.link import Link, Lost, No
from helpline.simulate.outbox import Envelope
from helpline.simulate.reading import Reading
from helpline.simulate.responder import Desk
from helpline.simulate.sealing import new_id
from helpline.simulate.trace import Message, Sent, Taken
from helpline.simulate.youth import YouthPage
from helpline.simulate.youth_chat import YouthChat
from helpline.wire import staff
from helpline.wire import youth as frames
from helpline.wire.catalogue import Door
from tests.faults.campaign import hostile
from tests.faults.campaign.people import Crowd
from tests.faults.campaign.place import Node, Place
from tests.faults.history import Fault
from tests.faults.proxy import Proxy

OUTAGE_S = (4.0, 9.0)
SWITCH_S = (1.0, 6.0)
RESTART_S = (0.5, 3.0)
HANDED_S = 12.0
STAYS_AWAY_S = 16.0
"""Long enough to be noticed, and less than the grace after which a chat goes to somebody else."""
LOOK_S = 0.1


@dataclass(slots=True)
class Scene:
    """Where faults are made, and what of them must be known afterwards."""

    place: Place
    crowd: Crowd
    most_s: float | None = None
    """How long an outage may last at the most; None: as long as they do."""

    def some(self, low_s: float, high_s: float) -> float:
        drawn = self.place.dice.uniform(low_s, high_s)
        return drawn if self.most_s is None else min(drawn, self.most_s)

    def node(self) -> Node:
        return self.place.dice.choice(self.place.nodes)


Make = Callable[[Scene], Awaitable[Fault]]


async def kill_a_node(scene: Scene) -> Fault:
    """F1: kill -9 a node; it is started again a little later."""
    node, start = scene.node(), monotonic()
    await node.kill()
    end = monotonic()
    await asyncio.sleep(scene.some(*RESTART_S))
    await node.start()
    return Fault("F1 kill a node", start, end)


async def empty_the_store(scene: Scene) -> Fault:
    """F2: kill -9 the store and start it again at once; it has forgotten everything."""
    start = monotonic()
    await _off_loop(scene.place.store.stop)
    await _off_loop(scene.place.store.start)
    return Fault("F2 store emptied", start, monotonic(), no_store=True, emptied=True)


async def stop_the_store(scene: Scene) -> Fault:
    """F4: the store is down for some seconds, and comes back empty."""
    await _off_loop(scene.place.store.stop)
    start = monotonic()
    await asyncio.sleep(scene.some(*OUTAGE_S))
    end = monotonic()
    await _off_loop(scene.place.store.start)
    return Fault("F4 store down", start, end, no_store=True, emptied=True)


async def freeze_the_store(scene: Scene) -> Fault:
    """F5: the store stands still for some seconds, and has lost nothing."""
    scene.place.store.freeze()
    start = monotonic()
    await asyncio.sleep(scene.some(*OUTAGE_S))
    end = monotonic()
    scene.place.store.thaw()
    return Fault("F5 store frozen", start, end, no_store=True)


async def part_a_node_from_the_store(scene: Scene) -> Fault:
    """F6: nothing passes between one node and the store."""
    node, start = scene.node(), monotonic()
    node.wire.stall()
    await asyncio.sleep(scene.some(*OUTAGE_S))
    node.wire.heal()
    return Fault("F6 node parted from the store", start, monotonic())


async def drop_the_stores_clients(scene: Scene) -> Fault:
    """F8: the store ends all its connections."""
    start = monotonic()
    await _off_loop(scene.place.store.drop_clients)
    return Fault("F8 store drops its clients", start, monotonic())


async def switch_networks(scene: Scene) -> Fault:
    """F10: some pages' connections fall silent, and later end."""
    start = monotonic()
    for door in scene.place.wires:
        door.stall(0.4)
    await asyncio.sleep(scene.some(*SWITCH_S))
    for door in scene.place.wires:
        _end_the_silent(door)
    return Fault("F10 networks switched", start, monotonic())


async def say_and_come_twice(scene: Scene) -> Fault:
    """F11: pages send again what they sent, and come in by a second connection."""
    start = monotonic()
    for page in scene.crowd.talking()[:6]:
        await _say_again(page)
        await _come_again(scene, page)
    return Fault("F11 sent and come twice", start, monotonic())


async def roll_the_nodes(scene: Scene) -> Fault:
    """F13: every node in turn is told to end, and started again, as a new release does it."""
    start = monotonic()
    for node in scene.place.nodes:
        scene.place.stops.append(await node.stop())
        await node.start()
    return Fault("F13 rolling restart", start, monotonic())


async def drop_all_sockets(scene: Scene) -> Fault:
    """F14: every page loses its connection in the same moment."""
    start = monotonic()
    for door in scene.place.wires:
        door.reset()
    return Fault("F14 all sockets dropped", start, monotonic())


async def vanish_while_connecting(scene: Scene) -> Fault:
    """F20: clients that are gone in the middle of coming in."""
    start = monotonic()
    await hostile.vanish(scene.place)
    return Fault("F20 vanished while connecting", start, monotonic())


async def send_rubbish(scene: Scene) -> Fault:
    """F21: a hostile client sends what no page would."""
    start = monotonic()
    await hostile.rubbish(scene.place)
    return Fault("F21 rubbish frames", start, monotonic())


async def write_from_an_old_seat(scene: Scene) -> Fault:
    """F23: a chat is handed back to the line, and its former responder goes on writing."""
    start = monotonic()
    desk = next((desk for desk in scene.crowd.desks if desk.chats), None)
    if desk is not None:
        reading = desk._readings[desk.chats[0]]
        with suppress(Lost, No):
            await desk._link.do("hand_over", staff.HandOver(chat=reading.chat, fence=reading.fence))
            await _seated_elsewhere(scene, reading)
            await _write_late(desk, reading)
    return Fault("F23 old seat writes", start, monotonic())


async def vanish_with_a_node(scene: Scene) -> Fault:
    """F24: a node is killed, and its desks' pages do not come back for a while."""
    node, start = scene.node(), monotonic()
    gone = [d for d in scene.crowd.desks if d._routes.origin == node.origins[1]]
    with ExitStack() as stack:
        for desk in gone:
            stack.enter_context(patch.object(desk._routes, "lost", lambda: STAYS_AWAY_S))
        await node.kill()
        end = monotonic()
        await node.start()
        await asyncio.sleep(STAYS_AWAY_S)
    return Fault("F24 desks stay away", start, end)


FAULTS: dict[str, Make] = {
    "F1": kill_a_node,
    "F2": empty_the_store,
    "F4": stop_the_store,
    "F5": freeze_the_store,
    "F6": part_a_node_from_the_store,
    "F8": drop_the_stores_clients,
    "F10": switch_networks,
    "F11": say_and_come_twice,
    "F13": roll_the_nodes,
    "F14": drop_all_sockets,
    "F20": vanish_while_connecting,
    "F21": send_rubbish,
    "F23": write_from_an_old_seat,
    "F24": vanish_with_a_node,
}


async def _off_loop(work: Callable[[], None]) -> None:
    await asyncio.get_running_loop().run_in_executor(None, work)


async def _seated_elsewhere(scene: Scene, reading: Reading) -> None:
    """Wait until somebody else has a chat, if that comes."""
    until = monotonic() + HANDED_S
    while monotonic() < until:
        for desk in scene.crowd.desks:
            now = desk._readings.get(reading.chat)
            if now is not None and now.fence > reading.fence:
                return
        await asyncio.sleep(LOOK_S)


async def _write_late(desk: Desk, reading: Reading) -> None:
    message = Message(reading.chat, reading.sender, 0, 1, new_id())
    say = staff.ResponderSay(
        chat=reading.chat, fence=reading.fence, cid=message.cid, n=1, epoch=0, body="A" * 64
    )
    desk.trace.note(Sent(desk.trace.now(), message, reading.fence))
    answer = await desk._link.ask("say", say, frames.Accepted)
    desk.trace.note(Taken(desk.trace.now(), message, answer.seq))


def _end_the_silent(door: Proxy) -> None:
    door.reset_stalled()
    door.heal()


async def _say_again(page: YouthPage) -> None:
    chat = page._chat
    if chat is None:
        return
    kept = [item.envelope for item in chat.talk.outbox._kept.values() if item.envelope]
    with suppress(Lost, No):
        for envelope in kept[-3:]:
            await asyncio.gather(_post(page, chat, envelope), _post(page, chat, envelope))


async def _post(page: YouthPage, chat: YouthChat, envelope: Envelope) -> None:
    message = Message(chat.chat, YOUTH, envelope.epoch, envelope.n, envelope.cid)
    page.trace.note(Sent(page.trace.now(), message, None))
    page.trace.note(Taken(page.trace.now(), message, (await chat.post(envelope)).seq))


async def _come_again(scene: Scene, page: YouthPage) -> None:
    """Open a second connection with the same ticket, as a doubled tab would, and leave it."""
    chat = page._chat
    if chat is None:
        return
    async with _linked(scene, page) as link:
        ask = frames.Resume(ticket=page._ticket, after=chat.talk.last, era=chat.talk.era)
        with suppress(Lost, No):
            await link.ask("resume", ask, frames.Resumed)


@asynccontextmanager
async def _linked(scene: Scene, page: YouthPage) -> AsyncIterator[Link]:
    link = Link(scene.crowd.stage.http, Door.YOUTH)
    with suppress(Lost):
        await link.open(page._routes.origin)
    try:
        yield link
    finally:
        link.cut()
