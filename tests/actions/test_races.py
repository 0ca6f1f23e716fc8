"""Many at once on one store: exactly one wins, and the documents agree afterwards."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from helpline.actions import change, desk, floor, readiness, youth
from helpline.core import events
from helpline.core.chat import Phase
from helpline.core.errors import HelplineError, NotFree, NotNow, NotYours
from helpline.core.intake import Intake
from helpline.core.names import Conn, StaffId
from helpline.ephemeral.log import Taken
from tests.world import House, sealed

MANY = 12
ANA = StaffId("ana")


async def staff(house: House, number: int) -> list[StaffId]:
    return [await house.arrive(f"r{n}") for n in range(number)]


async def agreed(house: House) -> bool:
    """Tell whether chats and desks say the same of each other, and the line is who waits."""
    store = house.world.floor
    chats = await store.every_chat()
    desks = await store.roster()
    by_desk = {(h.chat, h.fence, s) for s, d in desks.items() for h in d.value.chats}
    offers = {(o.chat, o.fence, s) for s, d in desks.items() if (o := d.value.offer) is not None}
    by_chat = {
        (c, s.value.seat.fence, s.value.seat.staff, s.value.phase)
        for c, s in chats.items()
        if s.value.seat is not None
    }
    waiting = {c for c, s in chats.items() if s.value.phase is Phase.WAITING}
    return (
        {(c, f, s) for c, f, s, phase in by_chat if phase is Phase.OPEN} == by_desk
        and {(c, f, s) for c, f, s, phase in by_chat if phase is Phase.OFFERED} == offers
        and set(await store.line()) == waiting
    )


async def test_one_chat_many_who_ask_for_it(house: House) -> None:
    chat = await house.join()
    everyone = await staff(house, MANY)
    done = await asyncio.gather(
        *(desk.pull(house.world, one) for one in everyone), return_exceptions=True
    )
    assert sum(not isinstance(one, BaseException) for one in done) == 1
    assert all(isinstance(one, tuple | NotNow) for one in done)
    assert (await house.chat(chat)).phase is Phase.OFFERED
    assert await agreed(house)


async def test_one_offer_accepted_many_times_seats_once(house: House) -> None:
    chat = await house.join()
    ana = await house.arrive("ana")
    await desk.pull(house.world, ana)
    fence = (await house.chat(chat)).fence
    done = await asyncio.gather(
        *(desk.accept(house.world, ana, chat, fence) for _ in range(MANY)), return_exceptions=True
    )
    assert sum(not isinstance(one, BaseException) for one in done) == 1
    assert len((await house.desk(ana)).chats) == 1
    assert await agreed(house)


async def test_many_chats_and_many_nodes_making_offers_at_once(house: House) -> None:
    for number in range(MANY):
        await house.join(f"youth-{number}")
    for one in await staff(house, MANY // 2):
        await readiness.set_ready(house.world, one, on=True)
    await asyncio.gather(*(house.turn() for _ in range(4)))
    await house.turn()
    desks = await house.world.floor.roster()
    offered = [d.value.offer.chat for d in desks.values() if d.value.offer is not None]
    assert len(offered) == len(set(offered)) == MANY // 2
    assert await agreed(house)


async def test_one_desk_that_takes_and_is_handed_chats_at_once(house: House) -> None:
    mine, fence = await house.talk("ana")
    await house.join("youth-3")
    cleo = await house.arrive("cleo")
    done = await asyncio.gather(
        desk.hand_over(house.world, ANA, mine, fence, cleo),
        desk.pull(house.world, cleo),
        desk.pull(house.world, cleo),
        return_exceptions=True,
    )
    assert all(isinstance(one, tuple | NotFree | NotNow) for one in done)
    assert (await house.desk(cleo)).offer is not None
    assert await agreed(house)


async def test_leaving_ending_handing_over_and_pulling_back_at_once(house: House) -> None:
    outcomes: Counter[str] = Counter()
    for _ in range(10):
        chat, fence = await house.talk()
        ben = await house.arrive("ben")
        done = await asyncio.gather(
            desk.end(house.world, ANA, chat, fence),
            youth.leave(house.world, chat),
            desk.hand_over(house.world, ANA, chat, fence, ben),
            floor.pull_back(house.world, chat),
            youth.switch(house.world, chat),
            return_exceptions=True,
        )
        assert all(isinstance(one, tuple | HelplineError) for one in done)
        assert await agreed(house)
        outcomes["wiped" if await house.world.floor.chat(chat) is None else "kept"] += 1
        await youth.leave(house.world, chat)
    assert sum(outcomes.values()) == 10


async def test_speech_while_the_chat_changes_hands_is_kept_once_or_refused(house: House) -> None:
    chat, fence = await house.talk()
    said = [desk.say(house.world, ANA, chat, fence, sealed(n)) for n in range(1, MANY + 1)]
    done = await asyncio.gather(
        *said, desk.hand_over(house.world, ANA, chat, fence, None), return_exceptions=True
    )
    refused = [one for one in done[:-1] if isinstance(one, BaseException)]
    assert all(isinstance(one, NotYours) for one in refused)
    taken = {first.seq for first in heads(done[:-1]) if isinstance(first, Taken)}
    kept, _ = await youth.missed(house.world, chat, 0)
    assert taken == {one.seq for one in kept} == set(range(1, MANY - len(refused) + 1))


def heads(done: Sequence[Any]) -> list[Any]:
    return [one[0] for one in done if not isinstance(one, BaseException)]


async def test_everybody_changing_one_chat_gets_through_or_is_told_to_try_again(
    house: House,
) -> None:
    chat = await house.join()
    done = await asyncio.gather(
        *(change.change(house.world, chat, events.Covered(on=bool(n % 2))) for n in range(MANY)),
        return_exceptions=True,
    )
    assert all(isinstance(one, tuple | HelplineError) for one in done)
    assert any(isinstance(one, tuple) for one in done)


async def test_two_pages_of_one_youth_leave_one_connection(house: House) -> None:
    chat, _ = await youth.join(house.world, Intake(), Conn("one"))
    ticket = await house.ticket(chat)
    conns = [Conn(f"c{n}") for n in range(6)]
    await asyncio.gather(*(youth.resume(house.world, ticket, conn) for conn in conns))
    here = (await house.chat(chat)).youth.conn
    assert here in conns
    await asyncio.gather(*(youth.away(house.world, chat, c) for c in conns if c != here))
    assert (await house.chat(chat)).youth.presence == "here"
    assert await house.world.floor.line() == [chat]
