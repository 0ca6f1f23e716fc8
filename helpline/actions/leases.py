"""Every link is a lease of the node that holds the connection; here the lost ones are noticed.

Any node may do so, any number of times: an event that names a connection changes nothing once the
page has another one.
"""

from collections.abc import Callable, Collection

from helpline.actions import desk as desks
from helpline.actions.change import change
from helpline.actions.deliveries import Deliveries
from helpline.actions.picture import Picture
from helpline.actions.world import World
from helpline.core.chat import Link, Partner, Presence
from helpline.core.errors import HelplineError
from helpline.core.events import PartnerAway, PartnerHere, YouthAway, YouthHere
from helpline.core.names import ChatId, node_of, socket_of


async def sweep(world: World, picture: Picture, sockets: Collection[str]) -> Deliveries:
    """Note as away whoever was at a node that has died, or at a socket this node has not.

    And note as here whoever is at a socket of this node though somebody took it for dead.
    """

    def is_wrong(link: Link) -> bool:
        here = link.presence is Presence.HERE
        if node_of(link.conn) == world.nodes.me:
            return here != (socket_of(link.conn) in sockets)
        return here and node_of(link.conn) not in world.nodes.alive

    if not _any(picture, is_wrong):
        return ()
    await world.nodes.beat()  # a node may be newer than what we knew of the nodes
    return await _put_right(world, picture, is_wrong)


def _any(picture: Picture, is_wrong: Callable[[Link], bool]) -> bool:
    chats = [stored.value for stored in picture.chats.values()]
    youth = any(is_wrong(chat.youth) for chat in chats)
    partner = any(chat.partner is not None and is_wrong(chat.partner.link) for chat in chats)
    return youth or partner or any(is_wrong(desk.link) for desk in picture.desks.values())


async def _put_right(
    world: World, picture: Picture, is_wrong: Callable[[Link], bool]
) -> Deliveries:
    told: Deliveries = ()
    for key, stored in picture.chats.items():
        if is_wrong(stored.value.youth):
            told += await _turn(world, key, stored.value.youth)
        partner = stored.value.partner
        if partner is not None and is_wrong(partner.link):
            told += await _turn_partner(world, key, partner)
    for staff, desk in picture.desks.items():
        if is_wrong(desk.link):
            here = desk.link.presence is Presence.HERE
            turn = desks.away if here else desks.back
            told += await turn(world, staff, desk.link.conn)
    return told


async def _turn(world: World, chat: ChatId, link: Link) -> Deliveries:
    here = link.presence is Presence.HERE
    try:
        return await change(world, chat, (YouthAway if here else YouthHere)(link.conn))
    except HelplineError:
        return ()


async def _turn_partner(world: World, chat: ChatId, partner: Partner) -> Deliveries:
    turned = PartnerAway if partner.link.presence is Presence.HERE else PartnerHere
    try:
        return await change(world, chat, turned(partner.fence, partner.link.conn))
    except HelplineError:
        return ()
