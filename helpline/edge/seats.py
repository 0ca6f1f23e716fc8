"""Which connection of this node belongs to which chat, desk or floor."""

from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from helpline.actions.desk import Person
from helpline.core.errors import TryAgain
from helpline.core.names import NO_FENCE, ChatId, Conn, Fence, NodeId, StaffId, conn_of
from helpline.edge.rates import Bucket
from helpline.wire.catalogue import Door

RATES = {
    Door.YOUTH: (8.0, 60.0),
    Door.RESPONDER: (15.0, 120.0),
    Door.SUPERVISOR: (15.0, 120.0),
    Door.PARTNER: (8.0, 60.0),
}
"""Frames a second in the long run, and at once: a page that comes back resends what it holds."""
ABUSE = 300
"""Refused frames after which a connection is closed."""


@dataclass(slots=True)
class Seat:
    """One connection: what it proved to be, and what its page was last shown."""

    sid: str
    node: NodeId
    door: Door
    bucket: Bucket
    chat: ChatId | None = None
    """Of a youth's page."""
    visits: ChatId | None = None
    """Of a partner's page: the chat it was let into."""
    fence: Fence = NO_FENCE
    """Of a partner's page: under which it has its place."""
    person: Person | None = None
    session: str | None = None
    """The staff session that the socket's token named."""
    arrived: bool = False
    era: str = ""
    """The life of the store in which it took its place."""
    since: float = 0.0
    """When it took its place (monotonic seconds)."""
    shown: Any = None
    """What its page saw when it was last sent its view; None: anything is news."""
    kept: Any = None
    """What the ticket of its page was last made of."""
    told: dict[ChatId, int] = field(default_factory=dict)
    """Up to which number its page knows of every message."""
    ended_at: float = 0.0
    """When its page was last told that a chat has ended (monotonic seconds)."""
    refused: int = 0
    tried: int = 0
    """Return words, or links, tried."""

    @property
    def conn(self) -> Conn:
        """The name of this connection in the store."""
        return conn_of(self.node, self.sid)

    def note(self, chat: ChatId, seq: int) -> None:
        """Note that its page was told of a message; after a hole it still lacks something."""
        if seq == self.told.get(chat, 0) + 1:
            self.told[chat] = seq

    @property
    def has_place(self) -> bool:
        """Whether it belongs to a chat or a desk."""
        at_desk = self.door is Door.RESPONDER and self.arrived
        return self.chat is not None or self.visits is not None or at_desk


@dataclass(slots=True)
class Seats:
    """All connections of this node."""

    node: NodeId
    by_sid: dict[str, Seat] = field(default_factory=dict)
    youth: dict[ChatId, Seat] = field(default_factory=dict)
    desks: dict[StaffId, Seat] = field(default_factory=dict)
    partners: dict[ChatId, Seat] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    """How often an ask was refused, by code."""

    def add(self, sid: str, door: Door) -> Seat:
        """Take in a new connection."""
        per_s, burst = RATES[door]
        seat = Seat(sid, self.node, door, Bucket(per_s, burst))
        self.by_sid[sid] = seat
        return seat

    def sit_youth(self, seat: Seat, chat: ChatId, era: str) -> Seat | None:
        """Bind a connection to a chat; return the older connection that it takes the place of."""
        older = self.youth.get(chat)
        seat.chat = chat
        _sit(seat, era)
        self.youth[chat] = seat
        return older if older is not seat else None

    def sit_desk(self, seat: Seat, era: str) -> Seat | None:
        """Bind a connection to its person's desk; return the older one it takes the place of."""
        if seat.person is None:
            return None
        older = self.desks.get(seat.person.id)
        seat.arrived = True
        _sit(seat, era)
        self.desks[seat.person.id] = seat
        return older if older is not seat else None

    def sit_partner(self, seat: Seat, chat: ChatId, fence: Fence, era: str) -> Seat | None:
        """Bind a connection to a partner's place; return the older one it takes the place of."""
        older = self.partners.get(chat)
        seat.visits, seat.fence = chat, fence
        _sit(seat, era)
        self.partners[chat] = seat
        return older if older is not seat else None

    def free_partner(self, seat: Seat) -> None:
        """Unbind a connection whose place is over."""
        if seat.visits is not None and self.partners.get(seat.visits) is seat:
            del self.partners[seat.visits]
        seat.visits, seat.shown, seat.kept = None, None, None

    def free_youth(self, chat: ChatId) -> Seat | None:
        """Unbind whatever connection a chat has, and return it."""
        seat = self.youth.pop(chat, None)
        if seat is not None:
            seat.chat, seat.shown, seat.kept = None, None, None
        return seat

    def drop(self, sid: str) -> Seat | None:
        """Forget a connection; a seat that a newer one has taken stays with that one."""
        seat = self.by_sid.pop(sid, None)
        if seat is not None:
            self.unbind(seat)
        return seat

    def unbind(self, seat: Seat) -> None:
        """Take a connection from its place, unless a newer one has that."""
        if seat.chat is not None and self.youth.get(seat.chat) is seat:
            del self.youth[seat.chat]
        if seat.person is not None and self.desks.get(seat.person.id) is seat:
            del self.desks[seat.person.id]
        if seat.visits is not None and self.partners.get(seat.visits) is seat:
            del self.partners[seat.visits]

    def floors(self) -> list[Seat]:
        """Return the connections that watch the floor."""
        return [s for s in self.by_sid.values() if s.door is Door.SUPERVISOR and s.arrived]


def in_place(seat: Seat, era: str) -> None:
    """Raise TryAgain for a page that has not come again since the store began another life.

    It keeps what the store has lost, and has to send that again before it says anything new.
    """
    if seat.era != era:
        raise TryAgain("the page's place is one of another era")


def _sit(seat: Seat, era: str) -> None:
    seat.era, seat.since, seat.shown, seat.kept, seat.told = era, monotonic(), None, None, {}
