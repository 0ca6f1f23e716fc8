"""Where faults are made, and what of them must be known afterwards."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from helpline.simulate.outbox import Outbox
from tests.faults.campaign.people import Crowd
from tests.faults.campaign.place import Node, Place
from tests.faults.campaign.stores import Store
from tests.faults.history import Fault, Violation
from tests.stores import SentinelStore

LOOK_S = 0.1
T = TypeVar("T")


@dataclass(slots=True)
class Scene:
    """A helpline, the people in it, and what was seen besides what their pages wrote down."""

    place: Place
    crowd: Crowd
    most_s: float | None = None
    """How long an outage may last at the most; None: as long as they do."""
    noted: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Figures that no page can know, by what `targets` calls them."""
    found: list[Violation] = field(default_factory=list)
    _afterwards: set[asyncio.Task[None]] = field(default_factory=set)

    def some(self, low_s: float, high_s: float) -> float:
        drawn = self.place.dice.uniform(low_s, high_s)
        return drawn if self.most_s is None else min(drawn, self.most_s)

    def node(self) -> Node:
        return self.place.dice.choice(self.place.nodes)

    @property
    def alone(self) -> Store:
        """The store of a place that has one."""
        assert isinstance(self.place.store, Store)
        return self.place.store

    @property
    def behind(self) -> SentinelStore:
        """The stores of a place with sentinels."""
        assert isinstance(self.place.store, SentinelStore)
        return self.place.store

    def outboxes(self) -> list[Outbox]:
        """Return the outbox of every chat on every page."""
        youths = [page._chat.talk.outbox for page in self.crowd.youths if page._chat is not None]
        desks = [r._talk.outbox for desk in self.crowd.desks for r in desk._readings.values()]
        return [*youths, *desks]

    def wrong(self, rule: str, what: str) -> None:
        """Note something that must never be seen, and that no page can see."""
        self.found.append(Violation(rule, monotonic(), what))

    def leave(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on while the next faults are made."""
        task = asyncio.create_task(work)
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)

    async def done(self) -> None:
        """Wait until all that was left to go on is over."""
        await asyncio.gather(*self._afterwards)


Make = Callable[[Scene], Awaitable[Fault]]


async def off_loop(work: Callable[[], T]) -> T:
    """Do something that waits, while people talk on."""
    return await asyncio.get_running_loop().run_in_executor(None, work)


async def noticed(holds: Callable[[], Awaitable[bool]], within_s: float) -> float | None:
    """Wait until something holds; return how long that took, or None when it did not come."""
    began = monotonic()
    while monotonic() < began + within_s:
        if await holds():
            return monotonic() - began
        await asyncio.sleep(LOOK_S)
    return None
