"""A run comes to its end, whatever becomes of its people."""

import asyncio
from time import monotonic
from typing import Any, cast

import pytest

from helpline.simulate import run, stage
from helpline.simulate.ledger import Ledger
from helpline.simulate.run import Plan
from helpline.simulate.stage import Stage, end


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "ASK_AGAIN_S", 0.05)
    monkeypatch.setattr(run, "LATE_S", 0.05)


async def deaf(times: int) -> None:
    """Swallow some cancellations, as a library may."""
    for _ in range(times):
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue
    await asyncio.sleep(3600)


async def test_a_task_that_does_not_hear_is_asked_again() -> None:
    tasks = [asyncio.create_task(deaf(times)) for times in (0, 2)]
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await end(tasks)
    assert all(task.cancelled() for task in tasks)


async def test_whoever_does_not_get_away_is_told_and_ends_nobody_elses_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def stuck(*_: object) -> None:
        await deaf(1)

    monkeypatch.setattr(run, "pay", stuck)
    ledger = Ledger(monotonic)
    scene = Stage(cast("Any", None), ("http://a",), 1_000.0, ledger)
    plan = Plan(("http://a",), [], 3_600.0, 10.0, 1_000.0, 1)
    async with asyncio.timeout(10):
        await run._everybody(scene, plan)
    faults = ledger.faults()
    assert set(faults.failed) == {"a youth did not get away when the run was over"}
    assert sum(faults.failed.values()) > 1
