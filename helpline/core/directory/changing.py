"""Changing an entry cell by cell: a fact that is changed says where the new one was read.

Only a check writes `metadata`, so that no old source vouches for a new number. A change may leave
an entry with the faults it has, and never with another one: a directory of somebody else is mended
one fault after the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from helpline.core.directory.entries import belonging, check, facts
from helpline.core.directory.package import Fault, Package, Row, Table, form_faults
from helpline.core.directory.reading import Reading
from helpline.core.directory.words import Grade
from helpline.core.errors import BadInput

EDITABLE: Final[Mapping[str, tuple[str, ...]]] = {
    "service": (
        "name",
        "description",
        "url",
        "status",
        "minimum_age",
        "maximum_age",
        "review_on",
    ),
    "attribute": ("taxonomy_term_id",),
    "phone": ("number", "type", "text_word"),
    "schedule": (
        "byday",
        "opens_at",
        "closes_at",
        "iana_timezone",
        "valid_from",
        "valid_to",
        "closed_on",
    ),
    "language": ("code",),
    "service_area": ("extent",),
}
"""By table: the cells that staff may change."""
FACT_OF: Final[Mapping[tuple[str, str], str]] = {
    ("service", "name"): "name",
    ("service", "url"): "url",
    ("service", "minimum_age"): "minimum_age",
    ("service", "maximum_age"): "maximum_age",
    ("phone", "number"): "number",
    ("phone", "type"): "number",
    ("phone", "text_word"): "text_word",
    **{("schedule", column): "opens_at" for column in EDITABLE["schedule"]},
    ("language", "code"): "code",
    ("service_area", "extent"): "extent",
}
"""To which fact of its row a cell belongs, as `FACTS` has them: hours are one fact."""
_METADATA: Final = (
    "id",
    "resource_id",
    "resource_type",
    "last_action_date",
    "last_action_type",
    "field_name",
    "source",
    "grade",
)
Fact = tuple[str, str, str]
"""A cell that states a fact: its table, its row's id, its column."""


class Worse(BadInput):
    """After the change the entry would have a fault that it does not have now."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell of an entry is to say from now on: its table, its row's id, its column."""

    table: str
    row: str
    column: str
    to: str


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody looked: where, how sure that is, and on which day."""

    source: str
    grade: Grade
    on: date


def changed(
    package: Package,
    service: str,
    changes: Sequence[Change],
    looked: Check | None,
    new_id: Callable[[], str],
) -> Package:
    """Return a package with cells of an entry changed, and its new facts vouched for.

    Raises `BadInput` for a cell that is not the entry's or can't be changed, and for a fact of
    which nobody says where it was read.
    """
    own = {(table, row.id): row for table, row in belonging(package, service)}
    touched: dict[Fact, None] = {}
    for one in changes:
        row = own.get((one.table, one.row))
        if row is None:
            raise BadInput(f"{one.table} {one.row} is no part of this entry")
        if one.column not in EDITABLE.get(one.table, ()):
            raise BadInput(f"{one.table} has no column {one.column} that can be changed")
        fact = FACT_OF.get((one.table, one.column))
        if fact is not None and row.get(one.column) != one.to.strip():
            touched[one.table, one.row, fact] = None
    after = _written(package, changes)
    # What was taken out states nothing any more that somebody could have read.
    stated = set(facts(after, service))
    new = [fact for fact in touched if fact in stated]
    if not new:
        return after
    if looked is None:
        raise BadInput("a fact that is changed needs where the new one was read, and its grade")
    return _vouched(after, new, looked, new_id)


def mark_checked(
    package: Package,
    service: str,
    which: Sequence[Fact],
    looked: Check,
    new_id: Callable[[], str],
) -> Package:
    """Return a package in which facts of an entry were found to hold; raise `BadInput` for others.

    Whatever vouched for one of these facts alone says the new check from now on.
    """
    strange = set(which) - set(facts(package, service))
    if strange or not which:
        raise BadInput("only facts of this entry can be marked as checked")
    return _vouched(package, list(dict.fromkeys(which)), looked, new_id)


def worsened(before: Package, after: Package, service: str) -> tuple[Fault, ...]:
    """Return the faults that an entry has after a change and did not have before."""
    found = [*form_faults(after), *check(after).faults.get(service, ())]
    known = set(check(before).faults.get(service, ()))
    return tuple(fault for fault in found if fault not in known)


def _vouched(
    package: Package, which: Iterable[Fact], looked: Check, new_id: Callable[[], str]
) -> Package:
    told = {
        "last_action_date": looked.on.isoformat(),
        "last_action_type": "verify",
        "source": looked.source,
        "grade": looked.grade.value,
    }
    wide = _widened(package, "metadata", _METADATA)
    reading, changes, added = Reading(package), list[Change](), list[Mapping[str, str]]()
    for table, ident, column in which:
        mine = [row for row in reading.vouching(table, ident, column) if row.get("field_name")]
        changes += [Change("metadata", row.id, *cell) for row in mine for cell in told.items()]
        if not mine:
            of = {"resource_id": ident, "resource_type": table, "field_name": column}
            added.append({"id": new_id(), **of, **told})
    after = _written(wide, changes)
    kept = after.tables["metadata"]
    rows = (*kept.rows, *(Row(number, one) for number, one in enumerate(added, len(kept.rows) + 2)))
    return Package({**after.tables, "metadata": replace(kept, rows=rows)}, after.descriptor)


def _written(package: Package, changes: Sequence[Change]) -> Package:
    """Return a package with these cells; columns that only we have are added where they lack."""
    of: dict[str, dict[str, dict[str, str]]] = {}
    for one in changes:
        of.setdefault(one.table, {}).setdefault(one.row, {})[one.column] = one.to
    for name, rows in of.items():
        columns = dict.fromkeys(column for cells in rows.values() for column in cells)
        package = _widened(package, name, tuple(columns))
    tables = {
        name: replace(
            table,
            rows=tuple(
                Row(row.number, {**row.cells, **of.get(name, {}).get(row.id, {})})
                for row in table.rows
            ),
        )
        for name, table in package.tables.items()
    }
    return Package(tables, package.descriptor)


def _widened(package: Package, name: str, columns: tuple[str, ...]) -> Package:
    """Return a package that has a table with these columns, named in its descriptor as well."""
    table = package.tables.get(name) or Table(name, _path(package, name), (), ())
    missing = tuple(column for column in columns if column not in table.columns)
    if not missing:
        return package
    wide = replace(table, columns=(*table.columns, *missing))
    resources = [
        _described(one, missing) if one.get("name") == name else one
        for one in package.descriptor.get("resources", ())
    ]
    told = {"resources": resources} if resources else {}
    return Package({**package.tables, name: wide}, {**package.descriptor, **told})


def _path(package: Package, name: str) -> str:
    """Return what the file of a new table is called: as the descriptor says, if it names it."""
    for one in package.descriptor.get("resources", ()):
        if one.get("name") == name:
            return str(one.get("path"))
    return package.path(name)


def _described(resource: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list):
        return dict(resource)
    named = {one.get("name") for one in fields if isinstance(one, dict)}
    added = [{"name": column, "type": "string"} for column in columns if column not in named]
    return {**resource, "schema": {**schema, "fields": [*fields, *added]}}
