"""How long people wait, and how many give up, when so many come and so many can answer.

The queue M/M/n+M, called Erlang A: people come at random at a steady rate, each of n seats takes
one at a time, a chat takes an exponential time, and whoever waits gives up after an exponential
time of their own. Found by C. Palm ("Research on telephone traffic carried by full availability
groups", 1946); the measures are those of A. Mandelbaum and S. Zeltyn ("Service engineering in
action: the Palm/Erlang-A queue, with applications to call centers", 2007) and of O. Garnett,
A. Mandelbaum and M. Reiman ("Designing a call center with impatient customers", Manufacturing &
Service Operations Management 4, 2002). Where nobody gives up it is Erlang C, and where nobody
waits Erlang B.
"""

from bisect import bisect_left
from dataclasses import dataclass
from math import exp, expm1, inf, log
from typing import Final

from helpline.core.errors import BadInput

HOUR_S: Final = 3_600.0
_NOUGHT: Final = 45.0
"""What is e to this times less likely than the likeliest is left out: it is below rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Who comes: so many an hour, for chats of so many seconds, with so many seconds of patience.

    All three are means. Raises `BadInput` for a number that no queue has.
    """

    per_hour: float
    chat_s: float
    patience_s: float

    def __post_init__(self) -> None:
        times = (self.chat_s, self.patience_s)
        if not (0 <= self.per_hour < inf and all(0 < time < inf for time in times)):
            raise BadInput("arrivals are 0 or more, and a chat and patience take some time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The part of all who come that is to be answered within so many seconds.

    Raises `BadInput` unless the part is between 0 and 1: all, always, can't be had.
    """

    share: float
    within_s: float

    def __post_init__(self) -> None:
        if not (0 < self.share < 1 and 0 <= self.within_s < inf):
            raise BadInput("a target is a part between 0 and 1, within 0 s or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How it goes in the long run; parts are of all who come, those who give up among them."""

    waits: float
    """The part that finds every seat taken."""
    in_time: float
    """The part that is answered within the time asked for: who gives up sooner is not in it."""
    leaves: float
    """The part that gives up before it is answered."""
    wait_s: float
    """The mean wait in seconds of all who come, however it ends."""
    busy: float
    """The part of the seats' time that is spent in chats."""


def erlang_b(seats: int, erlangs: float) -> float:
    """Return the part that finds every seat taken where nobody waits.

    `erlangs` is the load: arrivals in the time that one chat takes. The recursion never leaves 0
    to 1, so that it holds for any number of seats.
    """
    taken = 1.0
    for seat in range(1, seats + 1):
        taken = erlangs * taken / (seat + erlangs * taken)
    return taken


def erlang_a(load: Load, seats: int, within_s: float) -> Flow:
    """Return how it goes with so many seats, a seat being room for one chat.

    Where more come than can be answered this takes as many steps as people come within the mean
    patience.
    """
    comes, serves = load.per_hour / HOUR_S, seats / load.chat_s
    gives_up = 1 / load.patience_s
    full = erlang_b(seats, comes * load.chat_s)
    if comes == 0 or full == 0:
        busy = comes / serves if seats else 0.0
        return Flow(waits=0.0, in_time=1.0, leaves=0.0, wait_s=0.0, busy=busy)
    line = _line(comes, serves, gives_up, 1 / full - 1)
    in_line = sum(waiting * part for waiting, part in enumerate(line))
    waits, leaves = min(1.0, sum(line)), min(1.0, gives_up * in_line / comes)
    return Flow(
        waits=waits,
        in_time=min(1.0, 1 - waits + _answered(line, serves, gives_up, within_s)),
        leaves=leaves,
        wait_s=in_line / comes,
        busy=min(1.0, comes * (1 - leaves) / serves) if seats else 0.0,
    )


def fewest(load: Load, target: Target, chats_each: int) -> int:
    """Return the least number of responders who meet a target, each with so many chats at once.

    A chat is taken to last as long beside others as alone.
    """

    def meets(responders: int) -> bool:
        flow = erlang_a(load, responders * chats_each, target.within_s)
        return flow.in_time >= target.share

    enough = 1
    while not meets(enough):
        enough *= 2
    return bisect_left(range(enough), True, key=meets)


def _line(comes: float, serves: float, gives_up: float, free: float) -> list[float]:
    """Return how likely it is that all seats are taken and 0, 1, 2 … people wait.

    `free` says how many times likelier it is that a seat is free than that all are taken and
    nobody waits. In logarithms, since where more come than can be answered the likeliest line is
    long, and likelier than an empty one by more than a float can say.
    """
    logs = [0.0]
    likeliest = 0.0
    while True:
        ratio = comes / (serves + len(logs) * gives_up)
        logs.append(logs[-1] + log(ratio))
        likeliest = max(likeliest, logs[-1])
        if ratio < 1 and logs[-1] < likeliest - _NOUGHT:
            break
    weights = [exp(one - likeliest) for one in logs]
    total = free * exp(-likeliest) + sum(weights)
    return [weight / total for weight in weights]


def _answered(line: list[float], serves: float, gives_up: float, within_s: float) -> float:
    """Return the part that waits and is answered within a time.

    Whoever finds j people waiting has to see j + 1 go, from seats or from the line, at the rates
    serves + k gives_up for k from j to 0. For such a wait V, exp(-gives_up V) has the distribution
    Beta(b, j + 1) with b = serves / gives_up, and is how likely their own patience lasts that
    long. So the part of them that is answered in time is b / (b + j + 1) times how likely
    Beta(b + 1, j + 1) is above exp(-gives_up within_s); below it there is a sum of j + 1 terms of
    the negative binomial distribution, each of which follows from the one before.
    """
    gone = -expm1(-gives_up * within_s)
    if gone == 0:
        return 0.0
    seats = serves / gives_up
    term = -(serves + gives_up) * within_s
    answered = below = 0.0
    for waiting, part in enumerate(line):
        if waiting:
            term += log(gone * (seats + waiting) / waiting)
        below += exp(term)
        answered += part * seats / (seats + waiting + 1) * max(0.0, 1 - below)
    return answered
