"""What is noted is written in its order, tried until it is taken, and nobody waits for it."""

import asyncio
from collections.abc import Sequence

import pytest

from helpline.core.errors import RecordsAway
from helpline.durable.later import Later


class Paper:
    """Takes what is written, but for the first tries."""

    def __init__(self, away: int) -> None:
        self.away = away
        self.written: list[int] = []
        self.times = 0
        self.asked = asyncio.Event()

    async def write(self, several: Sequence[int]) -> None:
        self.asked.set()
        if self.away:
            self.away -= 1
            raise RecordsAway("away")
        self.written += several
        self.times += 1


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpline.durable.later._AGAIN_S", 0.001)


async def test_all_is_written_once_and_in_its_order_when_it_is_taken_again() -> None:
    paper = Paper(away=3)
    later = Later(paper.write)
    for one in range(5):
        later.note(one)
    assert paper.written == [], "nobody waited"
    assert await later.close() == 0
    assert paper.written == [0, 1, 2, 3, 4]


async def test_a_rush_is_not_written_one_by_one() -> None:
    paper = Paper(away=0)
    later = Later(paper.write)
    for one in range(1_200):
        later.note(one)
    assert await later.close() == 0
    assert paper.written == list(range(1_200))
    assert paper.times == 3


async def test_what_is_noted_after_all_was_written_is_written_too() -> None:
    paper = Paper(away=0)
    later = Later(paper.write)
    later.note(1)
    await paper.asked.wait()
    assert await later.close() == 0
    later.note(2)
    assert await later.close() == 0
    assert paper.written == [1, 2]


async def test_the_end_waits_a_moment_and_tells_how_much_was_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("helpline.durable.later._LAST_S", 0.05)
    paper = Paper(away=1_000_000)
    later = Later(paper.write)
    later.note(1)
    later.note(2)
    assert await later.close() == 2
    assert paper.written == []


async def test_an_end_with_nothing_noted_is_no_wait() -> None:
    assert await Later(Paper(away=0).write).close() == 0
