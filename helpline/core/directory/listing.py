"""The directory as staff see it: every entry, also one that is held back, cell by cell.

Cells are told as they are written, since a page that shows what is wrong has to show just that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from helpline.core.directory.changing import EDITABLE, FACT_OF
from helpline.core.directory.entries import FACTS, Entry, belonging, check
from helpline.core.directory.hours import is_open
from helpline.core.directory.package import Fault, Package, Row
from helpline.core.directory.reading import LINE, Reading
from helpline.core.directory.review import Due, due, given_out
from helpline.core.directory.words import Line


@dataclass(frozen=True, slots=True)
class Source:
    """What a row of metadata says of a fact, as it is written."""

    source: str
    grade: str
    on: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that staff may change; `fact` is the column of the fact it belongs to, or empty."""

    table: str
    row: str
    column: str
    value: str
    fact: str
    vouched: tuple[Source, ...]
    """What vouches for it, where the cell itself is the fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A service of the directory. Without an entry it is held back: it has faults."""

    service: str
    name: str
    organization: str
    entry: Entry | None
    faults: tuple[Fault, ...]
    given: bool
    """Whether it may be given to anybody."""
    due: Due | None
    open_now: bool | None
    cells: tuple[Cell, ...]


def listings(package: Package, off: frozenset[str], now: float, today: date) -> tuple[Listing, ...]:
    """Return every service by its name; `now` is in seconds since 1970, `today` on our wall."""
    found = check(package)
    entries = {entry.id: entry for entry in found.entries}
    given = {entry.id for entry in given_out(found, off)}
    listed = []
    for service in package.rows("service"):
        entry = entries.get(service.id)
        listed.append(
            Listing(
                service=service.id,
                name=service.get("name"),
                organization=_organization(package, service),
                entry=entry,
                faults=found.faults.get(service.id, ()),
                given=service.id in given,
                due=None if entry is None else due(entry, today),
                open_now=None if entry is None else is_open(entry.hours, now),
                cells=tuple(_cells(package, service.id)),
            )
        )
    return tuple(sorted(listed, key=lambda one: (one.name.casefold(), one.service)))


def lines(package: Package) -> dict[str, Line]:
    """Return the terms that say whether a service reports, by their ids."""
    known = {f"{LINE}{line}": line for line in Line}
    return {
        term.id: known[code]
        for term in package.rows("taxonomy_term")
        if (code := term.get("code")) in known
    }


def _organization(package: Package, service: Row) -> str:
    named = service.get("organization_id")
    owners = package.of("organization", "id", named) if named else ()
    return owners[0].get("name") if owners else ""


def _cells(package: Package, service: str) -> Iterator[Cell]:
    reading, terms = Reading(package), lines(package)
    for table, row in belonging(package, service):
        # Of what a service is said to be, only whether it reports is changed on a page.
        is_line = row.get("link_id") == service and row.get("taxonomy_term_id") in terms
        if table == "attribute" and not is_line:
            continue
        for column in EDITABLE.get(table, ()):
            value = row.get(column)
            is_fact = bool(value) and column in FACTS.get(table, ())
            vouching = reading.vouching(table, row.id, column) if is_fact else []
            told = (
                Source(one.get("source"), one.get("grade"), one.get("last_action_date"))
                for one in vouching
            )
            fact = FACT_OF.get((table, column), "")
            yield Cell(table, row.id, column, value, fact, tuple(told))
