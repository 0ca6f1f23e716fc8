"""Modules and records: all or nothing, each once, and each written into the audit."""

from datetime import date

import pytest

from helpline.core.audit import Deed
from helpline.core.errors import BadInput, ChangedMeanwhile
from helpline.core.names import StaffId
from helpline.core.training import Module, ModuleId, Record
from helpline.durable import Durable
from helpline.durable.training import AlreadyKept, NoSuchRecord
from tests.durable.conftest import BY

BASICS, LAW = ModuleId("basics"), ModuleId("law")
DAY = date(2026, 3, 1)


@pytest.fixture
async def kept(durable: Durable, dana: StaffId) -> Record:
    await durable.training.set_module(Module(BASICS, "The basics", 12, required=True), BY)
    await durable.training.set_module(Module(LAW, "The law", None, required=False), BY)
    record = Record(dana, BASICS, DAY, "Jo")
    await durable.training.add([record], BY)
    return record


async def deeds(durable: Durable) -> list[tuple[Deed, str, str]]:
    told = [entry.written for entry in await durable.audit.latest(99)]
    return [(one.deed, one.subject, one.detail) for one in told]


async def test_what_was_kept_is_there_and_in_the_audit(durable: Durable, kept: Record) -> None:
    assert await durable.training.records() == [kept]
    assert await durable.training.modules() == [
        Module(BASICS, "The basics", 12, required=True),
        Module(LAW, "The law", None, required=False),
    ]
    assert (await deeds(durable))[:3] == [
        (Deed.TRAINED, kept.staff, "basics 2026-03-01"),
        (Deed.MODULE_SET, "", "law"),
        (Deed.MODULE_SET, "", "basics"),
    ]


async def test_a_module_is_changed_and_its_records_stay(durable: Durable, kept: Record) -> None:
    changed = Module(BASICS, "Basics", 24, required=False, version=1)
    await durable.training.set_module(changed, BY)
    assert (await durable.training.modules())[0] == changed
    assert await durable.training.records() == [kept]
    assert [one.version for one in await durable.training.modules()] == [2, 1]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("version", [0, 2])
async def test_of_two_who_change_a_module_the_second_is_told(
    durable: Durable, version: int
) -> None:
    """Whoever saw none, or another one than is kept, writes nothing over it."""
    before = await deeds(durable)
    with pytest.raises(ChangedMeanwhile):
        await durable.training.set_module(
            Module(BASICS, "Mine", 1, required=False, version=version), BY
        )
    assert (await durable.training.modules())[0].name == "The basics"
    assert await deeds(durable) == before


@pytest.mark.parametrize(
    "module",
    [
        Module(ModuleId(""), "x", 1, required=True),
        Module(ModuleId("A"), "x", 1, required=True),
        Module(ModuleId("a" * 41), "x", 1, required=True),
        Module(ModuleId("a"), " ", 1, required=True),
        Module(ModuleId("a"), "x" * 61, 1, required=True),
        Module(ModuleId("a"), "x", 0, required=True),
        Module(ModuleId("a"), "x", 121, required=True),
    ],
)
async def test_a_module_that_does_not_fit_is_refused(durable: Durable, module: Module) -> None:
    with pytest.raises(BadInput):
        await durable.training.set_module(module, BY)
    assert await durable.training.modules() == []
    assert await deeds(durable) == []


async def test_of_several_records_all_are_kept_or_none(durable: Durable, kept: Record) -> None:
    fresh = Record(kept.staff, LAW, DAY, "Jo")
    before = await deeds(durable)
    for wrong in (
        kept,
        Record(StaffId("nobody"), LAW, DAY, "Jo"),
        Record(kept.staff, ModuleId("none"), DAY, "Jo"),
    ):
        with pytest.raises(AlreadyKept):
            await durable.training.add([fresh, wrong], BY)
        assert await durable.training.records() == [kept]
        assert await deeds(durable) == before
    await durable.training.add([fresh], BY)
    assert await durable.training.records() == [kept, fresh]


async def test_a_mistaken_record_is_taken_back_once(durable: Durable, kept: Record) -> None:
    await durable.training.drop(kept, BY)
    assert await durable.training.records() == []
    assert (await deeds(durable))[0] == (Deed.TRAINING_DROPPED, kept.staff, "basics 2026-03-01")
    before = await deeds(durable)
    with pytest.raises(NoSuchRecord):
        await durable.training.drop(kept, BY)
    assert await deeds(durable) == before


async def test_each_stands_by_their_own_records(durable: Durable, kept: Record) -> None:
    eve = StaffId("nobody-has-trained")
    found = await durable.training.clearances([kept.staff, eve], DAY)
    assert {staff: one.is_cleared for staff, one in found.items()} == {kept.staff: True, eve: False}
