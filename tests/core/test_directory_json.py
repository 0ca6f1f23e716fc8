"""The standard's JSON: taken apart to tables and put together again, equal to what it was."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.directory.entries import check
from helpline.core.directory.nested import read_document, write_document
from helpline.core.directory.package import Unreadable
from helpline.core.directory.scalars import kind_of, packed, unpacked
from helpline.core.directory.tabular import read_files, write_files
from tests.core.listings import SERVICE, package, tables_of

PHONE = {
    "id": "p1",
    "number": '"+44 1234 234567"',
    "extension": 100,
    "type": "voice",
    "languages": [{"id": "l1", "name": "Urdu", "code": "ur", "note": None}],
}
LOCATION = {
    "id": "c1",
    "location_type": "physical",
    "latitude": 51.5,
    "addresses": [{"id": "a1", "city": "MyCity", "country": "GB"}],
    "phones": [PHONE],
}
DOCUMENT: dict[str, Any] = {
    "services": [
        {
            "id": "s1",
            "name": "Made-up counselling",
            "status": "active",
            "alternate_name": "",
            "minimum_age": 12,
            "moon_phases": ["full", 1, {"new": True}],
            "open_to_cats": False,
            "phones": [PHONE],
            "service_at_locations": [{"id": "sl1", "location": LOCATION, "phones": [PHONE]}],
            "organization": {
                "id": "o1",
                "name": "Example",
                "year_incorporated": 2011,
                "locations": [LOCATION],
                "metadata": [{"id": "m1", "resource_type": "location", "updated_by": "null"}],
            },
            "attributes": [
                {
                    "id": "x1",
                    "link_entity": "link_entity",
                    "taxonomy_term": {
                        "id": "t1",
                        "code": "need:health",
                        "taxonomy_detail": {"id": "ta", "name": "helpline"},
                    },
                }
            ],
        },
        {"id": "s2", "name": "Another", "status": "inactive", "moon_phases": "waning"},
    ],
    "organizations": [{"id": "o2", "name": "Without a service", "phones": [{"id": "p9"}]}],
    "lighthouse": [{"id": "z1", "lamp": "lit"}],
}


def read(document: Any) -> Any:
    return read_document("d.json", json.dumps(document).encode())


def written(document: Any) -> Any:
    return json.loads(write_document(read(document)))


def told(document: Any) -> list[str]:
    with pytest.raises(Unreadable) as unreadable:
        read(document)
    return [str(fault) for fault in unreadable.value.faults]


def test_a_document_comes_out_equal_with_what_we_do_not_know() -> None:
    assert written(DOCUMENT) == DOCUMENT


def test_it_comes_out_equal_by_way_of_csv_too() -> None:
    by_csv = read_files(write_files(read(DOCUMENT)))
    assert json.loads(write_document(by_csv)) == DOCUMENT


def test_what_stands_in_several_places_is_one_row_that_names_its_owners() -> None:
    [phone, _] = read(DOCUMENT).rows("phone")
    owners = ("service_id", "location_id", "service_at_location_id")
    assert [phone.get(owner) for owner in owners] == ["s1", "c1", "sl1"]


def test_tables_come_back_by_way_of_json() -> None:
    again = tables_of(read_document("d.json", write_document(package())))
    for name, table in tables_of(package()).items():
        kept = [{key: cell for key, cell in row.items() if cell} for row in table]
        by_id = {row["id"]: row for row in again[name]}
        assert [by_id[row["id"]] for row in kept] == kept
    assert [entry.id for entry in check(read_document("d", write_document(package()))).entries] == [
        SERVICE
    ]


SERVICE_AT: dict[str, Any] = {
    "id": "sl1",
    "location": LOCATION,
    "service": {"id": "s1", "name": "Made up", "organization": {"id": "o1", "name": "Example"}},
}
ORGANIZATION: dict[str, Any] = {
    "id": "o1",
    "name": "Example",
    "services": [{"id": "s1", "status": "active", "phones": [PHONE]}, {"id": "s2"}],
}


@pytest.mark.parametrize(
    "shape",
    [
        DOCUMENT["services"][0],
        [DOCUMENT["services"][0]],
        {"total_items": 1, "page_number": 1, "empty": False, "contents": DOCUMENT["services"]},
        {"services": DOCUMENT["services"]},
        DOCUMENT["organizations"],
        ORGANIZATION,
        {"organizations": [ORGANIZATION, {"id": "o2"}]},
        SERVICE_AT,
        {"size": 2, "contents": [SERVICE_AT]},
        LOCATION,
        {"id": "t1", "code": "need:health", "taxonomy_detail": {"id": "ta", "name": "helpline"}},
        {"id": "ta", "name": "helpline", "uri": "https://example.org"},
        [],
        {"total_items": 0, "contents": []},
        {},
    ],
)
def test_a_document_of_any_shape_comes_out_equal(shape: Any) -> None:
    assert written(shape) == shape
    by_csv = read_files(write_files(read(shape)))
    assert json.loads(write_document(by_csv)) == shape


def test_an_organization_with_its_services_is_read_as_these_services() -> None:
    found = read(ORGANIZATION)
    assert [row.get("organization_id") for row in found.rows("service")] == ["o1", "o1"]
    assert found.rows("phone")[0].get("service_id") == "s1"


def test_a_document_that_says_more_than_it_did_is_lists_by_name() -> None:
    found = read(ORGANIZATION)
    [table] = [read({"organizations": [{"id": "o9"}]}).tables["organization"]]
    rows = (*found.tables["organization"].rows, *table.rows)
    more = {**found.tables, "organization": replace(found.tables["organization"], rows=rows)}
    said = json.loads(write_document(replace(found, tables=more)))
    assert said == {"organizations": [ORGANIZATION, {"id": "o9"}]}


@pytest.mark.parametrize(
    "mark", [5, {}, {"kind": 1, "table": "service", "page": {}}, {"kind": "page", "table": "x"}]
)
def test_a_mark_that_somebody_else_has_left_means_nothing(mark: Any) -> None:
    found = read(DOCUMENT)
    marked = replace(found, descriptor={**found.descriptor, "json_document": mark})
    assert json.loads(write_document(marked)) == DOCUMENT


def test_two_that_say_different_things_of_one_id_are_refused() -> None:
    document = {"services": [{"id": "s1", "phones": [PHONE, {**PHONE, "number": "911"}]}]}
    [one] = told(document)
    assert one.startswith("d.json, services[0].phones[1].number: another place says something else")


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (5, "d.json: needs an object or a list of objects"),
        ({"services": {}}, "d.json, services: needs a list"),
        ({"services": [5]}, "d.json, services[0]: needs an object with an id"),
        ({"services": [{"id": 7}]}, "d.json, services[0]: needs an object with an id"),
        ({"services": [{"id": "s", "phones": [{}]}]}, "d.json, services[0].phones[0]: needs an"),
        ({"a b": [{"id": "s"}]}, "a b.csv: needs a name of"),
        ({"services": [{"id": "s", "name": "\ud800"}]}, "service.csv, row 2, name: holds a"),
    ],
)
def test_what_is_no_directory_says_where(document: Any, says: str) -> None:
    assert told(document)[0].startswith(says)


@pytest.mark.parametrize("raw", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_says_so(raw: bytes) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_document("d.json", raw)
    assert [str(fault) for fault in unreadable.value.faults] == ["d.json: is not JSON in UTF-8"]


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from(["", "null", '""', '"null"', '"a"', "1", "true", "[1]", '"\\"\\""'])
)


@given(st.lists(SCALARS | st.lists(SCALARS, max_size=2), min_size=1, max_size=4))
def test_any_value_comes_back_out_of_its_cell(values: list[Any]) -> None:
    kind = kind_of(values)
    cells = [packed(value, kind) for value in values]
    assert "" not in cells
    again = [unpacked(cell, kind) for cell in cells]
    assert json.dumps(again) == json.dumps(values)


@given(st.text(min_size=1, max_size=8))
def test_a_cell_of_a_csv_file_that_is_no_number_stays_a_text(cell: str) -> None:
    found = unpacked(cell, "number")
    assert found is None or found == cell or json.dumps(found) == cell
