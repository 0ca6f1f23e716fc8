"""Histories written by hand: a youth's page, a desk, and what the checker says of them."""

from helpline.simulate.trace import (
    Event,
    Joined,
    Known,
    Linked,
    Message,
    Placed,
    Sent,
    Stands,
    Taken,
    Trace,
)
from tests.faults.check import check
from tests.faults.history import Fault, History

CHAT = "chat"
END = 100.0
SEAT = (CHAT, 7)


class Youth:
    """A youth's trace that began well, and short ways to go on."""

    def __init__(self, page: str = "youth 1", chat: str = CHAT, at: float = 0.0) -> None:
        begun: list[Event] = [Linked(at, "a"), Joined(at, chat), Known(at, "era 1")]
        self.trace = Trace(page, "youth", lambda: END, begun)
        self.chat = chat

    def note(self, *events: Event) -> "Youth":
        self.trace.events.extend(events)
        self.trace.events.sort(key=lambda event: event.at)
        return self

    def placed(self, at: float, ahead: int | None, *fences: int) -> "Youth":
        phase = "open" if fences else "waiting"
        return self.note(Placed(at, self.chat, phase, ahead, fences))  # type: ignore[arg-type]


class Desk(Youth):
    def __init__(self, page: str = "desk 1", at: float = 0.0) -> None:
        self.trace = Trace(page, "desk", lambda: END, [Linked(at, "a"), Known(at, "era 1")])
        self.chat = CHAT

    def stands(
        self, at: float, *held: tuple[str, int], offer: tuple[str, int] | None = None
    ) -> "Desk":
        self.note(Stands(at, ready=True, cap=2, held=held, offer=offer))
        return self


def message(n: int, sender: str = "youth", epoch: int = 1) -> Message:
    return Message(CHAT, sender, epoch, n, f"{sender} {epoch}.{n}")


def said(at: float, what: Message, fence: int | None = None) -> list[Event]:
    return [Sent(at, what, fence), Taken(at + 0.1, what, 1)]


def rules(*pages: Youth, faults: tuple[Fault, ...] = (), end: float = END) -> list[str]:
    return [v.rule for v in check(History([page.trace for page in pages], end, faults))]


def talk() -> tuple[Youth, Desk]:
    """A chat open from 5 on."""
    youth = Youth().placed(0.1, 0).placed(5, None, 7)
    return youth, Desk().stands(4.9, SEAT)
