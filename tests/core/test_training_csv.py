"""Training from a CSV file: all of it, or nothing and every fault by its row."""

import codecs
import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from io import StringIO
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.names import StaffId, folded
from helpline.core.training import TRAINER_CHARS, Module, ModuleId, Record
from helpline.core.training_csv import (
    COLUMNS,
    FAULTS_TOLD,
    FILE_BYTES,
    ROW_CHARS,
    ROWS,
    SHOWN_CHARS,
    Fault,
    Refused,
    read_training_csv,
)

TODAY = date(2026, 3, 15)
ANA, BEN, ZOE = (StaffId(f"staff-{n}") for n in range(3))
SIGN_IN_NAMES = {ANA: "Ana", BEN: "ben@line.example", ZOE: "Zoë"}
PEOPLE = {folded(name): staff for staff, name in SIGN_IN_NAMES.items()}
BASICS, LAW = ModuleId("basics"), ModuleId("law-2")
MODULES = {ident: Module(ident, ident.title(), 12, required=True) for ident in (BASICS, LAW)}
KNOWN = (Record(ANA, LAW, date(2025, 5, 5), "Jo"),)
HEADER = "sign_in_name,module,date,trainer"
GOOD = "ana,basics,2026-01-31,Jo"

NOT_TEXT = "not UTF-8 text, save it as CSV UTF-8"
NUL = "holds a NUL byte, save it as CSV UTF-8"
QUOTES = "a quotation mark is never closed, or not doubled inside a cell"
LONG = "has over 1,000 characters: is a quotation mark never closed?"
FORM = "is not of the form YYYY-MM-DD (year, month, day)"
CONTROL = "holds a line break or another control character"
FORMULA = "which a spreadsheet takes for a formula"


def read(raw: bytes, known: Iterable[Record] = KNOWN) -> tuple[Record, ...] | Refused:
    return read_training_csv(raw, PEOPLE, MODULES, known, TODAY)


def records(raw: bytes) -> tuple[Record, ...]:
    found = read(raw, known=())
    assert not isinstance(found, Refused)
    return found


def faults(raw: bytes) -> list[tuple[int, str | None, str]]:
    found = read(raw)
    assert isinstance(found, Refused)
    assert found.more == 0
    return [(fault.row, fault.column, fault.words) for fault in found.faults]


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def written(rows: Iterable[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def words(cell: str, column: str) -> str:
    """Return what is said of a row that is good but for one cell."""
    cells = dict(zip(COLUMNS, GOOD.split(","), strict=True)) | {column: cell}
    ((row, place, said),) = faults(written([COLUMNS, list(cells.values())]).encode())
    assert (row, place) == (2, column)
    return said


def test_each_row_becomes_a_record() -> None:
    assert records(sheet(GOOD, 'BEN@line.example,law-2,2000-01-01," O\'Hara, ""Kit"" "')) == (
        Record(ANA, BASICS, date(2026, 1, 31), "Jo"),
        Record(BEN, LAW, date(2000, 1, 1), 'O\'Hara, "Kit"'),
    )


@pytest.mark.parametrize("name", ["ANA", " ana\t", "\uff21\uff4e\uff41", "zoe\u0308", "ZO\u00cb"])
def test_a_sign_in_name_is_found_as_it_is_at_the_door(name: str) -> None:
    (found,) = records(sheet(f"{name},basics,2026-01-31,Jo"))
    assert found.staff == PEOPLE[folded(name)]


def test_training_of_today_counts_as_done() -> None:
    assert records(sheet("ana,basics,2026-03-15,Jo")) == (Record(ANA, BASICS, TODAY, "Jo"),)


def test_empty_rows_are_passed_over_and_counted() -> None:
    assert records(sheet("", GOOD, ",,,,,", "", "")) == records(sheet(GOOD))
    assert faults(sheet("", ",,,", " ;", "", "ana,yoga,2026-01-31,Jo", "")) == [
        (4, None, "has 1 instead of 4 cells: are its quotation marks right?"),
        (6, "module", 'there is no module "yoga"'),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_has_the_number_a_spreadsheet_shows_even_after_a_line_break_in_a_cell(
    end: str,
) -> None:
    rows = [f'"{end}ana{end}{end}",basics,2026-01-31,Jo', "ana,yoga,2026-01-31,Jo"]
    raw = end.join([HEADER, *rows]).encode()
    assert faults(raw) == [(3, "module", 'there is no module "yoga"')]


def test_a_quotation_mark_inside_a_cell_opens_nothing() -> None:
    raw = sheet('ana,basics,2026-01-31,Jo "JJ', 'ana,yoga,2026-01-31,Jo"')
    assert faults(raw) == [(3, "module", 'there is no module "yoga"')]


@pytest.mark.parametrize("bad", [b"\xe9", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf0\x9f"])
def test_the_first_row_that_is_not_utf_8_is_named(bad: bytes) -> None:
    above = sheet('"ana\n",basics,2026-01-31,Jo', "", "ana,law-2,2026-01-31,")
    for mark in (b"", codecs.BOM_UTF8):
        assert faults(mark + above + bad + b"\nana,\xe9,,") == [(4, None, NOT_TEXT)]
    assert faults(bad) == [(1, None, NOT_TEXT)]


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_the_first_row_of_broken_utf_16_is_named(mark: bytes, codec: str) -> None:
    raw = mark + sheet(GOOD).decode().encode(codec)
    assert faults(raw + b"\0") == [(2, None, NOT_TEXT)]
    halves = "\n\ud800\ud800".encode(codec, "surrogatepass")
    assert faults(raw + halves) == [(3, None, NOT_TEXT)]


def test_a_nul_byte_is_told_once_and_by_its_row() -> None:
    assert faults(sheet(GOOD, "ana,\0,2026-01-31,\0", "\0")) == [(3, None, NUL)]
    assert faults(sheet(GOOD).decode().encode("utf-16-le")) == [(1, None, NUL)]
    assert faults(sheet(GOOD).decode().encode("utf-32")) == [(1, None, NUL)]


def test_a_file_over_its_size_is_not_looked_into() -> None:
    raw = sheet(GOOD, "")
    assert faults(raw.ljust(FILE_BYTES)) == [(3, None, LONG)]
    assert faults(raw.ljust(FILE_BYTES + 1)) == [(1, None, "the file is over 1 MiB: split it")]


@pytest.mark.parametrize("sign", [b",", b'"', b"\r", b"\0", b"\xff"])
def test_a_file_full_of_one_sign_is_answered_with_one_fault(sign: bytes) -> None:
    assert len(faults(sheet("").ljust(FILE_BYTES, sign))) == 1
    assert len(faults(sheet("").ljust(FILE_BYTES - 1, sign) + b"\xff")) == 1


def test_a_file_has_ten_thousand_rows_at_most() -> None:
    days = [date(2000, 1, 1) + timedelta(days=n // 2) for n in range(ROWS)]
    rows = [f"ben@line.example,{(BASICS, LAW)[n % 2]},{on},Jo" for n, on in enumerate(days)]
    assert [record.on for record in records(sheet(*rows, ""))] == days
    assert faults(sheet(*rows, "one more")) == [
        (10_002, None, "there are over 10,000 rows: split the file")
    ]


@pytest.mark.parametrize("raw", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\n", b"\r\n \t\r\n"])
def test_an_empty_file_is_told_as_that(raw: bytes) -> None:
    assert faults(raw) == [(1, None, "the file is empty")]


@pytest.mark.parametrize("rows", [[], [""], ["", " ", ",,,"]])
def test_a_header_alone_is_told_as_that(rows: list[str]) -> None:
    assert faults(sheet(*rows)) == [(1, None, "there is nothing below the header")]


def test_every_fault_of_the_header_is_told_and_no_row_is_read() -> None:
    assert faults(sheet("?,?", header="date;Module;sign_in_name; date;;dat\x07e")) == [
        (1, None, '"Module" is none of sign_in_name, module, date, trainer'),
        (1, None, "column 5 has no name"),
        (1, None, '"dat?e" is none of sign_in_name, module, date, trainer'),
        (1, "module", "is missing"),
        (1, "date", "is there 2 times"),
        (1, "trainer", "is missing"),
    ]
    assert faults(sheet("?", header='"sign_in_name"!,module')) == [(1, None, QUOTES)]


def test_too_few_and_too_many_cells_are_told_as_that() -> None:
    assert faults(sheet("ana,basics,2026-01-31", f"{GOOD}, Kit", GOOD)) == [
        (2, None, "has 3 instead of 4 cells: are its quotation marks right?"),
        (3, None, "has 5 instead of 4 cells: are its quotation marks right?"),
    ]


def test_a_faulty_quotation_mark_spoils_no_other_row_and_quotes_nothing() -> None:
    spoilt = '"ana"!,basics,2026-01-31,"two\nlines"'
    assert faults(sheet("ana,yoga,2026-01-31,Jo", spoilt, "ana,chess,2026-01-31,Jo")) == [
        (2, "module", 'there is no module "yoga"'),
        (3, None, QUOTES),
        (4, "module", 'there is no module "chess"'),
    ]
    assert faults(sheet('ana,basics,2026-01-31,"Jo', GOOD)) == [(2, None, QUOTES)]


def test_a_row_has_a_thousand_characters_at_most() -> None:
    assert records(sheet(GOOD.ljust(ROW_CHARS))) == records(sheet(GOOD))
    assert faults(sheet(GOOD.ljust(ROW_CHARS + 1))) == [(2, None, LONG)]
    assert faults(sheet('"' + f"{GOOD}\n" * 8_000)) == [(2, None, LONG)]
    assert faults(sheet(GOOD, header="x" * 200_000)) == [(1, None, LONG)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "is empty"),
        ("2026-02-30", 'there is no day "2026-02-30"'),
        ("2026-13-01", 'there is no day "2026-13-01"'),
        ("0000-01-01", 'there is no day "0000-01-01"'),
        ("03/04/2026", f'"03/04/2026" {FORM}'),
        ("2026-3-4", f'"2026-3-4" {FORM}'),
        ("20260304", f'"20260304" {FORM}'),
        ("2026-W10-1", f'"2026-W10-1" {FORM}'),
        ("2026-03-04T10:00", f'"2026-03-04T10:00" {FORM}'),
        ("\u0662\u0660\u0662\u0666-03-04", f'"\u0662\u0660\u0662\u0666-03-04" {FORM}'),
        ("2026-03-16", "2026-03-16 is in the future: today is 2026-03-15"),
        ("1999-12-31", "1999-12-31 is before 2000-01-01"),
    ],
)
def test_a_date_is_a_day_that_was_written_year_first(cell: str, said: str) -> None:
    assert words(cell, "date") == said


def test_nobody_and_nothing_unknown_is_taken() -> None:
    assert words(" anna ", "sign_in_name") == 'nobody has the sign-in name "anna"'
    assert words(" ", "sign_in_name") == "is empty"
    assert words("Basics", "module") == 'there is no module "Basics"'
    assert words("", "module") == "is empty"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (" \u3000", "is empty"),
        ("x" * (TRAINER_CHARS + 1), "has 61 characters, and 60 is the most"),
        ("Jo\nKit", CONTROL),
        ("Jo\r", CONTROL),
        ("\tJo", CONTROL),
        ("Jo\x7f", CONTROL),
        ("Jo\u2028Kit", CONTROL),
        ("Jo\u2029Kit", CONTROL),
        ("Jo\u202egro", CONTROL),
        ("=1+1", f"begins with =, {FORMULA}"),
        (" +1", f"begins with +, {FORMULA}"),
        ("-1", f"begins with -, {FORMULA}"),
        ("@Jo", f"begins with @, {FORMULA}"),
        ("\uff1dJo", f"begins with \uff1d, {FORMULA}"),
    ],
)
def test_a_trainer_is_a_short_plain_name(cell: str, said: str) -> None:
    assert words(cell, "trainer") == said


def test_a_name_may_fill_its_sixty_characters_and_hold_any_sign_but_at_its_head() -> None:
    name = "Jo=+-@".ljust(TRAINER_CHARS, "x")
    (found,) = records(sheet(f"ana,basics,2026-01-31, {name} "))
    assert found.trainer == name


def test_the_same_training_twice_names_both_rows_however_the_person_is_written() -> None:
    assert faults(sheet(GOOD, "", " ANA ,basics,2026-01-31,Kit", GOOD)) == [
        (4, None, "the same person, module and date as in row 2"),
        (5, None, "the same person, module and date as in row 2"),
    ]
    other = ["zoë,basics,2026-01-31,Jo", "ana,law-2,2026-01-31,Jo", "ana,basics,2026-01-30,Jo"]
    assert len(records(sheet(GOOD, *other))) == 4


def test_what_is_kept_already_is_not_taken_again() -> None:
    again = (2, None, "this person, module and date is kept already")
    assert faults(sheet("ana,law-2,2025-05-05,Kit", GOOD)) == [again]


def test_what_is_quoted_is_short_and_can_be_printed() -> None:
    assert words("x" * SHOWN_CHARS, "module") == f'there is no module "{"x" * SHOWN_CHARS}"'
    cut = "x" * (SHOWN_CHARS - 1) + "…"
    assert words("x" * (SHOWN_CHARS + 1), "module") == f'there is no module "{cut}"'
    assert words("a\nb\u202ec\x1b[m", "module") == 'there is no module "a?b?c?[m"'


def test_every_faulty_cell_is_told_in_order() -> None:
    found = faults(sheet("x,x,x,=", GOOD, "x", "ana,basics,2026-01-31,"))
    places = [(row, column) for row, column, _ in found]
    assert places == [*((2, name) for name in COLUMNS), (4, None), (5, "trainer"), (5, None)]


@pytest.mark.parametrize(("rows", "more"), [(100, 0), (101, 1), (130, 30)])
def test_a_hundred_faults_are_told_and_the_others_counted(rows: int, more: int) -> None:
    said = "has 1 instead of 4 cells: are its quotation marks right?"
    first = tuple(Fault(row, None, said) for row in range(2, FAULTS_TOLD + 2))
    assert read(sheet(*["x"] * rows)) == Refused(first, more)


def is_plain(trainer: str) -> bool:
    return trainer != "" and normalize("NFKC", trainer[0]) not in {"=", "+", "-", "@"}


TRAINERS = (
    st.text(
        st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from('",;'),
        min_size=1,
        max_size=TRAINER_CHARS,
    )
    .map(str.strip)
    .filter(is_plain)
)
RECORDS = st.lists(
    st.builds(
        Record,
        st.sampled_from(list(SIGN_IN_NAMES)),
        st.sampled_from(list(MODULES)),
        st.dates(date(2000, 1, 1), TODAY),
        TRAINERS,
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda record: (record.staff, record.module, record.on),
)
Encode = Callable[[str], bytes]
ENCODERS: list[Encode] = [
    str.encode,
    lambda text: codecs.BOM_UTF8 + text.encode(),
    lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
]
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def row_of(record: Record) -> dict[str, str]:
    name = SIGN_IN_NAMES[record.staff]
    return dict(
        zip(COLUMNS, (name, record.module, str(record.on), record.trainer), strict=True),
    )


@given(RECORDS, st.sampled_from(ENCODERS), st.permutations(COLUMNS), st.sampled_from(",;"), ENDS)
def test_what_is_written_reads_back_in_every_encoding_delimiter_and_order_of_columns(
    kept: list[Record], encode: Encode, columns: list[str], delimiter: str, end: str
) -> None:
    rows = [[row_of(record)[column] for column in columns] for record in kept]
    assert records(encode(written([columns, *rows], delimiter, end))) == tuple(kept)


SPOILT = [
    "anna,basics,2026-01-31,Jo",
    "ana,yoga,2026-01-31,Jo",
    "ana,basics,2026-02-30,Jo",
    "ana,basics,2026-03-16,Jo",
    "ana,basics,2026-01-31,",
    "ana,basics,2026-01-31,=Jo",
    "ana,basics,2026-01-31",
    'ana,basics,2026-01-31,"Jo"!',
    "ana,law-2,2025-05-05,Jo",
]


@given(RECORDS.filter(lambda kept: KNOWN[0].on not in {r.on for r in kept}), st.data())
def test_one_fault_means_no_record_at_all(kept: list[Record], data: st.DataObject) -> None:
    rows = written(list(row_of(record).values()) for record in kept).split("\r\n")[:-1]
    place = data.draw(st.integers(0, len(rows)))
    spoilt = data.draw(st.sampled_from(SPOILT))
    found = faults(sheet(*rows[:place], spoilt, *rows[place:]))
    assert place + 2 in {row for row, _, _ in found}


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_every_row_keeps_its_number_whatever_its_cells_hold(
    rows: list[tuple[str, str, str]],
) -> None:
    spoilt = [(name, "no-module", on, trainer) for name, on, trainer in rows]
    found = faults(written([COLUMNS, *spoilt]).encode())
    named = [row for row, column, _ in found if column == "module"]
    assert named == list(range(2, len(rows) + 2))


NOISE = st.binary() | st.text('",;\r\n\0 ana=x2026-01-31').map(str.encode)
HEADS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, sheet("")]
HEADS += [sheet(f"{GOOD},"), sheet("", header=HEADER.replace(",", ";"))]


@given(st.sampled_from(HEADS), NOISE)
def test_whatever_the_bytes_there_is_an_answer(head: bytes, noise: bytes) -> None:
    found = read(head + noise)
    if not isinstance(found, Refused):
        assert found
        return
    assert 1 <= len(found.faults) <= FAULTS_TOLD
    rows = [fault.row for fault in found.faults]
    assert rows == sorted(rows)
    assert rows[0] >= 1
    assert all(fault.words.isprintable() for fault in found.faults)
