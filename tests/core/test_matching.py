"""Who is offered to whom."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.chat import Chat, Passed, rank
from helpline.core.desk import Desk, Held, is_free, may_take
from helpline.core.intake import Language, Safety, Topic
from helpline.core.matching import best_desk, next_for, pairs
from helpline.core.names import ChatId, Fence, StaffId
from tests.made import NOW, POLICY, chat, desk

HELD = Held(ChatId("x"), Fence(1))


def names(found: list[tuple[Chat, Desk]]) -> list[tuple[str, str]]:
    return [(chat.id, desk.id) for chat, desk in found]


def test_first_come_first_served_to_whoever_waited_longest() -> None:
    line = [chat("late", NOW - 10), chat("early", NOW - 90), chat("middle", NOW - 50)]
    desks = [desk("ana", idle_since=NOW - 5), desk("ben", idle_since=NOW - 50)]
    assert names(pairs(line, desks, NOW, POLICY)) == [("early", "ben"), ("middle", "ana")]


def test_a_desk_that_speaks_the_language_is_asked_first_even_with_more_on_it() -> None:
    spanish = chat(language=Language.ES, joined_at=NOW - 500)
    both = desk("zoe", languages=(Language.ES,), chats=(HELD,))
    assert best_desk(spanish, [desk("ana"), both], NOW, POLICY) == both
    assert best_desk(spanish, [desk("ana")], NOW, POLICY) == desk("ana")


def test_nobody_waits_for_a_language_while_somebody_behind_is_served() -> None:
    line = [chat("spanish", NOW - 20, language=Language.ES), chat("english", NOW - 10)]
    assert names(pairs(line, [desk()], NOW, POLICY)) == [("english", "ana")]
    assert names(pairs(line, [desk()], NOW + 200, POLICY)) == [("spanish", "ana")]


def test_the_less_loaded_desk_is_asked_first() -> None:
    busy, free = desk("ana", chats=(HELD,), idle_since=0.0), desk("ben", idle_since=NOW)
    assert best_desk(chat(), [busy, free], NOW, POLICY) == free


def test_whoever_had_the_last_heavy_chat_is_asked_last() -> None:
    rested = desk("ana", gap_until=NOW - 1, idle_since=0.0)
    fresh = desk("ben", idle_since=NOW)
    assert best_desk(chat(), [rested, fresh], NOW, POLICY) == fresh


def test_not_safe_goes_before_those_who_came_within_the_head_start() -> None:
    head = POLICY.not_safe_head_start_s
    hurried = chat("hurried", NOW, safety=Safety.NOT_SAFE)
    assert next_for(desk(), [chat("calm", NOW - head + 1), hurried], NOW, POLICY) == hurried
    calm = chat("calm", NOW - head - 1)
    assert next_for(desk(), [hurried, calm], NOW, POLICY) == calm


def test_asking_for_the_next_one_gives_no_choice_and_nothing_that_may_not_come() -> None:
    line = [
        chat("passed", NOW - 90),
        chat("opted", NOW - 80, topics=(Topic.THREATS,)),
        chat("mine", NOW - 70),
        chat("later", NOW - 60),
    ]
    line[0] = replace(line[0], passed=(Passed(StaffId("ana"), NOW + 1),))
    picky = desk(opted_out=(Topic.THREATS,))
    assert next_for(picky, line, NOW, POLICY) == line[2]
    assert next_for(picky, line[:2], NOW, POLICY) is None


CHATS = st.builds(
    lambda n, ago, safety, language, topics: chat(
        f"chat-{n}", NOW - ago, safety=safety, language=language, topics=topics
    ),
    st.integers(0, 10**6),
    st.integers(0, 4_000),
    st.sampled_from([None, *Safety]),
    st.sampled_from(Language),
    st.sampled_from([(), (Topic.HURT,), (Topic.HURT, Topic.HOME)]),
)
DESKS = st.builds(
    lambda n, languages, opted, ready, load, gap: desk(
        f"desk-{n}",
        languages=languages,
        opted_out=opted,
        ready=ready,
        chats=(HELD,) * load,
        gap_until=NOW + gap,
    ),
    st.integers(0, 10**6),
    st.sampled_from([(Language.EN,), (Language.ES,), (Language.EN, Language.ES)]),
    st.sampled_from([(), (Topic.HURT,)]),
    st.booleans(),
    st.integers(0, 2),
    st.sampled_from([-50.0, 0.0, 50.0]),
)
LINES = st.lists(CHATS, max_size=12, unique_by=lambda c: c.id)
ROOMS = st.lists(DESKS, max_size=6, unique_by=lambda d: d.id)


@given(LINES, ROOMS)
def test_offers_are_one_a_chat_and_one_a_desk_and_each_is_allowed(
    line: list[Chat], desks: list[Desk]
) -> None:
    found = pairs(line, desks, NOW, POLICY)
    assert len({c.id for c, _ in found}) == len({d.id for _, d in found}) == len(found)
    assert all(is_free(d, NOW) and may_take(d, c, NOW, POLICY) for c, d in found)


@given(LINES, ROOMS)
def test_nobody_is_passed_over_for_somebody_behind(line: list[Chat], desks: list[Desk]) -> None:
    found = pairs(line, desks, NOW, POLICY)
    served = {c.id for c, _ in found}
    for left in (c for c in line if c.id not in served):
        for ahead, taken in found:
            behind = (rank(ahead, POLICY), ahead.id) > (rank(left, POLICY), left.id)
            assert not (behind and may_take(taken, left, NOW, POLICY))


@given(LINES, ROOMS)
def test_no_free_desk_sits_idle_while_it_may_take_somebody(
    line: list[Chat], desks: list[Desk]
) -> None:
    found = pairs(line, desks, NOW, POLICY)
    served, busy = {c.id for c, _ in found}, {d.id for _, d in found}
    idle = [d for d in desks if is_free(d, NOW) and d.id not in busy]
    left = [c for c in line if c.id not in served]
    assert not [(c, d) for c in left for d in idle if may_take(d, c, NOW, POLICY)]


@given(CHATS, LINES)
def test_nobody_starves(first: Chat, later: list[Chat]) -> None:
    """However many come after, and whatever they say, there is a time when one goes first."""
    wait = POLICY.not_safe_head_start_s + 4_001
    after = [replace(c, joined_at=c.joined_at + wait) for c in later if c.id != first.id]
    calm = desk(languages=tuple(Language))
    assert next_for(calm, [*after, first], NOW + wait, POLICY) == first


@given(LINES, ROOMS)
def test_the_same_picture_gives_the_same_offers_in_whatever_order_it_is_loaded(
    line: list[Chat], desks: list[Desk]
) -> None:
    there = names(pairs(line, desks, NOW, POLICY))
    assert there == names(pairs(reversed(line), list(reversed(desks)), NOW, POLICY))
