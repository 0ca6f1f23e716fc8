"""The outermost part of a JSON document: of which table its things are, and how they stand in it.

It is kept in the package's descriptor, so that a document that is read and written is the same.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from helpline.core.directory.package import Fault, Unreadable
from helpline.core.directory.standard import PLURALS
from helpline.core.directory.tabular import FILE_BYTES

MARK: Final = "json_document"
"""The descriptor's key for it."""
_CONTENTS: Final = "contents"
_PAGE: Final = frozenset(
    {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"}
)
"""What the standard's API says about a page of results, and nothing about a service."""
_SINGULARS: Final = {plural: name for name, plural in PLURALS.items()}
_TOLD_BY: Final = {
    "status": "service",
    "location_type": "location",
    "taxonomy_detail": "taxonomy_term",
    "location": "service_at_location",
    "service": "service_at_location",
}
"""What a thing is by a key that it has; one that has none of them is an organization."""


class Root(NamedTuple):
    """A thing that stands in no other: its table, where it is in the document, and itself."""

    table: str
    path: str
    thing: Any


class Envelope(NamedTuple):
    """How the things of a document stand in it."""

    kind: str
    """`object`, `list`, `page` (of the standard's API), or `lists` by name."""
    table: str
    """Of which table all of them are; empty where they are of several."""
    page: Mapping[str, Any]
    """What else a page says."""

    def described(self) -> dict[str, Any]:
        """Return it for a descriptor."""
        return {"kind": self.kind, "table": self.table, "page": dict(self.page)}

    def around(self, things: Mapping[str, list[Any]]) -> Any:
        """Put things, by table, into a document of this kind; lists by name where they don't fit.

        They don't where they are of other tables, or not one, since a document was read.
        """
        mine = things.get(self.table, [])
        if all(table == self.table for table in things):
            if self.kind == "object" and len(mine) == 1:
                return mine[0]
            if self.kind == "list":
                return mine
            if self.kind == "page":
                return {**self.page, _CONTENTS: mine}
        return {PLURALS.get(table, table): of for table, of in things.items()}


LISTS: Final = Envelope("lists", "", {})


def envelope_of(descriptor: Mapping[str, Any]) -> Envelope:
    """Return what a descriptor says of it; lists by name where it says nothing."""
    match descriptor.get(MARK):
        case {"kind": str(kind), "table": str(table), "page": dict(page)}:
            return Envelope(kind, table, page)
        case _:
            return LISTS


def opened(name: str, raw: bytes) -> tuple[list[Root], Envelope]:
    """Return the things of a document that stand in no other, and how; raise `Unreadable`."""
    found = _parsed(name, raw)
    if isinstance(found, list):
        kind, page, lists = "list", {}, {_CONTENTS: found}
    elif not isinstance(found, dict):
        raise Unreadable(Fault(name, 0, "", "needs an object or a list of objects"))
    elif "id" in found:
        table = _guessed(found)
        return [Root(table, "", found)], Envelope("object", table, {})
    else:
        page = {key: value for key, value in found.items() if key in _PAGE}
        lists = {key: value for key, value in found.items() if key not in _PAGE}
        kind = "page" if list(lists) == [_CONTENTS] else "lists"
    roots = list(_roots(name, lists))
    tables = {root.table for root in roots}
    return roots, Envelope(kind, tables.pop() if len(tables) == 1 else "", page)


def _parsed(name: str, raw: bytes) -> Any:
    if len(raw) > FILE_BYTES:
        raise Unreadable(Fault(name, 0, "", "is over 16 MiB"))
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable(Fault(name, 0, "", "is not JSON in UTF-8")) from None


def _roots(name: str, lists: Mapping[str, Any]) -> Iterator[Root]:
    for key, things in lists.items():
        if not isinstance(things, list):
            raise Unreadable(Fault(name, 0, key, "needs a list"))
        for place, thing in enumerate(things):
            table = _guessed(thing) if key == _CONTENTS else str(_SINGULARS.get(key, key))
            yield Root(table, f"{key}[{place}]", thing)


def _guessed(thing: Any) -> str:
    told = (table for key, table in _TOLD_BY.items() if isinstance(thing, dict) and key in thing)
    return next(told, "organization")
