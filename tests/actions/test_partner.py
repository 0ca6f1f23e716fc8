"""A partner on a real store: spent once whoever is faster, out at once, back after any loss."""

import asyncio
from typing import NamedTuple

import pytest

from helpline.actions import desk, floor, partner, youth
from helpline.actions.deliveries import Deliveries, Speak, Tell
from helpline.actions.floor_views import floor_view
from helpline.actions.leases import sweep
from helpline.actions.partner_views import partner_sees, partner_view
from helpline.actions.tickets import desk_ticket, partner_ticket
from helpline.actions.views import desk_view, youth_view
from helpline.core.chat import Phase, Presence, SealedKeys
from helpline.core.errors import HelplineError, NoSuchChat, NotNow, NotYours
from helpline.core.names import ChatId, Conn, Fence, Sender, StaffId, conn_of
from helpline.core.partner import LINK_S
from tests.made import KEY, OTHER_KEY, POLICY, PROOF
from tests.store import empty, forever, keys_of
from tests.world import House, sealed, settle, told

ANA = StaffId("ana")
TOKEN = "k" * 43
AT = Conn("partner-1")


class Visit(NamedTuple):
    """An open chat with a partner who reads."""

    chat: ChatId
    fence: Fence
    guest: Fence


async def enter(house: House, chat: ChatId, token: str = TOKEN, conn: Conn = AT) -> Fence:
    return (await partner.enter(house.world, chat, token, conn, KEY, PROOF))[0]


async def grant(house: House, chat: ChatId, guest: Fence) -> None:
    await youth.grant(house.world, chat, Sender(f"p{guest}"), SealedKeys(1, KEY, "s" * 64))


async def visit(house: House) -> Visit:
    chat, fence = await house.talk("ana")
    await partner.invite(house.world, chat, partner.hash_of(TOKEN))
    guest = await enter(house, chat)
    await grant(house, chat, guest)
    return Visit(chat, fence, guest)


async def ticket_of(house: House, chat: ChatId) -> str:
    return partner_ticket(house.world, house.world.nodes.era, await house.chat(chat))


def spoken_to(deliveries: Deliveries) -> list[str]:
    return [delivery.conn for delivery in deliveries if isinstance(delivery, Speak)]


async def test_many_who_open_one_link_at_once_leave_one_in(house: House) -> None:
    chat, _ = await house.talk("ana")
    await partner.invite(house.world, chat, partner.hash_of(TOKEN))

    async def come(number: int) -> Fence | type[HelplineError]:
        key = f"{number:087}"
        try:
            came = await partner.enter(
                house.world, chat, TOKEN, Conn(f"partner-{number}"), key, PROOF
            )
        except HelplineError as error:
            return type(error)
        return came[0]

    answers = await asyncio.gather(*(come(number) for number in range(6)))
    assert [answer for answer in answers if not isinstance(answer, int)] == [NoSuchChat] * 5


async def test_whatever_is_wrong_with_a_link_the_answer_is_the_same(house: House) -> None:
    talk = await visit(house)
    uninvited, _ = await house.talk("ben")
    late, _ = await house.talk("cleo")
    await partner.invite(house.world, late, partner.hash_of(TOKEN))
    house.now += LINK_S
    for chat, token in (
        (talk.chat, "g" * 43),
        (uninvited, TOKEN),
        (late, TOKEN),
        (ChatId("x" * 22), TOKEN),
    ):
        with pytest.raises(NoSuchChat):
            await partner.enter(house.world, chat, token, AT, KEY, PROOF)
    with pytest.raises(NoSuchChat):
        await partner.enter(house.world, talk.chat, TOKEN, AT, OTHER_KEY, PROOF)


async def test_the_store_knows_a_hash_of_the_token_and_forgets_it_with_the_chat(
    house: House,
) -> None:
    chat, _ = await house.talk("ana")
    store, name = house.world.floor.store, house.world.floor.keys.floor
    before = await keys_of(store, name)
    await partner.invite(house.world, chat, partner.hash_of(TOKEN))
    doc = await store.call("HGET", house.world.floor.keys.chat(chat), "doc")
    assert partner.hash_of(TOKEN) in doc
    assert TOKEN not in doc
    assert await keys_of(store, name) == before, "a link has no key of its own to be left behind"
    assert await forever(store, name) == []
    await youth.leave(house.world, chat)
    assert [key for key in await keys_of(store, name) if chat in key] == []


async def test_everybody_hears_everybody_until_the_youth_sends_the_partner_away(
    house: House,
) -> None:
    chat, fence, guest = await visit(house)
    _, heard = await partner.say(house.world, chat, guest, sealed(1))
    assert spoken_to(heard) == ["youth-1", "ana-1"]
    _, heard = await youth.say(house.world, chat, sealed(2))
    assert spoken_to(heard) == ["ana-1", "partner-1"]
    _, heard = await desk.say(house.world, ANA, chat, fence, sealed(3))
    assert spoken_to(heard) == ["youth-1", "partner-1"]
    out = await partner.dismiss(house.world, chat)
    assert told(out) == [("partner-1", "ended", "")]
    _, heard = await youth.say(house.world, chat, sealed(4))
    assert spoken_to(heard) == ["ana-1"]
    for asked in (
        partner.say(house.world, chat, guest, sealed(5)),
        partner.catch_up(house.world, chat, guest, 0),
        partner.typing(house.world, chat, guest, on=True),
        partner.shown(house.world, chat, guest, (sealed(2).cid,)),
        partner.leave(house.world, chat, guest),
    ):
        with pytest.raises(NotYours):
            await asked


async def test_receipts_go_to_whoever_wrote(house: House) -> None:
    chat, _, guest = await visit(house)
    await youth.say(house.world, chat, sealed(1))
    await partner.say(house.world, chat, guest, sealed(2))
    by_guest = await partner.shown(house.world, chat, guest, (sealed(1).cid,))
    assert [d.conn for d in by_guest if isinstance(d, Tell)] == ["youth-1"]
    by_youth = await youth.shown(house.world, chat, (sealed(2).cid,))
    assert [d.conn for d in by_youth if isinstance(d, Tell)] == ["ana-1", "partner-1"]


async def test_typing_is_told_to_all_by_the_youth_and_to_the_youth_by_a_partner(
    house: House,
) -> None:
    chat, _, guest = await visit(house)
    assert [d[0] for d in told(await youth.typing(house.world, chat, on=True))] == [
        "ana-1",
        "partner-1",
    ]
    typed = await partner.typing(house.world, chat, guest, on=True)
    assert [d[0] for d in told(typed)] == ["youth-1"]


async def test_a_partner_sees_nothing_of_what_the_youth_told_the_line(house: House) -> None:
    chat, _, guest = await visit(house)
    picture = await house.picture()
    view = partner_view(picture, chat)
    assert view is not None
    assert set(view.model_dump()) == {
        "chat",
        "reader",
        "youth_link",
        "covered",
        "responder",
        "grant",
        "last",
        "era",
    }
    assert (view.reader, view.responder) == (f"p{guest}", "Ana")
    await partner.dismiss(house.world, chat)
    picture = await house.picture()
    assert partner_view(picture, chat) is None
    assert partner_sees(picture, chat)


async def test_each_page_is_shown_how_it_stands(house: House) -> None:
    chat, fence = await house.talk("ana")

    async def shown() -> tuple[list[str], int, object]:
        picture = await house.picture()
        mine, desks = youth_view(picture, chat), desk_view(picture, ANA)
        assert mine is not None
        assert desks is not None
        return [reader.id for reader in mine.readers], mine.invited_s, desks.chats[0].partner

    assert await shown() == ([f"r{fence}"], 0, None)
    await partner.invite(house.world, chat, partner.hash_of(TOKEN))
    readers, invited, at_desk = await shown()
    assert (readers, invited) == ([f"r{fence}"], LINK_S)
    assert getattr(at_desk, "invited_s", 0) == LINK_S
    guest = await enter(house, chat)
    readers, invited, at_desk = await shown()
    assert (readers, invited) == ([f"r{fence}", f"p{guest}"], 0)
    assert (getattr(at_desk, "reader", ""), getattr(at_desk, "epoch", 0)) == (f"p{guest}", None)
    await grant(house, chat, guest)
    *_, at_desk = await shown()
    assert getattr(at_desk, "epoch", None) == 1


async def test_the_floor_never_overlooks_a_chat_with_a_partner_alone(house: House) -> None:
    chat, fence, guest = await visit(house)
    seen = floor_view(await house.picture())
    assert (seen.responders[0].chats[0].partner, seen.alone) == (True, ())
    await partner.ask_to_leave(house.world, ANA, chat, fence)
    left = await partner.answer_leave(house.world, chat, yes=True)
    assert ("ana-1", "ended", "with_partner") in told(left)
    seen = floor_view(await house.picture())
    assert [(one.chat, one.in_line) for one in seen.alone] == [(chat, False)]
    assert seen.line.waiting == 0
    assert (await house.desk(ANA)).wrap_up == (fence,)
    out = await floor.pull_back(house.world, chat)
    assert ("partner-1", "ended", "") in told(out)
    seen = floor_view(await house.picture())
    assert (seen.alone, seen.line.waiting) == ((), 1)
    assert guest


async def test_only_whoever_sits_there_may_ask_to_leave(house: House) -> None:
    chat, fence, _ = await visit(house)
    await house.arrive("ben")
    with pytest.raises(NotYours):
        await partner.ask_to_leave(house.world, StaffId("ben"), chat, fence)
    with pytest.raises(NotYours):
        await partner.ask_to_leave(house.world, ANA, chat, Fence(fence - 1))
    with pytest.raises(NotNow):
        await partner.answer_leave(house.world, chat, yes=True)


async def test_a_responder_who_is_lost_leaves_the_youth_in_line_with_the_partner_still_there(
    house: House,
) -> None:
    chat, _, guest = await visit(house)
    await desk.away(house.world, ANA, Conn("ana-1"))
    await house.turn(POLICY.responder_grace_s)
    picture = await house.picture()
    view, seen = youth_view(picture, chat), floor_view(picture)
    assert view is not None
    assert (view.phase, view.why, view.ahead) == ("waiting", "responder_gone", 0)
    assert [reader.id for reader in view.readers] == [f"p{guest}"]
    assert [(one.chat, one.in_line) for one in seen.alone] == [(chat, True)]
    await house.arrive("ben", ready=True)
    await house.turn()
    met = await house.chat(chat)
    await desk.accept(house.world, StaffId("ben"), chat, met.fence)
    now = await house.chat(chat)
    assert (now.phase, now.partner) == (Phase.OPEN, met.partner)


async def test_a_partner_whose_page_is_gone_loses_the_place_after_the_grace(house: House) -> None:
    chat, _, guest = await visit(house)
    await partner.away(house.world, chat, guest, AT)
    found = (await house.chat(chat)).partner
    assert found is not None
    assert found.link.presence is Presence.AWAY
    ticket = await ticket_of(house, chat)
    again = await partner.resume(house.world, ticket, Conn("partner-2"))
    assert again[:2] == (chat, guest)
    await partner.away(house.world, chat, guest, Conn("partner-2"))
    out = await house.turn(POLICY.responder_grace_s)
    assert (await house.chat(chat)).partner is None
    assert ("partner-2", "ended", "") in told(out)
    with pytest.raises(NotYours):
        await partner.resume(house.world, ticket, Conn("partner-3"))


async def test_a_lease_of_a_dead_node_is_noticed_for_a_partner_too(house: House) -> None:
    chat, _ = await house.talk("ana")
    await partner.invite(house.world, chat, partner.hash_of(TOKEN))
    mine = conn_of(house.world.nodes.me, "socket")
    guest = await enter(house, chat, conn=mine)
    for sockets, wanted in (((), Presence.AWAY), (("socket",), Presence.HERE)):
        await sweep(house.world, await house.picture(), sockets)
        found = (await house.chat(chat)).partner
        assert found is not None
        assert (found.fence, found.link.presence) == (guest, wanted)


async def forget(house: House) -> None:
    at = house.world.floor
    await empty(at.store, at.keys.floor)
    await settle(house.world.nodes, at.store, at.keys)
    house.now += 1


@pytest.mark.parametrize("first", ["youth", "desk", "partner"])
async def test_a_talk_of_three_goes_on_whoever_comes_first(house: House, first: str) -> None:
    chat, fence, guest = await visit(house)
    youths, guests = await house.ticket(chat), await ticket_of(house, chat)
    found, era = await house.desk(ANA), house.world.nodes.era
    desks = desk_ticket(house.world, era, found, (await house.chat(chat),))
    await forget(house)
    for side in sorted(("youth", "desk", "partner"), key=lambda one: one != first):
        if side == "youth":
            await youth.resume(house.world, youths, Conn("youth-2"))
        elif side == "desk":
            await desk.arrive(house.world, house.people[ANA], KEY, Conn("ana-2"), desks)
        else:
            await partner.resume(house.world, guests, Conn("partner-2"))
    _, heard = await youth.say(house.world, chat, sealed(1))
    assert spoken_to(heard) == ["ana-2", "partner-2"]
    await house.turn(POLICY.responder_grace_s + 1)
    now = await house.chat(chat)
    assert (now.phase, now.fence) == (Phase.OPEN, fence)
    assert now.partner is not None
    assert now.partner.fence == guest


async def test_a_partner_sent_away_is_not_brought_back_by_an_older_ticket(house: House) -> None:
    chat, _, _ = await visit(house)
    old = await ticket_of(house, chat)
    await partner.dismiss(house.world, chat)
    newer = await house.ticket(chat)
    await forget(house)
    await partner.resume(house.world, old, Conn("partner-2"))
    assert (await house.chat(chat)).partner is not None, "nobody who knows better has come yet"
    await youth.resume(house.world, newer, Conn("youth-2"))
    assert (await house.chat(chat)).partner is None


async def test_a_ticket_of_another_page_is_no_partners(house: House) -> None:
    chat, _, _ = await visit(house)
    for ticket in (await house.ticket(chat), "x" * 40):
        with pytest.raises(NoSuchChat):
            await partner.resume(house.world, ticket, AT)
    with pytest.raises(NoSuchChat):
        await youth.resume(house.world, await ticket_of(house, chat), Conn("youth-9"))
    await partner.dismiss(house.world, chat)
    with pytest.raises(NoSuchChat):
        await partner.resume(house.world, await ticket_of(house, chat), AT)
