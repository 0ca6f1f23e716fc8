"""HSDS as JSON: services with all that belongs to them inside, and the tables it is taken apart to.

A thing that stands in several places (a number of a service and of its location) is one row that
names all its owners, as the standard's tables have it. Where two places tell different things of
one id, the document is refused, since a table could keep only one of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpline.core.directory.envelope import MARK, Envelope, envelope_of, opened
from helpline.core.directory.package import Fault, Package, Row, Table, Unreadable, form_faults
from helpline.core.directory.scalars import kind_of, kinds, packed, unpacked
from helpline.core.directory.standard import links, ones_of
from helpline.core.directory.tabular import described


def read_document(name: str, raw: bytes) -> Package:
    """Return what a JSON file says, or raise `Unreadable` with every fault.

    It is one service or organization, a list of them, a page of the standard's API ("contents"),
    or lists by name ("services", "organizations", or a table's name).
    """
    roots, envelope = opened(name, raw)
    reading = _Reading(name, envelope.table)
    for table, path, thing in roots:
        reading.take(table, path, thing)
    if reading.faults:
        raise Unreadable(*reading.faults)
    package = reading.package(envelope)
    faults = tuple(form_faults(package))
    if faults:
        raise Unreadable(*faults)
    return package


def write_document(package: Package) -> bytes:
    """Return a package as JSON: as the document stood it came from, or else as lists by table.

    Services come first then, and after them whatever no service has.
    """
    writing = _Writing(package)
    text = json.dumps(writing.document(), indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


@dataclass(slots=True)
class _Reading:
    """What has come of a document so far: by table and id, each value by its column."""

    file: str
    root: str
    faults: list[Fault] = field(default_factory=list)
    found: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def take(self, table: str, path: str, thing: Any) -> str:
        """Take one thing apart; return its id."""
        ident = thing.get("id") if isinstance(thing, dict) else None
        if not isinstance(ident, str) or not ident:
            self.faults.append(Fault(self.file, 0, path, "needs an object with an id"))
            return ""
        self.found.setdefault(table, {}).setdefault(ident, {})
        ones = ones_of(table, self.root)
        lists = {key: rest for key, *rest in links(table, self.root)}
        for key, value in thing.items():
            at = f"{path}.{key}".lstrip(".")
            if key in ones and isinstance(value, dict):
                name, column = ones[key]
                self._put(table, ident, column, self.take(name, at, value), at)
            elif key in lists and isinstance(value, list) and value:
                self._take_list(ident, lists[key], value, at)
            else:
                self._put(table, ident, key, value, at)
        return ident

    def _take_list(self, ident: str, link: list[str], things: list[Any], path: str) -> None:
        name, column, _ = link
        for place, thing in enumerate(things):
            at = f"{path}[{place}]"
            inner = self.take(name, at, thing)
            if inner:
                self._put(name, inner, column, ident, f"{at}.{column}")

    def _put(self, table: str, ident: str, column: str, value: Any, path: str) -> None:
        cells = self.found[table][ident]
        kept = cells.setdefault(column, value)
        if kept != value or isinstance(kept, bool) is not isinstance(value, bool):
            words = f"another place says something else of the {table} with this id"
            self.faults.append(Fault(self.file, 0, path, words))

    def package(self, envelope: Envelope) -> Package:
        """Return it as tables; how it stood, and each column's kind, is kept in the descriptor."""
        tables: dict[str, Table] = {}
        resources: list[dict[str, Any]] = []
        for name, things in self.found.items():
            columns = tuple(dict.fromkeys(key for cells in things.values() for key in cells))
            of = {one: kind_of([c[one] for c in things.values() if one in c]) for one in columns}
            rows = tuple(
                Row(number, {key: packed(value, of[key]) for key, value in cells.items()})
                for number, cells in enumerate(things.values(), 2)
            )
            tables[name] = Table(name, f"{name}.csv", columns, rows)
            fields = [{"name": column, "type": of[column]} for column in columns]
            resources.append(
                {
                    "name": name,
                    "path": f"{name}.csv",
                    "profile": "tabular-data-resource",
                    "schema": {"fields": fields},
                }
            )
        base = described(Package())
        return Package(tables, {**base, "resources": resources, MARK: envelope.described()})


class _Writing:
    """Puts tables together again."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._envelope = envelope_of(package.descriptor)
        self._kinds = kinds(package.descriptor)
        self._ids = {
            name: {row.id: row for row in table.rows} for name, table in package.tables.items()
        }
        self._owned: dict[tuple[str, str, str], list[Row]] = {}
        self._placed: set[tuple[str, str]] = set()
        self._link_up()

    def document(self) -> Any:
        first = [name for name in ("service", "organization") if name in self._package.tables]
        names = [*first, *(name for name in self._package.tables if name not in first)]
        lists = {
            name: [
                self._nested(name, row)
                for row in self._package.rows(name)
                if (name, row.id) not in self._placed
            ]
            for name in names
        }
        return self._envelope.around({name: things for name, things in lists.items() if things})

    def _ones(self, table: str) -> Mapping[str, tuple[str, str]]:
        return ones_of(table, self._envelope.table)

    def _links(self, table: str) -> Iterator[tuple[str, str, str, str]]:
        return links(table, self._envelope.table)

    def _link_up(self) -> None:
        for table in self._package.tables:
            for key, name, column, kind in self._links(table):
                for row in self._package.rows(name):
                    if self._owns(table, row, column, kind):
                        self._owned.setdefault((table, row.get(column), key), []).append(row)
                        self._placed.add((name, row.id))
            for name, column in self._ones(table).values():
                for row in self._package.rows(table):
                    if row.get(column) in self._ids.get(name, {}):
                        self._placed.add((name, row.get(column)))

    def _nested(self, table: str, row: Row) -> dict[str, Any]:
        hidden = set(self._implied(table, row))
        of = self._kinds.get(table, {})
        thing = {
            column: unpacked(cell, of.get(column, "string"))
            for column, cell in row.cells.items()
            if cell != "" and column not in hidden
        }
        for key, (name, column) in self._ones(table).items():
            one = self._ids.get(name, {}).get(row.get(column))
            if one is not None:
                thing[key] = self._nested(name, one)
        for key, name, _, _ in self._links(table):
            owned = self._owned.get((table, row.id, key))
            if owned:
                thing[key] = [self._nested(name, inner) for inner in owned]
        return thing

    def _implied(self, table: str, row: Row) -> Iterator[str]:
        """Yield the columns that say nothing but where a thing stands in the document."""
        for name, column in self._ones(table).values():
            if row.get(column) in self._ids.get(name, {}):
                yield column
        for owner in self._package.tables:
            for _, name, column, kind in self._links(owner):
                if name == table and self._owns(owner, row, column, kind):
                    yield column

    def _owns(self, table: str, row: Row, column: str, kind: str) -> bool:
        """Tell whether a row stands inside one of this table.

        Where it stands counts, unless its kind names another table that has such an id: the
        standard's own example has metadata of a "location" inside a service.
        """
        owner, said = row.get(column), row.get(kind) if kind else ""
        elsewhere = said != table and owner in self._ids.get(said, {})
        return owner in self._ids[table] and not elsewhere
