"""Nothing lost, nothing twice, nothing out of order, and no gap that is not told (I1, I2, I7)."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from helpline.simulate.trace import (
    Confirmed,
    Joined,
    Known,
    Message,
    Over,
    Showed,
    Taken,
    Trace,
)
from tests.faults.history import History, Span, Violation, held, of, present


def lost(history: History) -> Iterator[Violation]:
    """Yield what was accepted and never shown, though both pages were there for long enough."""
    shown = {event.message.cid for trace in history.traces for event in of(trace, Showed)}
    everybody = [(trace, _chats(trace, history.end_of(trace))) for trace in history.traces]
    here = {trace.page: present(trace, history.end_of(trace)) for trace in history.traces}
    for trace, mine in everybody:
        for taken in of(trace, Taken):
            message = taken.message
            if message.cid in shown:
                continue
            readers = (
                (here[other.page], span)
                for other, chats in everybody
                if other.kind != trace.kind
                for span in chats[message.chat]
            )
            writer = (here[trace.page], mine[message.chat])
            if any(_is_due(history, taken.at, writer, reader) for reader in readers):
                yield Violation("lost", taken.at, f"{_name(message)} was accepted, never shown")


def _is_due(
    history: History,
    at: float,
    writer: tuple[list[Span], list[Span]],
    reader: tuple[list[Span], Span],
) -> bool:
    """Tell whether a reader was there for a whole calm, and the writer until its end."""
    present_, (since, until) = reader
    due = history.due(max(at, since))
    calm = (due - history.due_s, due)
    there = due <= until and _covers(present_, calm) and _covers(writer[0], calm)
    return there and _covers(writer[1], (at, due))


def unconfirmed(history: History) -> Iterator[Violation]:
    """Yield what stands on the other page, while its writer is left to think that it does not."""
    shown: dict[str, tuple[float, Trace]] = {}
    for trace in history.traces:
        for event in of(trace, Showed):
            shown.setdefault(event.message.cid, (event.at, trace))
    for trace in history.traces:
        confirmed = {event.message.cid for event in of(trace, Confirmed)}
        mine = _chats(trace, history.end_of(trace))
        for taken in of(trace, Taken):
            message = taken.message
            if message.cid in confirmed or message.cid not in shown:
                continue
            at, reader = shown[message.cid]
            due = history.due(max(at, taken.at))
            theirs = _chats(reader, history.end_of(reader))[message.chat]
            there = _covers(mine[message.chat], (taken.at, due)) and _covers(theirs, (at, due))
            calm = (due - history.due_s, due)
            ends = [(one, history.end_of(one)) for one in (trace, reader)]
            if there and all(_covers(present(*one), calm) for one in ends):
                yield Violation("unconfirmed", taken.at, _name(message))


def numbered_twice(history: History) -> Iterator[Violation]:
    """Yield what was given a second number in one era: nobody writes in an era unknown to them."""
    for trace in history.traces:
        era, given = "", dict[tuple[str, str], int]()
        for event in trace.events:
            match event:
                case Known():
                    era = event.era
                case Taken(message=message, seq=seq):
                    if given.setdefault((era, message.cid), seq) != seq:
                        yield Violation("numbered twice", event.at, _name(message))


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
        seen: set[tuple[int, str]] = set()
        counted: set[tuple[int, str, str, int, int]] = set()
        for life, event in _showings(trace):
            message = event.message
            count = (life, message.chat, message.sender, message.epoch, message.n)
            if (life, message.cid) in seen or count in counted:
                yield Violation("doubled", event.at, f"{_name(message)} on {trace.page}")
            seen.add((life, message.cid))
            counted.add(count)


def out_of_order(history: History) -> Iterator[Violation]:
    """Yield what one page showed after something newer of the same writer, without a mark."""
    for trace in history.traces:
        furthest: dict[tuple[int, str, str], tuple[int, int]] = {}
        for life, event in _showings(trace):
            message = event.message
            writer, place = (life, message.chat, message.sender), (message.epoch, message.n)
            if place < furthest.get(writer, place) and not event.gap:
                yield Violation("out of order", event.at, f"{_name(message)} {trace.page}")
            furthest[writer] = max(place, furthest.get(writer, place))


def silent_gaps(history: History) -> Iterator[Violation]:
    """Yield what one page showed right after a hole, without a mark."""
    for trace in history.traces:
        last: dict[tuple[int, str, str, int], int] = defaultdict(int)
        for life, event in _showings(trace):
            message = event.message
            count = (life, message.chat, message.sender, message.epoch)
            if message.n > last[count] + 1 and not event.gap:
                what = f"{_name(message)} on {trace.page} after {last[count]}"
                yield Violation("silent gap", event.at, what)
            last[count] = max(last[count], message.n)


def _showings(trace: Trace) -> Iterator[tuple[int, Showed]]:
    """Yield what a page showed, and how often it had let go of the chat before.

    A chat whose end a failover has forgotten may come back to a desk, which has nothing of it any
    more. A youth has one chat; what came to them in the moment of their leaving belongs to it.
    """
    over: Counter[str] = Counter()
    for event in trace.events:
        match event:
            case Over(chat=chat) if trace.kind == "desk":
                over[chat] += 1
            case Showed():
                yield over[event.message.chat], event


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


def _chats(trace: Trace, end: float) -> dict[str, list[Span]]:
    """Return when this page had which chats."""
    spans: dict[str, list[Span]] = defaultdict(list)
    if trace.kind == "desk":
        for (chat, _), times in held(trace, end).items():
            spans[chat].extend(times)
    for joined in of(trace, Joined):
        over = next((event.at for event in of(trace, Over)), end)
        spans[joined.chat].append((joined.at, over))
    return spans


def _covers(spans: list[Span], whole: Span) -> bool:
    return any(since <= whole[0] and whole[1] <= until for since, until in spans)


def _name(message: Message) -> str:
    return f"{message.chat[:6]}/{message.sender}/{message.epoch}.{message.n}"
