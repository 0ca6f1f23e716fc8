"""How late the event loop is: whoever holds it up holds up every page."""

import asyncio
from typing import Final

from helpline.core.node_tally import Times

LOOK_S: Final = 0.5
BOUNDS_S: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Lag:
    """Looks at the loop's clock again and again."""

    def __init__(self) -> None:
        self.times = Times(*BOUNDS_S)

    async def watch_forever(self) -> None:
        """Note how much later than asked for the loop goes on, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LOOK_S
            await asyncio.sleep(LOOK_S)
            self.times.add(max(0.0, loop.time() - due))
