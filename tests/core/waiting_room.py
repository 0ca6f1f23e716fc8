"""A waiting room played event by event: people who come, seats, one line, and nobody's formula."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes; what they bring along is known to them alone. All in seconds."""

    at: float
    chat_s: float
    """From when the seat is taken until it is free again."""
    patience_s: float
    slow_s: float = 0.0
    """How long it takes, once the seat is taken, until they are answered."""


@dataclass(slots=True)
class Seen:
    """What was seen of all who came."""

    came: int = 0
    found_full: int = 0
    in_time: int = 0
    left: int = 0
    waited_s: float = 0.0
    chatted_s: float = 0.0

    @property
    def in_time_part(self) -> float:
        """The part of all who came that was answered in time."""
        return self.in_time / self.came


def people(
    dice: Random, per_hour: float, chat_s: float, patience_s: float, count: int
) -> list[Person]:
    """Return people as Erlang A has them."""
    at, found = 0.0, []
    for _ in range(count):
        at += dice.expovariate(per_hour / 3_600)
        chat, patience = dice.expovariate(1 / chat_s), dice.expovariate(1 / patience_s)
        found.append(Person(at, chat, patience))
    return found


def play(coming: Iterable[Person], seats: int, within_s: float) -> Seen:
    """Let people come one after the other; the first in line takes the next free seat."""
    seen, line, taken = Seen(), deque[Person](), list[float]()

    def sit(person: Person, at: float) -> None:
        waited_s = at - person.at
        seen.waited_s += waited_s
        seen.in_time += waited_s + person.slow_s <= within_s
        seen.chatted_s += person.chat_s
        heappush(taken, at + person.chat_s)

    def free_until(at: float) -> None:
        while taken and taken[0] <= at:
            free = heappop(taken)
            while line:
                first = line.popleft()
                if first.at + first.patience_s > free:
                    sit(first, free)
                    break
                seen.left += 1
                seen.waited_s += first.patience_s

    for person in coming:
        free_until(person.at)
        seen.came += 1
        if len(taken) < seats:
            sit(person, person.at)
        else:
            seen.found_full += 1
            line.append(person)
    free_until(float("inf"))
    return seen
