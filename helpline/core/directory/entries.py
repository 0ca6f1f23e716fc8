"""What the directory says of each service, and whether it may be given to anybody.

A service with a fault, in itself or in anything that belongs to it, is held back whole: half an
entry may be worse than none. What we read of a fact is vouched for by a row of `metadata` for its
row and field (or for the row as a whole, where `field_name` is empty) in the columns `source`,
`last_action_date` (when it was checked; may be empty) and `grade`; the first and the last are ours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from helpline.core.directory.hours import Hours
from helpline.core.directory.package import Fault, Package, Row
from helpline.core.directory.reading import Reading
from helpline.core.directory.words import Grade, Line, Medium, Need, Status

FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "service": ("name", "url", "minimum_age", "maximum_age"),
    "phone": ("number", "text_word"),
    "schedule": ("opens_at",),
    "language": ("code",),
    "service_area": ("extent",),
}
"""By table: the cells that state what somebody must have read somewhere."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What vouches for one fact: where it was read, how sure it is, when it was checked."""

    table: str
    row: str
    field: str
    source: str
    grade: Grade
    on: date | None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number, how it is used, and what a text to it has to say (may be empty)."""

    number: str
    medium: Medium
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A service that holds: everything in it was checked, and each fact has its source."""

    id: str
    name: str
    organization: str
    description: str
    url: str
    status: Status
    line: Line
    needs: frozenset[Need]
    phones: tuple[Phone, ...]
    hours: tuple[Hours, ...]
    languages: frozenset[str]
    ages: tuple[int | None, int | None]
    """The youngest and the oldest it takes, both included; None: it sets no such bound."""
    areas: frozenset[str]
    """`US`, or states by their postal codes; empty where nothing is said."""
    vouched: tuple[Vouched, ...]
    review_on: date | None
    """When somebody wants it looked at again, whatever its checks say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The entries that hold, and what is wrong with the others by the id of their service."""

    entries: tuple[Entry, ...]
    faults: dict[str, tuple[Fault, ...]]


def check(package: Package) -> Checked:
    """Read every service of a package."""
    entries: list[Entry] = []
    faults: dict[str, tuple[Fault, ...]] = {}
    for service in package.rows("service"):
        reading = Reading(package)
        entry = _entry(reading, service)
        if reading.faults:
            faults[service.id] = tuple(sorted(set(reading.faults)))
        else:
            entries.append(entry)
    return Checked(tuple(entries), faults)


def belonging(package: Package, service: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows that are read for a service: its own, and what belongs to it alone.

    An organization may have several services and is not among them.
    """
    for name, row in _own(package, service):
        yield name, row
        for linked in ("attribute", "metadata"):
            yield from ((linked, one) for one in Reading(package).linked(linked, name, row.id))


def facts(package: Package, service: str) -> Iterator[tuple[str, str, str]]:
    """Yield each cell of a service that states a fact: its table, its row's id, its column."""
    for name, row in _own(package, service):
        yield from ((name, row.id, field) for field in FACTS[name] if row.get(field))


def _own(package: Package, service: str) -> Iterator[tuple[str, Row]]:
    for name in FACTS:
        link = "id" if name == "service" else "service_id"
        yield from ((name, row) for row in package.of(name, link, service))


def _entry(reading: Reading, service: Row) -> Entry:
    package, ident = reading.package, service.id
    phones = package.of("phone", "service_id", ident)
    schedules = package.of("schedule", "service_id", ident)
    languages = package.of("language", "service_id", ident)
    areas = package.of("service_area", "service_id", ident)
    line, needs = reading.kinds(service)
    ages = reading.ages(service)
    url = reading.url(service)
    owner = reading.organization(service)
    entry = Entry(
        id=ident,
        name=reading.filled("service", service, "name"),
        organization=owner,
        description=service.get("description"),
        url=url,
        status=reading.status(service),
        line=line,
        needs=needs,
        phones=tuple(Phone(*reading.phone(phone)) for phone in phones),
        hours=tuple(hours for row in schedules if (hours := reading.hours(row)) is not None),
        languages=frozenset(reading.language(row) for row in languages),
        ages=ages,
        areas=frozenset(reading.area(row) for row in areas),
        vouched=tuple(
            Vouched(*fact, *told)
            for fact in facts(package, ident)
            for told in reading.vouched(*fact)
        ),
        review_on=reading.day("service", service, "review_on"),
    )
    if not phones and not url:
        reading.fault("service", service, "", "needs a number or a url: nobody could reach it")
    return entry
