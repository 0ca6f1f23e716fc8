"""What was written, acknowledged and seen: finds what was lost, doubled or out of order.

It goes by what the pages saw and not by what the server says. A message is due on a page that was
there for `DUE_S` after the acknowledgement; sooner, a chat may end with a message on its way, and
what is on its way is wiped as it should be.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helpline.simulate.sealing import Pictures

DUE_S = 5.0
YOUTH = "youth"


@dataclass(slots=True, repr=False)
class Written:
    """One message, from its writer to whoever saw it."""

    chat: str
    sender: str
    place: int
    """Its place among all that this sender wrote in this chat."""
    content: bytes
    posted_at: float | None = None
    acked_at: float | None = None
    delivered: bool = False


@dataclass(slots=True)
class Page:
    """What one page was there for, and what it saw, in its order."""

    spans: list[tuple[float, float]] = field(default_factory=list)
    here_since: float | None = None
    seen: list[tuple[str, float]] = field(default_factory=list)
    cids: set[str] = field(default_factory=set)

    def times_here(self, now: float) -> list[tuple[float, float]]:
        """Return when the page was there, the present included."""
        return self.spans if self.here_since is None else [*self.spans, (self.here_since, now)]


@dataclass(slots=True)
class Faults:
    """What must not happen, counted."""

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    altered: int = 0
    unreadable: int = 0
    pictures_differ: int = 0
    dropped: int = 0
    """Chats that were gone when their youth came back, though nobody had ended them."""
    failed: Counter[str] = field(default_factory=Counter)
    """Simulated pages that ended by an error, by its kind and place."""

    @property
    def any(self) -> bool:
        """Whether anything is wrong."""
        words = (self.lost, self.doubled, self.out_of_order, self.altered, self.unreadable)
        return any((*words, self.pictures_differ, self.dropped, self.failed.total()))


class Ledger:
    """The record of a run; `now` gives seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._written: dict[str, Written] = {}
        self._places: Counter[tuple[str, str]] = Counter()
        self._pages: dict[str, dict[str, Page]] = defaultdict(lambda: defaultdict(Page))
        """By chat, then by who reads there."""
        self._pictures: dict[tuple[str, str], Pictures] = {}
        self._found = Faults()
        self._wiped: set[str] = set()
        self._vanished: set[str] = set()
        self.joined_at: dict[str, float] = {}
        self.opened_at: dict[str, float] = {}
        self.ended: dict[str, str] = {}
        self.sent = 0
        self.acknowledged = 0
        self.delivered = 0
        self.turned_away = 0
        self.drops = 0
        self.breaks = 0
        """Connections that ended though no simulated network cut them."""
        self.catch_ups = 0
        self.refusals: Counter[str] = Counter()

    def joined(self, chat: str) -> None:
        """Note a place in the line."""
        self.joined_at[chat] = self._now()

    def opened(self, chat: str) -> None:
        """Note that somebody answers; only the first time counts."""
        self.opened_at.setdefault(chat, self._now())

    def end(self, chat: str, how: str) -> None:
        """Note how a chat ended; only the first time counts."""
        self.ended.setdefault(chat, how)

    def wiped(self, chat: str) -> None:
        """Note that a desk was told why a chat is over."""
        self._wiped.add(chat)

    def vanished(self, chat: str) -> None:
        """Note that a youth came back and there was no such chat."""
        self._vanished.add(chat)
        self.end(chat, "ended while away")

    def here(self, chat: str, page: str) -> None:
        """Note that a page can be told what is said."""
        known = self._pages[chat][page]
        if known.here_since is None:
            known.here_since = self._now()

    def away(self, chat: str, page: str) -> None:
        """Note that a page can't be told any more, for now or for good."""
        known = self._pages[chat][page]
        if known.here_since is not None:
            known.spans.append((known.here_since, self._now()))
            known.here_since = None

    def wrote(self, chat: str, sender: str, cid: str, content: bytes) -> None:
        """Note what somebody wrote."""
        place = self._places[chat, sender]
        self._places[chat, sender] += 1
        self._written[cid] = Written(chat, sender, place, content)

    def posted(self, cid: str) -> None:
        """Note when a message went out first."""
        written = self._written[cid]
        if written.posted_at is None:
            written.posted_at = self._now()
            self.sent += 1

    def acked(self, cid: str) -> None:
        """Note that the server has a message; only the first time counts."""
        written = self._written[cid]
        if written.acked_at is None:
            written.acked_at = self._now()
            self.acknowledged += 1

    def saw(self, chat: str, page: str, cid: str, content: bytes) -> None:
        """Note what a page showed."""
        reader = self._pages[chat][page]
        reader.seen.append((cid, self._now()))
        reader.cids.add(cid)
        written = self._written.get(cid)
        if written is None:
            # A person at a real page wrote it: it opened, and that is all there is to know.
            return
        self.delivered += not written.delivered
        written.delivered = True
        if (written.chat, written.content) != (chat, content):
            self._found.altered += 1

    def unreadable(self) -> None:
        """Note a message or a grant that did not open."""
        self._found.unreadable += 1

    def compared(self, chat: str, reader: str, shown: Pictures | None) -> None:
        """Note the pictures one side shows; None where the commitment was not kept."""
        if shown is None or self._pictures.setdefault((chat, reader), shown) != shown:
            self._found.pictures_differ += 1

    def refused(self, ask: str, code: str) -> None:
        """Note a refusal."""
        self.refusals[f"{ask}: {code}"] += 1

    def failed(self, what: str) -> None:
        """Note a page that ended by an error."""
        self._found.failed[what] += 1

    def endings(self) -> Counter[str]:
        """Return how many chats ended how."""
        return Counter(self.ended.values())

    def waits(self) -> list[float]:
        """Return how long each served youth waited, in seconds."""
        return [at - self.joined_at[chat] for chat, at in self.opened_at.items()]

    def latencies(self) -> list[float]:
        """Return the seconds from sending to seeing, where both pages were there all the time."""
        return [
            at - posted
            for page in self._all_pages()
            for cid, at in page.seen
            if (written := self._written.get(cid)) is not None
            and (posted := written.posted_at) is not None
            and _covers(page.times_here(at), posted, at)
        ]

    def faults(self) -> Faults:
        """Return everything that went wrong."""
        found = self._found
        return Faults(
            lost=sum(self._is_lost(cid, one) for cid, one in self._written.items()),
            doubled=sum(len(page.seen) - len(page.cids) for page in self._all_pages()),
            out_of_order=sum(self._out_of_order(page) for page in self._all_pages()),
            altered=found.altered,
            unreadable=found.unreadable,
            pictures_differ=found.pictures_differ,
            dropped=sum(self._was_dropped(chat) for chat in self._vanished - self._wiped),
            failed=found.failed,
        )

    def _was_dropped(self, chat: str) -> bool:
        """Tell whether anybody of ours would know, had the chat been ended as it should."""
        return chat not in self.opened_at or any(who != YOUTH for who in self._pages[chat])

    def _is_lost(self, cid: str, written: Written) -> bool:
        if written.acked_at is None:
            return False
        return any(
            _longest(page.times_here(self._now()), written.acked_at) >= DUE_S
            and cid not in page.cids
            for page in self._readers_of(written)
        )

    def _readers_of(self, written: Written) -> list[Page]:
        pages = self._pages[written.chat]
        if written.sender != YOUTH:
            return [pages[YOUTH]]
        return [page for who, page in pages.items() if who != YOUTH]

    def _all_pages(self) -> Iterator[Page]:
        for pages in self._pages.values():
            yield from pages.values()

    def _out_of_order(self, page: Page) -> int:
        furthest: dict[str, int] = {}
        wrong = 0
        for cid in dict.fromkeys(cid for cid, _ in page.seen):
            written = self._written.get(cid)
            if written is not None:
                wrong += written.place < furthest.get(written.sender, -1)
                furthest[written.sender] = max(written.place, furthest.get(written.sender, -1))
        return wrong


def _longest(spans: list[tuple[float, float]], since: float) -> float:
    return max((end - max(start, since) for start, end in spans), default=0.0)


def _covers(spans: list[tuple[float, float]], start: float, end: float) -> bool:
    return any(since <= start and end <= until for since, until in spans)
