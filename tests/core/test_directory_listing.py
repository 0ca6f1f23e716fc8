"""The directory as staff see it: what holds, what does not, and each cell with its source."""

from dataclasses import replace
from datetime import UTC, date, datetime

from helpline.core.directory.listing import Cell, Listing, Source, lines, listings
from helpline.core.directory.words import Line
from tests.core.listings import PHONE, SERVICE, Rows, package, rows

MONDAY_NOON = datetime(2026, 8, 17, 17, tzinfo=UTC).timestamp()
TODAY = date(2026, 8, 17)


def listed(
    tables: Rows | None = None, off: frozenset[str] = frozenset(), now: float = MONDAY_NOON
) -> Listing:
    [found] = listings(package(tables), off, now, TODAY)
    return found


def test_an_entry_that_holds_is_told_with_its_cells_and_their_sources() -> None:
    found = listed()
    assert (found.service, found.name, found.organization) == (SERVICE, "Harbor line", "Harbor")
    assert (found.given, found.open_now, found.due, found.faults) == (True, True, None, ())
    assert found.entry is not None
    told = {(cell.table, cell.row, cell.column): cell for cell in found.cells}
    number = told["phone", PHONE, "number"]
    source = Source("example.org", "V", "2026-06-01")
    assert number == Cell("phone", PHONE, "number", "1-800-555-0100", "number", (source,))
    assert told["phone", PHONE, "type"] == Cell("phone", PHONE, "type", "voice", "number", ())
    assert told["schedule", "h1", "byday"].fact == "opens_at"
    assert told["service", SERVICE, "review_on"] == Cell(
        "service", SERVICE, "review_on", "", "", ()
    )
    assert [cell.value for cell in found.cells if cell.table == "attribute"] == ["t1"]
    assert {cell.table for cell in found.cells}.isdisjoint({"metadata", "organization"})


def test_what_is_off_is_given_to_nobody_and_still_seen() -> None:
    assert listed(off=frozenset({SERVICE})) == replace(listed(), given=False)


def test_an_entry_that_is_shut_or_has_no_hours_is_told_so() -> None:
    assert listed(now=MONDAY_NOON + 12 * 3_600).open_now is False
    tables = rows()
    del tables["schedule"]
    assert listed(tables).open_now is None


def test_an_entry_whose_check_has_run_out_is_due() -> None:
    [found] = listings(package(), frozenset(), MONDAY_NOON, date(2026, 9, 1))
    assert found.due is not None
    assert (found.due.since, found.given) == (date(2026, 8, 31), True)


def test_an_entry_with_a_fault_is_held_back_and_shows_the_cell_as_it_is() -> None:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    tables["metadata"][1]["last_action_date"] = "June"
    tables["service"][0]["organization_id"] = "o9"
    found = listed(tables)
    assert (found.entry, found.given, found.due, found.open_now) == (None, False, None, None)
    assert found.organization == ""
    assert {fault.field for fault in found.faults} == {
        "number",
        "last_action_date",
        "organization_id",
    }
    [number] = [cell for cell in found.cells if (cell.row, cell.column) == (PHONE, "number")]
    assert (number.value, number.vouched) == ("55", (Source("example.org", "V", "June"),))


def test_entries_stand_by_their_names() -> None:
    tables = rows()
    other = {**tables["service"][0], "id": "s2", "name": "an earlier one"}
    tables["service"].append(other)
    names = [one.name for one in listings(package(tables), frozenset(), 0, TODAY)]
    assert names == ["an earlier one", "Harbor line"]


def test_only_terms_that_say_whether_a_service_reports_are_told() -> None:
    assert lines(package()) == {"t1": Line.HELP}
