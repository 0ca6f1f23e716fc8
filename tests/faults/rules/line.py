"""First come, first served, whatever happens to the store; nobody waits beside who is free (I4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from helpline.simulate.trace import Joined, Over, Placed, Stands, Trace
from tests.faults.history import History, Span, Violation, meet, of, present, untroubled

TOLERANCE_S = 1.0
AFTER_S = 6.0
"""So long the line may take to find itself after a fault: the store settles for 3 s by itself."""
CLAIM_S = 3.0
"""So long a youth must have been there, before and after, to have a claim."""
STARVES_S = 3.0


@dataclass(frozen=True, slots=True)
class Wait:
    """A youth's first time in the line; what comes after an offer has other rules."""

    page: str
    joined_at: float
    served_at: float | None
    fence: int | None
    """The seat that the first offer led to, where the page has seen it."""
    until: float
    here: list[Span]
    """When the page was connected and waiting, at a node that could reach the store."""
    ahead: list[tuple[float, int]]


def waits(history: History) -> list[Wait]:
    """Return the first wait of every youth."""
    found = (_wait(trace, history) for trace in history.youths)
    return [wait for wait in found if wait is not None]


def _wait(trace: Trace, history: History) -> Wait | None:
    joined = next(of(trace, Joined), None)
    if joined is None:
        return None
    end = history.end_of(trace)
    over = next((event.at for event in of(trace, Over)), end)
    placed = list(of(trace, Placed))
    served = next((event.at for event in placed if event.phase != "waiting"), None)
    fence = next((event.fences[0] for event in _after(placed) if event.fences), None)
    until = min(over, end if served is None else served)
    there = meet(present(trace, end), untroubled(trace, end))
    here = meet(there, [(joined.at, until)])
    ahead = [(e.at, e.ahead) for e in placed if e.ahead is not None and e.at <= until]
    return Wait(trace.page, joined.at, served, fence, until, here, ahead)


def _after(placed: list[Placed]) -> Iterator[Placed]:
    """Yield what follows on the first wait, up to the next one."""
    first = dropwhile(lambda event: event.phase == "waiting", placed)
    return takewhile(lambda event: event.phase != "waiting", first)


def overtaken(history: History) -> Iterator[Violation]:
    """Yield who was served while somebody who had come before was there, and had to wait on."""
    every = waits(history)
    for late in every:
        if late.served_at is None:
            continue
        claim = (late.served_at - CLAIM_S, late.served_at + TOLERANCE_S)
        for early in every:
            earlier = early.joined_at + TOLERANCE_S < late.joined_at
            if not earlier or _was_offered_before(early, late):
                continue
            if any(a <= claim[0] and claim[1] <= b for a, b in early.here):
                what = f"{late.page} before {early.page}"
                yield Violation("overtaken", late.served_at, what)


def _was_offered_before(early: Wait, late: Wait) -> bool:
    """Tell by the fences: a page that can't hear does not know that it is being offered."""
    return early.fence is not None and late.fence is not None and early.fence < late.fence


def misplaced(history: History) -> Iterator[Violation]:
    """Yield who was shown a later place than somebody who came after, for longer than a moment."""
    every = waits(history)
    calm = history.calm(AFTER_S)
    for early in every:
        for late in every:
            if early.joined_at + TOLERANCE_S >= late.joined_at:
                continue
            both = meet(meet(early.here, late.here), calm)
            for since, until in meet(both, _behind(early, late)) if both else []:
                if until - since > STARVES_S:
                    yield Violation("misplaced", since, f"{early.page} behind {late.page}")


def _behind(early: Wait, late: Wait) -> list[Span]:
    """Return when the one who came first was shown the later place, or the same."""
    moments = sorted({at for at, _ in (*early.ahead, *late.ahead)})
    ends = [*moments[1:], min(early.until, late.until)]
    spans = []
    for since, until in zip(moments, ends, strict=False):
        first, second = _at(early, since), _at(late, since)
        if first is not None and second is not None and first >= second and since < until:
            spans.append((since, until))
    return _joined(spans)


def _at(wait: Wait, moment: float) -> int | None:
    return next((ahead for at, ahead in reversed(wait.ahead) if at <= moment), None)


def starved(history: History) -> Iterator[Violation]:
    """Yield who waited on beside a desk that was free for them."""
    calm = history.calm(AFTER_S)
    free = [(desk.page, span) for desk in history.desks for span in _free(desk, history)]
    for wait in waits(history):
        for page, span in free:
            for since, until in meet(meet(wait.here, [span]), calm):
                if until - since > STARVES_S:
                    yield Violation("starved", since, f"{wait.page} beside {page}")


def _free(desk: Trace, history: History) -> list[Span]:
    """Return when a desk could have taken one more."""
    end = history.end_of(desk)
    stands = list(of(desk, Stands))
    ends = [*(one.at for one in stands[1:]), end]
    spans = [
        (one.at, until)
        for one, until in zip(stands, ends, strict=False)
        if one.ready and one.offer is None and len(one.held) < one.cap
    ]
    return meet(_joined(spans), present(desk, end))


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans that touch as one."""
    whole: list[Span] = []
    for since, until in spans:
        if whole and whole[-1][1] >= since:
            whole[-1] = (whole[-1][0], until)
        else:
            whole.append((since, until))
    return whole
