"""Entries changed cell by cell: what may be, what a new fact needs, and what stays as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from helpline.core.directory.changing import (
    EDITABLE,
    FACT_OF,
    Change,
    Check,
    Fact,
    changed,
    mark_checked,
    worsened,
)
from helpline.core.directory.entries import FACTS, Entry, Vouched, check, facts
from helpline.core.directory.package import Package
from helpline.core.directory.tabular import read_files, write_files
from helpline.core.directory.words import Grade
from helpline.core.errors import BadInput
from tests.core.listings import PHONE, SERVICE, package, rows, tables_of

TODAY = date(2026, 8, 15)
LOOKED = Check("called them", Grade.SECONDARY, TODAY)
NUMBER = Change("phone", PHONE, "number", "1-800-555-0199")
TO_REVIEW = Change("service", SERVICE, "review_on", "2026-09-01")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def after(*changes: Change, looked: Check | None = LOOKED, of: Package | None = None) -> Package:
    return changed(of or package(), SERVICE, changes, looked, ids())


def entry_of(found: Package) -> Entry:
    [entry] = check(found).entries
    return entry


def vouched(found: Package) -> dict[Fact, Vouched]:
    return {(one.table, one.row, one.field): one for one in entry_of(found).vouched}


def test_a_new_fact_is_vouched_for_by_whoever_looked_and_nothing_else_changes() -> None:
    found = after(NUMBER)
    assert entry_of(found).phones[0].number == "1-800-555-0199"
    told, before = vouched(found), vouched(package())
    mine = told.pop(("phone", PHONE, "number"))
    assert (mine.source, mine.grade, mine.on) == ("called them", Grade.SECONDARY, TODAY)
    del before["phone", PHONE, "number"]
    assert told == before
    tables, old = tables_of(found), tables_of(package())
    assert {name for name, of in tables.items() if of != old[name]} == {"phone", "metadata"}


def test_a_fact_vouched_for_by_its_whole_row_gets_a_row_of_its_own() -> None:
    found = after(Change("service", SERVICE, "maximum_age", "24"))
    told = vouched(found)
    assert told["service", SERVICE, "maximum_age"].on == TODAY
    assert told["service", SERVICE, "minimum_age"].on == date(2026, 6, 1)
    assert tables_of(found)["metadata"][-1] == {
        "id": "new1",
        "resource_id": SERVICE,
        "resource_type": "service",
        "field_name": "maximum_age",
        "last_action_date": "2026-08-15",
        "last_action_type": "verify",
        "source": "called them",
        "grade": "S",
    }


@pytest.mark.parametrize("column", EDITABLE["schedule"])
def test_hours_are_one_fact_whichever_part_of_them_changes(column: str) -> None:
    to = {"byday": "WE", "closes_at": "18:00", "opens_at": "10:00"}
    to |= {"iana_timezone": "America/New_York", "closed_on": "2026-12-25"}
    found = after(Change("schedule", "h1", column, to.get(column, "2026-08-01")), of=long_hours())
    assert vouched(found)["schedule", "h1", "opens_at"].on == TODAY


def long_hours() -> Package:
    tables = rows()
    tables["schedule"][0]["valid_to"] = "2027-08-01"
    return package(tables)


def test_what_is_no_fact_needs_nobody_who_looked() -> None:
    found = after(TO_REVIEW, Change("service", SERVICE, "description", "New."), looked=None)
    assert entry_of(found).review_on == date(2026, 9, 1)
    assert vouched(found) == vouched(package())


@pytest.mark.parametrize("to", ["1-800-555-0100", " 1-800-555-0100 "])
def test_a_fact_that_stays_the_same_needs_nobody_who_looked(to: str) -> None:
    assert vouched(after(replace(NUMBER, to=to), looked=None)) == vouched(package())


def test_a_fact_that_is_taken_out_needs_nobody_who_looked() -> None:
    found = after(Change("service", SERVICE, "maximum_age", ""), looked=None)
    assert entry_of(found).ages == (12, None)


def test_a_new_fact_that_nobody_read_is_refused() -> None:
    with pytest.raises(BadInput, match="where the new one was read"):
        after(NUMBER, looked=None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replace(NUMBER, row="p9"), "no part of this entry"),
        (replace(NUMBER, column="colour"), "no column colour"),
        (replace(NUMBER, column="id"), "no column id"),
        (replace(NUMBER, column="service_id"), "no column service_id"),
        (Change("organization", "o1", "name", "x"), "no part of this entry"),
        (Change("metadata", "m2", "last_action_date", "2026-08-15"), "no column last_action_date"),
        (Change("service", "another", "name", "x"), "no part of this entry"),
    ],
)
def test_what_is_not_the_entrys_or_vouches_for_it_can_not_be_changed(
    change: Change, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        after(TO_REVIEW, change)


def test_a_column_of_ours_is_added_where_somebody_elses_tables_lack_it() -> None:
    tables = rows()
    del tables["service"][0]["review_on"]
    for row in tables["metadata"]:
        del row["grade"]
    foreign = with_schema(package(tables), "service", "metadata")
    found = after(TO_REVIEW, NUMBER, of=foreign)
    again = read_files(write_files(found))
    assert again.rows("service")[0].get("review_on") == "2026-09-01"
    assert [row.get("grade") for row in again.rows("metadata")] == ["", "S", "", "", "", ""]
    for table in ("service", "metadata"):
        fields = [field["name"] for field in schema(again, table)]
        assert fields == list(again.tables[table].columns)


def test_a_table_that_is_named_and_missing_is_made_under_its_name() -> None:
    tables = rows()
    del tables["metadata"]
    bare = package(tables)
    resource = {"name": "metadata", "path": "what_vouches.csv", "schema": {"fields": []}}
    resources = [*bare.descriptor["resources"], resource]
    found = after(NUMBER, of=replace(bare, descriptor={**bare.descriptor, "resources": resources}))
    assert "what_vouches.csv" in write_files(found)
    unnamed = after(NUMBER, of=bare)
    assert read_files(write_files(unnamed)).rows("metadata")[0].get("source") == "called them"


def schema(found: Package, table: str) -> list[dict[str, Any]]:
    [resource] = [one for one in found.descriptor["resources"] if one["name"] == table]
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    return fields


def with_schema(found: Package, *names: str) -> Package:
    """Let the descriptor name the columns of tables."""
    resources = [
        {**one, "schema": {"fields": [{"name": c} for c in found.tables[one["name"]].columns]}}
        if one["name"] in names
        else one
        for one in found.descriptor["resources"]
    ]
    return Package(found.tables, {**found.descriptor, "resources": resources})


def test_facts_that_hold_are_dated_and_say_the_same() -> None:
    every = list(facts(package(), SERVICE))
    found = mark_checked(package(), SERVICE, every, LOOKED, ids())
    assert {one.on for one in entry_of(found).vouched} == {TODAY}
    assert [fact[0:3] for fact in vouched(found)] == every
    before = entry_of(package())
    assert replace(entry_of(found), vouched=()) == replace(before, vouched=())
    one = mark_checked(package(), SERVICE, every[:1], LOOKED, ids())
    assert [fact.on for fact in entry_of(one).vouched].count(TODAY) == 1


def test_every_row_that_vouched_for_a_fact_alone_says_the_new_check() -> None:
    tables = rows()
    tables["metadata"].append({**tables["metadata"][1], "id": "m9", "source": "a book"})
    fact = ("phone", PHONE, "number")
    found = mark_checked(package(tables), SERVICE, [fact, fact], LOOKED, ids())
    assert len(found.rows("metadata")) == len(tables["metadata"])
    mine = [one for one in entry_of(found).vouched if (one.table, one.row, one.field) == fact]
    assert [(one.source, one.on) for one in mine] == [("called them", TODAY)] * 2


@pytest.mark.parametrize(
    "which",
    [
        [],
        [("phone", "p9", "number")],
        [("phone", PHONE, "type")],
        [("phone", PHONE, "text_word")],
        [("organization", "o1", "name")],
    ],
)
def test_only_facts_of_the_entry_are_marked_as_checked(which: list[Fact]) -> None:
    with pytest.raises(BadInput, match="only facts of this entry"):
        mark_checked(package(), SERVICE, which, LOOKED, ids())


def test_a_change_may_leave_an_entry_its_faults_and_add_none() -> None:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    tables["language"][0]["code"] = "Spanish"
    faulty = package(tables)
    mended = after(NUMBER, of=faulty)
    assert worsened(faulty, mended, SERVICE) == ()
    assert len(check(mended).faults[SERVICE]) == 1
    spoiled = after(Change("service", SERVICE, "url", "nowhere"), of=mended)
    [fault] = worsened(mended, spoiled, SERVICE)
    assert (fault.file, fault.row, fault.field) == ("services.csv", 2, "url")
    [long] = worsened(mended, after(replace(NUMBER, to="1" * 4_001), of=mended), SERVICE)[:1]
    assert "over 4,000" in long.words


def test_every_cell_of_a_fact_belongs_to_one_and_every_fact_can_be_changed() -> None:
    stated = {(table, field) for table, fields in FACTS.items() for field in fields}
    assert {(table, fact) for (table, _), fact in FACT_OF.items()} == stated
    editable = {(table, column) for table, columns in EDITABLE.items() for column in columns}
    assert stated <= FACT_OF.keys() <= editable
