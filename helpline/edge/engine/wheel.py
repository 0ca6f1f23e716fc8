"""One sweep for all connections, in place of a timer for each."""

import asyncio
from math import ceil
from typing import Final, Protocol

from helpline.logs import Event, log_error

TICK_S: Final = 0.25
SPAN_S: Final = 8.0


class Turning(Protocol):
    """What can be put on the wheel."""

    slot: "set[Turning] | None"

    def turn(self) -> None:
        """Do what is due, and wait for nothing."""


class Wheel:
    """Gives each thing on it its turn, once, after the time it was put there for.

    It counts its own ticks and not the clock: when this process stalls, nobody else is taken for
    silent.
    """

    def __init__(self) -> None:
        self._slots: list[set[Turning]] = [set() for _ in range(ceil(SPAN_S / TICK_S) + 1)]
        self._at = 0

    def put(self, thing: Turning, after_s: float) -> None:
        """Give a thing its turn after a time, which may not be longer than `SPAN_S`."""
        self.drop(thing)
        ticks = max(1, ceil(after_s / TICK_S))
        thing.slot = self._slots[(self._at + ticks) % len(self._slots)]
        thing.slot.add(thing)

    def drop(self, thing: Turning) -> None:
        """Take a thing off the wheel."""
        if thing.slot is not None:
            thing.slot.discard(thing)
            thing.slot = None

    def tick(self) -> None:
        """Turn by one step."""
        self._at = (self._at + 1) % len(self._slots)
        due, self._slots[self._at] = self._slots[self._at], set()
        for thing in due:
            thing.slot = None
        for thing in due:
            try:
                thing.turn()
            except Exception as error:  # noqa: BLE001 - one connection's fault is not the others'
                log_error(Event.TICK_FAILED, error)

    async def turn_forever(self) -> None:
        """Turn until cancelled."""
        while True:
            await asyncio.sleep(TICK_S)
            self.tick()
