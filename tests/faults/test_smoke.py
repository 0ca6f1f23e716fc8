"""Three minutes of faults, always the same ones: people talk on, and nothing they said is lost."""

import pytest

from tests.faults.campaign.report import as_text, is_clean
from tests.faults.campaign.run import Plan, run
from tests.faults.check import accepted

KINDS = ("F1", "F2", "F4", "F6", "F8", "F14")


@pytest.mark.faults
async def test_three_minutes_of_faults_lose_nothing() -> None:
    outcome = await run(Plan(3.0, 3, KINDS, youths=14, desks=5, most_s=6.0))
    wrong = "" if is_clean(outcome) else as_text(outcome)
    assert not wrong, wrong
    assert accepted(outcome.history) > 1_000
    assert {fault.kind.split()[0] for fault in outcome.history.faults} == set(KINDS)
