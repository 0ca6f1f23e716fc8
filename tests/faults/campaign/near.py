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
    Troubled,
    Unlinked,
)
from tests.faults.history import History, Violation

BEFORE_S, AFTER_S = 12.0, 6.0
MOST = 80
"""Of what a page was told of its place, and as many of what was said."""
NAME = 6
"""So much of a chat's id stands in what a rule says."""
Noted = tuple[float, str, Event]
OF_A_SEAT = (Known, Linked, Unlinked, Displaced, Troubled, Stands, Over, Joined, Placed)


def near(history: History, violation: Violation) -> Iterator[str]:
    """Yield the faults around it, and what the pages it is about have noted meanwhile."""
    since, until = violation.at - BEFORE_S, violation.at + AFTER_S
    for fault in history.faults:
        if fault.end >= since and fault.start <= until:
            yield f"  {fault.start:.2f} to {fault.end:.2f} {fault.kind}"
    named = re.search(rf"(?:^|: )([\w-]{{{NAME}}})[ /]", violation.what)
    chat = None if named is None else named[1]
    noted: list[Noted] = []
    for trace in history.traces:
        mine = [(e.at, trace.page, e) for e in trace.events if since <= e.at <= until]
        talks = chat is not None and any(chat in repr(event) for _, _, event in mine)
        if talks or re.search(rf"\b{trace.page}\b", violation.what):
            noted += mine
    of_a_seat = [one for one in noted if isinstance(one[2], OF_A_SEAT)]
    of_the_chat = [
        one for one in noted if one not in of_a_seat and chat is not None and chat in repr(one[2])
    ]
    for at, page, event in sorted(
        [*_closest(of_a_seat, violation.at), *_closest(of_the_chat, violation.at)],
        key=lambda one: one[:2],
    ):
        yield f"  {at:.2f} {page} {event!r}"


def _closest(noted: list[Noted], at: float) -> list[Noted]:
    return sorted(noted, key=lambda one: abs(one[0] - at))[:MOST]
