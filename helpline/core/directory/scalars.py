"""Values of a JSON document as cells of a table, so that they come back as they were.

A column is of one kind, which the package's descriptor names in Frictionless words: `string`,
`number`, or `any` for whatever is neither alone; its cells are JSON then, where they are no text.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

STRING: Final = "string"
NUMBER: Final = "number"
ANY: Final = "any"
_NUMBERS: Final = frozenset({NUMBER, "integer", "year"})
_JSON: Final = frozenset({ANY, "object", "array", "boolean"})
_NULL: Final = "null"


def kind_of(values: Sequence[Any]) -> str:
    """Return of which kind a column with these values is."""
    said = [value for value in values if value is not None]
    if all(isinstance(value, str) for value in said):
        return STRING
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in said):
        return NUMBER
    return ANY


def kinds(descriptor: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the kind of each column that a descriptor names, by table."""
    found: dict[str, dict[str, str]] = {}
    for resource in descriptor.get("resources", ()):
        schema = resource.get("schema")
        fields = schema.get("fields", ()) if isinstance(schema, dict) else ()
        found[str(resource.get("name"))] = {
            str(one.get("name")): str(one.get("type", STRING))
            for one in fields
            if isinstance(one, dict)
        }
    return found


def packed(value: Any, kind: str) -> str:
    """Return a value as a cell; an empty cell says nothing, so an empty text is written as JSON."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    ambiguous = unpacked(value, kind) != value or value == ""
    return json.dumps(value, ensure_ascii=False) if ambiguous else value


def unpacked(cell: str, kind: str) -> Any:
    """Return the value of a cell that is not empty."""
    if cell == _NULL:
        return None
    if kind in _JSON:
        return _loaded(cell)
    if kind in _NUMBERS:
        value = _loaded(cell)
        exact = isinstance(value, int | float) and json.dumps(value) == cell
        return value if exact and not isinstance(value, bool) else cell
    # Only what `packed` had to write as JSON is read as such: a number in quotes stays in them.
    value = _loaded(cell)
    is_packed = isinstance(value, str) and value != cell and _is_ambiguous(value)
    return value if is_packed else cell


def _is_ambiguous(text: str) -> bool:
    return text == "" or unpacked(text, STRING) != text


def _loaded(cell: str) -> Any:
    """Return what a cell is as JSON, or the cell itself where it is none."""
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
