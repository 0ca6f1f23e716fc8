"""An operator's YAML files: read with care, and every fault told by file and line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpline.core.intake import Language
from helpline.settings.content import Text
from helpline.settings.files import shipped

BYTES: Final = 65_536
"""More than any of these files needs, and little enough to be read by a careless parser."""
DEEP: Final = 12
"""Twice as deep as any of them goes; the parser's own limit is that of the interpreter's stack."""

_TEXT: Final = "tag:yaml.org,2002:str"
_QUOTES: Final = "needs text in quotes"
_NEEDS: Final = {
    "int_type": "needs a whole number",
    "missing": "is missing",
    "extra_forbidden": "is a field we do not know",
    "model_type": "needs fields of its own",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "string_type": _QUOTES,
    "tuple_type": "needs a list",
}

Whole = Annotated[int, Field(strict=True)]
Read = TypeVar("Read")


class Shape(BaseModel):
    """Base of what a file may hold: no field that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Shape):
    """A text in every language."""

    en: Text
    es: Text

    def texts(self) -> dict[Language, str]:
        """Return it by language."""
        return {language: getattr(self, language.value) for language in Language}


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its name with its folder's, what it holds, and where each part of that stands."""

    name: str
    table: Any
    spans: Mapping[str, tuple[int, int]]
    """By path: the first line, and the line after the last. Places in lists count from 1."""
    lines: tuple[str, ...]

    def where(self, path: str, quote: str = "") -> str:
        """Return a place as it is told: of a part that is not there, where it should be."""
        return f"{self.name}: line {self._line(path, quote)}{f', {path}' if path else ''}"

    def _line(self, path: str, quote: str) -> int:
        known = path
        while known and known not in self.spans:
            known = known.rpartition(".")[0]
        first, after = self.spans.get(known, (1, 2))
        own = enumerate(self.lines[first - 1 : after - 1], first)
        return next((number for number, line in own if quote in line), first)


def read_folder(
    own: Path | None, folder: str, what: str, faults: list[str]
) -> tuple[Document, ...]:
    """Return the documents of a folder in the order of their names.

    A folder of that name in the operator's own one takes the place of the one we ship, as a whole.
    `what` is what one file holds, as a fault says it.
    """
    place = own / folder if own and (own / folder).is_dir() else shipped() / folder
    paths = sorted(path for path in place.glob("*") if not path.name.startswith("."))
    strange = [path for path in paths if path.suffix != ".yaml"]
    faults += [f"{path}: is none of the files we read (*.yaml)" for path in strange]
    if paths == strange:
        faults.append(f"{place}: needs at least one {what} (*.yaml)")
    found = [_read(path, f"{folder}/{path.name}", faults) for path in paths if path not in strange]
    return tuple(document for document in found if document)


def validated(
    document: Document, shape: type[Shape], build: Callable[[Any], Read], faults: list[str]
) -> Read | None:
    """Return what a document holds, built from its shape, or None and its faults by their lines."""
    try:
        return build(shape.model_validate(document.table))
    except ValidationError as error:
        for fault in error.errors():
            place = document.where(dotted(fault["loc"]))
            faults.append(f"{place}: {need_of(fault)}")
        return None


def dotted(loc: tuple[int | str, ...]) -> str:
    """Return the path to a field, places counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


def need_of(fault: Any) -> str:
    """Say what a field needs; a bare yes, no or 16_17 has already become something else."""
    need = _NEEDS.get(fault["type"], fault["msg"])
    if fault["type"] == "enum":
        need = f"needs {fault['ctx']['expected']}"
        need += "" if isinstance(fault["input"], str) else ", in quotes"
    if need == _QUOTES and isinstance(fault["input"], bool):
        need += " (YAML reads a bare yes, no, on or off as true or false)"
    return str(need)


def _read(path: Path, name: str, faults: list[str]) -> Document | None:
    text = _text(path, name, faults)
    if text is None:
        return None
    try:
        wrong = [*_tricks(text)]
        node = None if wrong else yaml.compose(text, Loader=yaml.CSafeLoader)
        wrong = wrong or [*_key_faults(node)]
        table = None if wrong else yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        wrong, node, table = [f"is not YAML: {_said(error)}"], None, None
    faults += [f"{name}: {fault}" for fault in wrong]
    if wrong:
        return None
    return Document(name, table, dict(_spans(node, "")), tuple(text.splitlines()))


def _spans(node: Any, path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield where each part of a document stands, a field from its name on."""
    if isinstance(node, yaml.MappingNode):
        parts = [(key.value, key, child) for key, child in node.value]
    elif isinstance(node, yaml.SequenceNode):
        parts = [(str(place), child, child) for place, child in enumerate(node.value, 1)]
    else:
        return
    for name, start, child in parts:
        inner = f"{path}.{name}" if path else name
        yield inner, (start.start_mark.line + 1, _after(child))
        yield from _spans(child, inner)


def _after(node: Any) -> int:
    """Return the line after a node's last; what ends with a line ends where the next begins."""
    mark = node.end_mark
    return int(mark.line) + (1 if mark.column == 0 else 2)


def _text(path: Path, name: str, faults: list[str]) -> str | None:
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
        if len(data) <= BYTES:
            return data.decode()
        faults.append(f"{name}: is over {BYTES} bytes")
    except UnicodeDecodeError:
        faults.append(f"{name}: is not UTF-8")
    except OSError:
        faults.append(f"{name}: can't be read by this user")
    return None


def _tricks(text: str) -> Iterator[str]:
    """Find what YAML can do and a scenario has no need of, before anything is made of it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = _line(event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEP:
            yield f"{line}: is nested too deep"
            return
        if getattr(event, "anchor", None):
            yield f"{line}: anchors and aliases are not read; write it out"
        if getattr(event, "tag", None):
            yield f"{line}: tags are not read"


def _key_faults(node: Any) -> Iterator[str]:
    """Find what `safe_load` passes over in silence: of a field given twice it keeps the last."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _key_faults(child)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, child in node.value:
        line = _line(key.start_mark)
        if key.tag != _TEXT:
            yield f"{line}: a field's name needs to be text"
        elif key.value in seen:
            yield f"{line}: {key.value} is there twice"
        else:
            seen.add(key.value)
        yield from _key_faults(child)


def _line(mark: Any) -> str:
    return f"line {mark.line + 1}"


def _said(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{_line(error.problem_mark)}: {error.problem}"
    return " ".join(str(error).split())
