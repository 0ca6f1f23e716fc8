"""What every action needs: the store, the rules' numbers, the time and the dice, given by `app`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from helpline.actions.hours import Hours
from helpline.core.counted import Kind
from helpline.core.names import ChatId
from helpline.core.node_tally import Tally
from helpline.core.policy import Policy
from helpline.ephemeral.floor import Floor
from helpline.ephemeral.log import Log
from helpline.ephemeral.nodes import Nodes
from helpline.ephemeral.returns import Returns


@dataclass(frozen=True, slots=True)
class World:
    """The surroundings of an action; nothing in it knows a socket."""

    floor: Floor
    log: Log
    nodes: Nodes
    returns: Returns
    policy: Policy
    secret: bytes
    now: Callable[[], float]
    """The store's time in seconds."""
    zone: ZoneInfo
    """Where the clock on the helpline's wall is."""
    new_id: Callable[[], str]
    """A fresh id of 128 random bits, base64url."""
    count: Callable[[Kind, StrEnum | None, float], Awaitable[None]]
    """Add one to a durable count of this kind, and of this value in it, in the hour of a time."""
    hours: Hours = field(default_factory=Hours)
    """When the line is planned to be open."""
    wiped: dict[ChatId, tuple[str, float]] = field(default_factory=dict)
    """Chats wiped by this node not long ago: in which era, and when."""
    tally: Tally = field(default_factory=Tally)
    """What this node has done."""
