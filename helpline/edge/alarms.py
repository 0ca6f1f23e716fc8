"""Has alerts raised, and told outside; what they are is `core/alerts.py`.

Alerts of the floor stand in the ephemeral store, so that all nodes tell each of them once. Whether
the store answers can't stand there: of that each node keeps account itself, and tells it itself.
"""

from typing import Final

from helpline.actions import alerts
from helpline.actions.deliveries import Deliveries
from helpline.actions.picture import Picture
from helpline.actions.world import World
from helpline.core.alerts import AlertKind, Board, Reading, speaking, turn
from helpline.edge.health import Health
from helpline.edge.notices import Notices

STORE_S: Final = 1.0
"""So often a node looks whether it has reached the store."""


class Alarms:
    """The alerts of one node."""

    def __init__(self, world: World, notices: Notices) -> None:
        self._world = world
        self._notices = notices
        self._store = Board()

    async def tell_forever(self) -> None:
        """Tell outside what is to be told, until cancelled."""
        await self._notices.send_forever()

    async def watch(self, picture: Picture) -> Deliveries:
        """Look at a picture of the floor; what has begun to speak is told outside, soon."""
        turned = await alerts.watch(self._world, picture)
        self._notices.tell(turned.speaking)
        return turned.told

    async def watch_store(self, health: Health) -> None:
        """Look whether the store answers."""
        before, now = self._store, self._world.now()
        read = {AlertKind.STORE: Reading(1, now - health.reached_s)}
        self._store = turn(before, read, now, self._world.policy, quiet=False)
        self._notices.tell(speaking(before, self._store))
