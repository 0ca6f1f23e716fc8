"""Data packages: what goes in comes out, and what can't be read says where and takes nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.directory.package import CELL_CHARS, Fault, Package, Row, Table, Unreadable
from helpline.core.directory.tabular import DESCRIPTOR, ROWS, read_files, write_files
from tests.core.listings import files, package, rows, tables_of


def faults(found: dict[str, bytes]) -> list[str]:
    with pytest.raises(Unreadable) as unreadable:
        read_files(found)
    return [str(fault) for fault in unreadable.value.faults]


def test_a_package_comes_out_as_it_went_in_with_what_we_do_not_know() -> None:
    given_files = files(rows())
    written = write_files(read_files(given_files))
    assert written.keys() == given_files.keys()
    assert json.loads(written[DESCRIPTOR]) == json.loads(given_files[DESCRIPTOR])
    assert {name: written[name] for name in given_files if name != DESCRIPTOR} == {
        name: content for name, content in given_files.items() if name != DESCRIPTOR
    }
    service = package().rows("service")[0]
    assert service.get("colour_of_the_door") == "blue, or green"


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
COLUMNS = st.lists(st.text("abcö_ ", min_size=1, max_size=5).map(str.strip), max_size=4)


@st.composite
def tables(draw: st.DrawFn) -> Package:
    columns = tuple(dict.fromkeys(["id", *(name for name in draw(COLUMNS) if name)]))
    count = draw(st.integers(0, 4))
    found = tuple(
        Row(n + 2, {name: str(n) if name == "id" else draw(CELLS) for name in columns})
        for n in range(count)
    )
    return Package({"thing": Table("thing", "thing.csv", columns, found)})


@given(tables())
def test_any_text_in_any_column_survives(drawn: Package) -> None:
    assert tables_of(read_files(write_files(drawn))) == tables_of(drawn)


def test_a_row_is_counted_as_a_spreadsheet_counts_it() -> None:
    found = files(rows())
    found["phones.csv"] += b'\n"p3","two\nlines"\np4\n'
    assert faults(found) == [
        "phones.csv, row 5: has 2 instead of 5 cells: are its quotation marks right?",
        "phones.csv, row 6: has 1 instead of 5 cells: are its quotation marks right?",
    ]


def test_a_row_may_end_before_columns_that_the_package_does_not_declare() -> None:
    fields = [{"name": "id"}, {"name": "number"}]
    resource = {"name": "phone", "path": "phones.csv", "schema": {"fields": fields}}
    found = {DESCRIPTOR: json.dumps({"resources": [resource]}).encode()}
    read = read_files({**found, "phones.csv": b"id,number,note,more\np1,5\np2,6,x\n"})
    assert tables_of(read)["phone"] == [
        {"id": "p1", "number": "5", "note": "", "more": ""},
        {"id": "p2", "number": "6", "note": "x", "more": ""},
    ]
    [told] = faults({**found, "phones.csv": b"id,number,note\np1\n"})
    assert told.startswith("phones.csv, row 2: has 1 instead of 3 cells")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "phones.csv, row 1, id: is missing in the header"),
        (b"id,,id\n", "phones.csv, row 1: column 2 has no name"),
        (b"id,,id\n", "phones.csv, row 1, id: is there twice"),
        (b'id\n"never closed', "phones.csv, row 2: a quotation mark is never closed"),
        (b"id\n\xff\n", "phones.csv, row 2: is not UTF-8 text"),
        (b"id\n1\n1\n", "phones.csv, row 3, id: is the same as in row 2"),
        (b"id,x\n,y\n", "phones.csv, row 2, id: needs 1 to 64 characters"),
        (b"id\n" + b"1" * 65, "phones.csv, row 2, id: needs 1 to 64 characters"),
        (b"id,x\n1,a\0b\n", "phones.csv, row 2, x: holds a character that is no text"),
        (b"id,x\n1," + b"x" * (CELL_CHARS + 1), "phones.csv, row 2, x: has over 4,000"),
        (b"id\n" + b"1\n" * (ROWS + 1), f"phones.csv, row {ROWS + 2}: there are over 20,000 rows"),
    ],
)
def test_a_file_that_can_not_be_read_says_where(content: bytes, says: str) -> None:
    told = faults({**files(rows()), "phones.csv": content})
    assert [line for line in told if line.startswith(says)]


@pytest.mark.parametrize(
    ("descriptor", "says"),
    [
        (b"{", "is not JSON"),
        (b"[]", "needs a list of tables"),
        (b'{"resources": [1]}', "needs a list of tables"),
        (b'{"resources": [{"name": "a"}]}', "each table needs a name and a path"),
        (b'{"resources": [{"name": "a", "path": "../a.csv"}]}', "a CSV file of the same folder"),
        (b'{"resources": [{"name": "a", "path": "a.txt"}]}', "a CSV file of the same folder"),
        (
            b'{"resources": [{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}]}',
            "a (b.csv) is there twice",
        ),
    ],
)
def test_a_descriptor_that_does_not_fit_says_why(descriptor: bytes, says: str) -> None:
    [told] = faults({DESCRIPTOR: descriptor})
    assert says in told


def test_a_file_beside_the_package_is_not_lost_in_silence() -> None:
    assert faults({"a.csv": b"id\n"}) == ["datapackage.json: is missing: a package needs one"]
    [told] = faults({**files(rows()), "b.csv": b"id\n"})
    assert told.startswith("b.csv: is not named in datapackage.json")


def test_a_spreadsheets_mark_is_no_part_of_the_first_column() -> None:
    marked = {**files(rows()), "languages.csv": b"\xef\xbb\xbfid,code\r\nl1,es\r\n"}
    assert [dict(row.cells) for row in read_files(marked).rows("language")] == [
        {"id": "l1", "code": "es"}
    ]


def test_a_fault_of_a_whole_file_names_no_row() -> None:
    assert str(Fault("a.csv", 0, "", "is empty")) == "a.csv: is empty"
