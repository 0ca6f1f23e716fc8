"""What an action asks to be sent. `edge.push` sends it; a page that misses it catches up."""

from dataclasses import dataclass

from helpline.core.chat import Chat
from helpline.core.names import ChatId, Conn, NodeId, node_of
from helpline.ephemeral.log import Entry
from helpline.wire.shapes import Frame, Said


@dataclass(frozen=True, slots=True)
class Tell:
    """A frame for one page, at whichever node it is."""

    conn: Conn
    name: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that pages show has changed: have them look anew, at these nodes at once."""

    nodes: frozenset[NodeId] = frozenset()


@dataclass(frozen=True, slots=True)
class Speak:
    """A message for one page, as it stands in the log.

    It could be told as a `Said` too; but nothing is told as often, and a model costs as much as the
    rest of the way to the page.
    """

    conn: Conn
    chat: ChatId
    entry: Entry


Delivery = Tell | Speak | Changed
Deliveries = tuple[Delivery, ...]


def nodes_of(*chats: Chat | None) -> frozenset[NodeId]:
    """Return the nodes at which the pages of these chats are."""
    links = [chat.youth for chat in chats if chat is not None]
    links += [chat.seat.link for chat in chats if chat is not None and chat.seat is not None]
    links += [chat.partner.link for chat in chats if chat is not None and chat.partner is not None]
    return frozenset(node_of(link.conn) for link in links)


def said(chat: ChatId, entry: Entry) -> Said:
    """Return a log entry as the pages are told it."""
    envelope = entry.envelope
    return Said(
        chat=chat,
        seq=entry.seq,
        sender=entry.sender,
        cid=envelope.cid,
        n=envelope.n,
        epoch=envelope.epoch,
        body=envelope.sealed.body,
    )
