"""How long things took, by kind of fault, read from what the pages wrote down."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from helpline.simulate.trace import (
    Displaced,
    Known,
    Placed,
    Sent,
    Showed,
    Stands,
    Taken,
    Trace,
    Troubled,
)
from helpline.simulate.trace import Unlinked as Gone
from tests.faults.history import Fault, History, Seat, held, of, present
from tests.faults.rules.outage import told_after

Samples = dict[str, list[float]]
"""Seconds, by what was measured."""
NEAR_S = 15.0
"""What comes later than so long after a fault is not put down to it."""
AWAY_S = 3.5
"""Who is back sooner was never away, as the other side should see it."""


def by_kind(history: History) -> dict[str, Samples]:
    """Return all samples, by kind of fault; `times` holds how often it was made."""
    found: dict[str, Samples] = defaultdict(lambda: defaultdict(list))
    ends = [*(fault.start for fault in list(history.faults)[1:]), history.end]
    takes = sorted(taken.at for trace in history.traces for taken in of(trace, Taken))
    ways = _ways(history)
    for fault, next_ in zip(history.faults, ends, strict=True):
        until = min(max(next_, fault.end), fault.end + NEAR_S)
        samples = found[fault.kind]
        samples["times"].append(fault.end - fault.start)
        for trace in history.traces:
            if history.end_of(trace) < fault.start:
                continue
            samples["back"].extend(_back(trace, fault, until))
            samples["apart"].extend(_apart(trace, fault, until))
            after = told_after(trace, fault) if fault.no_store else None
            samples["told"].extend([] if after is None else [after])
        samples["others told"].extend(_others_told(history, fault))
        samples["standstill"].append(_standstill(takes, fault, until))
        for sent, shown in ways[bisect_left(ways, (fault.start, 0.0)) :]:
            if sent > until:
                break
            samples["on the way"].append(shown - sent)
        samples["delivered"].extend(
            shown - fault.end for sent, shown in ways if sent <= fault.end < shown <= until
        )
    return found


def latencies(history: History) -> list[float]:
    """Return the seconds from first sent to shown, where the reader was there all the time."""
    return [shown - sent for sent, shown in _ways(history)]


def _ways(history: History) -> list[tuple[float, float]]:
    """Return when messages were first sent and when shown, by whoever had the chat throughout."""
    sent: dict[str, float] = {}
    for trace in history.traces:
        for event in of(trace, Sent):
            sent.setdefault(event.message.cid, event.at)
    found = []
    for trace in history.traces:
        spans, since = present(trace, history.end), _had_since(trace)
        for shown in of(trace, Showed):
            at = max(sent.get(shown.message.cid, shown.at), since[shown.message.chat])
            if any(a <= at and shown.at <= b for a, b in spans):
                found.append((at, shown.at))
    return sorted(found)


def _had_since(trace: Trace) -> dict[str, float]:
    """Return since when a desk has had each chat: what was said before could not be shown there."""
    since: dict[str, float] = defaultdict(float)
    for stands in of(trace, Stands):
        for chat, _ in stands.held:
            since.setdefault(chat, stands.at)
    return since


def _back(trace: Trace, fault: Fault, until: float) -> Iterator[float]:
    """Yield how long after a fault's end, or after it was hit, a page was well again for good."""
    hit = back = era = None
    for event in trace.events:
        within = fault.start <= event.at <= until
        match event:
            case Known(at=at, era=now) if within and era is not None:
                back = at if hit is not None or now != era else back
            case Known(era=now) if event.at < fault.start:
                era = now
            case Troubled(at=at, on=False) if within and hit is not None:
                back = at
            case Gone(at=at) | Troubled(at=at, on=True) if within and hit is None:
                hit = at
    if back is not None:
        yield max(0.0, back - max(fault.end, fault.end if hit is None else hit))


def _apart(trace: Trace, fault: Fault, until: float) -> Iterator[float]:
    """Yield how long each loss of a page's place lasted that began in a fault."""
    since: float | None = None
    for event in trace.events:
        match event:
            case Gone(at=at) | Displaced(at=at) if since is None:
                since = at if fault.start <= at <= until else None
            case Known(at=at) if since is not None:
                yield at - since
                since = None


def _standstill(takes: list[float], fault: Fault, until: float) -> float:
    """Return for how long at the most nobody's message was accepted."""
    first = max(0, bisect_left(takes, fault.start) - 1)
    within = takes[first : bisect_left(takes, until) + 1]
    return max((b - a for a, b in pairwise(within)), default=0.0)


def _others_told(history: History, fault: Fault) -> Iterator[float]:
    """Yield how soon a youth was told that whoever answers them is away since this fault."""
    gone: dict[Seat, float] = {}
    for desk in history.desks:
        end = history.end_of(desk)
        for (_, left), (back, _) in pairwise([*present(desk, end), (end, end)]):
            if fault.start <= left <= fault.end + 1 and back - left > AWAY_S:
                seats = held(desk, end).items()
                gone |= {s: left for s, times in seats if any(a <= left <= b for a, b in times)}
    for youth in history.youths if gone else ():
        here = present(youth, history.end_of(youth))
        for (chat, fence), left in gone.items():
            for placed in of(youth, Placed):
                if placed.chat == chat and fence in placed.away and placed.at >= left:
                    if any(a <= left and placed.at <= b for a, b in here):
                        yield placed.at - left
                    break
