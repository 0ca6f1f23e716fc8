"""The directory as it is kept: whole, by version, in the audit, and off at once."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpline.core.audit import Deed
from helpline.core.directory.changing import Change, Worse
from helpline.core.directory.nested import write_document
from helpline.core.directory.package import Package, Row
from helpline.core.directory.tabular import described, write_files
from helpline.core.errors import BadInput, ChangedMeanwhile
from helpline.durable import Durable, NoSuchEntry, Standing, open_durable
from tests.core.listings import LOOKED, PHONE, SERVICE, package, rows
from tests.durable.conftest import BY

NUMBER = Change("phone", PHONE, "number", "1-800-555-0199")
FACT = ("phone", PHONE, "number")


@pytest.fixture
async def kept(durable: Durable) -> Durable:
    await durable.directory.replace(package(), BY)
    return durable


async def deeds(durable: Durable) -> list[tuple[Deed, str]]:
    told = [entry.written for entry in await durable.audit.latest(9)]
    return [(one.deed, one.detail) for one in told]


async def names(durable: Durable) -> list[str]:
    return [entry.name for entry in await durable.directory.given_out()]


async def test_a_new_directory_is_empty(durable: Durable) -> None:
    assert await durable.directory.package() == Package()
    assert await durable.directory.given_out() == ()


async def test_it_is_kept_as_it_was_read(kept: Durable) -> None:
    found = await kept.directory.package()
    assert write_files(found) == write_files(package())
    assert write_document(found) == write_document(package())
    assert await kept.directory.standings() == {SERVICE: Standing(1, off=False)}
    assert await names(kept) == ["Harbor line"]
    assert await deeds(kept) == [(Deed.DIRECTORY_IMPORTED, "1 services")]


async def test_an_entry_with_a_fault_is_kept_and_given_to_nobody_until_it_is_mended(
    durable: Durable,
) -> None:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    await durable.directory.replace(package(tables), BY)
    assert await names(durable) == []
    await durable.directory.change(SERVICE, 1, [NUMBER], BY, LOOKED)
    assert await names(durable) == ["Harbor line"]


async def test_what_is_off_is_gone_at_once_and_stays_off_through_an_import(kept: Durable) -> None:
    await kept.directory.set_off(SERVICE, 1, BY, off=True)
    assert await names(kept) == []
    await kept.directory.replace(Package(), BY)
    await kept.directory.replace(package(), BY)
    assert await names(kept) == []
    [(ident, standing)] = (await kept.directory.standings()).items()
    await kept.directory.set_off(ident, standing.version, BY, off=False)
    assert await names(kept) == ["Harbor line"]
    told = await deeds(kept)
    assert (told[0], told[3]) == ((Deed.DIRECTORY_ON, SERVICE), (Deed.DIRECTORY_OFF, SERVICE))


async def test_a_change_is_kept_and_told(kept: Durable) -> None:
    review = Change("service", SERVICE, "review_on", "2026-08-01")
    await kept.directory.change(SERVICE, 1, [NUMBER, review], BY, LOOKED)
    [entry] = await kept.directory.given_out()
    assert (entry.phones[0].number, entry.review_on) == ("1-800-555-0199", date(2026, 8, 1))
    [mine] = [one for one in entry.vouched if (one.table, one.row, one.field) == FACT]
    assert (mine.source, mine.on) == ("called them", date(2026, 7, 1))
    detail = f"{SERVICE} phone.number service.review_on"
    assert (await deeds(kept))[0] == (Deed.DIRECTORY_CHANGED, detail)


async def test_what_was_checked_is_kept_and_told(kept: Durable) -> None:
    await kept.directory.mark_checked(SERVICE, 1, [FACT], LOOKED, BY)
    [entry] = await kept.directory.given_out()
    dates = {(one.table, one.row, one.field): one.on for one in entry.vouched}
    assert dates.pop(FACT) == date(2026, 7, 1)
    assert set(dates.values()) == {date(2026, 6, 1)}
    assert (await deeds(kept))[0] == (Deed.DIRECTORY_CHECKED, f"{SERVICE} phone.number")
    assert (await kept.directory.standings())[SERVICE].version == 2


async def test_tables_and_columns_that_a_change_adds_are_kept_with_their_rows(
    durable: Durable,
) -> None:
    tables = rows()
    del tables["metadata"]
    del tables["service"][0]["review_on"]
    await durable.directory.replace(package(tables), BY)
    review = Change("service", SERVICE, "review_on", "2026-08-01")
    await durable.directory.change(SERVICE, 1, [NUMBER, review], BY, LOOKED)
    found = await durable.directory.package()
    assert found.rows("service")[0].get("review_on") == "2026-08-01"
    assert found.rows("service")[0].get("colour_of_the_door") == "blue, or green"
    assert [row.get("source") for row in found.rows("metadata")] == ["called them"]
    assert list(found.tables) == [*tables, "metadata"]
    assert "metadata" in {one["name"] for one in described(found)["resources"]}


async def test_the_second_of_two_is_told_and_overwrites_nothing(kept: Durable) -> None:
    await kept.directory.change(SERVICE, 1, [NUMBER], BY, LOOKED)
    before, told = await kept.directory.package(), await deeds(kept)
    with pytest.raises(ChangedMeanwhile):
        await kept.directory.change(SERVICE, 1, [replace(NUMBER, to="988")], BY, LOOKED)
    with pytest.raises(ChangedMeanwhile):
        await kept.directory.mark_checked(SERVICE, 1, [FACT], LOOKED, BY)
    with pytest.raises(ChangedMeanwhile):
        await kept.directory.set_off(SERVICE, 1, BY, off=True)
    assert (await kept.directory.package(), await deeds(kept)) == (before, told)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replace(NUMBER, to="55"), "phones.csv, row 2, number: is no number"),
        (replace(NUMBER, to="x" * 4_001), "phones.csv, row 2, number: has over 4,000"),
        (replace(NUMBER, row="p9"), "phone p9 is no part of this entry"),
        (replace(NUMBER, column="colour"), "phone has no column colour"),
        (replace(NUMBER, column="id"), "phone has no column id"),
        (Change("organization", "o1", "name", "x"), "organization o1 is no part"),
    ],
)
async def test_a_change_that_does_not_fit_says_why_and_changes_nothing(
    kept: Durable, change: Change, says: str
) -> None:
    before, told = await kept.directory.package(), await deeds(kept)
    area = Change("service_area", "a1", "extent", "US-IN")
    with pytest.raises(BadInput, match=says):
        await kept.directory.change(SERVICE, 1, [area, change], BY, LOOKED)
    assert (await kept.directory.package(), await deeds(kept)) == (before, told)
    assert (await kept.directory.standings())[SERVICE].version == 1


async def test_nobody_changes_what_is_not_there(kept: Durable) -> None:
    with pytest.raises(NoSuchEntry):
        await kept.directory.change("nobody", 1, [NUMBER], BY, LOOKED)
    with pytest.raises(NoSuchEntry):
        await kept.directory.mark_checked("nobody", 1, [FACT], LOOKED, BY)
    with pytest.raises(NoSuchEntry):
        await kept.directory.set_off("nobody", 1, BY, off=True)


async def test_a_file_that_can_not_be_kept_leaves_the_old_one(kept: Durable) -> None:
    before, told = await kept.directory.package(), await deeds(kept)
    table = before.tables["phone"]
    twice = replace(table, rows=(*table.rows, Row(4, table.rows[0].cells)))
    with pytest.raises(BadInput, match=r"phones\.csv, row 4, id: is the same as in row 2"):
        await kept.directory.replace(Package({"phone": twice}), BY)
    assert (await kept.directory.package(), await deeds(kept)) == (before, told)


async def test_a_fault_that_a_change_would_add_is_told_by_its_cell(kept: Durable) -> None:
    with pytest.raises(Worse) as worse:
        await kept.directory.change(SERVICE, 1, [replace(NUMBER, to="55")], BY, LOOKED)
    [fault] = worse.value.faults
    assert (fault.file, fault.row, fault.field) == ("phones.csv", 2, "number")


async def test_a_directory_that_somebody_changed_is_not_replaced(kept: Durable) -> None:
    seen = (await kept.directory.kept()).version
    await kept.directory.set_off(SERVICE, 1, BY, off=True)
    before, told = await kept.directory.package(), await deeds(kept)
    with pytest.raises(ChangedMeanwhile):
        await kept.directory.replace(Package(), BY, seen)
    assert (await kept.directory.package(), await deeds(kept)) == (before, told)
    await kept.directory.replace(Package(), BY, seen + 1)
    assert await kept.directory.package() == Package()


async def test_whoever_reads_while_it_is_replaced_sees_the_old_one_or_the_new(
    kept: Durable,
) -> None:
    narrow = rows()
    for row in narrow["service"]:
        del row["colour_of_the_door"]
    one, other = package(), package(narrow)

    async def write() -> None:
        for number in range(3):
            await kept.directory.replace(one if number % 2 else other, BY)

    async def read() -> None:
        for _ in range(4):
            assert await kept.directory.package() in (one, other)

    await asyncio.gather(write(), read(), read())


async def test_it_is_read_anew_only_where_it_was_changed(durable: Durable) -> None:
    first = await durable.directory.newer(0)
    assert first is not None
    assert first.entries == ()
    assert await durable.directory.newer(first.version) is None
    await durable.directory.replace(package(), BY)
    second = await durable.directory.newer(first.version)
    assert second is not None
    assert [entry.name for entry in second.entries] == ["Harbor line"]
    await durable.directory.set_off(SERVICE, 1, BY, off=True)
    third = await durable.directory.newer(second.version)
    assert third is not None
    assert third.entries == ()
    assert await durable.directory.newer(third.version) is None


async def test_what_is_shipped_fills_a_directory_that_was_never_imported_and_no_other(
    durable: Durable,
) -> None:
    assert await durable.directory.fill(package(), BY)
    assert await names(durable) == ["Harbor line"]
    assert await deeds(durable) == [(Deed.DIRECTORY_IMPORTED, "1 services, what was shipped")]
    assert not await durable.directory.fill(package(), BY)
    await durable.directory.replace(Package(), BY)
    assert not await durable.directory.fill(package(), BY)
    assert await names(durable) == []


async def test_a_node_starts_while_somebody_else_holds_the_write_lock(
    file: Path, file_url: str
) -> None:
    async with open_durable(file_url) as durable:
        assert await durable.directory.fill(package(), BY)
        with closing(sqlite3.connect(file)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert not await durable.directory.fill(package(), BY)


async def test_of_two_nodes_that_start_at_once_one_fills_it(durable: Durable) -> None:
    filled = await asyncio.gather(*(durable.directory.fill(package(), BY) for _ in range(2)))
    assert sorted(filled) == [False, True]
    assert len(await deeds(durable)) == 1
