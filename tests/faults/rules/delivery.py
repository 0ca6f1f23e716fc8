"""Nothing lost, nothing twice, nothing out of order, and no gap that is not told (I1, I2, I7)."""

from collections import defaultdict
from collections.abc import Iterator

from helpline.simulate.trace import Confirmed, Message, Over, Showed, Taken, Trace
from tests.faults.history import DUE_S, History, Span, Violation, held, of


def lost(history: History) -> Iterator[Violation]:
    """Yield what was accepted and never shown, though both pages were there for long enough."""
    shown = {event.message.cid for trace in history.traces for event in of(trace, Showed)}
    readers = _readers(history)
    for trace in history.traces:
        gone = _overs(trace, history.end_of(trace))
        for taken in of(trace, Taken):
            message = taken.message
            if message.cid in shown:
                continue
            due = history.due(taken.at)
            if gone.get(message.chat, history.end_of(trace)) < due:
                continue
            other = readers[message.chat, "desk" if trace.kind == "youth" else "youth"]
            if any(since <= due - DUE_S and due <= until for since, until in other):
                yield Violation("lost", taken.at, f"{_name(message)} was accepted, never shown")


def told_too_soon(history: History) -> Iterator[Violation]:
    """Yield what its writer was told is shown, and let go of, while it was not."""
    shown: dict[str, float] = {}
    for trace in history.traces:
        for event in of(trace, Showed):
            shown[event.message.cid] = min(event.at, shown.get(event.message.cid, event.at))
    for trace in history.traces:
        for told in of(trace, Confirmed):
            if told.at < shown.get(told.message.cid, history.end + 1):
                yield Violation("told too soon", told.at, f"{_name(told.message)} was not shown")


def doubled(history: History) -> Iterator[Violation]:
    """Yield what one page showed twice."""
    for trace in history.traces:
        seen: set[str] = set()
        counted: set[tuple[str, str, int, int]] = set()
        for event in of(trace, Showed):
            message = event.message
            count = (message.chat, message.sender, message.epoch, message.n)
            if message.cid in seen or count in counted:
                yield Violation("doubled", event.at, f"{_name(message)} on {trace.page}")
            seen.add(message.cid)
            counted.add(count)


def out_of_order(history: History) -> Iterator[Violation]:
    """Yield what one page showed after something newer of the same writer, without a mark."""
    for trace in history.traces:
        furthest: dict[tuple[str, str], tuple[int, int]] = {}
        for event in of(trace, Showed):
            writer, place = _place(event.message)
            if place < furthest.get(writer, place) and not event.gap:
                yield Violation("out of order", event.at, f"{_name(event.message)} {trace.page}")
            furthest[writer] = max(place, furthest.get(writer, place))


def silent_gaps(history: History) -> Iterator[Violation]:
    """Yield what one page showed right after a hole, without a mark."""
    for trace in history.traces:
        last: dict[tuple[str, str, int], int] = defaultdict(int)
        for event in of(trace, Showed):
            message = event.message
            count = (message.chat, message.sender, message.epoch)
            if message.n > last[count] + 1 and not event.gap:
                what = f"{_name(message)} on {trace.page} after {last[count]}"
                yield Violation("silent gap", event.at, what)
            last[count] = max(last[count], message.n)


def dropped(history: History) -> Iterator[Violation]:
    """Yield the chats that ended for one page while nobody had ended them."""
    ended = {o.chat for trace in history.traces for o in of(trace, Over) if o.mine}
    for trace in history.traces:
        for over in of(trace, Over):
            handed_on = trace.kind == "desk" and over.why in _GOES_ON
            if not over.mine and over.chat not in ended and not handed_on:
                what = f"{over.chat[:6]} was over for {trace.page}: {over.why}"
                yield Violation("dropped", over.at, what)


_GOES_ON = frozenset({"handed_over", "pulled_back", "switched", "responder_gone", "silent", "left"})
"""The chat goes on, or the youth has left, who may be nobody of ours."""


def _readers(history: History) -> dict[tuple[str, str], list[Span]]:
    """Return when who had which chat, by the chat and the kind of page."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for trace in history.desks:
        for (chat, _), times in held(trace, history.end_of(trace)).items():
            spans[chat, "desk"].extend(times)
    for trace in history.youths:
        end = history.end_of(trace)
        overs = _overs(trace, end)
        for chat in {event.message.chat for event in of(trace, Taken)} | _chats(trace):
            spans[chat, "youth"].append((0.0, overs.get(chat, end)))
    return spans


def _chats(trace: Trace) -> set[str]:
    return {event.chat for event in trace.events if hasattr(event, "chat")}


def _overs(trace: Trace, end: float) -> dict[str, float]:
    """Return when each chat was over for this page, the first time."""
    overs: dict[str, float] = {}
    for over in of(trace, Over):
        overs.setdefault(over.chat, min(over.at, end))
    return overs


def _place(message: Message) -> tuple[tuple[str, str], tuple[int, int]]:
    return (message.chat, message.sender), (message.epoch, message.n)


def _name(message: Message) -> str:
    return f"{message.chat[:6]}/{message.sender}/{message.epoch}.{message.n}"
