"""Which entries hold, what is wrong with the others to the cell, and which are given out."""

from dataclasses import replace
from datetime import date

import pytest

from helpline.core.directory.entries import Phone, belonging, check
from helpline.core.directory.numbers import dialled, number_fault
from helpline.core.directory.review import due, given_out
from helpline.core.directory.words import Grade, Line, Medium, Need, Status
from tests.core.listings import PHONE, SERVICE, package, rows


def spoiled(table: str, column: str, to: str, place: int = 0) -> list[str]:
    tables = rows()
    tables[table][place][column] = to
    found = check(package(tables))
    assert found.entries == () or not found.faults
    return [str(fault) for fault in found.faults.get(SERVICE, ())]


def test_an_entry_that_holds_is_read_whole() -> None:
    [entry] = check(package()).entries
    assert (entry.name, entry.organization, entry.url) == (
        "Harbor line",
        "Harbor",
        "https://example.org/line",
    )
    assert (entry.line, entry.ages, len(entry.hours)) == (Line.HELP, (12, 21), 1)
    assert (entry.needs, entry.areas) == (frozenset({Need.RUNAWAY}), frozenset({"OH"}))
    assert entry.languages == {"es"}
    assert entry.phones == (
        Phone("1-800-555-0100", Medium.VOICE, ""),
        Phone("55512", Medium.TEXT, "HELLO"),
    )
    told = {(one.table, one.row, one.field): one for one in entry.vouched}
    assert len(told) == len(entry.vouched) == 10
    number = told["phone", PHONE, "number"]
    assert (number.source, number.grade, number.on) == ("example.org", Grade.OWN, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("table", "column", "to", "says"),
    [
        ("service", "name", " ", "services.csv, row 2, name: is empty"),
        ("service", "organization_id", "o9", "services.csv, row 2, organization_id: names no"),
        ("service", "status", "open", "services.csv, row 2, status: needs to be one of active"),
        ("service", "url", "javascript:alert(1)", "services.csv, row 2, url: needs an address"),
        ("service", "minimum_age", "twelve", "services.csv, row 2, minimum_age: needs whole years"),
        ("service", "maximum_age", "121", "services.csv, row 2, maximum_age: needs whole years"),
        ("service", "maximum_age", "11", "services.csv, row 2, maximum_age: is below minimum_age"),
        ("service", "review_on", "20260901", "services.csv, row 2, review_on: needs dates as"),
        ("organization", "name", "", "organizations.csv, row 2, name: is empty"),
        ("phone", "number", "", "phones.csv, row 2, number: is empty"),
        ("phone", "number", "800-555-010", "phones.csv, row 2, number: is no number of the"),
        ("phone", "number", "55512", "phones.csv, row 2, number: is a short code"),
        ("phone", "number", "800-555-0100 x4", "phones.csv, row 2, number: has something"),
        ("phone", "type", "fax", "phones.csv, row 2, type: needs to be one of voice"),
        ("phone", "text_word", "HI", "phones.csv, row 2, text_word: needs one word"),
        ("language", "code", "Spanish", "languages.csv, row 2, code: needs the code"),
        ("service_area", "extent", "US-XX", "service_areas.csv, row 2, extent: needs US"),
        ("service_area", "extent", "OH", "service_areas.csv, row 2, extent: needs US"),
        ("taxonomy_term", "code", "line:maybe", "attributes.csv, row 2, taxonomy_term_id: the"),
        ("attribute", "taxonomy_term_id", "t9", "attributes.csv, row 2, taxonomy_term_id: names"),
        ("attribute", "taxonomy_term_id", "t2", "services.csv, row 2, attributes: needs exactly"),
        ("metadata", "grade", "U", "metadatas.csv, row 2, grade: needs to be one of V, S"),
        ("metadata", "source", "", "metadatas.csv, row 2, source: is empty"),
        ("metadata", "last_action_date", "June", "metadatas.csv, row 2, last_action_date: needs"),
        ("metadata", "resource_id", "else", "services.csv, row 2, name: has no source"),
        ("schedule", "opens_at", "9am", "schedules.csv, row 2, opens_at: needs a time as"),
    ],
)
def test_a_fault_is_told_to_the_cell_and_holds_the_entry_back(
    table: str, column: str, to: str, says: str
) -> None:
    told = spoiled(table, column, to)
    assert [line for line in told if line.startswith(says)]


def test_an_entry_that_nobody_could_reach_does_not_hold() -> None:
    tables = rows()
    tables["service"][0]["url"] = "null"
    tables["phone"] = [{**phone, "service_id": "another"} for phone in tables["phone"]]
    [fault] = check(package(tables)).faults[SERVICE]
    assert "nobody could reach it" in fault.words


@pytest.mark.parametrize(
    ("number", "medium"),
    [
        ("1-888-373-7888", Medium.VOICE),
        ("+1 (888) 373-7888", Medium.TEXT),
        ("877-606-3158", Medium.TTY),
        ("911", Medium.VOICE),
        ("711", Medium.TTY),
        ("988", Medium.TEXT),
        ("741741", Medium.TEXT),
        ("66008", Medium.TEXT),
    ],
)
def test_numbers_as_they_are_dialled(number: str, medium: Medium) -> None:
    assert number_fault(number, medium) is None


@pytest.mark.parametrize("number", ["1", "912", "123-456-7890", "800-155-0100", "+44 1234 234567"])
@pytest.mark.parametrize("medium", Medium)
def test_what_is_no_number_is_none_for_any_use(number: str, medium: Medium) -> None:
    assert number_fault(number, medium) is not None


def test_one_number_is_dialled_in_one_way() -> None:
    ways = ("1-800-555-0100", "+1 (800) 555-0100", "800.555.0100")
    assert {dialled(way) for way in ways} == {"8005550100"}
    assert dialled("988") == "988"


def test_only_what_is_active_and_not_off_is_given_out() -> None:
    checked = check(package())
    assert [entry.id for entry in given_out(checked, frozenset({"other"}))] == [SERVICE]
    assert given_out(checked, frozenset({SERVICE})) == ()
    for status in set(Status) - {Status.ACTIVE}:
        entries = tuple(replace(entry, status=status) for entry in checked.entries)
        assert given_out(replace(checked, entries=entries), frozenset()) == ()


def test_an_entry_is_due_when_its_oldest_check_has_run_out() -> None:
    [entry] = check(package()).entries
    assert due(entry, date(2026, 8, 30)) is None
    late = due(entry, date(2026, 8, 31))
    assert late is not None
    assert late.since == date(2026, 8, 31)


@pytest.mark.parametrize("day", ["", "2026-08-02"])
def test_a_fact_without_a_date_that_has_been_is_due_at_once(day: str) -> None:
    tables = rows()
    tables["metadata"][4]["last_action_date"] = day
    [entry] = check(package(tables)).entries
    found = due(entry, date(2026, 8, 1))
    assert found is not None
    assert found.since is None


@pytest.mark.parametrize(("on", "since"), [("2026-07-01", date(2026, 7, 1)), ("2027-07-01", None)])
def test_a_review_is_brought_forward_and_never_put_off(on: str, since: date | None) -> None:
    tables = rows()
    tables["service"][0]["review_on"] = on
    [entry] = check(package(tables)).entries
    found = due(entry, date(2026, 7, 1))
    assert (None if found is None else found.since) == since
    assert due(entry, date(2026, 8, 31)) is not None


def test_what_belongs_to_an_entry_is_its_own_and_not_its_organizations() -> None:
    names = {table for table, _ in belonging(package(), SERVICE)}
    assert names == {
        "service",
        "phone",
        "schedule",
        "language",
        "service_area",
        "attribute",
        "metadata",
    }
    assert ("phone", PHONE) in {(table, row.id) for table, row in belonging(package(), SERVICE)}
    assert list(belonging(package(), "nobody")) == []
