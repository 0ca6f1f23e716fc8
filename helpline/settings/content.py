"""The words an operator gives: places to get help, ready sentences, and the disclosure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, TypeVar

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from helpline.core.directory.package import ID_CHARS
from helpline.core.intake import Language
from helpline.settings.files import Files

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Texts = Mapping[Language, Text]
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpEntry:
    """A service of the directory that stands on the youth's pages, and what it is for."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")
    moved: ClassVar = frozenset(
        {"id", "name", "call", "text_to", "text_word", "reports", "source", "verified_on", "grade"}
    )
    """What stood here before, and is the directory's now."""

    service: Annotated[str, StringConstraints(min_length=1, max_length=ID_CHARS)]
    about: Texts

    @property
    def key(self) -> str:
        """Return what tells it from others."""
        return self.service


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyText:
    """A sentence a responder can put into the text box and change."""

    __pydantic_config__: ClassVar = ConfigDict(extra="forbid")
    moved: ClassVar[frozenset[str]] = frozenset()

    id: Id
    title: Text
    text: Texts

    @property
    def key(self) -> str:
        """Return what tells it from others."""
        return self.id


Entry = TypeVar("Entry", HelpEntry, ReadyText)

_NEEDS: Final = {
    "bool_parsing": "needs true or false",
    "bool_type": "needs true or false",
    "missing": "is missing",
    "missing_keyword_only_argument": "is missing",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "string_type": "needs text in quotes",
    "unexpected_keyword_argument": "is a field we do not know",
}


def read_help(files: Files, faults: list[str]) -> tuple[HelpEntry, ...]:
    """Return which services stand on the youth's pages, in their order; at least one."""
    entries = _entries(files, "help.toml", "numbers", HelpEntry, faults)
    for entry in entries:
        where = f'help.toml, entry "{entry.service}"'
        faults += [f"{where}, about.{code}: is missing" for code in _lacking(entry.about)]
    return entries


def read_templates(files: Files, faults: list[str]) -> tuple[ReadyText, ...]:
    """Return the ready sentences, in their order; at least one."""
    entries = _entries(files, "templates.toml", "templates", ReadyText, faults)
    for entry in entries:
        where = f'templates.toml, entry "{entry.id}"'
        faults += [f"{where}, text.{code}: is missing" for code in _lacking(entry.text)]
    return entries


def read_disclosure(files: Files, name: str, faults: list[str]) -> Texts | None:
    """Return the disclosure in every language, or None where the file is not there."""
    table = files.read(name)
    if table is None:
        return None
    try:
        texts = TypeAdapter(dict[Language, Text]).validate_python(table.get("disclosure", {}))
    except ValidationError as error:
        faults += [f"{name}, disclosure.{fault}" for fault in _faults_of(error)]
        return {}
    faults += [f"{name}, disclosure.{code}: is missing" for code in _lacking(texts)]
    faults += [f"{name}: {key}: is a field we do not know" for key in table.keys() - {"disclosure"}]
    return texts


def _entries(
    files: Files, name: str, key: str, kind: type[Entry], faults: list[str]
) -> tuple[Entry, ...]:
    table = files.read(name) or {}
    rows = table.get(key)
    if not isinstance(rows, list) or not rows:
        faults.append(f"{name}: needs at least one [[{key}]]")
        return ()
    faults += [f"{name}: {other}: is a field we do not know" for other in table.keys() - {key}]
    entries = [entry for row in rows if (entry := _entry(row, name, kind, faults))]
    twice = [ident for ident, n in Counter(entry.key for entry in entries).items() if n > 1]
    faults += [f'{name}, entry "{ident}": there are two with this id' for ident in twice]
    return tuple(entries)


def _entry(row: Any, name: str, kind: type[Entry], faults: list[str]) -> Entry | None:
    try:
        return TypeAdapter(kind).validate_python(row)
    except ValidationError as error:
        known = row if isinstance(row, dict) else {"id": "not a table"}
        ident = known.get("service", known.get("id", "without an id"))
        told = _faults_of(error, kind.moved)
        faults += [f'{name}, entry "{ident}", {fault}' for fault in told]
        return None


def _faults_of(error: ValidationError, moved: frozenset[str] = frozenset()) -> list[str]:
    """Return one line for each wrong field: its path, and what it needs."""
    found: dict[str, str] = {}
    for fault in error.errors():
        path = ".".join(str(part) for part in fault["loc"] if part != "[key]")
        need = _NEEDS.get(fault["type"], fault["msg"])
        found[path] = "is for the directory to say now: leave it out" if path in moved else need
    return [f"{path}: {need}" for path, need in found.items()]


def _lacking(texts: Texts) -> list[str]:
    return [language.value for language in Language if language not in texts]
