"""What is brought back when the store forgot: the place always, a seat only if it was taken."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core import events
from helpline.core.chat import Chat, Phase, Presence, Speech, Why, due
from helpline.core.desk import Held
from helpline.core.life import step
from helpline.core.names import ChatId, Conn, Fence, StaffId
from helpline.core.restore import is_newer, restored, restored_desk, takes_back
from tests.core.test_any_life import LIVES, REFUSED, made
from tests.made import (
    NOW,
    POLICY,
    after,
    chat,
    desk,
    offer_to,
    offered,
    opened,
    partnered,
    visited,
)

LATER = NOW + 7_200
ONE, TWO, THREE = (Held(ChatId(name), Fence(n)) for n, name in enumerate(("one", "two", "three")))


def states(life: list[tuple[object, float]]) -> list[Chat]:
    """Return the chat as it was after each thing that could happen, the oldest first."""
    now, found, fences = NOW, [chat()], [Fence(0)]
    for entry, passes in life:
        now += passes
        try:
            done = step(found[-1], made(entry, fences, found[-1]), now, POLICY)
        except REFUSED:
            continue
        if done.chat is None:
            break
        fences.append(done.chat.fence)
        found.append(done.chat)
    return found


@given(LIVES, st.data())
def test_what_is_newer_came_later_and_never_the_other_way_round(
    life: list[tuple[object, float]], data: st.DataObject
) -> None:
    found = states(life)
    early = data.draw(st.integers(0, len(found) - 1))
    late = data.draw(st.integers(early, len(found) - 1))
    assert not is_newer(found[early], found[late])
    if is_newer(found[late], found[early]):
        assert early < late


@given(LIVES)
def test_a_state_in_another_phase_or_seat_is_told_from_an_open_one(
    life: list[tuple[object, float]],
) -> None:
    """Else a youth who asked for somebody else would be with the same person again."""
    found = states(life)
    for number, before in enumerate(found):
        for then in found[number + 1 :]:
            seats = {before.phase, then.phase}
            if Phase.OPEN in seats and (before.fence, before.phase) != (then.fence, then.phase):
                assert is_newer(then, before)


@given(LIVES)
def test_a_restored_chat_has_its_place_and_no_seat_that_was_only_offered(
    life: list[tuple[object, float]],
) -> None:
    for kept in states(life):
        back = restored(kept, LATER)
        assert (back.id, back.joined_at, back.intake, back.fence) == (
            kept.id,
            kept.joined_at,
            kept.intake,
            kept.fence,
        )
        assert (back.youth.presence, back.youth.since) == (Presence.AWAY, LATER)
        assert (back.phase is Phase.OPEN) == (kept.phase is Phase.OPEN)
        assert (back.seat is None) == (kept.phase is not Phase.OPEN)
        assert back.offer_until is None
        assert back.seat is None or back.seat.link.presence is Presence.AWAY
        assert back.invitation is None, "a link could be opened a second time"
        there = [one and one.fence for one in (kept.partner, back.partner)]
        assert there[0] == there[1]
        assert due(back, Speech(), POLICY) > LATER, "nothing ends by the restoring alone"
        assert not is_newer(back, kept)


def test_a_talk_that_comes_back_is_quiet_from_then_on() -> None:
    """When was last spoken is lost with the store: an old talk must not end for that."""
    back = after(restored(opened(), LATER), events.YouthHere(Conn("youth-2")), LATER)
    back = after(back, events.DeskHere(StaffId("ana"), Conn("desk-2"), "K" * 87), LATER)
    end = LATER + POLICY.soft_end_s + POLICY.soft_end_grace_s
    assert due(back, Speech(), POLICY) == end


def test_an_accepted_chat_is_newer_than_its_offer_and_older_than_the_line_after_it() -> None:
    offer, talk = offered(), opened()
    line = after(talk, events.Switched())
    assert is_newer(talk, offer)
    assert is_newer(talk, restored(offer, LATER))
    assert is_newer(line, talk)
    assert is_newer(restored(line, LATER), restored(talk, LATER))
    assert not is_newer(talk, line)
    again = after(line, offer_to("ben"), NOW + 1)
    assert is_newer(again, line)
    assert is_newer(again, talk)


def test_a_desk_comes_back_as_ready_as_it_was_and_with_nothing_on_it() -> None:
    busy = desk(offer=ONE, chats=(TWO,), wrap_up=(Fence(9),), gap_until=NOW + 5)
    back = restored_desk(busy, LATER)
    assert (back.link.presence, back.link.since) == (Presence.AWAY, LATER)
    assert (back.ready, back.wrap_up, back.gap_until) == (True, (Fence(9),), NOW + 5)
    assert (back.offer, back.chats) == (None, ())


def test_a_chat_taken_while_the_cap_was_raised_is_taken_back_when_the_hour_is_over() -> None:
    assert takes_back(desk(chats=(TWO,), cap=1, raised_until=NOW), ONE) is not None
    assert takes_back(desk(chats=(TWO, THREE), cap=1, raised_until=NOW), ONE) is None


@pytest.mark.parametrize(
    ("before", "fits"),
    [
        (desk(), True),
        (desk(chats=(TWO,)), True),
        (desk(chats=(replace(ONE, fence=Fence(99)), TWO)), True),
        (desk(offer=ONE, chats=(TWO,)), True),
        (desk(chats=(TWO, THREE)), False),
        (desk(offer=TWO, chats=(THREE,)), False),
        (desk(chats=(TWO,), cap=1), False),
    ],
)
def test_a_desk_takes_back_what_it_has_room_for(before: object, *, fits: bool) -> None:
    after_it = takes_back(before, ONE)  # type: ignore[arg-type]  # a desk
    assert (after_it is not None) == fits
    if after_it is not None:
        assert after_it.chats[-1] == ONE
        assert len({held.chat for held in after_it.chats}) == len(after_it.chats)
        assert len(after_it.chats) + (after_it.offer is not None) <= after_it.cap
        assert after_it.offer is None or after_it.offer.chat != ONE.chat


def test_why_the_youth_waits_is_not_forgotten() -> None:
    assert restored(after(opened(), events.Switched()), LATER).why is Why.SWITCHED


def test_a_partner_who_was_sent_away_does_not_come_back_with_an_older_state() -> None:
    talk = visited()
    without = after(talk, events.PartnerDismissed())
    assert is_newer(without, talk)
    assert not is_newer(talk, without)
    assert is_newer(restored(without, LATER), restored(talk, LATER))


def test_a_chat_left_to_a_partner_is_newer_than_the_talk_before_and_older_than_the_line() -> None:
    alone = partnered()
    line = after(alone, events.Switched())
    assert is_newer(alone, visited())
    assert is_newer(line, alone)
    back = restored(alone, LATER)
    assert (back.phase, back.stayed_at) == (Phase.PARTNERED, LATER)
    assert back.partner is not None
    assert back.partner.link.presence is Presence.AWAY
