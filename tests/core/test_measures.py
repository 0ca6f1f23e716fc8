"""What is set for all of the line for an hour."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.measures import HOUR_S, Measures, Notice, in_force, is_surge, notice_at
from helpline.core.policy import Policy
from tests.made import NOW

TIMES = st.floats(0, 2 * HOUR_S)


@given(left=TIMES, notice=st.sampled_from(Notice))
def test_each_holds_until_its_time_and_not_at_it(left: float, notice: Notice) -> None:
    until = NOW + left
    measures = Measures(notice, until, until)
    for now in (NOW, until, until + 1):
        holds = now < until
        assert is_surge(measures, now) is holds
        assert notice_at(measures, now) is (notice if holds else None)


def test_nothing_is_set_at_first() -> None:
    assert not is_surge(Measures(), 0.0)
    assert notice_at(Measures(), 0.0) is None


@given(usual=st.integers(10, 300), surge=st.integers(10, 300))
def test_a_surge_makes_offers_shorter_and_changes_no_other_number(usual: int, surge: int) -> None:
    policy = Policy(offer_s=usual, surge_offer_s=surge)
    on = in_force(policy, Measures(surge_until=NOW + 1), NOW)
    assert on == Policy(offer_s=min(usual, surge), surge_offer_s=surge)
    assert in_force(policy, Measures(surge_until=NOW), NOW) is policy
