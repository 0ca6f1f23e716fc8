"""Our own people: what is asked is answered, also where somebody has given up asking."""

import asyncio
from typing import Any, cast

import pytest

from bench.ours import Page
from bench.seats import House
from bench.subjects import OURS, Running
from bench.wire import Wire


class Silent:
    """A connection that keeps what is sent on it."""

    def __init__(self) -> None:
        self.sent: list[tuple[Any, ...]] = []

    def send(self, *sent: Any) -> None:
        self.sent.append(sent)


def page() -> Page:
    return Page(House(Running(OURS)), 0, cast("Wire", Silent()))


async def test_an_answer_that_comes_too_late_harms_nobody() -> None:
    asker = page()
    asking = asyncio.create_task(asker.ask("say", {}))
    await asyncio.sleep(0)
    [number] = asker.answers
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    asker.hear(f'43/youth,{number}[{{"ok":true}}]'.encode())
    assert asker.answers == {}


async def test_what_is_never_answered_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bench.ours._ANSWERED_S", 0.01)
    with pytest.raises(TimeoutError):
        await page().ask("say", {})
