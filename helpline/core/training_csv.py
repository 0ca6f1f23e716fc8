"""Training records out of a spreadsheet's CSV file: all of them, or what is wrong row by row.

A row is counted as the spreadsheet numbers it: the header is row 1, empty rows count, and a line
break inside quotation marks does not begin a new one. Cells lose their outer blanks.

A fault of the file as a whole (its size, its encoding, its header) is told alone, since what the
rows then seem to say means nothing. Otherwise every faulty cell is told, with one fault each.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from helpline.core.names import StaffId, folded
from helpline.core.training import BadTrainer, Module, ModuleId, Record, checked_trainer

FILE_BYTES: Final = 1_048_576
ROWS: Final = 10_000
ROW_CHARS: Final = 1_000
FAULTS_TOLD: Final = 100
SHOWN_CHARS: Final = 40
EARLIEST: Final = date(2000, 1, 1)
COLUMNS: Final = ("sign_in_name", "module", "date", "trainer")

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_Key = tuple[StaffId, ModuleId, date]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, and in which of its columns (None: in the row as a whole)."""

    row: int
    column: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing of a file is taken: the first faults in the order of rows, and how many more."""

    faults: tuple[Fault, ...]
    more: int


class _Wrong(Exception):
    """A cell or a row can't be taken; what it says is told to staff."""


class _Unreadable(Exception):
    """The file as a whole can't be read."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("unreadable")
        self.faults = faults


def read_training_csv(
    raw: bytes,
    people: Mapping[str, StaffId],
    modules: Mapping[ModuleId, Module],
    known: Iterable[Record],
    today: date,
) -> tuple[Record, ...] | Refused:
    """Return all the records of a file, at least one, or everything that is wrong: never both.

    `people` are found by their folded sign-in names; `known` are the records already kept.
    """
    kept = frozenset((record.staff, record.module, record.on) for record in known)
    reading = _Reading(people, modules, kept, today)
    try:
        for row, cells in _table(raw):
            reading.take(row, cells)
    except _Unreadable as whole:
        reading.faults += whole.faults
    if not reading.faults and not reading.records:
        reading.faults.append(Fault(1, None, "there is nothing below the header"))
    if reading.faults:
        told = tuple(reading.faults[:FAULTS_TOLD])
        return Refused(told, more=len(reading.faults) - len(told))
    return tuple(reading.records)


@dataclass(slots=True)
class _Reading:
    """What has come of the rows so far."""

    people: Mapping[str, StaffId]
    modules: Mapping[ModuleId, Module]
    kept: frozenset[_Key]
    today: date
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    row_of: dict[_Key, int] = field(default_factory=dict)

    def take(self, row: int, cells: Mapping[str, str] | Fault) -> None:
        if isinstance(cells, Fault):
            self.faults.append(cells)
            return
        staff = self._cell(row, "sign_in_name", self._person, cells)
        module = self._cell(row, "module", self._module, cells)
        on = self._cell(row, "date", self._date, cells)
        trainer = self._cell(row, "trainer", checked_trainer, cells)
        if staff is None or module is None or on is None:
            return
        self._only_once(row, (staff, module, on))
        if trainer is not None:
            self.records.append(Record(staff, module, on, trainer))

    def _cell(
        self, row: int, column: str, read: Callable[[str], _Value], cells: Mapping[str, str]
    ) -> _Value | None:
        try:
            return read(cells[column])
        except (_Wrong, BadTrainer) as wrong:
            self.faults.append(Fault(row, column, str(wrong)))
            return None

    def _only_once(self, row: int, key: _Key) -> None:
        first = self.row_of.setdefault(key, row)
        if first != row:
            words = f"the same person, module and date as in row {first}"
            self.faults.append(Fault(row, None, words))
        elif key in self.kept:
            self.faults.append(Fault(row, None, "this person, module and date is kept already"))

    def _person(self, cell: str) -> StaffId:
        staff = self.people.get(folded(_filled(cell)))
        if staff is None:
            raise _Wrong(f"nobody has the sign-in name {_shown(cell)}")
        return staff

    def _module(self, cell: str) -> ModuleId:
        ident = ModuleId(_filled(cell))
        if ident not in self.modules:
            raise _Wrong(f"there is no module {_shown(cell)}")
        return ident

    def _date(self, cell: str) -> date:
        on = _day(_filled(cell))
        if on > self.today:
            raise _Wrong(f"{on} is in the future: today is {self.today}")
        if on < EARLIEST:
            raise _Wrong(f"{on} is before {EARLIEST}")
        return on


def _day(cell: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise _Wrong(f"{_shown(cell)} is not of the form YYYY-MM-DD (year, month, day)")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise _Wrong(f"there is no day {_shown(cell)}") from None


def _filled(cell: str) -> str:
    stripped = cell.strip()
    if not stripped:
        raise _Wrong("is empty")
    return stripped


def _shown(cell: str) -> str:
    """Return what staff typed as a fault may quote it: short, and with nothing unprintable."""
    text = cell.strip()
    short = text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"
    return '"' + "".join(char if char.isprintable() else "?" for char in short) + '"'


def _table(raw: bytes) -> Iterator[tuple[int, Mapping[str, str] | Fault]]:
    """Yield each row below the header that is not empty: its number, and its cells by column."""
    text = _text(raw)
    delimiter = _delimiter(text)
    header, *rows = islice(_rows(text), ROWS + 2)
    if len(rows) > ROWS:
        raise _Unreadable(Fault(ROWS + 2, None, f"there are over {ROWS:,} rows: split the file"))
    columns = _columns(header, delimiter)
    for number, row in enumerate(rows, 2):
        try:
            cells = _cells(row, delimiter)
            if any(cell.strip() for cell in cells):
                yield number, _by_column(columns, cells)
        except _Wrong as wrong:
            yield number, Fault(number, None, str(wrong))


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> Mapping[str, str]:
    if len(cells) != len(columns):
        counts = f"{len(cells)} instead of {len(columns)} cells"
        raise _Wrong(f"has {counts}: are its quotation marks right?")
    return dict(zip(columns, cells, strict=True))


def _text(raw: bytes) -> str:
    if len(raw) > FILE_BYTES:
        raise _Unreadable(Fault(1, None, "the file is over 1 MiB: split it"))
    mark, encoding = next((pair for pair in _MARKS if raw.startswith(pair[0])), (b"", "utf-8"))
    body = raw.removeprefix(mark)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        row = _row_after(body[: error.start].decode(encoding))
        raise _Unreadable(Fault(row, None, "not UTF-8 text, save it as CSV UTF-8")) from None
    if "\0" in text:
        row = _row_after(text[: text.index("\0")])
        raise _Unreadable(Fault(row, None, "holds a NUL byte, save it as CSV UTF-8"))
    if not text.strip():
        raise _Unreadable(Fault(1, None, "the file is empty"))
    return text


def _row_after(before: str) -> int:
    """Return the row of what comes next: any character would do in its place."""
    return sum(1 for _ in _rows(f"{before}?"))


def _delimiter(text: str) -> str:
    """Spreadsheets write a semicolon where the comma is needed for numbers."""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def _rows(text: str) -> Iterator[str]:
    """Yield the text of each row, so that a faulty one does not spoil the next.

    csv itself loses count after a fault: it goes on with the next line, even inside a cell.
    """
    delimiter = _delimiter(text)
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"?+)?+[^{delimiter}\r\n]*+'
    row = rf"(?!\Z)({cell}(?:{delimiter}{cell})*+)(?:\r\n|\r|\n|\Z)"
    return (found[1] for found in re.finditer(row, text))


def _cells(row: str, delimiter: str) -> list[str]:
    if len(row) > ROW_CHARS:
        raise _Wrong(f"has over {ROW_CHARS:,} characters: is a quotation mark never closed?")
    try:
        return next(csv.reader([row], delimiter=delimiter, strict=True))
    except csv.Error:
        raise _Wrong("a quotation mark is never closed, or not doubled inside a cell") from None


def _columns(header: str, delimiter: str) -> list[str]:
    try:
        names = [cell.strip() for cell in _cells(header, delimiter)]
    except _Wrong as wrong:
        raise _Unreadable(Fault(1, None, str(wrong))) from None
    faults = list(_header_faults(names))
    if faults:
        raise _Unreadable(*faults)
    return names


def _header_faults(names: Sequence[str]) -> Iterator[Fault]:
    for place, name in enumerate(names, 1):
        if not name:
            yield Fault(1, None, f"column {place} has no name")
        elif name not in COLUMNS:
            yield Fault(1, None, f"{_shown(name)} is none of {', '.join(COLUMNS)}")
    for column in COLUMNS:
        if names.count(column) == 0:
            yield Fault(1, column, "is missing")
        elif names.count(column) > 1:
            yield Fault(1, column, f"is there {names.count(column)} times")
