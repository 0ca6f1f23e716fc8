"""The bands leave no time out, and every list that is counted by is closed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.counted import (
    Beside,
    Kind,
    Length,
    Wait,
    beside,
    length_band,
    referral_kind,
    wait_band,
)
from helpline.core.referrals import Referred


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(0, Wait.UNDER_1), (1, Wait.FROM_1), (2, Wait.FROM_2), (5, Wait.FROM_5), (10, Wait.FROM_10)],
)
def test_a_wait_band_begins_with_its_first_second(minutes: int, band: Wait) -> None:
    assert wait_band(minutes * 60) is band
    assert minutes == 0 or wait_band(minutes * 60 - 0.1) is not band
    assert (wait_band(1_800), wait_band(90_000)) == (Wait.FROM_30, Wait.FROM_30)


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(0, Length.UNDER_5), (5, Length.FROM_5), (15, Length.FROM_15), (30, Length.FROM_30)],
)
def test_a_length_band_begins_with_its_first_second(minutes: int, band: Length) -> None:
    assert length_band(minutes * 60) is band
    assert minutes == 0 or length_band(minutes * 60 - 0.1) is not band
    assert (length_band(3_600), length_band(90_000)) == (Length.FROM_60, Length.FROM_60)


@given(st.lists(st.floats(-5, 1e6), min_size=2))
def test_longer_is_never_in_a_lower_band(seconds: list[float]) -> None:
    waits, lengths = [*Wait], [*Length]
    for one, other in pairwise(sorted(seconds)):
        assert waits.index(wait_band(one)) <= waits.index(wait_band(other))
        assert lengths.index(length_band(one)) <= lengths.index(length_band(other))


def test_a_desk_with_two_other_chats_or_more_is_one_band() -> None:
    assert [beside(others) for others in range(4)] == [*Beside, Beside.MORE]


def test_each_outcome_of_a_referral_has_a_kind_of_its_own() -> None:
    kinds = {referral_kind(outcome) for outcome in Referred}
    assert len(kinds) == len(Referred)
    assert kinds <= set(Kind)
