"""Months that are over, over the ends of years."""

from datetime import date

import pytest

from helpline.core.referrals import MONTHS, ended_months, month_after


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2026, 3, 31)])
def test_the_month_that_runs_is_not_among_those_that_are_over(today: date) -> None:
    months = ended_months(today)
    assert months[:3] == (date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1))
    assert months[-1] == date(2025, 3, 1)
    assert len(months) == MONTHS


def test_one_month_begins_where_the_one_before_ends() -> None:
    months = ended_months(date(2026, 12, 31))
    assert [month_after(month) for month in months[1:]] == list(months[:-1])
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
