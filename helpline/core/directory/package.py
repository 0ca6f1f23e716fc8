"""A directory as tables of text, with whatever it says that we do not know of.

Nothing is dropped: a column or a table we do not read is carried along and written again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

FAULTS_TOLD: Final = 100
CELL_CHARS: Final = 4_000
ID_CHARS: Final = 64
PATH_CHARS: Final = 64
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_EMPTY: Final = frozenset({"", "null", '""'})
"""The standard's own examples write `null` where a table has nothing to say; the last is an empty
text of a JSON document, which has to stay one."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, and where: the file, its row (the header is row 1; 0: the file), its field."""

    file: str
    row: int
    field: str
    words: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", {self.field}" if self.field else ""
        return f"{self.file}{row}{column}: {self.words}"


class Unreadable(Exception):
    """Nothing of it is taken: it can't be read as tables."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("unreadable")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in its file, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    @property
    def id(self) -> str:
        """Return its identifier."""
        return self.get("id")

    def get(self, column: str) -> str:
        """Return what a cell says, without outer blanks; empty where it says nothing."""
        cell = self.cells.get(column, "").strip()
        return "" if cell in _EMPTY else cell


@dataclass(frozen=True, slots=True)
class Table:
    """One file: what the standard calls it, its name on disk, its columns in order, its rows."""

    name: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """All tables, and `datapackage.json` as it was read."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    _found: dict[tuple[str, str], dict[str, list[Row]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where there is no such table."""
        table = self.tables.get(name)
        return () if table is None else table.rows

    def of(self, name: str, column: str, ident: str) -> tuple[Row, ...]:
        """Return the rows of a table that name this id in a column."""
        if (name, column) not in self._found:
            index: dict[str, list[Row]] = {}
            for row in self.rows(name):
                index.setdefault(row.get(column), []).append(row)
            self._found[name, column] = index
        return tuple(self._found[name, column].get(ident, ()))

    def path(self, name: str) -> str:
        """Return what the file of a table is called."""
        table = self.tables.get(name)
        return f"{name}.csv" if table is None else table.path


def form_faults(package: Package) -> Iterator[Fault]:
    """Yield what keeps tables from being kept at all: cells and ids that can't be told apart."""
    for table in package.tables.values():
        if not _NAME.fullmatch(table.name) or len(table.path) > PATH_CHARS:
            words = "needs a name of 1 to 60 letters, digits, - and _, and no long path"
            yield Fault(table.path[:PATH_CHARS], 0, "", words)
        seen: dict[str, int] = {}
        for row in table.rows:
            yield from _cell_faults(table, row)
            if not 0 < len(row.id) <= ID_CHARS or not row.id.isprintable():
                yield Fault(table.path, row.number, "id", f"needs 1 to {ID_CHARS} characters")
            elif seen.setdefault(row.id, row.number) != row.number:
                first = seen[row.id]
                yield Fault(table.path, row.number, "id", f"is the same as in row {first}")


def _cell_faults(table: Table, row: Row) -> Iterator[Fault]:
    for column, cell in row.cells.items():
        if len(cell) > CELL_CHARS:
            words = f"has over {CELL_CHARS:,} characters: shorten it"
            yield Fault(table.path, row.number, column, words)
        if "\0" in cell or any("\ud800" <= char <= "\udfff" for char in cell):
            yield Fault(table.path, row.number, column, "holds a character that is no text")
