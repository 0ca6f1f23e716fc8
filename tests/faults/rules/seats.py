"""One responder per youth at a time, within capacity; who has lost a seat writes no more (I3)."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from helpline.simulate.trace import Placed, Sent, Stands, Taken, Trace
from tests.faults.history import History, Seat, Span, Violation, held, meet, of, present

SETTLE_S = 5.0
"""After a fault a page may show so long what is no longer so."""
NOTICED_S = 12.0
"""A page that has vanished without a word is noticed within this time (a ping and its answer)."""
LAST_S = 6.0
LATE_S = 1.5
"""A picture may be so much older than the truth."""


def shared(history: History) -> Iterator[Violation]:
    """Yield the chats that two connected desks had, or were offered, at the same time."""
    calm = history.calm(SETTLE_S)
    spans: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for desk in history.desks:
        here = meet(present(desk, history.end_of(desk)), calm)
        for (chat, _), times in held(desk, history.end_of(desk), offers=True).items():
            spans[chat].extend((desk.page, span) for span in meet(times, here))
    for chat, found in spans.items():
        for (one, first), (other, second) in combinations(found, 2):
            both = meet([first], [second])
            if one != other and both and both[0][1] - both[0][0] > LATE_S:
                yield Violation("shared", both[0][0], f"{chat[:6]} by {one} and {other}")


def one_fence_for_two(history: History) -> Iterator[Violation]:
    """Yield the seats that two desks were given."""
    whose: dict[tuple[str, int], str] = {}
    for desk in history.desks:
        for stands in of(desk, Stands):
            for seat in (*stands.held, *([stands.offer] if stands.offer is not None else [])):
                if whose.setdefault(seat, desk.page) != desk.page:
                    yield Violation("one fence for two", stands.at, f"{seat[0][:6]} {desk.page}")


def over_capacity(history: History) -> Iterator[Violation]:
    """Yield the desks that had more chats than they may."""
    for desk in history.desks:
        for stands in of(desk, Stands):
            if len(stands.held) + (stands.offer is not None) > stands.cap:
                yield Violation("over capacity", stands.at, desk.page)


def unnoticed(history: History) -> Iterator[Violation]:
    """Yield the youth who were not told that whoever answers them has been away for long."""
    calm = history.calm(0.0)
    youths = [(trace, present(trace, history.end_of(trace))) for trace in history.youths]
    for desk in history.desks:
        end = history.end_of(desk)
        gone = _between(present(desk, end))
        for seat, times in held(desk, end).items():
            for since, until in meet(times, gone):
                told_by = since + NOTICED_S
                for youth, here in youths:
                    there = _covers(here, since, told_by) and _covers(
                        calm, told_by - LAST_S, told_by
                    )
                    if until > told_by and there and _thinks_here(youth, seat, told_by):
                        yield Violation("unnoticed", told_by, f"{desk.page} by {youth.page}")


def _thinks_here(youth: Trace, seat: Seat, moment: float) -> bool:
    chat, fence = seat
    placed = [one for one in of(youth, Placed) if one.at <= moment and one.chat == chat]
    return bool(placed) and fence in placed[-1].fences and fence not in placed[-1].away


def _covers(spans: list[Span], since: float, until: float) -> bool:
    return any(a <= since and until <= b for a, b in spans)


def _between(spans: list[Span]) -> list[Span]:
    return [(one[1], other[0]) for one, other in pairwise(spans)]


def stale_writes(history: History) -> Iterator[Violation]:
    """Yield what was accepted from a seat after a newer seat of the same chat was seen."""
    newer = _newer_seats(history)
    for desk in history.desks:
        begun: dict[str, tuple[float, int]] = {}
        for event in desk.events:
            match event:
                case Sent(at=at, message=message, fence=int(fence)):
                    begun[message.cid] = at, fence
                case Taken(at=at, message=message) if message.cid in begun:
                    since, fence = begun[message.cid]
                    seen = [seat for seat in newer[message.chat] if seat[1] > fence]
                    if any(when < since for when, _ in seen):
                        yield Violation("stale write", at, f"{message.chat[:6]} {desk.page}")


def _newer_seats(history: History) -> dict[str, list[tuple[float, int]]]:
    """Return when each seat of a chat was first known to be there, by anybody."""
    first: dict[tuple[str, int], float] = {}
    for youth in history.youths:
        for placed in of(youth, Placed):
            for fence in placed.fences:
                seat = (placed.chat, fence)
                first[seat] = min(placed.at, first.get(seat, placed.at))
    for desk in history.desks:
        for stands in of(desk, Stands):
            for seat in stands.held:
                first[seat] = min(stands.at, first.get(seat, stands.at))
    seats: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for (chat, fence), at in first.items():
        seats[chat].append((at, fence))
    return seats
