"""Whatever happens in whatever order: what must hold of a chat after each step."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpline.core import events
from helpline.core.chat import Chat, Phase, Presence, SealedKeys, Speech, due, rank, writers
from helpline.core.desk import Desk, MoveKind, moved
from helpline.core.errors import NoSuchChat, NotNow, NotYours
from helpline.core.events import Event
from helpline.core.intake import Safety
from helpline.core.life import step
from helpline.core.names import Conn, Fence, Sender, StaffId
from helpline.core.steps import Step
from tests.made import CAME, KEY, NOW, POLICY, PROOF, TOKEN_HASH, chat, desk, offer_to

STAFF = st.sampled_from(["ana", "ben"])
CONNS = st.sampled_from([Conn("desk-1"), Conn("desk-2"), Conn("youth-1"), Conn("youth-2")])
BACK = st.integers(0, 2)
"""How many fences ago; 0 is the present one."""

HASHES = st.sampled_from([TOKEN_HASH, TOKEN_HASH, "u" * 43])

SPEECH = st.builds(Speech, st.sampled_from([0.0, NOW + 30]), st.sampled_from([0.0, NOW + 30]))

EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(offer_to, STAFF),
    st.just(events.PulledBack()),
    st.just(events.Switched()),
    st.just(events.Stayed()),
    st.builds(events.Covered, st.booleans()),
    st.builds(events.YouthHere, CONNS),
    st.builds(events.YouthAway, CONNS),
    st.builds(events.DeskHere, STAFF.map(StaffId), CONNS, st.just(KEY)),
    st.builds(events.DeskAway, STAFF.map(StaffId), CONNS),
    st.just(events.Exited()),
    st.just(events.PartnerInvited(TOKEN_HASH)),
    st.just(events.PartnerDismissed()),
    st.builds(events.PartnerCame, HASHES, CONNS, st.just(KEY), st.just(PROOF)),
    st.builds(events.LeaveAnswered, st.booleans()),
    st.builds(events.ReturnsChosen, st.sampled_from([None, "h" * 43])),
    st.builds(events.Ticked, SPEECH),
)
FENCED = st.sampled_from(
    [events.Accepted, events.Accepted, events.Declined, events.HandedOver, events.LeaveAsked]
)
GUESTS = st.sampled_from(["comes", "reads", "here", "away", "leaves", "alone"])
ENDING = st.sampled_from([events.Closed, events.Left])
REFUSED = (NotNow, NotYours, NoSuchChat)
LIVES = st.lists(
    st.tuples(
        st.one_of(EVENTS, st.tuples(FENCED, BACK), st.tuples(ENDING, BACK), GUESTS),
        st.sampled_from([0.0, 1.0, 31.0, 61.0, 1_100.0]),
    ),
    max_size=25,
)


def made(entry: object, fences: list[Fence], of: Chat) -> Event:
    """Return the event of an entry; one with a fence takes that of an offer some offers ago.

    What a guest does is done by the one who is there.
    """
    if isinstance(entry, str):
        return guests(entry, of)
    if not isinstance(entry, tuple):
        assert isinstance(entry, Event)
        return entry
    kind, back = entry
    event: Event = events.Left() if kind is events.Left else kind(fences[-1 - back :][0])
    return event


def guests(deed: str, of: Chat) -> Event:
    """Return what a partner does next: invited and in, if nobody is yet."""
    if of.partner is None:
        return events.PartnerInvited(TOKEN_HASH) if of.invitation is None else CAME
    fence, conn = of.partner.fence, of.partner.link.conn
    deeds: dict[str, Event] = {
        "comes": CAME,
        "reads": events.PartnerGranted(of.partner.reader, SealedKeys(1, KEY, "s" * 64)),
        "here": events.PartnerHere(fence, Conn("partner-2")),
        "away": events.PartnerAway(fence, conn),
        "leaves": events.PartnerLeft(fence),
        "alone": events.LeaveAnswered(yes=True) if of.leaving else events.LeaveAsked(of.fence),
    }
    return deeds[deed]


def well_formed(of: Chat) -> bool:
    _, offer, talks, alone, gone = (of.phase is phase for phase in Phase)
    guest = of.partner is not None or of.invitation is not None
    return (
        (of.seat is not None) == (offer or talks)
        and (not gone or of.youth.presence is Presence.AWAY)
        and (of.offer_until is not None) == offer
        and (of.opened_at is not None) == (talks or alone)
        and (of.seat is None or of.seat.fence == of.fence)
        and (not of.by_name or of.phase is Phase.OFFERED or talks)
        and (not alone or of.partner is not None)
        and (not gone or not guest)
        and (of.partner is None or of.invitation is None)
        and (of.invitation is None or talks)
        and (not of.leaving or (talks and of.partner is not None))
    )


def tally(desks: dict[str, Desk], done: Step, now: float) -> None:
    for move in done.moves:
        before = desks[move.staff]
        if move.kind is MoveKind.OFFERED:
            assert before.offer is None
        else:
            assert move.held == before.offer or move.held in before.chats
        desks[move.staff] = moved(before, move, now)


def agrees(of: Chat | None, desks: dict[str, Desk]) -> bool:
    """Tell whether the desks show the chat exactly where the chat says it is."""
    shown = [(name, "offer") for name, d in desks.items() if d.offer is not None]
    shown += [(name, "chat") for name, d in desks.items() for _ in d.chats]
    if of is None or of.seat is None:
        return shown == []
    return shown == [(of.seat.staff, "offer" if of.phase is Phase.OFFERED else "chat")]


@given(LIVES)
def test_a_life_holds_together(life: list[tuple[object, float]]) -> None:
    now, alive = NOW, chat()
    fences = [Fence(0)]
    desks = {"ana": desk("ana"), "ben": desk("ben")}
    for entry, passes in life:
        now += passes
        try:
            done = step(alive, made(entry, fences, alive), now, POLICY)
        except REFUSED:
            continue
        tally(desks, done, now)
        assert agrees(done.chat, desks)
        assert (done.chat is None) == (done.ended is not None)
        if done.chat is None:
            return
        assert well_formed(done.chat)
        assert (done.chat.id, done.chat.joined_at, done.chat.intake) == (
            alive.id,
            alive.joined_at,
            alive.intake,
        )
        assert done.chat.fence >= alive.fence
        assert (done.chat.fence > alive.fence) == (
            alive.phase is Phase.WAITING and done.chat.phase is Phase.OFFERED
        )
        alive = done.chat
        fences.append(alive.fence)


@given(LIVES, SPEECH)
def test_a_tick_at_the_deadline_always_brings_the_chat_on(
    life: list[tuple[object, float]], speech: Speech
) -> None:
    """Else the round would come back to the same chat for ever."""
    now, alive, fences = NOW, chat(), [Fence(0)]
    for entry, passes in life:
        now += passes
        try:
            done = step(alive, made(entry, fences, alive), now, POLICY)
        except REFUSED:
            continue
        if done.chat is None:
            return
        alive = done.chat
        fences.append(alive.fence)
        deadline = due(alive, speech, POLICY)
        if deadline < float("inf"):
            ticked = step(alive, events.Ticked(speech), deadline, POLICY).chat
            assert ticked is None or due(ticked, speech, POLICY) > deadline


@given(LIVES)
def test_nobody_writes_but_the_youth_and_those_who_sit(life: list[tuple[object, float]]) -> None:
    now, alive, fences = NOW, chat(), [Fence(0)]
    for entry, passes in life:
        now += passes
        try:
            done = step(alive, made(entry, fences, alive), now, POLICY)
        except REFUSED:
            continue
        if done.chat is None:
            return
        alive = done.chat
        fences.append(alive.fence)
        pens = writers(alive)
        assert pens[0] == Sender("youth")
        seat = alive.seat if alive.phase is Phase.OPEN else None
        wanted = () if seat is None else (f"r{seat.fence}@{seat.staff}",)
        guest = () if alive.partner is None else (f"p{alive.partner.fence}",)
        assert pens[1:] == wanted + guest


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_not_safe_goes_first_but_only_by_a_head_start(early: float, late: float) -> None:
    early, late = sorted((early, late))
    calm = chat("a" * 16, joined_at=early)
    hurried = replace(chat("b" * 16, joined_at=late, safety=Safety.NOT_SAFE))
    first = rank(hurried, POLICY) < rank(calm, POLICY)
    assert first == (late - POLICY.not_safe_head_start_s < early)


@given(LIVES)
def test_a_partner_comes_once_by_each_yes_and_is_never_seated_twice(
    life: list[tuple[object, float]],
) -> None:
    now, alive, fences, said_yes, places = NOW, chat(), [Fence(0)], 0, set[Fence]()
    for entry, passes in life:
        now += passes
        event = made(entry, fences, alive)
        try:
            done = step(alive, event, now, POLICY)
        except REFUSED:
            continue
        said_yes += isinstance(event, events.PartnerInvited)
        if done.chat is None:
            return
        before, alive = alive, done.chat
        fences.append(alive.fence)
        assert alive.guests >= before.guests
        was = None if before.partner is None else before.partner.fence
        if alive.partner is not None and alive.partner.fence != was:
            assert was is None, "nobody takes another one's place"
            assert alive.partner.fence not in places
            assert alive.partner.fence > alive.fence
            places.add(alive.partner.fence)
        assert len(places) <= said_yes
        gone = before.partner is not None and alive.partner is None
        assert not gone or alive.guests > before.guests, "else an old state could bring them back"
