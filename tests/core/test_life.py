"""The table of a chat's life: what is allowed, what is refused, and what comes of it."""

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from helpline.core import events
from helpline.core.chat import QUIET, Chat, Partner, Phase, Presence, SealedKeys, Why
from helpline.core.desk import MoveKind
from helpline.core.errors import NotNow, NotYours
from helpline.core.events import Event
from helpline.core.life import TABLE, step
from helpline.core.names import Conn, Fence, Sender, StaffId
from helpline.core.steps import NEVER_AGAIN
from tests.made import (
    CAME,
    KEY,
    NOW,
    OTHER_KEY,
    POLICY,
    TOKEN_HASH,
    after,
    chat,
    ending,
    fence_of,
    in_phase,
    offer_to,
    offered,
    opened,
    visited,
)

ANY_TIME = {"Left", "Covered", "YouthHere", "YouthAway", "DeskHere", "DeskAway", "Ticked"}
ANY_TIME |= {"Exited", "ReturnsChosen"}
ANY_TIME |= {"PartnerDismissed", "PartnerCame", "PartnerHere", "PartnerAway", "PartnerLeft"}
ANY_TIME |= {"PartnerGranted"}
OF_OPEN = {"Closed", "HandedOver", "PulledBack", "Switched", "Stayed", "Granted"}
OF_OPEN |= {"PartnerInvited", "LeaveAsked", "LeaveAnswered"}
ALLOWED = {
    Phase.WAITING: ANY_TIME | {"Offered"},
    Phase.OFFERED: ANY_TIME | {"Accepted", "Declined"},
    Phase.OPEN: ANY_TIME | OF_OPEN,
    Phase.PARTNERED: ANY_TIME | {"PulledBack", "Switched", "Stayed"},
    Phase.PARKED: ANY_TIME,
}
ANA, CONN = StaffId("ana"), Conn("desk-1")
GRANT = SealedKeys(1, KEY, "s" * 64)


def guest() -> Partner:
    found = visited().partner
    assert found is not None
    return found


GUEST = guest()


def sample(kind: type[Event], of: Chat) -> Event:
    """Return an event of this kind as the chat's own responder or youth would send it."""
    fence, partner = of.fence, of.partner or GUEST
    samples: list[Event] = [
        offer_to("ana"),
        events.Accepted(fence),
        events.Declined(fence),
        events.Closed(fence),
        events.HandedOver(fence),
        events.PulledBack(),
        events.Switched(),
        events.Left(),
        events.Stayed(),
        events.Covered(on=True),
        events.Granted(Sender(f"r{fence}"), GRANT),
        events.YouthHere(Conn("youth-2")),
        events.YouthAway(Conn("youth-1")),
        events.DeskHere(ANA, Conn("desk-2"), KEY),
        events.DeskAway(ANA, CONN),
        events.Ticked(QUIET),
        events.Exited(),
        events.ReturnsChosen("h" * 43),
        events.PartnerInvited(TOKEN_HASH),
        events.PartnerDismissed(),
        CAME,
        events.PartnerHere(partner.fence, CAME.conn),
        events.PartnerAway(partner.fence, CAME.conn),
        events.PartnerLeft(partner.fence),
        events.PartnerGranted(partner.reader, GRANT),
        events.LeaveAsked(fence),
        events.LeaveAnswered(yes=True),
    ]
    return next(event for event in samples if type(event) is kind)


def with_guest(of: Chat, kind: type[Event]) -> Chat:
    """Return the chat with a partner in it, where it takes one for an event to be meant."""
    if kind is events.PartnerInvited:
        return of
    return replace(of, partner=of.partner or GUEST, leaving=kind is events.LeaveAnswered)


PAIRS = list(product(Phase, get_args(Event)))


@pytest.mark.parametrize(("phase", "kind"), PAIRS, ids=lambda v: getattr(v, "__name__", v))
def test_every_phase_allows_or_refuses_every_event(phase: Phase, kind: type[Event]) -> None:
    before = with_guest(in_phase(phase), kind)
    event = sample(kind, before)
    if kind.__name__ in ALLOWED[phase]:
        step(before, event, NOW, POLICY)
    else:
        with pytest.raises(NotNow):
            step(before, event, NOW, POLICY)


def test_the_table_has_no_row_that_nobody_named() -> None:
    assert {(phase, kind.__name__) for phase, kind in TABLE} == {
        (phase, name) for phase, names in ALLOWED.items() for name in names
    }


@pytest.mark.parametrize(
    "kind", [events.Accepted, events.Declined, events.Closed, events.HandedOver]
)
@pytest.mark.parametrize("off", [-1, 1])
def test_only_the_fence_of_the_seat_opens(kind: type[events.Accepted], off: int) -> None:
    before = in_phase(Phase.OFFERED if kind in {events.Accepted, events.Declined} else Phase.OPEN)
    with pytest.raises(NotYours):
        step(before, kind(Fence(before.fence + off)), NOW, POLICY)


def test_an_offer_that_was_declined_and_made_again_has_a_new_fence() -> None:
    first = offered()
    again = after(after(first, events.Declined(first.fence)), offer_to("ben"))
    assert again.fence > first.fence
    with pytest.raises(NotYours):
        step(again, events.Accepted(first.fence), NOW, POLICY)


def test_a_fence_grows_even_when_the_clock_stands_or_goes_back() -> None:
    first = offered(now=NOW)
    back = after(first, events.Declined(first.fence), NOW)
    assert after(back, offer_to("ben"), NOW - 500).fence == first.fence + 1


def test_a_fence_is_new_after_the_store_was_emptied() -> None:
    """A chat made anew starts at fence 0: the clock alone keeps its offers from old seats."""
    old = offered(now=NOW)
    assert after(chat(), offer_to("ana"), NOW + 0.002).fence > old.fence


def test_offer_accept_open() -> None:
    made = step(chat(), offer_to("ana"), NOW, POLICY)
    assert made.chat is not None
    assert [(m.staff, m.kind) for m in made.moves] == [("ana", MoveKind.OFFERED)]
    assert made.chat.offer_until == NOW + POLICY.offer_s
    taken = step(made.chat, events.Accepted(made.chat.fence), NOW + 5, POLICY)
    assert taken.chat is not None
    assert [(m.staff, m.kind) for m in taken.moves] == [("ana", MoveKind.SEATED)]
    assert (taken.chat.phase, taken.chat.opened_at) == (Phase.OPEN, NOW + 5)
    assert taken.chat.offer_until is None


BACK: list[tuple[type[Event], Why, float]] = [
    (events.HandedOver, Why.HANDED_OVER, NEVER_AGAIN),
    (events.PulledBack, Why.PULLED_BACK, NOW + POLICY.decline_cooldown_s),
    (events.Switched, Why.SWITCHED, NEVER_AGAIN),
]


@pytest.mark.parametrize(("kind", "why", "until"), BACK)
def test_back_to_the_front_of_the_line(kind: type[Event], why: Why, until: float) -> None:
    before = replace(opened(), joined_at=NOW - 900, covered=True)
    back = step(before, sample(kind, before), NOW, POLICY)
    assert back.chat is not None
    assert (back.chat.phase, back.chat.why) == (Phase.WAITING, why)
    assert back.chat.joined_at == NOW - 900
    assert back.chat.covered, "whoever comes next must know that the cover is on"
    assert (back.chat.seat, back.chat.opened_at, back.chat.by_name) == (None, None, False)
    assert [(p.staff, p.until) for p in back.chat.passed] == [("ana", until)]
    (move,) = back.moves
    assert (move.kind, move.why, move.was_open) == (MoveKind.FREED, why, True)


def test_a_declined_offer_leaves_no_reason_for_the_youth() -> None:
    switched = after(opened(), events.Switched())
    again = after(switched, offer_to("ben"))
    back = after(again, events.Declined(again.fence), NOW + 1)
    assert back.why is Why.SWITCHED
    assert [p.staff for p in back.passed] == ["ana", "ben"]


def test_a_cooldown_that_is_over_is_forgotten() -> None:
    first = offered()
    back = after(first, events.Declined(first.fence), NOW)
    later = NOW + POLICY.decline_cooldown_s
    again = after(back, offer_to("ana"), later)
    assert len(after(again, events.Declined(again.fence), later).passed) == 1


@pytest.mark.parametrize("phase", Phase)
def test_leaving_wipes_in_every_phase(phase: Phase) -> None:
    ended = ending(in_phase(phase), events.Left())
    assert ended.ended is Why.LEFT
    was_open = {Phase.OFFERED: [False], Phase.OPEN: [True]}.get(phase, [])
    assert [(m.kind, m.was_open) for m in ended.moves] == [(MoveKind.FREED, o) for o in was_open]


def test_closing_wipes_and_frees_the_desk() -> None:
    before = opened()
    ended = ending(before, events.Closed(before.fence))
    assert ended.ended is Why.CLOSED
    assert ended.moves[0].held.fence == before.fence


def test_a_late_disconnect_of_an_older_page_changes_nothing() -> None:
    back = after(chat(), events.YouthHere(Conn("youth-2")), NOW + 1)
    assert after(back, events.YouthAway(Conn("youth-1")), NOW + 2) == back
    gone = after(back, events.YouthAway(Conn("youth-2")), NOW + 3)
    assert (gone.youth.presence, gone.youth.since) == (Presence.AWAY, NOW + 3)
    assert after(gone, events.YouthAway(Conn("youth-2")), NOW + 9) == gone


def test_a_late_disconnect_of_an_older_desk_changes_nothing() -> None:
    back = after(opened(), events.DeskHere(ANA, Conn("desk-2"), KEY), NOW + 1)
    assert after(back, events.DeskAway(ANA, CONN), NOW + 2) == back
    assert after(back, events.DeskAway(StaffId("ben"), Conn("desk-2")), NOW + 2) == back


def test_a_disconnect_told_twice_does_not_lengthen_the_grace() -> None:
    away = after(opened(), events.DeskAway(ANA, CONN), NOW + 1)
    assert after(away, events.DeskAway(ANA, CONN), NOW + 20) == away


def test_a_grant_is_for_the_seat_it_names() -> None:
    before = opened()
    granted = after(before, events.Granted(Sender(f"r{before.fence}"), GRANT))
    assert granted.seat is not None
    assert granted.seat.grant == GRANT
    with pytest.raises(NotYours):
        step(before, events.Granted(Sender(f"r{before.fence - 1}"), GRANT), NOW, POLICY)


def test_a_desk_with_a_new_key_has_no_grant_and_one_with_the_same_key_keeps_it() -> None:
    before = opened()
    granted = after(before, events.Granted(Sender(f"r{before.fence}"), GRANT))
    same = after(granted, events.DeskHere(ANA, Conn("desk-2"), KEY))
    other = after(granted, events.DeskHere(ANA, Conn("desk-2"), OTHER_KEY))
    assert same.seat is not None
    assert same.seat.grant == GRANT
    assert other.seat is not None
    assert (other.seat.grant, other.seat.public_key) == (None, OTHER_KEY)
    assert fence_of(same) == fence_of(other) == before.fence


def test_somebody_elses_desk_does_not_touch_the_seat() -> None:
    before = opened()
    ben = StaffId("ben")
    assert after(before, events.DeskHere(ben, Conn("x"), OTHER_KEY)) == before
    assert after(chat(), events.DeskHere(ANA, Conn("x"), KEY)) == chat()


def test_the_name_of_who_goes_on_is_told_until_somebody_else_comes() -> None:
    before = opened()
    handed = after(before, events.HandedOver(before.fence, "Dana"))
    assert handed.next_name == "Dana"
    named = after(handed, offer_to("dana", by_name=True))
    assert (named.next_name, named.by_name) == ("Dana", True)
    back = after(named, events.Declined(named.fence))
    assert (back.next_name, back.by_name) == (None, False)
