"""What a page keeps for the nodes: nobody else can read it, change it, or use it elsewhere."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest

from helpline.actions.tickets import chat_ticket, desk_ticket, read_chat, read_desk
from helpline.core.chat import SealedKeys
from helpline.core.errors import NoSuchChat
from helpline.core.intake import Safety, Topic
from helpline.core.tickets import sign
from helpline.wire.youth import Resume
from tests.made import KEY, chat, desk, opened
from tests.world import SECRET, House


async def test_it_says_what_it_was_made_of_and_in_which_era(house: House) -> None:
    full = replace(opened(topics=(Topic.SEXUAL,), safety=Safety.NOT_SAFE), next_name="Ñandú")
    kept = read_chat(house.world, chat_ticket(house.world, house.world.nodes.era, full))
    assert (kept.era, kept.chat) == (house.world.nodes.era, full)
    ticket = desk_ticket(house.world, house.world.nodes.era, desk(), (full, chat()))
    at_desk = read_desk(house.world, ticket)
    assert (at_desk.era, at_desk.desk, at_desk.chats) == (kept.era, desk(), (full, chat()))


async def test_the_fullest_ticket_fits_its_frame(house: House) -> None:
    seat = opened(topics=tuple(Topic)).seat
    assert seat is not None
    grant = SealedKeys(100_000, KEY, "s" * 4_000)
    full = replace(opened(topics=tuple(Topic)), seat=replace(seat, grant=grant))
    ticket = chat_ticket(house.world, house.world.nodes.era, full)
    assert Resume(ticket=ticket).ticket == ticket


async def test_nothing_of_it_can_be_read(house: House) -> None:
    one = opened(safety=Safety.NOT_SAFE, topics=(Topic.SEXUAL,))
    for ticket in (
        chat_ticket(house.world, house.world.nodes.era, one),
        desk_ticket(house.world, house.world.nodes.era, desk(), (one,)),
    ):
        shown = urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4)) + ticket.encode()
        # In quotes, or long: three letters stand in one ticket of a hundred by chance.
        for word in (
            one.id,
            '"ana"',
            "not_safe",
            "sexual",
            '"era"',
            '"chat"',
            house.world.nodes.era,
        ):
            assert word.encode() not in shown


async def test_two_tickets_of_the_same_chat_have_nothing_in_common(house: House) -> None:
    """The same nonce twice would lay both open."""
    tickets = [chat_ticket(house.world, house.world.nodes.era, chat()) for _ in range(200)]
    assert len({ticket[:16] for ticket in tickets}) == 200


async def test_whatever_is_changed_about_it_opens_nothing(house: House) -> None:
    ticket = chat_ticket(house.world, house.world.nodes.era, chat())
    data = bytearray(urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4)))
    for at in range(len(data)):
        data[at] ^= 1
        with pytest.raises(NoSuchChat):
            read_chat(house.world, urlsafe_b64encode(data).rstrip(b"=").decode())
        data[at] ^= 1
    for other in (ticket[:-4], ticket[4:], ticket + "AAAA", "", "x", "x" * 40, "é", "\ud800" * 20):
        with pytest.raises(NoSuchChat):
            read_chat(house.world, other)
    assert read_chat(house.world, ticket).chat == chat()


async def test_another_purpose_or_secret_opens_nothing(house: House) -> None:
    others = replace(house.world, secret=b"x" * 32)
    for ticket in (
        desk_ticket(house.world, house.world.nodes.era, desk(), ()),
        chat_ticket(others, others.nodes.era, chat()),
        sign(SECRET, "ticket", {"c": chat().id}),
        sign(SECRET, "youth", {"c": chat().id}),
    ):
        with pytest.raises(NoSuchChat):
            read_chat(house.world, ticket)
    for ticket in (
        chat_ticket(house.world, house.world.nodes.era, chat()),
        desk_ticket(others, others.nodes.era, desk(), ()),
    ):
        with pytest.raises(NoSuchChat):
            read_desk(house.world, ticket)
