"""Whoever was at a node that died, or at a socket that is gone, is noted as away."""

from helpline.actions import desk, youth
from helpline.actions.leases import sweep
from helpline.core.chat import Presence
from helpline.core.intake import Intake
from helpline.core.names import ChatId, Conn, NodeId, StaffId, conn_of
from helpline.ephemeral.nodes import Nodes
from tests.made import KEY
from tests.world import House, sealed

ANA = StaffId("ana")
HERE, AWAY = Presence.HERE, Presence.AWAY


def node(house: House, name: str) -> Nodes:
    return Nodes(house.world.floor.store, house.world.floor.keys, NodeId(name))


def mine(house: House, socket: str) -> Conn:
    return conn_of(house.world.nodes.me, socket)


async def talk(house: House, youths: Conn, desks: Conn) -> ChatId:
    chat, _ = await youth.join(house.world, Intake(), youths)
    await house.arrive("ana")
    await desk.arrive(house.world, house.people[ANA], KEY, desks)
    await desk.pull(house.world, ANA)
    await desk.accept(house.world, ANA, chat, (await house.chat(chat)).fence)
    return chat


async def links(house: House, chat: ChatId) -> tuple[Presence, Presence, Presence]:
    found = await house.chat(chat)
    assert found.seat is not None
    at = (await house.desk(ANA)).link.presence
    return found.youth.presence, found.seat.link.presence, at


async def look(house: House, *sockets: str) -> int:
    """Sweep as the house's node, which has these sockets; return how much was told."""
    return len(await sweep(house.world, await house.picture(), sockets))


async def test_pages_of_a_node_that_died_are_away(house: House) -> None:
    chat = await talk(house, Conn("dead.y"), Conn("dead.d"))
    other = node(house, "dead")
    await other.beat()
    await house.world.nodes.beat()
    assert await look(house) == 0
    assert await links(house, chat) == (HERE, HERE, HERE)
    await house.world.floor.store.call("ZREM", house.world.floor.keys.nodes, "dead")
    await house.world.nodes.beat()
    assert await look(house) > 0
    assert await links(house, chat) == (AWAY, AWAY, AWAY)
    assert await look(house) == 0


async def test_a_socket_this_node_has_not_is_gone_and_the_others_are_not(house: House) -> None:
    chat = await talk(house, mine(house, "y"), mine(house, "d"))
    assert await look(house, "y", "d") == 0
    assert await look(house, "y") > 0
    assert await links(house, chat) == (HERE, AWAY, AWAY)


async def test_who_was_taken_for_dead_is_here_again(house: House) -> None:
    chat = await talk(house, mine(house, "y"), mine(house, "d"))
    await youth.away(house.world, chat, mine(house, "y"))
    await desk.away(house.world, ANA, mine(house, "d"))
    assert await links(house, chat) == (AWAY, AWAY, AWAY)
    assert await look(house, "y", "d") > 0
    assert await links(house, chat) == (HERE, HERE, HERE)
    assert await look(house, "y", "d") == 0
    assert (await youth.say(house.world, chat, sealed(1)))[0].seq == 1


async def test_whoever_went_at_another_node_is_left_to_that_one(house: House) -> None:
    chat = await talk(house, Conn("other.y"), Conn("other.d"))
    await node(house, "other").beat()
    await house.world.nodes.beat()
    await youth.away(house.world, chat, Conn("other.y"))
    assert await look(house, "y") == 0
    assert (await links(house, chat))[0] is AWAY


async def test_a_node_younger_than_our_last_beat_is_not_taken_for_dead(house: House) -> None:
    await house.world.nodes.beat()
    newcomer = node(house, "newcomer")
    await newcomer.beat()
    chat = await talk(house, Conn("newcomer.y"), Conn("newcomer.d"))
    assert "newcomer" not in house.world.nodes.alive
    assert await look(house) == 0
    assert await links(house, chat) == (HERE, HERE, HERE)
    assert "newcomer" in house.world.nodes.alive


async def test_a_page_that_has_come_elsewhere_meanwhile_stays_here(house: House) -> None:
    chat = await talk(house, Conn("dead.y"), Conn("dead.d"))
    picture = await house.picture()
    ticket = await house.ticket(chat)
    await youth.resume(house.world, ticket, mine(house, "y2"))
    await desk.arrive(house.world, house.people[ANA], KEY, mine(house, "d2"))
    await sweep(house.world, picture, ["y2", "d2"])
    assert await links(house, chat) == (HERE, HERE, HERE)


async def test_a_chat_that_ended_meanwhile_is_no_fault(house: House) -> None:
    chat = await talk(house, Conn("dead.y"), Conn("dead.d"))
    picture = await house.picture()
    await youth.leave(house.world, chat)
    await desk.leave(house.world, ANA)
    await sweep(house.world, picture, [])
    assert await house.world.floor.all_chats() == []
