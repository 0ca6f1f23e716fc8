"""What happened around a violation, so that a run which can't be had again can be understood."""

import re
from collections.abc import Iterator

from helpline.simulate.trace import (
    Displaced,
    Event,
    Joined,
    Known,
    Linked,
    Over,
    Placed,
    Stands,
    Trace,
    Troubled,
    Unlinked,
)
from tests.faults.history import History, Violation

BEFORE_S, AFTER_S = 12.0, 6.0
MOST = 80
NAME = 6
"""So much of a chat's id stands in what a rule says."""
OF_A_SEAT = (Known, Linked, Unlinked, Displaced, Troubled, Stands, Over, Joined, Placed)


def near(history: History, violation: Violation) -> Iterator[str]:
    """Yield the faults around it, and what the pages it is about have noted meanwhile."""
    since, until = violation.at - BEFORE_S, violation.at + AFTER_S
    for fault in history.faults:
        if fault.end >= since and fault.start <= until:
            yield f"  {fault.start:.2f} to {fault.end:.2f} {fault.kind}"
    named = re.match(rf"([\w-]{{{NAME}}})[ /]", violation.what)
    chat = None if named is None else named[1]
    noted = sorted(
        (event.at, trace.page, repr(event))
        for trace in history.traces
        for event in trace.events
        if since <= event.at <= until and _is_about(trace, event, chat, violation.what)
    )
    closest = sorted(noted, key=lambda one: abs(one[0] - violation.at))[:MOST]
    for at, page, event in sorted(closest):
        yield f"  {at:.2f} {page} {event}"


def _is_about(trace: Trace, event: Event, chat: str | None, what: str) -> bool:
    if chat is not None and chat in repr(event):
        return True
    return isinstance(event, OF_A_SEAT) and re.search(rf"\b{trace.page}\b", what) is not None
