"""Write what others read of the catalogue: a JSON Schema for the pages, documents for people.

Run as `python -m helpline.wire.generate ROOT`; the output depends on the models alone.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from helpline.core.factors import FRESH_S
from helpline.core.roles import FRESH, Act, Role, Whose, may
from helpline.wire import (
    counts,
    directory,
    factors,
    guides,
    pages,
    people,
    places,
    practice,
    referral_templates,
    shifts,
    staffing,
    training,
)
from helpline.wire.catalogue import ASKS, TELLS, Ask, Door, Refused, Tell
from helpline.wire.shapes import Frame

HTTP = (
    pages.YouthSetup,
    places.Listing,
    pages.Status,
    pages.SignIn,
    pages.OidcOffer,
    pages.OidcAsked,
    pages.SignedIn,
    pages.DeskSetup,
    people.Everyone,
    people.NewStaff,
    people.Invited,
    people.ProfileChange,
    people.RoleChange,
    people.ActiveChange,
    people.OidcBindings,
    people.OidcChange,
    people.SessionList,
    people.AuditLines,
    training.AllTraining,
    training.OwnTraining,
    training.ModuleChange,
    training.NewRecord,
    training.FileRead,
    practice.PracticeSet,
    practice.PracticeDone,
    guides.Guides,
    referral_templates.Referrals,
    factors.PasskeyAsked,
    factors.Assertion,
    factors.PasskeyOffered,
    factors.NewPasskey,
    factors.Proof,
    factors.OwnFactors,
    factors.EveryonesFactors,
    factors.Enrolment,
    factors.Confirmation,
    factors.Enrolled,
    factors.RecoveryCodes,
    shifts.PlanShape,
    shifts.SlotsChange,
    shifts.HolidaysChange,
    shifts.OpeningChange,
    shifts.SignUpShape,
    shifts.ComingShifts,
    staffing.StaffingAsked,
    staffing.Staffing,
    directory.DirectoryShape,
    directory.ListingChange,
    directory.ListingChecked,
    directory.ListingOff,
    directory.ListingAnswer,
    directory.DirectoryRead,
    counts.MonthCounts,
    counts.TodayCounts,
    pages.Failure,
    Refused,
)


def schema() -> dict[str, Any]:
    """Return one JSON Schema whose root, `Catalogue`, names every frame by door and direction."""
    frames = (
        {ask.frame for ask in ASKS} | {ask.reply for ask in ASKS} | {tell.frame for tell in TELLS}
    )
    models: list[type[Frame]] = sorted({*frames, *HTTP}, key=lambda model: model.__name__)
    _, out = models_json_schema(
        [(model, "serialization") for model in models], ref_template="#/$defs/{model}"
    )
    doors = {door.value.strip("/"): _door(door) for door in Door}
    http = {model.__name__: _ref(model) for model in HTTP}
    return {
        "title": "Catalogue",
        **_object(doors | {"http": _object(http)}),
        "$defs": {name: _lean(shape) for name, shape in out["$defs"].items()},
    }


def _lean(shape: Any) -> Any:
    """Drop the titles of inner fields, so that the types carry only the models' names."""
    if isinstance(shape, list):
        return [_lean(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    kept = {key: _lean(value) for key, value in shape.items() if key not in {"title", "pattern"}}
    if "properties" in shape:
        kept["properties"] = {name: _lean(value) for name, value in shape["properties"].items()}
    return kept


def _door(door: Door) -> dict[str, Any]:
    asks = {
        a.name: _object({"frame": _ref(a.frame), "reply": _ref(a.reply)})
        for a in ASKS
        if a.door is door
    }
    tells = {t.name: _ref(t.frame) for t in TELLS if t.door is door}
    return _object({"asks": _object(asks), "tells": _object(tells)})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _ref(model: type[Frame]) -> dict[str, str]:
    return {"$ref": f"#/$defs/{model.__name__}"}


def protocol() -> str:
    """Return the wire protocol as Markdown."""
    lines = [
        "# The wire protocol",
        "",
        "Generated from `helpline.wire`; change the models, then run `python3 dev.py gen`.",
        "",
        "A page **asks** in the imperative and gets an ack: `{ok: true, …}` with the reply's",
        "fields, or `{ok: false, code, wait_s}` and nothing was changed. The server **tells** in",
        "the past; what it tells is a picture or a hint, and the numbered log is the truth: a gap",
        "in `seq` makes the page ask `catch_up`. Codes are listed in `helpline/core/errors.py`.",
        "How a `body` and a grant are sealed is in [encryption.md](encryption.md).",
        "",
    ]
    for door in Door:
        lines += [f"## `{door.value}`", "", *_asks(door), *_tells(door)]
    lines += ["## Shapes", ""]
    for name, shape in sorted(schema()["$defs"].items()):
        lines += _shape(name, shape)
    return "\n".join(lines)


def _asks(door: Door) -> list[str]:
    head = ["| ask | frame | reply | what it is for |", "| --- | --- | --- | --- |"]
    return [*head, *(_ask_row(ask) for ask in ASKS if ask.door is door), ""]


def _ask_row(ask: Ask) -> str:
    return f"| `{ask.name}` | {_link(ask.frame)} | {_link(ask.reply)} | {_first_line(ask.frame)} |"


def _tells(door: Door) -> list[str]:
    head = ["| tell | frame | what it says |", "| --- | --- | --- |"]
    return [*head, *(_tell_row(tell) for tell in TELLS if tell.door is door), ""]


def _tell_row(tell: Tell) -> str:
    return f"| `{tell.name}` | {_link(tell.frame)} | {_first_line(tell.frame)} |"


def _link(model: type[Frame]) -> str:
    return f"[{model.__name__}](#{model.__name__.lower()})"


def _first_line(model: type[Frame]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _shape(name: str, shape: dict[str, Any]) -> list[str]:
    about = " ".join(shape.get("description", "").split())
    lines = [f"### {name}", "", about, ""]
    if "enum" in shape:
        return [*lines, ", ".join(f"`{value}`" for value in shape["enum"]), ""]
    required = shape.get("required", [])
    for field, kind in shape.get("properties", {}).items():
        optional = "" if field in required else ", may be left out"
        lines.append(f"- `{field}`: {_kind(kind)}{optional}")
    return [*lines, ""]


def _kind(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_kind(option) for option in kind["anyOf"])
    if "enum" in kind:
        return " or ".join(f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_kind(kind.get('items', {}))}"
    bounds = [f"{word} {kind[key]}" for key, word in _BOUNDS.items() if key in kind]
    return " ".join([str(kind.get("type", kind.get("const", "anything"))), *bounds])


_BOUNDS = {
    "minimum": "from",
    "maximum": "to",
    "minLength": "of at least",
    "maxLength": "of at most",
}


def permissions() -> str:
    """Return the table of who may do what as Markdown."""
    lines = [
        "# Who may do what",
        "",
        "Generated from the table in `helpline/core/roles.py`, which every door asks. **own**:",
        "what concerns oneself; **others'**: what concerns anybody else; **any**: both. What has",
        "no mark is refused.",
        "",
        f"| | {' | '.join(Role)} |",
        "| --- |" + " --- |" * len(Role),
    ]
    for act in Act:
        cells = [_WHOSE[frozenset(w for w in Whose if may(role, act, w))] for role in Role]
        lines.append(f"| {act.replace('_', ' ')} | {' | '.join(cells)} |")
    fresh = ", ".join(act.replace("_", " ") for act in Act if act in FRESH)
    lines += ["", f"These need a second factor shown within {FRESH_S // 60} minutes: {fresh}."]
    return "\n".join([*lines, ""])


_WHOSE = {
    frozenset[Whose](): "",
    frozenset({Whose.OWN}): "own",
    frozenset({Whose.OTHER}): "others'",
    frozenset(Whose): "any",
}


def main(root: Path) -> None:
    """Write the documents and the pages' schema below `root`."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "protocol.md").write_text(protocol())
    (root / "docs" / "permissions.md").write_text(permissions())
    target = root / "web_client" / "src" / "wire" / "schema.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(schema(), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
