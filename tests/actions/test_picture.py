"""What each page may see: its own view, and nothing of anybody else's."""

from typing import Any

import pytest

from helpline.actions import desk, floor, readiness, youth
from helpline.actions.deliveries import Tell
from helpline.actions.floor_views import floor_view
from helpline.actions.picture import take
from helpline.actions.views import desk_view, youth_view
from helpline.core.chat import SealedKeys
from helpline.core.errors import NotNow, NotYours
from helpline.core.intake import AgeBand, Language, Safety, Topic, Watched
from helpline.core.names import ChatId, Conn, Sender, StaffId
from helpline.wire.shapes import DeskView, YouthView
from helpline.wire.staff import YouthTyped
from helpline.wire.youth import Typed
from tests.made import KEY, POLICY
from tests.world import House, sealed

ANA = StaffId("ana")
FULL: dict[str, Any] = {
    "language": Language.ES,
    "safety": Safety.NOT_SAFE,
    "watched": Watched.YES,
    "topics": (Topic.TRADE,),
    "age_band": AgeBand.FROM_13,
    "state": "CA",
}


async def youths(house: House, chat: ChatId) -> YouthView:
    view = youth_view(await take(house.world), chat)
    assert view is not None
    return view


async def desks(house: House, staff: StaffId = ANA) -> DeskView:
    view = desk_view(await take(house.world), staff)
    assert view is not None
    return view


async def test_places_in_the_line_count_who_is_before(house: House) -> None:
    chats = [await house.join(f"youth-{n}") for n in range(3)]
    assert [(await youths(house, chat)).ahead for chat in chats] == [0, 1, 2]
    await house.arrive("ana")
    await desk.pull(house.world, ANA)
    assert [(await youths(house, chat)).ahead for chat in chats] == [0, 1, 2]
    await desk.accept(house.world, ANA, chats[0], (await house.chat(chats[0])).fence)
    assert [(await youths(house, chat)).ahead for chat in chats] == [None, 0, 1]


async def test_a_youth_is_shown_no_reader_before_the_chat_is_open(house: House) -> None:
    chat = await house.join()
    await house.arrive("ana")
    await desk.pull(house.world, ANA)
    assert (await youths(house, chat)).readers == ()
    fence = (await house.chat(chat)).fence
    await desk.accept(house.world, ANA, chat, fence)
    (reader,) = (await youths(house, chat)).readers
    assert (reader.id, reader.name, reader.public_key, reader.link) == (
        f"r{fence}",
        "Ana",
        KEY,
        "here",
    )


async def test_a_youth_is_shown_no_id_of_staff_and_nothing_of_other_chats(house: House) -> None:
    mine, _ = await house.talk("ana")
    other, _ = await house.talk("benjamin-of-staff")
    shown = (await youths(house, mine)).model_dump_json()
    for foreign in (other, "benjamin", '"ana"', "intake", "not_safe"):
        assert foreign not in shown


async def test_a_wiped_chat_has_no_view(house: House) -> None:
    chat = await house.join()
    await youth.leave(house.world, chat)
    assert youth_view(await take(house.world), chat) is None


async def test_an_offer_shows_what_the_youth_chose_to_tell_and_no_word_more(house: House) -> None:
    chat = await house.join(**FULL)
    house.now += 90
    await house.arrive("ana", languages=(Language.ES,))
    await desk.pull(house.world, ANA)
    view = await desks(house)
    assert view.offer is not None
    assert view.offer.intake.model_dump() == FULL
    assert (view.offer.chat, view.offer.waited_s, view.offer.left_s) == (chat, 90, POLICY.offer_s)
    assert (view.offer.by_name, view.chats) == (False, ())


async def test_a_desk_sees_only_its_own_chats_and_the_line_as_numbers(house: House) -> None:
    mine, fence = await house.talk("ana")
    other, _ = await house.talk("ben")
    waiting = await house.join("youth-3", safety=Safety.NOT_SAFE, topics=(Topic.TRADE,))
    house.now += 40
    view = await desks(house)
    assert [(one.chat, one.fence) for one in view.chats] == [(mine, fence)]
    shown = view.model_dump_json()
    assert other not in shown
    assert waiting not in shown
    assert "trade" not in shown
    assert view.line.model_dump() == {
        "state": "open",
        "until": None,
        "waiting": 1,
        "longest_s": 40,
        "not_safe": 1,
    }


async def test_a_floor_sees_who_holds_what_and_nobody_who_waits(house: House) -> None:
    mine, _ = await house.talk("ana")
    waiting = await house.join("youth-3", **FULL)
    await desk.away(house.world, ANA, Conn("ana-1"))
    view = floor_view(await take(house.world))
    (ana,) = view.responders
    assert (ana.id, ana.link, [one.chat for one in ana.chats]) == ("ana", "away", [mine])
    assert ana.chats[0].responder_link == "away"
    shown = view.model_dump_json()
    for foreign in (waiting, "13_15", '"CA"', "grant", "public_key"):
        assert foreign not in shown


async def test_a_grant_reaches_the_seat_it_was_sealed_for_and_no_other(house: House) -> None:
    chat, fence = await house.talk()
    keys = SealedKeys(1, KEY, "canary-grant".ljust(64, "x"))
    with pytest.raises(NotYours):
        await youth.grant(house.world, chat, Sender(f"r{fence - 1}"), keys)
    await youth.grant(house.world, chat, Sender(f"r{fence}"), keys)
    (held,) = (await desks(house)).chats
    assert held.grant is not None
    assert (held.grant.epoch, held.grant.sealed) == (1, keys.sealed)
    await youth.switch(house.world, chat)
    ben = await house.arrive("ben")
    await desk.pull(house.world, ben)
    await desk.accept(house.world, ben, chat, (await house.chat(chat)).fence)
    for staff in (ANA, ben):
        assert "canary-grant" not in (await desks(house, staff)).model_dump_json()


async def test_who_can_be_handed_a_chat_right_now(house: House) -> None:
    await house.arrive("ana", ready=True)
    await house.arrive("ben", ready=True)
    await house.arrive("cleo")
    await house.arrive("dora", ready=True)
    await desk.away(house.world, StaffId("dora"), Conn("dora-1"))
    assert [one.id for one in (await desks(house)).colleagues] == ["ben"]


async def test_the_cover_and_the_link_are_seen_at_the_desk(house: House) -> None:
    chat, _ = await house.talk()
    await youth.cover(house.world, chat, on=True)
    await youth.away(house.world, chat, Conn("youth-1"))
    (held,) = (await desks(house)).chats
    assert (held.covered, held.youth_link) == (True, "away")


async def test_how_long_it_is_quiet(house: House) -> None:
    chat, fence = await house.talk()
    house.now += 400
    assert (await youths(house, chat)).nudge == 1
    (held,) = (await desks(house)).chats
    assert (held.open_s, held.quiet_s) == (400, 400)
    await desk.say(house.world, ANA, chat, fence, sealed(1))
    assert (await youths(house, chat)).nudge == 0
    house.now += 950
    assert (await youths(house, chat)).nudge == 3
    await youth.stay(house.world, chat)
    assert (await youths(house, chat)).nudge == 0


async def test_whether_anybody_answers(house: House) -> None:
    assert not (await take(house.world)).answering
    await house.arrive("ana")
    assert not (await take(house.world)).answering
    await readiness.set_ready(house.world, ANA, on=True)
    assert (await take(house.world)).answering
    await desk.away(house.world, ANA, Conn("ana-1"))
    assert not (await take(house.world)).answering


async def test_a_wait_is_told_from_recent_chats_or_not_at_all(house: House) -> None:
    chat = await house.join()
    assert (await youths(house, chat)).wait is None
    await house.arrive("ana", ready=True)
    wait = (await youths(house, chat)).wait
    assert wait is not None
    assert (wait.low, wait.high) == (0, 5)
    for _ in range(2):
        await desk.pull(house.world, ANA)
        at = (await house.desk(ANA)).offer
        assert at is not None
        await desk.accept(house.world, ANA, at.chat, at.fence)
        last = await house.join("youth-2")
    assert (await youths(house, last)).wait is None
    for _ in range(5):
        await house.world.floor.add_length(30)
    wait = (await youths(house, last)).wait
    assert wait is not None
    assert (wait.low, wait.high) == (15, 20)


async def test_the_state_of_the_line_is_shown(house: House) -> None:
    await house.arrive("ana")
    await floor.set_line(house.world, "paused")
    assert (await desks(house)).line.state == "paused"


async def test_typing_is_told_to_the_other_side_of_an_open_chat_alone(house: House) -> None:
    chat, fence = await house.talk()
    (to_desk,) = await youth.typing(house.world, chat, on=True)
    (to_youth,) = await desk.typing(house.world, ANA, chat, fence, on=False)
    assert to_desk == Tell(Conn("ana-1"), "typed", YouthTyped(chat=chat, on=True))
    assert to_youth == Tell(Conn("youth-1"), "typed", Typed(reader=f"r{fence}", on=False))
    waiting = await house.join("youth-2")
    with pytest.raises(NotNow):
        await youth.typing(house.world, waiting, on=True)


async def test_no_such_desk_has_no_view(house: House) -> None:
    assert desk_view(await take(house.world), ANA) is None
