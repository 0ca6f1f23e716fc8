"""While the store does not answer, nothing is accepted, and every page says so (I1, I7)."""

from collections.abc import Iterator

from helpline.simulate.trace import (
    Displaced,
    Known,
    Linked,
    Over,
    Sent,
    Taken,
    Trace,
    Troubled,
    Unlinked,
)
from tests.faults.history import Fault, History, Violation, meet, of, present

DIES_S = 0.2
"""A store that is told to die may take so long what still comes."""
TOLD_S = 3.0
CALM_S = 5.0
"""So long after the last fault no page may still say that something is wrong."""
MOMENT_S = 1.0


def accepted_in_outage(history: History) -> Iterator[Violation]:
    """Yield what was sent and accepted while no node could reach the store."""
    for trace in history.traces:
        sent: dict[str, float] = {}
        for event in trace.events:
            match event:
                case Sent(at=at, message=message):
                    sent[message.cid] = at
                case Taken(at=at, message=message):
                    since = sent[message.cid] - DIES_S
                    if any(f.start < since and at < f.end for f in _outages(history)):
                        yield Violation("accepted in an outage", at, trace.page)


def untold(history: History) -> Iterator[Violation]:
    """Yield the pages that said nothing of an outage they lived through."""
    for fault in _outages(history):
        latest = fault.start + TOLD_S
        if fault.end <= latest:
            continue
        for trace in history.traces:
            was_well = _says(trace, fault.start) is False
            told = told_after(trace, fault)
            if was_well and history.end_of(trace) > latest and (told is None or told > TOLD_S):
                yield Violation("not told", latest, f"{trace.page} in {fault.kind}")


def alarmed(history: History) -> Iterator[Violation]:
    """Yield the pages that still say the store is lost long after all is well again."""
    for since, until in history.calm(CALM_S):
        for trace in history.traces:
            later = since + MOMENT_S
            there = later < min(until, history.end_of(trace))
            if there and _in_trouble(trace, since) and _in_trouble(trace, later):
                yield Violation("still alarmed", since, trace.page)


def left_out(history: History) -> Iterator[Violation]:
    """Yield the pages that had a place, and did not get it back in a whole calm."""
    for since, until in history.calm(0.0):
        half, due = since + history.due_s / 2, since + history.due_s
        for trace in history.traces:
            over = next((event.at for event in of(trace, Over)), history.end)
            last = history.end_of(trace) if trace.kind == "desk" else over
            known = next((event.at for event in of(trace, Known)), history.end)
            there = known < since and due <= min(until, last, history.end_of(trace))
            there = there and not _stays_away(trace, half, due)
            if there and not meet(present(trace, history.end_of(trace)), [(half, due)]):
                yield Violation("left out", due, trace.page)


def _stays_away(trace: Trace, since: float, until: float) -> bool:
    """Tell whether a page has no connection and tries for none: each try would be noted."""
    noted = [e for e in trace.events if isinstance(e, Linked | Unlinked | Known | Displaced)]
    last = next((event for event in reversed(noted) if event.at <= until), None)
    return isinstance(last, Unlinked) and last.at < since


def told_after(trace: Trace, fault: Fault) -> float | None:
    """Return how long after a fault's start a page said that something is wrong."""
    if _says(trace, fault.start) is not False:
        return None
    for event in trace.events:
        bad = isinstance(event, Unlinked) or (isinstance(event, Troubled) and event.on)
        if bad and fault.start <= event.at <= fault.end:
            return event.at - fault.start
    return None


def _outages(history: History) -> list[Fault]:
    return [fault for fault in history.faults if fault.no_store]


def _says(trace: Trace, moment: float) -> bool | None:
    """Tell whether a page says that something is wrong; None before its first connection."""
    wrong: bool | None = None
    for event in trace.events:
        if event.at > moment:
            break
        match event:
            case Linked():
                wrong = False
            case Unlinked():
                wrong = True
            case Troubled(on=on) if wrong is not None:
                wrong = on
    return wrong


def _in_trouble(trace: Trace, moment: float) -> bool:
    """Tell whether a page was told that the store is lost, on the connection it has."""
    on = False
    for event in trace.events:
        if event.at > moment:
            break
        if isinstance(event, Linked | Unlinked | Troubled):
            on = isinstance(event, Troubled) and event.on
    return on
