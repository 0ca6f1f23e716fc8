"""What is timed on a floor is what its page was shown; and the whole of it, small."""

import asyncio
from typing import Any

import pytest

from bench import floor
from bench.floor import LENGTH_S, SAID_PER_S, Watcher, chats_on, spread, waiting_on, watched
from bench.seats import House
from bench.subjects import SUBJECTS, Running, serving
from helpline.core.care import Outline
from helpline.simulate import load
from helpline.wire.floor import FloorChat, FloorResponder, FloorView
from helpline.wire.shapes import LineShape


def view(waiting: int, *chats: str) -> dict[str, Any]:
    """Return a floor as the door writes it."""
    shown = tuple(
        FloorChat(chat=one * 22, open_s=9, quiet_s=7, youth_link="here", responder_link="here")
        for one in chats
    )
    ana = FloorResponder(
        id="ana",
        name="Ana",
        ready=True,
        link="here",
        cap=2,
        page_key=None,
        raised_s=0,
        ready_s=60,
        offer_left_s=None,
        hand=None,
        load=Outline.LIGHT,
        heavy=0,
        pausing=False,
        chats=shown,
    )
    line = LineShape(state="open", until=None, waiting=waiting, longest_s=3, not_safe=0)
    shown_floor = FloorView(line=line, responders=(ana,), nodes=1, store_s=60)
    written: dict[str, Any] = shown_floor.model_dump(mode="json")
    return written


def watcher() -> Watcher:
    return Watcher(House(Running(SUBJECTS["helpline"])), 0, view=view(3, "a"))


def test_a_view_is_read_as_the_door_writes_it() -> None:
    assert waiting_on(view(3, "a")) == 3
    assert set(chats_on(view(3, "a", "b"))) == {"a" * 22, "b" * 22}
    assert chats_on(view(0, "a"))["a" * 22]["youth_link"] == "here"


async def test_a_change_is_seen_with_the_first_view_that_shows_it() -> None:
    page = watcher()
    seen = asyncio.create_task(page.sees(lambda shown: waiting_on(shown) == 4))
    await asyncio.sleep(0)
    page.told("changed", {"view": view(3, "a", "b")})
    await asyncio.sleep(0)
    assert not seen.done()
    page.told("changed", {"view": view(4, "a", "b")})
    assert await seen == page.heard_at > 0
    assert page.views == 2


async def test_what_is_never_shown_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor, "SEEN_S", 0.01)
    with pytest.raises(TimeoutError):
        await watcher().sees(lambda shown: waiting_on(shown) == 4)


def test_times_are_told_by_their_middle_their_tail_and_their_longest() -> None:
    figures = spread("behind", [0.1] * 99 + [0.9])
    assert figures["behind p50 ms"] == pytest.approx(100)
    assert figures["behind max ms"] == pytest.approx(900)
    assert 100 <= figures["behind p99 ms"] <= 900
    assert set(spread("behind", []).values()) == {0}
    assert set(spread("behind", [0.2]).values()) == {200}


def test_people_do_things_as_often_as_in_the_simulation() -> None:
    assert abs(LENGTH_S - 2_146) < 5
    assert abs(SAID_PER_S * 60 - 0.9) < 0.01


async def test_a_small_floor_is_watched_and_nothing_on_it_is_missed(
    redis_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So few do so little that they are hurried."""
    assert redis_server
    monkeypatch.setattr(floor, "REST_S", 0.1)
    monkeypatch.setattr(floor, "LENGTH_S", 4.0)
    monkeypatch.setattr(load, "PATIENCE_S", 2.0)
    monkeypatch.setattr(load, "DROPS_PER_MINUTE", 30.0)
    monkeypatch.setattr(load, "OFFLINE_S", (0.1, 0.3))
    with serving(SUBJECTS["helpline"]) as running:
        house = House(running)
        figures = await watched(house, 4, 4, 4.0)
        house.close()
    assert figures["missed"] == 0
    assert figures["changes"] >= 6
    assert 0 < figures["behind p50 ms"] <= figures["behind max ms"] < 5_000
    assert figures["views/s"] > 0.5
    assert figures["server %"] > 0
