"""Names for the things the helpline tells apart: plain strings and numbers, each with its type."""

import unicodedata
from typing import NewType

ChatId = NewType("ChatId", str)
"""128 random bits, base64url; unlinkable to any other chat."""

StaffId = NewType("StaffId", str)
"""A person who answers or supervises."""

NodeId = NewType("NodeId", str)
"""One process that serves pages, for as long as it runs."""

Conn = NewType("Conn", str)
"""One connection of one page, at one node; a late disconnect of an older one is ignored."""

Fence = NewType("Fence", int)
"""Grows with every offer of a chat; whoever holds an older one is refused."""

Sender = NewType("Sender", str)
"""Who wrote an envelope: `youth`, or a reader's id: the fence of the seat behind `r`, or behind `p`
where a partner has it."""

YOUTH = Sender("youth")
NOBODY = Conn("")
"""The connection of a page that has gone for good."""
NO_FENCE = Fence(0)
"""The fence of a chat that was never offered."""


def conn_of(node: NodeId, socket: str) -> Conn:
    """Return the name of a connection: its node, and what that node calls its socket."""
    return Conn(f"{node}.{socket}")


def node_of(conn: Conn) -> NodeId:
    """Return the node at which a connection is."""
    return NodeId(conn.partition(".")[0])


def socket_of(conn: Conn) -> str:
    """Return what its node calls a connection."""
    return conn.partition(".")[2]


def reader_id(fence: Fence) -> Sender:
    """Return the name under which the holder of a seat reads and writes in one chat."""
    return Sender(f"r{fence}")


def partner_id(fence: Fence) -> Sender:
    """Return the name under which a partner reads and writes in one chat."""
    return Sender(f"p{fence}")


def is_partner(reader: Sender) -> bool:
    """Tell whether a reader's id is that of a partner."""
    return reader.startswith("p")


def folded(sign_in_name: str) -> str:
    """Return a sign-in name as it is compared: without regard to case, width or outer blanks."""
    return unicodedata.normalize("NFKC", sign_in_name).casefold().strip()
