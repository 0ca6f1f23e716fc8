"""What clients do, on purpose or not (F9, F11, F20, F21, F23)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic

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
from tests.faults.campaign import deaf, hostile
from tests.faults.campaign.scene import LOOK_S, Scene
from tests.faults.history import Fault

HANDED_S = 12.0


async def read_nothing(scene: Scene) -> Fault:
    """F9: at every node a client comes in, asks for much, and reads none of it."""
    start = monotonic()
    took = await asyncio.gather(*(deaf.flood(node) for node in scene.place.nodes))
    for seconds in took:
        if seconds is not None:
            scene.noted["F9 closed"].append(seconds)
            if seconds > deaf.CLOSED_S:
                scene.wrong("deaf client kept", f"for {seconds:.1f} s")
    return Fault("F9 readers who do not read", start, monotonic())


async def say_and_come_twice(scene: Scene) -> Fault:
    """F11: pages send again what they sent, and come in by a second connection."""
    start = monotonic()
    for page in scene.crowd.talking()[:6]:
        await _say_again(page)
        await _come_again(scene, page)
    return Fault("F11 sent and come twice", start, monotonic())


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
