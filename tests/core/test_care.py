"""What a shift has been so far, and how much of it a supervisor sees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.care import Load, Outline, heavier, one_more, outline
from helpline.core.chat import Why
from helpline.core.desk import Held, Move, MoveKind, has_room, is_free, made_ready, moved
from helpline.core.matching import next_for, pairs
from helpline.core.names import ChatId, Fence, StaffId
from tests.made import NOW, POLICY, chat, desk

ONE = Held(ChatId("one"), Fence(1))
LOADS = st.builds(Load, st.integers(0, 20), st.integers(0, 20))
ORDER = list(Outline)


@pytest.mark.parametrize(
    ("load", "seen"),
    [
        (Load(), Outline.LIGHT),
        (Load(2), Outline.LIGHT),
        (Load(1, 1), Outline.STEADY),
        (Load(3), Outline.STEADY),
        (Load(5), Outline.STEADY),
        (Load(2, 2), Outline.FULL),
        (Load(6), Outline.FULL),
    ],
)
def test_the_outline_weighs_a_heavy_chat_as_three(load: Load, seen: Outline) -> None:
    assert outline(load) is seen


@given(LOADS)
def test_a_shift_never_gets_lighter(load: Load) -> None:
    now = ORDER.index(outline(load))
    assert ORDER.index(outline(one_more(load))) >= now
    assert ORDER.index(outline(heavier(load))) >= now


@pytest.mark.parametrize("why", [Why.CLOSED, Why.HANDED_OVER, Why.LEFT, Why.PULLED_BACK])
def test_each_chat_that_was_open_counts_once_however_it_left(why: Why) -> None:
    busy = desk(chats=(ONE,), load=Load(2, 1))
    free = moved(busy, Move(StaffId("ana"), MoveKind.FREED, ONE, why, was_open=True), NOW)
    assert free.load == Load(3, 1)


def test_an_offer_that_was_declined_counts_nothing() -> None:
    offered = desk(offer=ONE)
    free = moved(offered, Move(StaffId("ana"), MoveKind.FREED, ONE, Why.NOT_TAKEN), NOW)
    assert free.load == Load()


@pytest.mark.parametrize("cap", [1, 2, 3])
def test_nothing_comes_to_a_desk_that_holds_as_many_as_it_may(cap: int) -> None:
    held = tuple(Held(ChatId(f"held-{n}"), Fence(n + 1)) for n in range(cap))
    room, full = (desk(chats=chats, cap=cap, ready=True) for chats in (held[1:], held))
    assert (has_room(room, NOW), has_room(full, NOW)) == (True, False)
    assert len(pairs([chat()], [room, full], NOW, POLICY)) == 1
    assert pairs([chat()], [full], NOW, POLICY) == []


@given(LOADS, st.floats(0, 100_000))
def test_a_break_however_long_leaves_a_desk_as_it_was(load: Load, rest_s: float) -> None:
    """Nothing counts breaks; whoever comes back is offered the next chat as anybody is."""
    before = desk(load=load, ready=True, wrap_up=(Fence(1),), idle_since=NOW)
    resting = made_ready(before, NOW, on=False)
    assert pairs([chat()], [resting], NOW, POLICY) == []
    back = made_ready(resting, NOW + rest_s, on=True)
    same = replace(back, idle_since=before.idle_since, ready_since=before.ready_since)
    assert same == before
    assert is_free(back, NOW + rest_s)
    assert [d.id for _, d in pairs([chat()], [back], NOW + rest_s, POLICY)] == [before.id]


def test_a_break_does_not_make_a_pause_longer_and_cuts_none_short() -> None:
    pausing = desk(gap_until=NOW + 60, ready=True)
    back = made_ready(made_ready(pausing, NOW + 1, on=False), NOW + 2, on=True)
    assert (is_free(back, NOW + 59), is_free(back, NOW + 60)) == (False, True)


def test_who_declines_is_offered_another_chat_at_once() -> None:
    offered = desk(offer=ONE, ready=True)
    free = moved(offered, Move(StaffId("ana"), MoveKind.FREED, ONE, Why.NOT_TAKEN), NOW)
    assert free.ready
    other = chat("other")
    assert [(c.id, d.id) for c, d in pairs([other], [free], NOW, POLICY)] == [("other", "ana")]
    assert next_for(free, [other], NOW, POLICY) == other
