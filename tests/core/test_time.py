"""What the clock does to a chat, to the second."""

from dataclasses import replace
from math import inf

import pytest

from helpline.core import events
from helpline.core.chat import QUIET, Chat, Phase, Speech, Why, due, look_at, nudge
from helpline.core.desk import moved
from helpline.core.life import step
from helpline.core.names import Conn, StaffId
from tests.made import NOW, POLICY, after, chat, desk, ending, offered, opened

AWAY = events.YouthAway(Conn("youth-1"))
DESK_AWAY = events.DeskAway(StaffId("ana"), Conn("desk-1"))


def ticked(of: Chat, now: float, said_at: float = 0.0) -> Chat:
    return after(of, events.Ticked(Speech(said_at)), now)


def test_a_chat_that_waits_has_no_deadline() -> None:
    assert due(chat(), QUIET, POLICY) == inf
    assert ticked(chat(), NOW + 10**6) == chat()


def test_an_offer_runs_out_at_its_deadline_and_not_before() -> None:
    end = NOW + POLICY.offer_s
    assert due(offered(), QUIET, POLICY) == end
    assert ticked(offered(), end - 0.001) == offered()
    back = ticked(offered(), end)
    assert (back.phase, back.why) == (Phase.WAITING, None)
    assert [p.until for p in back.passed] == [end + POLICY.decline_cooldown_s]


@pytest.mark.parametrize("before", [chat(), offered(), opened()], ids=lambda c: c.phase)
def test_a_youth_who_stays_away_is_gone(before: Chat) -> None:
    away = after(before, AWAY, NOW)
    end = NOW + POLICY.youth_away_gone_s
    late = replace(away, offer_until=None if away.offer_until is None else end + 100)
    if before.phase is Phase.OPEN:
        late = replace(late, stayed_at=end)
    assert due(late, QUIET, POLICY) == end
    assert ticked(late, end - 0.001) == late
    assert ending(late, events.Ticked(QUIET), end).ended is Why.GONE


def test_a_youth_who_comes_back_is_not_gone() -> None:
    back = after(after(chat(), AWAY, NOW), events.YouthHere(Conn("youth-2")), NOW + 599)
    assert ticked(back, NOW + 10**6) == back


def test_a_responder_past_the_grace_loses_the_chat_to_the_front() -> None:
    away = after(opened(), DESK_AWAY, NOW + 10)
    end = NOW + 10 + POLICY.responder_grace_s
    assert due(away, QUIET, POLICY) == end
    assert ticked(away, end - 0.001) == away
    back = ticked(away, end)
    assert (back.phase, back.why, back.joined_at) == (Phase.WAITING, Why.RESPONDER_GONE, NOW)
    assert back.passed[0].until == end + POLICY.decline_cooldown_s


def test_a_responder_back_within_the_grace_keeps_the_chat() -> None:
    away = after(opened(), DESK_AWAY, NOW)
    here = after(away, events.DeskHere(StaffId("ana"), Conn("desk-2"), "K" * 87), NOW + 29)
    assert ticked(here, NOW + 31).phase is Phase.OPEN


END = POLICY.soft_end_s + POLICY.soft_end_grace_s


def test_a_silent_chat_ends_after_the_soft_end_and_its_grace() -> None:
    assert due(opened(), QUIET, POLICY) == NOW + END
    assert ticked(opened(), NOW + END - 0.001) == opened()
    assert ending(opened(), events.Ticked(QUIET), NOW + END).ended is Why.IDLE


def test_a_word_moves_the_end_and_so_does_staying() -> None:
    spoken = NOW + 600
    assert ticked(opened(), NOW + END, spoken) == opened()
    assert ending(opened(), events.Ticked(Speech(spoken)), spoken + END).ended is Why.IDLE
    stayed = after(opened(), events.Stayed(), spoken)
    assert ticked(stayed, NOW + END) == stayed
    assert ending(stayed, events.Ticked(Speech(NOW)), spoken + END).ended is Why.IDLE


def test_what_was_said_while_waiting_does_not_count_as_silence_of_the_talk() -> None:
    late = opened(now=NOW + 5_000)
    assert ticked(late, NOW + 5_000 + END - 1, said_at=NOW + 1) == late


def test_the_deadline_of_the_earlier_one_counts() -> None:
    both = after(after(opened(), DESK_AWAY, NOW + 10), AWAY, NOW + 20)
    assert due(both, QUIET, POLICY) == NOW + 10 + POLICY.responder_grace_s
    back = ticked(both, NOW + 40)
    assert back.phase is Phase.WAITING
    assert due(back, QUIET, POLICY) == NOW + 20 + POLICY.youth_away_gone_s


def test_somebody_gone_is_gone_even_when_an_offer_runs_out_at_once() -> None:
    away = after(offered(), AWAY, NOW)
    assert ending(away, events.Ticked(QUIET), NOW + 10**6).ended is Why.GONE


MARKS = [(0, 0), (299, 0), (300, 1), (599, 1), (600, 2), (899, 2), (900, 3), (1_019, 3)]


@pytest.mark.parametrize(("quiet", "level"), MARKS)
def test_nudges(quiet: int, level: int) -> None:
    assert nudge(opened(), QUIET, NOW + quiet, POLICY) == level
    assert nudge(opened(), Speech(NOW + 50), NOW + 50 + quiet, POLICY) == level


def test_nobody_is_nudged_in_the_line() -> None:
    assert nudge(chat(), QUIET, NOW + 10**6, POLICY) == 0
    assert nudge(offered(), QUIET, NOW + 10**6, POLICY) == 0


def test_a_tick_before_the_deadline_is_no_change_at_all() -> None:
    for before in (chat(), offered(), opened()):
        assert step(before, events.Ticked(QUIET), NOW, POLICY).chat == before


ASKED = NOW + 100
SILENT_AT = ASKED + POLICY.responder_silent_s


def test_a_responder_who_does_not_answer_loses_the_chat_to_the_front() -> None:
    asked = Speech(said_at=ASKED + 50, asked_at=ASKED)
    assert due(opened(), asked, POLICY) == SILENT_AT
    assert after(opened(), events.Ticked(asked), SILENT_AT - 0.001) == opened()
    back = after(opened(), events.Ticked(asked), SILENT_AT)
    assert (back.phase, back.why, back.joined_at) == (Phase.WAITING, Why.SILENT, NOW)
    assert back.passed[0].until == SILENT_AT + POLICY.decline_cooldown_s
    (move,) = step(opened(), events.Ticked(asked), SILENT_AT, POLICY).moves
    assert not moved(desk(chats=(move.held,)), move, SILENT_AT).ready, "they rest until they say"


def test_nothing_is_silent_that_was_not_asked_or_has_been_answered() -> None:
    answered = Speech(said_at=ASKED, asked_at=0.0)
    assert due(opened(), answered, POLICY) == ASKED + END


def test_what_was_asked_in_the_line_is_waited_for_from_the_opening_on() -> None:
    late = opened(now=NOW + 5_000)
    assert due(late, Speech(NOW + 1, NOW + 1), POLICY) == NOW + 5_000 + POLICY.responder_silent_s


def test_a_youth_who_is_away_is_not_kept_waiting_by_anybody() -> None:
    away = after(opened(), AWAY, ASKED + 1)
    assert due(away, Speech(ASKED, ASKED), POLICY) == ASKED + 1 + POLICY.youth_away_gone_s


def test_a_chat_in_the_line_is_looked_at_when_it_is_due_and_an_open_one_before() -> None:
    """What is said meanwhile brings the deadline of an open chat nearer, and tells no clock."""
    assert look_at(chat(), QUIET, NOW, POLICY) == inf
    assert look_at(offered(), QUIET, NOW, POLICY) == NOW + POLICY.offer_s
    assert look_at(opened(), QUIET, NOW, POLICY) == NOW + POLICY.responder_silent_s
    asked = Speech(NOW - 20, NOW - 20)
    early = replace(opened(), opened_at=NOW - 50)
    assert look_at(early, asked, NOW, POLICY) == NOW - 20 + POLICY.responder_silent_s
