"""A partner in the chat: in by the youth's yes alone, once, and out at any moment."""

from dataclasses import replace

import pytest

from helpline.core import events
from helpline.core.chat import QUIET, Chat, Partner, Phase, Presence, SealedKeys, Speech, Why, due
from helpline.core.desk import MoveKind
from helpline.core.errors import NoSuchChat, NotNow, NotYours
from helpline.core.events import Event
from helpline.core.life import step
from helpline.core.names import Conn, Fence, Sender
from helpline.core.partner import LINK_S
from tests.made import (
    CAME,
    KEY,
    NOW,
    OTHER_KEY,
    POLICY,
    TOKEN_HASH,
    after,
    in_phase,
    offer_to,
    opened,
    partnered,
    visited,
)

GRANT = SealedKeys(2, KEY, "s" * 64)
INVITED = events.PartnerInvited(TOKEN_HASH)
GRACE = POLICY.responder_grace_s


def partner_of(chat: Chat) -> Partner:
    assert chat.partner is not None
    return chat.partner


def test_a_link_lives_for_fifteen_minutes_at_most() -> None:
    assert LINK_S <= 900


def test_a_link_opens_once_and_for_one_page() -> None:
    came = after(after(opened(), INVITED), CAME)
    assert (partner_of(came).reader, came.invitation) == (f"p{partner_of(came).fence}", None)
    for other in (
        replace(CAME, public_key=OTHER_KEY),
        replace(CAME, proof="q" * 43),
        replace(CAME, token_hash="u" * 43),
    ):
        with pytest.raises(NoSuchChat):
            step(came, other, NOW, POLICY)


def test_the_same_page_that_lost_our_answer_gets_the_same_place() -> None:
    came = after(after(opened(), INVITED), CAME)
    again = after(came, replace(CAME, conn=Conn("partner-2")), NOW + 5)
    assert partner_of(again).fence == partner_of(came).fence
    assert partner_of(again).link.conn == "partner-2"


@pytest.mark.parametrize("phase", list(Phase))
def test_without_a_yes_nobody_comes_in(phase: Phase) -> None:
    with pytest.raises(NoSuchChat):
        step(in_phase(phase), replace(CAME, token_hash="u" * 43), NOW, POLICY)


@pytest.mark.parametrize("late", [0, 1])
def test_too_late_a_link_opens_nothing_and_is_forgotten_by_the_clock(late: int) -> None:
    invited = after(opened(), INVITED)
    assert due(replace(invited, stayed_at=NOW + 500), QUIET, POLICY) == NOW + LINK_S
    with pytest.raises(NoSuchChat):
        step(invited, CAME, NOW + LINK_S + late, POLICY)
    assert after(invited, CAME, NOW + LINK_S - 1).partner is not None
    stays = replace(invited, stayed_at=NOW + 500)
    swept = after(stays, events.Ticked(QUIET), NOW + LINK_S)
    assert (swept.invitation, swept.phase) == (None, Phase.OPEN)


def test_a_second_yes_makes_the_first_link_worthless() -> None:
    second = after(after(opened(), INVITED), events.PartnerInvited("u" * 43))
    with pytest.raises(NoSuchChat):
        step(second, CAME, NOW, POLICY)
    assert after(second, replace(CAME, token_hash="u" * 43)).partner is not None


def test_there_is_one_partner_at_a_time() -> None:
    with pytest.raises(NotNow):
        step(visited(), INVITED, NOW, POLICY)


def test_a_yes_taken_back_makes_the_link_worthless() -> None:
    with pytest.raises(NoSuchChat):
        step(after(after(opened(), INVITED), events.PartnerDismissed()), CAME, NOW, POLICY)


def test_a_link_is_over_when_the_responder_is() -> None:
    """Nobody of ours would be there to meet whoever opens it."""
    lost = after(after(opened(), INVITED), events.Switched())
    with pytest.raises(NoSuchChat):
        step(lost, CAME, NOW, POLICY)


def test_a_partner_who_is_sent_away_is_out_at_once_and_the_talk_goes_on() -> None:
    out = after(visited(), events.PartnerDismissed())
    assert (out.partner, out.phase) == (None, Phase.OPEN)
    with pytest.raises(NoSuchChat):
        step(out, CAME, NOW, POLICY)


OWN: list[type[events.PartnerLeft | events.PartnerHere | events.PartnerGranted]] = [
    events.PartnerLeft,
    events.PartnerHere,
    events.PartnerGranted,
]


@pytest.mark.parametrize("kind", OWN)
def test_what_is_of_a_former_partner_is_refused(kind: type[Event]) -> None:
    first = visited()
    again = after(after(after(first, events.PartnerDismissed()), INVITED), CAME)
    fence = partner_of(first).fence
    assert partner_of(again).fence > fence
    old: dict[type[Event], Event] = {
        events.PartnerLeft: events.PartnerLeft(fence),
        events.PartnerHere: events.PartnerHere(fence, Conn("partner-1")),
        events.PartnerGranted: events.PartnerGranted(Sender(f"p{fence}"), GRANT),
    }
    with pytest.raises(NotYours):
        step(again, old[kind], NOW, POLICY)


def test_a_grant_for_the_responder_is_not_the_partners_nor_the_other_way_round() -> None:
    talk = visited()
    fence = partner_of(talk).fence
    with pytest.raises(NotYours):
        step(talk, events.PartnerGranted(Sender(f"r{talk.fence}"), GRANT), NOW, POLICY)
    with pytest.raises(NotYours):
        step(talk, events.Granted(Sender(f"p{fence}"), GRANT), NOW, POLICY)
    seat = after(talk, events.PartnerGranted(Sender(f"p{fence}"), GRANT)).seat
    assert seat is not None
    assert seat.grant is None


def test_a_partner_who_is_away_keeps_the_place_for_the_grace() -> None:
    fence = partner_of(visited()).fence
    away = after(visited(), events.PartnerAway(fence, Conn("partner-1")), NOW + 5)
    assert partner_of(away).link.presence is Presence.AWAY
    assert due(away, QUIET, POLICY) == NOW + 5 + GRACE
    back = after(away, events.PartnerHere(fence, Conn("partner-2")), NOW + 6)
    late = after(back, events.PartnerAway(fence, Conn("partner-1")), NOW + 7)
    assert partner_of(late).link.presence is Presence.HERE, "the end of an older connection"
    gone = after(away, events.Ticked(QUIET), NOW + 5 + GRACE)
    assert (gone.partner, gone.phase) == (None, Phase.OPEN)


@pytest.mark.parametrize("loss", [events.Switched(), events.HandedOver(Fence(0))])
def test_a_partner_stays_while_another_responder_is_found(loss: Event) -> None:
    talk = visited()
    event = events.HandedOver(talk.fence) if isinstance(loss, events.HandedOver) else loss
    line = after(talk, event)
    assert (line.phase, partner_of(line)) == (Phase.WAITING, partner_of(talk))
    met = after(line, offer_to("ben"), NOW + 1)
    assert partner_of(after(met, events.Accepted(met.fence), NOW + 2)) == partner_of(talk)


def test_a_supervisor_who_pulls_a_chat_back_takes_the_partner_out_of_it() -> None:
    for talk in (visited(), partnered()):
        line = after(talk, events.PulledBack())
        assert (line.phase, line.partner, line.why) == (Phase.WAITING, None, Why.PULLED_BACK)


def test_who_goes_with_return_words_takes_nobody_along() -> None:
    words = after(visited(), events.ReturnsChosen("h" * 43))
    assert after(words, events.Exited()).partner is None


def test_the_responder_leaves_the_chat_to_a_partner_only_with_a_yes() -> None:
    talk = visited()
    asked = after(talk, events.LeaveAsked(talk.fence))
    assert (asked.phase, asked.seat, asked.leaving) == (Phase.OPEN, talk.seat, True)
    left = step(asked, events.LeaveAnswered(yes=True), NOW + 9, POLICY)
    assert left.chat is not None
    assert (left.chat.phase, left.chat.seat, left.chat.leaving) == (Phase.PARTNERED, None, False)
    [move] = left.moves
    assert (move.kind, move.why, move.was_open) == (MoveKind.FREED, Why.WITH_PARTNER, True)


def test_with_a_no_it_goes_back_to_the_line_and_the_partner_is_still_there() -> None:
    talk = visited()
    line = after(after(talk, events.LeaveAsked(talk.fence)), events.LeaveAnswered(yes=False))
    assert (line.phase, line.why, line.leaving) == (Phase.WAITING, Why.HANDED_OVER, False)
    assert line.partner == talk.partner
    assert [passed.staff for passed in line.passed] == ["ana"]


def test_nobody_is_left_with_a_partner_who_is_not_there_or_does_not_read() -> None:
    talk = visited()
    blind = replace(talk, partner=replace(partner_of(talk), grant=None))
    away = after(talk, events.PartnerAway(partner_of(talk).fence, Conn("partner-1")))
    for chat in (opened(), blind, away):
        with pytest.raises(NotNow):
            step(chat, events.LeaveAsked(chat.fence), NOW, POLICY)
    with pytest.raises(NotYours):
        step(talk, events.LeaveAsked(Fence(talk.fence - 1)), NOW, POLICY)
    with pytest.raises(NotNow):
        step(talk, events.LeaveAnswered(yes=True), NOW, POLICY)


def test_a_question_whose_partner_has_gone_is_no_more() -> None:
    talk = visited()
    asked = after(talk, events.LeaveAsked(talk.fence))
    gone = after(asked, events.PartnerLeft(partner_of(talk).fence))
    assert (gone.leaving, gone.phase) == (False, Phase.OPEN)


ALONE_ENDS: list[tuple[Event, Why]] = [
    (events.PartnerDismissed(), Why.PARTNER_GONE),
    (events.PartnerLeft(partner_of(partnered()).fence), Why.PARTNER_GONE),
]


@pytest.mark.parametrize(("event", "why"), ALONE_ENDS)
def test_a_youth_who_was_alone_with_a_partner_goes_to_the_front_of_the_line(
    event: Event, why: Why
) -> None:
    alone = replace(partnered(), joined_at=NOW - 900)
    line = after(alone, event)
    assert (line.phase, line.partner, line.why) == (Phase.WAITING, None, why)
    assert line.joined_at == NOW - 900


def test_a_partner_alone_with_the_youth_is_held_to_what_a_responder_is() -> None:
    alone = partnered()
    away = after(alone, events.PartnerAway(partner_of(alone).fence, Conn("partner-1")))
    gone = after(away, events.Ticked(QUIET), NOW + GRACE)
    assert (gone.phase, gone.partner, gone.why) == (Phase.WAITING, None, Why.PARTNER_GONE)
    asked = Speech(said_at=NOW + 1, asked_at=NOW + 1)
    silent = after(alone, events.Ticked(asked), NOW + 1 + POLICY.responder_silent_s)
    assert (silent.phase, silent.partner, silent.why) == (Phase.WAITING, None, Why.SILENT)
    end = NOW + POLICY.soft_end_s + POLICY.soft_end_grace_s
    assert step(alone, events.Ticked(QUIET), end, POLICY).ended is Why.IDLE


def test_whom_the_youth_would_rather_not_have_alone_stays_until_sent_away() -> None:
    line = after(partnered(), events.Switched())
    assert (line.phase, line.partner) == (Phase.WAITING, partnered().partner)
    assert after(line, events.PartnerDismissed()).phase is Phase.WAITING


def test_an_offer_that_runs_out_and_a_partner_who_is_gone_at_once_leave_neither() -> None:
    line = after(visited(), events.Switched())
    away = after(line, events.PartnerAway(partner_of(line).fence, Conn("partner-1")))
    met = after(away, offer_to("ben"), NOW)
    ticked = after(met, events.Ticked(QUIET), NOW + max(GRACE, POLICY.offer_s))
    assert (ticked.phase, ticked.seat, ticked.partner) == (Phase.WAITING, None, None)
