"""A waiting room played event by event: people who come, seats, one line, and nobody's formula."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random

from helpline.simulate import load
from helpline.simulate.load import Ending, Visit


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes; what they bring along is known to them alone. All in seconds."""

    at: float
    chat_s: float
    """From when the seat is taken until it is free again."""
    patience_s: float
    slow_s: float = 0.0
    """How long it takes, once the seat is taken, until they are answered."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of all who came."""

    came: int
    found_full: int
    in_time: int
    left: int
    waited_s: float
    chatted_s: float

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


def person(at: float, visit: Visit, dice: Random, taken_after_s: Mapping[Ending, float]) -> Person:
    """Return somebody of `helpline simulate`.

    `taken_after_s` says how long a seat stays taken once the youth has stopped; of the endings
    that are not in it, not at all.
    """
    accepts_s = dice.uniform(*load.ACCEPTS_AFTER_S)
    if visit.bounce_s is not None:
        return Person(at, accepts_s + visit.bounce_s, visit.bounce_s, accepts_s)
    talk_s = visit.length_s + taken_after_s.get(visit.ending, 0)
    return Person(at, accepts_s + talk_s, visit.patience_s, accepts_s)


def waits(coming: Sequence[Person], seats: int) -> list[float | None]:
    """Return how long each one waited for a seat; None: they gave up.

    They come one after the other, and the first in line takes the next free seat.
    """
    found: list[float | None] = [None] * len(coming)
    line, taken = deque[int](), list[float]()

    def sit(number: int, at: float) -> None:
        found[number] = at - coming[number].at
        heappush(taken, at + coming[number].chat_s)

    def free_until(at: float) -> None:
        while taken and taken[0] <= at:
            free = heappop(taken)
            while line:
                first = line.popleft()
                if coming[first].at + coming[first].patience_s > free:
                    sit(first, free)
                    break

    for number, one in enumerate(coming):
        free_until(one.at)
        if len(taken) < seats:
            sit(number, one.at)
        else:
            line.append(number)
    free_until(float("inf"))
    return found


def play(coming: Sequence[Person], seats: int, within_s: float) -> Seen:
    """Let people come, and return what was seen of them."""
    both = list(zip(coming, waits(coming, seats), strict=True))
    seated = [(one, waited_s) for one, waited_s in both if waited_s is not None]
    gave_up = [one for one, waited_s in both if waited_s is None]
    return Seen(
        came=len(coming),
        found_full=len(gave_up) + sum(waited_s > 0 for _, waited_s in seated),
        in_time=sum(waited_s + one.slow_s <= within_s for one, waited_s in seated),
        left=len(gave_up),
        waited_s=sum(waited_s for _, waited_s in seated) + sum(one.patience_s for one in gave_up),
        chatted_s=sum(one.chat_s for one, _ in seated),
    )
