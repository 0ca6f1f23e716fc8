"""What is planned for the line, read from the database and kept for when that does not answer."""

import asyncio
from contextlib import suppress
from typing import Final

from helpline.actions.world import World
from helpline.core.errors import TryAgain
from helpline.core.shifts import Shift
from helpline.durable import Durable

LOOK_S: Final = 30.0
"""So soon every node knows of a plan that was changed, or a sign-up, somewhere else."""
HOUR_S: Final = 3_600


class PlanReader:
    """Has this node go by what is planned."""

    def __init__(self, world: World, durable: Durable) -> None:
        self._world = world
        self._durable = durable
        self._one_at_a_time = asyncio.Lock()

    async def look(self) -> None:
        """Read it anew. Raises TryAgain, and then what was last known stays."""
        async with self._one_at_a_time:  # or what was read first may be followed last
            world, shifts = self._world, self._durable.shifts
            world.hours.follow(await shifts.opening(world.zone, world.now()))
            world.hours.bare = await self._bare()

    async def _bare(self) -> tuple[Shift, ...]:
        world, ahead_s = self._world, self._world.policy.alert_shift_h * HOUR_S
        if not ahead_s:
            return ()
        now = world.now()
        coming = await self._durable.shifts.coming(world.zone, now, now + ahead_s)
        return tuple(one.shift for one in coming if not one.people)

    async def changed(self) -> None:
        """Read what was just changed here; what can't be read now is read at the next look."""
        with suppress(TryAgain):
            await self.look()
