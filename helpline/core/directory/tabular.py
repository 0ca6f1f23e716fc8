"""HSDS as a tabular data package: `datapackage.json`, and a CSV file for each table it names.

A file that the package names and that is not there is a table without rows: the standard's own
package names every table there can be.
"""

import csv
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, Literal

from helpline.core.directory.package import Fault, Package, Row, Table, Unreadable, form_faults
from helpline.core.directory.scalars import kinds

DESCRIPTOR: Final = "datapackage.json"
FILE_BYTES: Final = 16_777_216
ROWS: Final = 20_000
_LINES: Final = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")


def read_files(files: Mapping[str, bytes]) -> Package:
    """Return what files say, by their names; raise `Unreadable` with every fault of their form."""
    descriptor = _descriptor(files)
    faults: list[Fault] = []
    tables: dict[str, Table] = {}
    paths, declared = _paths(descriptor, faults), kinds(descriptor)
    for name, path in paths.items():
        if path in files:
            try:
                tables[name] = _table(name, path, files[path], declared.get(name, {}))
            except Unreadable as unreadable:
                faults += unreadable.faults
    strange = sorted(files.keys() - {DESCRIPTOR, *paths.values()})
    faults += [
        Fault(name, 0, "", f"is not named in {DESCRIPTOR}: add it there") for name in strange
    ]
    package = Package(tables, descriptor)
    faults += form_faults(package)
    if faults:
        raise Unreadable(*faults)
    return package


def write_files(package: Package) -> dict[str, bytes]:
    """Return the files of a package by their names."""
    text = json.dumps(described(package), indent=2, ensure_ascii=False)
    files = {DESCRIPTOR: f"{text}\n".encode()}
    for table in package.tables.values():
        lines = [
            table.columns,
            *([row.cells.get(c, "") for c in table.columns] for row in table.rows),
        ]
        files[table.path] = "".join(map(_line, lines)).encode()
    return files


class _Echo:
    """What csv writes to: it gets its own words back."""

    def write(self, text: str) -> str:
        return text


def _line(cells: Sequence[str]) -> str:
    # A carriage return alone is not quoted by csv, and read as the end of a row.
    returns = any("\r" in cell for cell in cells)
    quoting: Literal[0, 1] = csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL
    return str(csv.writer(_Echo(), lineterminator="\n", quoting=quoting).writerow(cells))


def described(package: Package) -> dict[str, Any]:
    """Return the descriptor, with each table it does not name yet added to it."""
    named = {one.get("name") for one in package.descriptor.get("resources", ())}
    added = [
        {
            "name": table.name,
            "path": table.path,
            "profile": "tabular-data-resource",
            "schema": {"fields": [{"name": column, "type": "string"} for column in table.columns]},
        }
        for table in package.tables.values()
        if table.name not in named
    ]
    base = package.descriptor or {"name": "directory", "profile": "tabular-data-package"}
    return {**base, "resources": [*package.descriptor.get("resources", ()), *added]}


def _descriptor(files: Mapping[str, bytes]) -> dict[str, Any]:
    if DESCRIPTOR not in files:
        raise Unreadable(Fault(DESCRIPTOR, 0, "", "is missing: a package needs one"))
    try:
        found = json.loads(_text(DESCRIPTOR, files[DESCRIPTOR]))
    except (json.JSONDecodeError, RecursionError):
        raise Unreadable(Fault(DESCRIPTOR, 0, "", "is not JSON")) from None
    resources = found.get("resources") if isinstance(found, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise Unreadable(Fault(DESCRIPTOR, 0, "resources", "needs a list of tables"))
    return dict(found)


def _paths(descriptor: Mapping[str, Any], faults: list[Fault]) -> dict[str, str]:
    paths: dict[str, str] = {}
    for one in descriptor["resources"]:
        name, path = one.get("name"), one.get("path")
        if not isinstance(name, str) or not isinstance(path, str) or not name:
            faults.append(Fault(DESCRIPTOR, 0, "resources", "each table needs a name and a path"))
        elif name in paths or path in paths.values():
            faults.append(Fault(DESCRIPTOR, 0, "resources", f"{name} ({path}) is there twice"))
        elif "/" in path or "\\" in path or path == DESCRIPTOR or not path.endswith(".csv"):
            words = f"{name}: its path needs to be a CSV file of the same folder"
            faults.append(Fault(DESCRIPTOR, 0, "resources", words))
        else:
            paths[name] = path
    return paths


def _table(name: str, path: str, raw: bytes, declared: Collection[str]) -> Table:
    """Read a file. A row may end before columns that the package does not declare.

    The standard's own example has such a row; any other that is short is a fault, most likely of
    a quotation mark that was forgotten.
    """
    reader = csv.reader(_LINES.findall(_text(path, raw)), strict=True)
    faults: list[Fault] = []
    rows: list[Row] = []
    try:
        columns = tuple(cell.strip() for cell in next(reader, []))
        _check_header(path, columns)
        for number, found in enumerate(reader, 2):
            if len(rows) == ROWS:
                raise Unreadable(Fault(path, number, "", f"there are over {ROWS:,} rows"))
            if not found:
                continue
            cells = _filled(found, columns, declared)
            if len(cells) != len(columns):
                counts = f"has {len(cells)} instead of {len(columns)} cells"
                faults.append(Fault(path, number, "", f"{counts}: are its quotation marks right?"))
            else:
                rows.append(Row(number, dict(zip(columns, cells, strict=True))))
    except csv.Error:
        words = "a quotation mark is never closed, or a cell is far too long"
        raise Unreadable(*faults, Fault(path, len(rows) + 2, "", words)) from None
    if faults:
        raise Unreadable(*faults)
    return Table(name, path, columns, tuple(rows))


def _filled(cells: list[str], columns: tuple[str, ...], declared: Collection[str]) -> list[str]:
    """Return a row with what it leaves out at its end, if the package declares none of that."""
    missing = columns[len(cells) :]
    undeclared = bool(declared) and not any(column in declared for column in missing)
    return [*cells, *("" for _ in missing)] if undeclared else cells


def _check_header(path: str, columns: tuple[str, ...]) -> None:
    faults = []
    if "id" not in columns:
        faults.append(Fault(path, 1, "id", "is missing in the header"))
    for place, column in enumerate(columns, 1):
        if not column:
            faults.append(Fault(path, 1, "", f"column {place} has no name"))
        elif columns.index(column) != place - 1:
            faults.append(Fault(path, 1, column, "is there twice"))
    if faults:
        raise Unreadable(*faults)


def _text(path: str, raw: bytes) -> str:
    if len(raw) > FILE_BYTES:
        raise Unreadable(Fault(path, 0, "", "is over 16 MiB"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise Unreadable(Fault(path, row, "", "is not UTF-8 text: save it as such")) from None
