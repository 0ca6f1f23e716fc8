"""What is counted of a chat: one wait, and one end if it was answered, whatever came between."""

from collections import Counter

import pytest
from hypothesis import given

from helpline.core import events
from helpline.core.chat import QUIET, Chat, Speech
from helpline.core.counted import ENDS, WAITS, Kind, Length, Wait
from helpline.core.events import Accepted, Event
from helpline.core.life import step
from helpline.core.names import Conn, Fence
from helpline.core.tally import tally
from tests.core.test_any_life import LIVES, REFUSED, made
from tests.made import (
    NOW,
    POLICY,
    after,
    chat,
    fence_of,
    offer_to,
    offered,
    opened,
    parked,
    partnered,
)

TARGET = POLICY.answer_target_s
AWAY = events.YouthAway(Conn("youth-1"))


def counted(before: Chat, event: Event, now: float) -> object:
    return tally(before, step(before, event, now, POLICY), now, POLICY)


@pytest.mark.parametrize(
    ("waited", "kind", "band"),
    [
        (0, Kind.ANSWERED_IN_TIME, Wait.UNDER_1),
        (TARGET, Kind.ANSWERED_IN_TIME, Wait.FROM_2),
        (TARGET + 1, Kind.ANSWERED_LATE, Wait.FROM_2),
        (3_600, Kind.ANSWERED_LATE, Wait.FROM_30),
    ],
)
def test_who_is_answered_is_counted_by_how_long_it_was(
    waited: float, kind: Kind, band: Wait
) -> None:
    offer = after(chat(), offer_to("ana"), NOW + waited)
    assert counted(offer, Accepted(fence_of(offer)), NOW + waited) == (kind, band)


def test_who_is_given_to_somebody_else_is_not_answered_again() -> None:
    talk = opened()
    waits = after(talk, events.Switched(), NOW + 300)
    again = after(waits, offer_to("ben"), NOW + 400)
    assert counted(talk, events.Switched(), NOW + 300) is None
    assert counted(again, Accepted(fence_of(again)), NOW + 400) is None
    assert counted(waits, events.Left(), NOW + 2_000) == (Kind.ENDED_LEFT, Length.FROM_30)


@pytest.mark.parametrize("before", [chat(), offered()])
def test_who_leaves_before_anybody_answers_left_waiting(before: Chat) -> None:
    assert counted(before, events.Left(), NOW + 90) == (Kind.LEFT_WAITING, Wait.FROM_1)


def test_who_is_gone_left_when_their_page_went() -> None:
    away = after(chat(), AWAY, NOW + 30)
    gone = NOW + 30 + POLICY.youth_away_gone_s
    assert counted(away, events.Ticked(QUIET), gone) == (Kind.LEFT_WAITING, Wait.UNDER_1)
    talk = after(opened(), AWAY, NOW + 60)
    gone = NOW + 60 + POLICY.youth_away_gone_s
    assert counted(talk, events.Ticked(QUIET), gone) == (Kind.ENDED_GONE, Length.UNDER_5)


def test_words_that_nobody_came_back_by_end_the_chat_when_it_was_left() -> None:
    end = NOW + POLICY.return_s
    assert counted(parked(), events.Ticked(QUIET), end) == (Kind.ENDED_GONE, Length.UNDER_5)


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (events.Closed(fence_of(opened())), Kind.ENDED_CLOSED),
        (events.Left(), Kind.ENDED_LEFT),
        (events.Exited(), Kind.ENDED_LEFT),
    ],
)
def test_an_end_is_counted_by_how_it_came(event: Event, kind: Kind) -> None:
    assert counted(opened(), event, NOW + 300) == (kind, Length.FROM_5)


def test_a_chat_that_falls_quiet_ends_as_that() -> None:
    quiet = NOW + POLICY.soft_end_s + POLICY.soft_end_grace_s
    assert counted(opened(), events.Ticked(Speech(NOW, 0.0)), quiet) == (
        Kind.ENDED_IDLE,
        Length.FROM_15,
    )


def test_a_partner_changes_nothing_of_it() -> None:
    assert counted(partnered(), events.Left(), NOW + 60) == (Kind.ENDED_LEFT, Length.UNDER_5)


def test_whatever_else_happens_is_not_counted() -> None:
    chats = [chat(), offered(), opened()]
    happens: list[Event] = [events.Covered(on=True), AWAY, events.ReturnsChosen("h" * 43)]
    assert [counted(one, event, NOW + 5) for one in chats for event in happens] == [None] * 9


@given(LIVES)
def test_any_life_is_one_wait_and_at_most_one_end(life: list[tuple[object, float]]) -> None:
    now, alive, fences, gone, found = NOW, chat(), [Fence(0)], False, Counter[str]()
    for entry, passes in life:
        now += passes
        try:
            done = step(alive, made(entry, fences, alive), now, POLICY)
        except REFUSED:
            continue
        one = tally(alive, done, now, POLICY)
        found["waits"] += one is not None and one[0] in WAITS
        found["ends"] += one is not None and one[0] in ENDS
        gone = done.chat is None
        if done.chat is None:
            break
        alive = done.chat
        fences.append(alive.fence)
    answered = alive.answered_at is not None
    assert (found["waits"], found["ends"]) == (gone or answered, gone and answered)
