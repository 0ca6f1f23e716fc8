"""What is planned for the line, read from the database and kept for when that does not answer."""

import asyncio
from contextlib import suppress
from typing import Final

from helpline.actions.world import World
from helpline.core.errors import TryAgain
from helpline.durable import Durable

LOOK_S: Final = 30.0
"""So soon every node knows of a plan that was changed, or a sign-up, somewhere else."""


class PlanReader:
    """Has this node go by what is planned."""

    def __init__(self, world: World, durable: Durable) -> None:
        self._world = world
        self._durable = durable
        self._one_at_a_time = asyncio.Lock()

    async def look(self) -> None:
        """Read it anew. Raises TryAgain, and then what was last known stays."""
        async with self._one_at_a_time:  # or what was read first may be followed last
            world = self._world
            world.hours.follow(await self._durable.shifts.opening(world.zone, world.now()))

    async def changed(self) -> None:
        """Read what was just changed here; what can't be read now is read at the next look."""
        with suppress(TryAgain):
            await self.look()
