"""How the standard nests its tables when it is written as JSON: HSDS 3, `schema/*.json`."""

from collections.abc import Iterator, Mapping
from typing import Final

CHILDREN: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "service": {
        "additional_urls": ("url", "service_id"),
        "phones": ("phone", "service_id"),
        "schedules": ("schedule", "service_id"),
        "service_areas": ("service_area", "service_id"),
        "service_at_locations": ("service_at_location", "service_id"),
        "languages": ("language", "service_id"),
        "funding": ("funding", "service_id"),
        "cost_options": ("cost_option", "service_id"),
        "required_documents": ("required_document", "service_id"),
        "contacts": ("contact", "service_id"),
        "capacities": ("service_capacity", "service_id"),
    },
    "organization": {
        "additional_websites": ("url", "organization_id"),
        "phones": ("phone", "organization_id"),
        "locations": ("location", "organization_id"),
        "programs": ("program", "organization_id"),
        "contacts": ("contact", "organization_id"),
        "funding": ("funding", "organization_id"),
        "organization_identifiers": ("organization_identifier", "organization_id"),
    },
    "location": {
        "phones": ("phone", "location_id"),
        "schedules": ("schedule", "location_id"),
        "languages": ("language", "location_id"),
        "addresses": ("address", "location_id"),
        "contacts": ("contact", "location_id"),
        "accessibility": ("accessibility", "location_id"),
    },
    "service_at_location": {
        "phones": ("phone", "service_at_location_id"),
        "schedules": ("schedule", "service_at_location_id"),
        "service_areas": ("service_area", "service_at_location_id"),
        "contacts": ("contact", "service_at_location_id"),
    },
    "contact": {"phones": ("phone", "contact_id")},
    "phone": {"languages": ("language", "phone_id")},
}
"""By table: under which key its JSON has the rows of which other table, and by which column."""
EVERYWHERE: Final[Mapping[str, tuple[str, str, str]]] = {
    "attributes": ("attribute", "link_id", "link_entity"),
    "metadata": ("metadata", "resource_id", "resource_type"),
}
"""What every table but these two may have: by which column, and which says whose it is."""
ONE: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "service": {
        "organization": ("organization", "organization_id"),
        "program": ("program", "program_id"),
    },
    "service_at_location": {"location": ("location", "location_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
    "service_capacity": {"unit": ("unit", "unit_id")},
}
"""By table: under which key its JSON has one row of another, which it names in which column."""
PLURALS: Final[Mapping[str, str]] = {
    "service": "services",
    "organization": "organizations",
    "location": "locations",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "program": "programs",
}


def ones_of(table: str, root: str) -> Mapping[str, tuple[str, str]]:
    """Return under which key a table's JSON has one row of which other, and by which column.

    `root`: the table of what stands in nothing else. A service stands in its organization where
    that is the root, and in its place where that is; else it has both inside.
    """
    own = ONE.get(table, {})
    if (table, root) == ("service", "organization"):
        return {key: one for key, one in own.items() if key != "organization"}
    if (table, root) == ("service_at_location", "service_at_location"):
        return {**own, "service": ("service", "service_id")}
    return own


def links(table: str, root: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield each list a table's JSON may have: its key, its table, its column, its kind's column.

    The last is empty where the column alone says whose a row is. `root`: as for `ones_of`.
    """
    for key, (name, column) in CHILDREN.get(table, {}).items():
        if name != root:
            yield key, name, column, ""
    if (table, root) == ("organization", "organization"):
        yield "services", "service", "organization_id", ""
    if table not in {"attribute", "metadata"}:
        for key, (name, column, kind) in EVERYWHERE.items():
            yield key, name, column, kind
