"""What the clock does to a chat, to the second."""

from dataclasses import replace
from math import inf

import pytest

from helpline.core import events
from helpline.core.chat import Chat, Phase, Why, due, nudge
from helpline.core.life import step
from helpline.core.names import Conn, StaffId
from tests.made import NOW, POLICY, after, chat, ending, offered, opened

AWAY = events.YouthAway(Conn("youth-1"))
DESK_AWAY = events.DeskAway(StaffId("ana"), Conn("desk-1"))


def ticked(of: Chat, now: float, said_at: float = 0.0) -> Chat:
    return after(of, events.Ticked(said_at), now)


def test_a_chat_that_waits_has_no_deadline() -> None:
    assert due(chat(), 0.0, POLICY) == inf
    assert ticked(chat(), NOW + 10**6) == chat()


def test_an_offer_runs_out_at_its_deadline_and_not_before() -> None:
    end = NOW + POLICY.offer_s
    assert due(offered(), 0.0, POLICY) == end
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
    assert due(late, 0.0, POLICY) == end
    assert ticked(late, end - 0.001) == late
    assert ending(late, events.Ticked(0.0), end).ended is Why.GONE


def test_a_youth_who_comes_back_is_not_gone() -> None:
    back = after(after(chat(), AWAY, NOW), events.YouthHere(Conn("youth-2")), NOW + 599)
    assert ticked(back, NOW + 10**6) == back


def test_a_responder_past_the_grace_loses_the_chat_to_the_front() -> None:
    away = after(opened(), DESK_AWAY, NOW + 10)
    end = NOW + 10 + POLICY.responder_grace_s
    assert due(away, 0.0, POLICY) == end
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
    assert due(opened(), 0.0, POLICY) == NOW + END
    assert ticked(opened(), NOW + END - 0.001) == opened()
    assert ending(opened(), events.Ticked(0.0), NOW + END).ended is Why.IDLE


def test_a_word_moves_the_end_and_so_does_staying() -> None:
    spoken = NOW + 600
    assert ticked(opened(), NOW + END, spoken) == opened()
    assert ending(opened(), events.Ticked(spoken), spoken + END).ended is Why.IDLE
    stayed = after(opened(), events.Stayed(), spoken)
    assert ticked(stayed, NOW + END) == stayed
    assert ending(stayed, events.Ticked(NOW), spoken + END).ended is Why.IDLE


def test_what_was_said_while_waiting_does_not_count_as_silence_of_the_talk() -> None:
    late = opened(now=NOW + 5_000)
    assert ticked(late, NOW + 5_000 + END - 1, said_at=NOW + 1) == late


def test_the_deadline_of_the_earlier_one_counts() -> None:
    both = after(after(opened(), DESK_AWAY, NOW + 10), AWAY, NOW + 20)
    assert due(both, 0.0, POLICY) == NOW + 10 + POLICY.responder_grace_s
    back = ticked(both, NOW + 40)
    assert back.phase is Phase.WAITING
    assert due(back, 0.0, POLICY) == NOW + 20 + POLICY.youth_away_gone_s


def test_somebody_gone_is_gone_even_when_an_offer_runs_out_at_once() -> None:
    away = after(offered(), AWAY, NOW)
    assert ending(away, events.Ticked(0.0), NOW + 10**6).ended is Why.GONE


MARKS = [(0, 0), (299, 0), (300, 1), (599, 1), (600, 2), (899, 2), (900, 3), (1_019, 3)]


@pytest.mark.parametrize(("quiet", "level"), MARKS)
def test_nudges(quiet: int, level: int) -> None:
    assert nudge(opened(), 0.0, NOW + quiet, POLICY) == level
    assert nudge(opened(), NOW + 50, NOW + 50 + quiet, POLICY) == level


def test_nobody_is_nudged_in_the_line() -> None:
    assert nudge(chat(), 0.0, NOW + 10**6, POLICY) == 0
    assert nudge(offered(), 0.0, NOW + 10**6, POLICY) == 0


def test_a_tick_before_the_deadline_is_no_change_at_all() -> None:
    for before in (chat(), offered(), opened()):
        assert step(before, events.Ticked(0.0), NOW, POLICY).chat == before
