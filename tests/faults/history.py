"""A run as its pages saw it: their traces, the faults that were made, and what follows from both.

Everything here and in `rules` is a pure function of these. No counter of the server is believed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from helpline.simulate.trace import (
    Displaced,
    Event,
    Known,
    Over,
    Stands,
    Trace,
    Troubled,
    Unlinked,
)

DUE_S = 15.0
"""Within so long a calm, everything must have arrived."""

Kind = TypeVar("Kind", bound=Event)
Span = tuple[float, float]
Seat = tuple[str, int]
"""A chat and the fence of whoever has it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was done to the helpline; it is over at `end`."""

    kind: str
    start: float
    end: float
    no_store: bool = False
    """From start to end no node could reach the store."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must never be seen."""

    rule: str
    at: float
    what: str


@dataclass(slots=True)
class History:
    """All traces of one run; `end` is when the last page was looked at."""

    traces: Sequence[Trace]
    end: float
    faults: Sequence[Fault] = field(default_factory=tuple)
    due_s: float = DUE_S

    def __post_init__(self) -> None:
        self.faults = sorted(self.faults, key=lambda fault: fault.start)

    @property
    def youths(self) -> list[Trace]:
        return [trace for trace in self.traces if trace.kind == "youth"]

    @property
    def desks(self) -> list[Trace]:
        return [trace for trace in self.traces if trace.kind == "desk"]

    def end_of(self, trace: Trace) -> float:
        return self.end if trace.closed_at is None else trace.closed_at

    def due(self, since: float) -> float:
        """Return the end of the first calm of `due_s` after a moment."""
        start = since
        for fault in self.faults:
            if start + self.due_s <= fault.start:
                break
            start = max(start, fault.end)
        return start + self.due_s

    def calm(self, settle_s: float) -> list[Span]:
        """Return the spans without any fault, each from `settle_s` after the last one's end."""
        spans, start = [], 0.0
        for fault in self.faults:
            spans.append((start, fault.start))
            start = max(start, fault.end + settle_s)
        return [(since, until) for since, until in [*spans, (start, self.end)] if since < until]


def of(trace: Trace, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the events of one kind, in their order."""
    return (event for event in trace.events if isinstance(event, kind))


def present(trace: Trace, end: float) -> list[Span]:
    """Return when the server knew this page, over one connection after the other."""
    spans: list[Span] = []
    since: float | None = None
    for event in trace.events:
        match event:
            case Known(at=at) if since is None:
                since = at
            case Unlinked(at=at) | Displaced(at=at) if since is not None:
                spans.append((since, at))
                since = None
    return spans if since is None else [*spans, (since, end)]


def untroubled(trace: Trace, end: float) -> list[Span]:
    """Return when a page was not told that its node can't reach the store."""
    spans: list[Span] = []
    since: float | None = 0.0
    for event in trace.events:
        match event:
            case Troubled(at=at, on=True) if since is not None:
                spans.append((since, at))
                since = None
            case Troubled(at=at, on=False) | Unlinked(at=at) if since is None:
                since = at
    return spans if since is None else [*spans, (since, end)]


def held(trace: Trace, end: float, *, offers: bool = False) -> dict[Seat, list[Span]]:
    """Return when a desk's page had which seats (and offers), connected or not."""
    spans: dict[Seat, list[Span]] = defaultdict(list)
    since: dict[Seat, float] = {}
    for event in trace.events:
        match event:
            case Stands(at=at, held=seats, offer=offer):
                now = {*seats, *([offer] if offers and offer is not None else [])}
            case Over(at=at, chat=chat):
                now = {seat for seat in since if seat[0] != chat}
            case _:
                continue
        for seat in since.keys() - now:
            spans[seat].append((since.pop(seat), at))
        since |= dict.fromkeys(now - since.keys(), at)
    for seat, start in since.items():
        spans[seat].append((start, end))
    return spans


def meet(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """Return the spans common to both."""
    both = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return sorted((since, until) for since, until in both if since < until)
