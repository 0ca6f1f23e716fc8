"""A small directory that holds, made up by the published schema, and ways to spoil it."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date

from helpline.core.directory.changing import Check
from helpline.core.directory.package import Package
from helpline.core.directory.tabular import read_files
from helpline.core.directory.words import Grade

SERVICE = "11111111-0000-4000-8000-000000000001"
SECOND = "11111111-0000-4000-8000-000000000002"
PHONE = "33333333-0000-4000-8000-000000000001"
LOOKED = Check("called them", Grade.OWN, date(2026, 7, 1))
Rows = dict[str, list[dict[str, str]]]


def metadata(number: int, kind: str, ident: str, field: str) -> dict[str, str]:
    return {
        "id": f"m{number}",
        "resource_id": ident,
        "resource_type": kind,
        "last_action_date": "2026-06-01",
        "last_action_type": "verify",
        "field_name": field,
        "source": "example.org",
        "grade": "V",
    }


def rows() -> Rows:
    """Return the tables of one service, each cell to be changed at will."""
    return {
        "organization": [{"id": "o1", "name": "Harbor", "description": "Made up."}],
        "service": [
            {
                "id": SERVICE,
                "organization_id": "o1",
                "name": "Harbor line",
                "description": "A made-up line, with an accent: café.",
                "url": "https://example.org/line",
                "status": "active",
                "minimum_age": "12",
                "maximum_age": "21",
                "review_on": "",
                "colour_of_the_door": "blue, or green",
            }
        ],
        "phone": [
            {"id": PHONE, "service_id": SERVICE, "number": "1-800-555-0100", "type": "voice"}
            | {"text_word": ""},
            {"id": "p2", "service_id": SERVICE, "number": "55512", "type": "text"}
            | {"text_word": "HELLO"},
        ],
        "schedule": [
            {
                "id": "h1",
                "service_id": SERVICE,
                "freq": "WEEKLY",
                "interval": "1",
                "byday": "MO,TU",
                "opens_at": "09:00",
                "closes_at": "17:30:00",
                "valid_from": "",
                "valid_to": "",
                "timezone": "",
                "iana_timezone": "America/Chicago",
                "closed_on": "2026-12-22, 2026-12-29",
                "count": "",
            }
        ],
        "language": [{"id": "l1", "service_id": SERVICE, "name": "Spanish", "code": "es"}],
        "service_area": [{"id": "a1", "service_id": SERVICE, "name": "Ohio", "extent": "US-OH"}],
        "taxonomy_term": [
            {"id": "t1", "code": "line:help", "name": "Help line"},
            {"id": "t2", "code": "need:runaway", "name": "Ran away"},
            {"id": "t3", "code": "colour:blue", "name": "Of another taxonomy"},
        ],
        "attribute": [
            {"id": f"x{n}", "link_id": SERVICE, "link_entity": "service"}
            | {"taxonomy_term_id": f"t{n}"}
            for n in (1, 2, 3)
        ],
        "metadata": [
            metadata(1, "service", SERVICE, ""),
            metadata(2, "phone", PHONE, "number"),
            metadata(3, "phone", "p2", ""),
            metadata(4, "schedule", "h1", "opens_at"),
            metadata(5, "language", "l1", "code"),
            metadata(6, "service_area", "a1", "extent"),
        ],
        "lighthouse": [{"id": "z1", "lamp": 'says "hi",\nthen goes out'}],
    }


def with_second(tables: Rows, name: str) -> Rows:
    """Return tables with their service once more, under another name and other ids."""
    own = ("service", "phone", "schedule", "language", "service_area", "attribute", "metadata")
    for table in own:
        tables[table] += [_second(row) for row in tables[table]]
    tables["service"][-1]["name"] = name
    return tables


def _second(row: dict[str, str]) -> dict[str, str]:
    idents = {"id", "service_id", "link_id", "resource_id"}
    return {
        key: {SERVICE: SECOND}.get(value, f"{value}-2") if key in idents else value
        for key, value in row.items()
    }


def files(tables: Mapping[str, list[dict[str, str]]]) -> dict[str, bytes]:
    """Return tables as the files of a data package."""
    resources = [
        {"name": name, "path": f"{name}s.csv", "schema": {"fields": []}, "kept": [1, None]}
        for name in [*tables, "funding"]
    ]
    found = {"datapackage.json": json.dumps({"resources": resources, "x": "é"}).encode()}
    for name, table in tables.items():
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
        found[f"{name}s.csv"] = buffer.getvalue().encode()
    return found


def package(tables: Rows | None = None) -> Package:
    return read_files(files(rows() if tables is None else tables))


def tables_of(found: Package) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a package, their numbers left out."""
    return {name: [dict(row.cells) for row in table.rows] for name, table in found.tables.items()}
