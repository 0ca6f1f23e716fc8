"""What the life of a chat does to a desk, and whom a desk may take."""

from dataclasses import replace

import pytest

from helpline.core.chat import Passed, Presence, Why
from helpline.core.desk import (
    DAY_S,
    MOST_CHATS,
    WRAP_UPS_KEPT,
    Held,
    Move,
    MoveKind,
    cap_of,
    has_room,
    is_cleared,
    is_free,
    made_ready,
    may_take,
    moved,
    raised,
    takes_chats,
    training_days,
)
from helpline.core.errors import NotCleared, NotNow
from helpline.core.intake import Language, Topic
from helpline.core.measures import HOUR_S
from helpline.core.names import ChatId, Fence, StaffId
from tests.made import HERE, NOW, POLICY, chat, desk

ANA = StaffId("ana")
ONE, TWO = Held(ChatId("one"), Fence(1)), Held(ChatId("two"), Fence(2))


def freed(held: Held, *, was_open: bool = True) -> Move:
    return Move(ANA, MoveKind.FREED, held, Why.CLOSED, was_open)


def test_an_offer_takes_no_place_until_it_is_taken() -> None:
    offered = moved(desk(), Move(ANA, MoveKind.OFFERED, ONE), NOW)
    assert (offered.offer, offered.chats) == (ONE, ())
    seated = moved(offered, Move(ANA, MoveKind.SEATED, ONE), NOW)
    assert (seated.offer, seated.chats) == (None, (ONE,))


def test_a_freed_desk_counts_as_idle_from_now_and_wants_a_wrap_up() -> None:
    busy = desk(chats=(ONE, TWO), idle_since=0.0)
    free = moved(busy, freed(ONE), NOW + 9)
    assert (free.chats, free.wrap_up, free.idle_since) == ((TWO,), (1,), NOW + 9)


def test_an_offer_that_went_by_wants_no_wrap_up_and_leaves_the_chats() -> None:
    offered = desk(offer=ONE, chats=(TWO,))
    free = moved(offered, freed(ONE, was_open=False), NOW)
    assert (free.offer, free.chats, free.wrap_up) == (None, (TWO,), ())


def test_a_chat_freed_under_an_old_fence_leaves_the_new_one() -> None:
    newer = Held(ONE.chat, Fence(9))
    assert moved(desk(chats=(newer,)), freed(ONE), NOW).chats == (newer,)
    assert moved(desk(offer=newer), freed(ONE), NOW).offer == newer


def test_only_the_last_few_wrap_ups_are_kept() -> None:
    held = [Held(ChatId(str(n)), Fence(n)) for n in range(WRAP_UPS_KEPT + 2)]
    busy = desk(chats=tuple(held))
    for one in held:
        busy = moved(busy, freed(one), NOW)
    assert busy.wrap_up == tuple(range(2, WRAP_UPS_KEPT + 2))


AWAY = replace(HERE, presence=Presence.AWAY)


def test_room() -> None:
    assert has_room(desk(ready=False), NOW)
    assert not has_room(desk(offer=ONE), NOW)
    assert not has_room(desk(link=AWAY), NOW)
    assert has_room(desk(chats=(ONE,)), NOW)
    assert not has_room(desk(chats=(ONE, TWO)), NOW)
    assert not has_room(desk(chats=(ONE,), cap=1), NOW)


def test_nobody_who_rests_or_has_a_pause_is_offered_anything() -> None:
    assert is_free(desk(), NOW)
    assert not is_free(desk(ready=False), NOW)
    assert not is_free(desk(gap_until=NOW + 1), NOW)
    assert is_free(desk(gap_until=NOW), NOW)
    assert not is_free(desk(link=AWAY), NOW)


@pytest.mark.parametrize("until", [0.0, NOW - 1, NOW])
def test_whoever_is_not_cleared_is_not_made_ready_and_is_offered_nothing(until: float) -> None:
    ana = desk(cleared_until=until)
    assert not is_cleared(ana, NOW)
    assert not takes_chats(ana, NOW)
    assert not is_free(ana, NOW)
    assert not has_room(ana, NOW)
    with pytest.raises(NotCleared):
        made_ready(ana, NOW, on=True)
    assert not made_ready(ana, NOW, on=False).ready


@pytest.mark.parametrize("until", [NOW + 1, None])
def test_whoever_is_cleared_takes_chats_when_ready(until: float | None) -> None:
    resting = desk(cleared_until=until, ready=False)
    assert not is_free(resting, NOW)
    assert is_free(made_ready(resting, NOW, on=True), NOW)


def test_a_clearance_that_ends_leaves_the_chats_where_they_are() -> None:
    ana = desk(chats=(ONE, TWO), cleared_until=NOW)
    assert moved(ana, freed(ONE), NOW).chats == (TWO,)


@pytest.mark.parametrize(
    ("left_s", "days"),
    [
        (-1, 0),
        (0, 0),
        (1, 1),
        (DAY_S, 1),
        (DAY_S + 1, 2),
        (31 * DAY_S, 31),
        (31 * DAY_S + 1, None),
    ],
)
def test_days_left_of_a_clearance_are_told_from_30_days_before_the_last(
    left_s: int, days: int | None
) -> None:
    assert training_days(desk(cleared_until=NOW + left_s), NOW) == days
    assert training_days(desk(cleared_until=None), NOW) is None


@pytest.mark.parametrize("waited", [0, 10**6])
def test_a_topic_opted_out_of_never_comes_however_long_the_wait(waited: int) -> None:
    hurt = chat(topics=(Topic.HOME, Topic.SEXUAL), joined_at=NOW - waited)
    assert not may_take(desk(opted_out=(Topic.SEXUAL,)), hurt, NOW, POLICY)
    assert may_take(desk(opted_out=(Topic.DATING,)), hurt, NOW, POLICY)


def test_another_language_comes_when_patience_is_over() -> None:
    patient = POLICY.language_patience_s
    spanish = chat(language=Language.ES)
    assert not may_take(desk(), spanish, NOW + patient - 1, POLICY)
    assert may_take(desk(), spanish, NOW + patient, POLICY)
    assert may_take(desk(languages=(Language.EN, Language.ES)), spanish, NOW, POLICY)


def test_who_was_passed_is_passed_until_the_time() -> None:
    passed = replace(chat(), passed=(Passed(ANA, NOW + 60),))
    assert not may_take(desk(), passed, NOW + 59, POLICY)
    assert may_take(desk(), passed, NOW + 60, POLICY)
    assert may_take(desk("ben"), passed, NOW, POLICY)


def test_a_raised_cap_is_one_more_until_its_hour_is_over() -> None:
    more = raised(desk(cap=1), NOW, on=True)
    assert [cap_of(more, NOW + at) for at in (0, HOUR_S - 1, HOUR_S)] == [2, 2, 1]
    assert cap_of(raised(more, NOW, on=False), NOW) == 1
    full = replace(more, chats=(ONE, TWO))
    assert has_room(replace(more, chats=(ONE,)), NOW)
    assert not has_room(full, NOW)
    assert not has_room(replace(more, chats=(ONE,)), NOW + HOUR_S)


def test_nobody_has_more_than_the_most_chats_at_once() -> None:
    most = desk(cap=MOST_CHATS)
    with pytest.raises(NotNow):
        raised(most, NOW, on=True)
    assert raised(most, NOW, on=False).raised_until == 0.0
    assert cap_of(replace(most, raised_until=NOW + HOUR_S), NOW) == MOST_CHATS


def test_a_break_begins_the_time_without_one_anew() -> None:
    ready = made_ready(desk(ready=False), NOW, on=True)
    assert made_ready(ready, NOW + 50, on=True).ready_since == NOW
    rested = made_ready(ready, NOW + 60, on=False)
    assert made_ready(rested, NOW + 90, on=True).ready_since == NOW + 90
