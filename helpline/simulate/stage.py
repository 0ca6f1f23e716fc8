"""What all simulated people share: where the helpline is, the clock, the record, the end."""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from aiohttp import ClientSession

from helpline.logs import place_of
from helpline.simulate.ledger import Ledger
from helpline.simulate.trace import Trace

ASK_AGAIN_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Stage:
    """The surroundings of one run. Simulated seconds pass `speed` times as fast as real ones."""

    http: ClientSession
    public: Sequence[str]
    """The origins of the youth's door; any of them will do."""
    speed: float
    ledger: Ledger
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """The run is coming to its end: who is still here says nothing more, and goes."""
    traces: list[Trace] = field(default_factory=list)

    def trace(self, kind: Literal["youth", "desk"]) -> Trace:
        """Give a new page a record of its own."""
        trace = Trace(f"{kind} {len(self.traces) + 1}", kind)
        self.traces.append(trace)
        return trace

    async def rest(self, seconds: float) -> None:
        """Let simulated time pass."""
        await asyncio.sleep(seconds / self.speed)

    async def wait(self, seconds: float, *events: asyncio.Event) -> bool:
        """Wait for any of the events; False when simulated time ran out first."""
        waits = [asyncio.ensure_future(event.wait()) for event in events]
        try:
            limit = None if seconds == float("inf") else seconds / self.speed
            done, _ = await asyncio.wait(waits, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            return bool(done)
        finally:
            for wait in waits:
                wait.cancel()

    def start(self, life: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a part of somebody's life; an error in it is noted and harms nobody else."""
        return asyncio.create_task(self.watched(life))

    async def watched(self, life: Awaitable[None]) -> None:
        """Live, and note an error."""
        try:
            await life
        except Exception as error:  # noqa: BLE001 - whatever it was, the run goes on and reports it
            self.ledger.failed(f"{type(error).__name__} at {place_of(error)}")


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """End tasks, asking as often as it takes.

    A cancellation can be lost below us: `wait_for` of Python 3.11, which the client of Socket.IO
    connects by, swallows one that comes together with the result it waits for.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=ASK_AGAIN_S)
