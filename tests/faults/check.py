"""The checker: every rule over one history."""

from helpline.simulate.trace import Showed, Taken
from tests.faults.history import History, Violation, of
from tests.faults.rules import delivery, line, outage, seats

RULES = (
    delivery.lost,
    delivery.told_too_soon,
    delivery.unconfirmed,
    delivery.numbered_twice,
    delivery.doubled,
    delivery.out_of_order,
    delivery.silent_gaps,
    delivery.dropped,
    seats.shared,
    seats.one_fence_for_two,
    seats.over_capacity,
    seats.stale_writes,
    seats.unnoticed,
    line.overtaken,
    line.misplaced,
    line.starved,
    outage.accepted_in_outage,
    outage.untold,
    outage.alarmed,
    outage.left_out,
)


def check(history: History) -> list[Violation]:
    """Return everything that must not be, the earliest first."""
    found = [violation for rule in RULES for violation in rule(history)]
    return sorted(found, key=lambda violation: violation.at)


def accepted(history: History) -> int:
    """Return how many messages were accepted."""
    every = (taken.message.cid for trace in history.traces for taken in of(trace, Taken))
    return len(set(every))


def shown(history: History) -> int:
    """Return how many messages some page showed."""
    every = (event.message.cid for trace in history.traces for event in of(trace, Showed))
    return len(set(every))
