"""What was practised: the last day of each, and a training record once the set is whole."""

import asyncio
from datetime import date

import pytest

from helpline.core.audit import Deed
from helpline.core.names import StaffId
from helpline.core.practice import Scenario, ScenarioId
from helpline.core.training import Module, ModuleId, Record
from helpline.durable import Counting, Durable
from tests.durable.conftest import BY
from tests.made import scenario

DESK = ModuleId("desk")
ONE, TWO = scenario("one"), scenario("two")
WHOLE, BARE = Counting((ONE, TWO), DESK), Counting((ONE, TWO), None)
JAN, FEB, MAR = (date(2026, month, 5) for month in (1, 2, 3))


@pytest.fixture(autouse=True)
async def module(durable: Durable) -> None:
    await durable.training.set_module(Module(DESK, "On the desk", 12, required=True), BY)


async def finish(
    durable: Durable, whom: StaffId, one: Scenario, on: date, counting: Counting = WHOLE
) -> bool:
    return await durable.practice.finish(whom, one.id, on, counting, BY)


async def test_the_last_day_of_each_is_kept(durable: Durable, dana: StaffId) -> None:
    assert await durable.practice.of(dana) == {}
    assert await durable.practice.everyones() == {}
    for one, on in ((TWO, JAN), (ONE, FEB), (ONE, JAN), (TWO, MAR)):
        await finish(durable, dana, one, on, BARE)
    assert await durable.practice.of(dana) == {ONE.id: FEB, TWO.id: MAR}
    assert await durable.practice.everyones() == {dana: {ONE.id: FEB, TWO.id: MAR}}
    assert await durable.training.records() == []


async def test_a_whole_set_is_a_training_and_in_the_audit(durable: Durable, dana: StaffId) -> None:
    assert not await finish(durable, dana, ONE, FEB)
    assert await durable.training.records() == []
    assert await finish(durable, dana, TWO, MAR)
    assert await durable.training.records() == [Record(dana, DESK, FEB, "practice")]
    newest = (await durable.audit.latest(1))[0].written
    assert (newest.deed, newest.subject, newest.detail) == (Deed.TRAINED, dana, "desk 2026-02-05")


async def test_it_is_renewed_by_all_of_it_and_by_nothing_less(
    durable: Durable, dana: StaffId
) -> None:
    await finish(durable, dana, ONE, JAN)
    await finish(durable, dana, TWO, JAN)
    assert not await finish(durable, dana, TWO, MAR)
    assert [record.on for record in await durable.training.records()] == [JAN]
    assert await finish(durable, dana, ONE, FEB)
    assert [record.on for record in await durable.training.records()] == [JAN, FEB]


async def test_a_record_that_was_taken_back_does_not_come_again_by_itself(
    durable: Durable, dana: StaffId
) -> None:
    for one in (ONE, TWO):
        await finish(durable, dana, one, JAN)
    [record] = await durable.training.records()
    await durable.training.drop(record, BY)
    assert not await finish(durable, dana, TWO, JAN)
    assert not await finish(durable, dana, TWO, MAR)
    assert await durable.training.records() == []


async def test_a_day_that_a_trainer_has_entered_already_stays_theirs(
    durable: Durable, dana: StaffId
) -> None:
    theirs = Record(dana, DESK, JAN, "Jo")
    await durable.training.add([theirs], BY)
    await finish(durable, dana, ONE, JAN)
    assert not await finish(durable, dana, TWO, FEB)
    assert await durable.training.records() == [theirs]


async def test_a_scenario_of_an_older_set_makes_none_whole(durable: Durable, dana: StaffId) -> None:
    await finish(durable, dana, ONE, JAN)
    assert not await durable.practice.finish(dana, ScenarioId("older"), JAN, WHOLE, BY)
    assert await durable.training.records() == []


async def test_two_pages_at_once_miss_nothing_of_each_other(
    durable: Durable, dana: StaffId
) -> None:
    told = await asyncio.gather(*(finish(durable, dana, one, JAN) for one in (ONE, TWO)))
    assert sorted(told) == [False, True]
    assert len(await durable.training.records()) == 1
