"""Whether those who sit at this node's desks may still answer, by their training as it is kept."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from helpline.actions import readiness
from helpline.actions.world import World
from helpline.core.names import StaffId
from helpline.core.training import cleared_until
from helpline.durable import Durable
from helpline.edge.push import Push
from helpline.edge.seats import Seats

LOOK_S: Final = 30.0
"""So soon every desk knows of a record that was kept, or taken back, somewhere else."""


class Clearances:
    """Reads clearances, and takes them to the desks that are open here."""

    def __init__(self, world: World, durable: Durable, seats: Seats, push: Push) -> None:
        self._world = world
        self._durable = durable
        self._seats = seats
        self._push = push

    async def of(self, staff: StaffId) -> float | None:
        """Return until when somebody is cleared: seconds since 1970, 0 is not, None for good."""
        found = await self._durable.training.clearances((staff,), self.today())
        return cleared_until(found[staff], self._world.zone)

    def today(self) -> date:
        """Return the date by the clock on the helpline's wall."""
        return datetime.fromtimestamp(self._world.now(), self._world.zone).date()

    async def look(self) -> None:
        """Take to each desk of this node what has changed; chats that run go on."""
        here = [seat.person.id for seat in self._seats.desks.values() if seat.person is not None]
        if not here:
            return
        found = await self._durable.training.clearances(here, self.today())
        for seat in list(self._seats.desks.values()):
            if seat.person is None or seat.person.id not in found:
                continue
            until = cleared_until(found[seat.person.id], self._world.zone)
            if until != seat.person.cleared_until:
                seat.person = replace(seat.person, cleared_until=until)
                told = await readiness.set_cleared(self._world, seat.person.id, until)
                await self._push.deliver(told)
