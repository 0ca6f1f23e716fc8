"""Whether this node can serve: it keeps its lease in the store, and says so when it can't."""

import asyncio
import random
from collections.abc import Sequence
from time import monotonic
from typing import Final

from helpline.core.errors import TryAgain
from helpline.core.node_tally import Times
from helpline.edge.push import Push
from helpline.edge.seats import Seats
from helpline.ephemeral.hints import Hints
from helpline.ephemeral.nodes import Nodes
from helpline.logs import Event, log, log_error
from helpline.wire.shapes import Again, Move, Trouble

BEAT_S: Final = 0.5
"""With the 1.5 s a trip may take, pages hear within 2 s that the store does not answer."""
UNFIT_S: Final = 5.0
"""A node that has not reached the store, or has not heard itself, for so long is not ready."""
SPREAD_MS: Final = 2_000
"""Pages that are sent elsewhere go within this time, not all at once."""
BOUNDS_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
CANARY: Final = "canary"
"""The hint a node leaves for itself, to know that it hears."""


class Health:
    """The state of a node, as balancers and pages are told it."""

    def __init__(self, nodes: Nodes, hints: Hints, seats: Seats, push: Push) -> None:
        self._nodes = nodes
        self._hints = hints
        self._seats = seats
        self._push = push
        self._reached = self._heard = monotonic()
        self._trouble = False
        self._told: set[str] = set()
        self._moved = False
        self._deaf_at: float | None = None
        self._era = nodes.era
        self.leaving = False
        """Set when the node is to end: it takes nobody new."""
        self.beats = Times(*BOUNDS_S)
        """How long the store took for each sign of life that it answered."""

    @property
    def ready(self) -> bool:
        """Whether a balancer may send pages here."""
        return not self.leaving and self._unfit_s() < UNFIT_S

    @property
    def trouble(self) -> bool:
        """Whether the store has not answered the last sign of life."""
        return self._trouble

    @property
    def reached_s(self) -> float:
        """How long ago this node last reached the store."""
        return monotonic() - self._reached

    def hear(self, hints: Sequence[str]) -> None:
        """Take in hints; the node's own says that it hears."""
        if CANARY in hints:
            self._heard = monotonic()
        self._push.hear([hint for hint in hints if hint != CANARY])

    async def listen_forever(self) -> None:
        """Hear what other nodes have for this one."""
        await self._hints.listen(self._nodes.me, self.hear, self.deafen)

    def deafen(self) -> None:
        """Note that hints for pages of this node may have been lost."""
        self._deaf_at = monotonic()

    async def beat_forever(self) -> None:
        """Keep the lease of this node, and tell its pages while the store does not answer."""
        while True:
            began = monotonic()
            try:
                await self._beat()
            except Exception as error:  # noqa: BLE001 - a node without a beat is dead and does not know
                log_error(Event.TICK_FAILED, error)
            await asyncio.sleep(max(0.0, began + BEAT_S - monotonic()))

    async def _beat(self) -> None:
        began = monotonic()
        try:
            await self._nodes.beat()
        except TryAgain:
            await self._set_trouble(on=True)
        else:
            self.beats.add(monotonic() - began)
            await self._reach()
            await self._make_good()
        await self._judge()

    async def _make_good(self) -> None:
        """Once hints are heard again, have the pages that talk look for what they have missed.

        In another era every page is asked for its place anyway.
        """
        if self._deaf_at is None or self._heard < self._deaf_at:
            return
        self._deaf_at = None
        for seat in list(self._seats.by_sid.values()):
            if any(seat.told.values()) and seat.era == self._nodes.era:
                await self._push.emit(seat, "again", Again())

    async def send_away(self) -> None:
        """Send every page of this node to another one."""
        for seat in list(self._seats.by_sid.values()):
            after_ms = random.randrange(SPREAD_MS)  # noqa: S311 - only spreads the load
            await self._push.emit(seat, "move", Move(after_ms=after_ms))

    async def _reach(self) -> None:
        if self._trouble:
            log(Event.STORE_BACK, lost_s=round(monotonic() - self._reached))
        self._reached = monotonic()
        era, self._era = self._era, self._nodes.era
        self._hints.tell_again(same_store=era == self._era)
        self._hints.tell(self._nodes.me, CANARY)
        await self._set_trouble(on=False)

    async def _set_trouble(self, *, on: bool) -> None:
        """Tell each page once, and whoever connects meanwhile."""
        if on and not self._trouble:
            log(Event.STORE_LOST)
        self._trouble = on
        self._told &= self._seats.by_sid.keys()
        for seat in [s for s in self._seats.by_sid.values() if (s.sid in self._told) != on]:
            # One by one: where this is broken off, whoever has heard of it must hear of its end.
            self._told.add(seat.sid)
            await self._push.emit(seat, "trouble", Trouble(on=on))
            if not on:
                self._told.discard(seat.sid)

    async def _judge(self) -> None:
        """Send the pages away, once, when this node is cut off and others may not be."""
        fit = self._unfit_s() < UNFIT_S
        if not fit and not self._moved and len(self._nodes.alive) > 1:
            log(Event.CUT_OFF)
            await self.send_away()
        self._moved = not fit

    def _unfit_s(self) -> float:
        return monotonic() - min(self._reached, self._heard)
