"""`config/practice/*.yaml`: the scripted youth that responders practise with."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpline.core.intake import AgeBand, Intake, Language, Safety, Topic, Watched
from helpline.core.practice import (
    Act,
    Beat,
    Line,
    Question,
    Quiet,
    Scenario,
    ScenarioId,
    Texts,
    faults_of,
)
from helpline.settings.content import Id, Text
from helpline.settings.files import shipped

FOLDER: Final = "practice"
BYTES: Final = 65_536
"""More than any scenario needs, and little enough to be read by a careless parser."""
DEEP: Final = 12
"""Twice as deep as a scenario goes; the parser's own limit is that of the interpreter's stack."""

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


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Both(_Shape):
    en: Text
    es: Text

    def texts(self) -> Texts:
        return {language: getattr(self, language.value) for language in Language}


class _Line(_Both):
    after_s: Whole

    def line(self) -> Line:
        return Line(self.texts(), self.after_s)


class _Quiet(_Shape):
    after_s: Whole
    lines: tuple[_Line, ...]

    def quiet(self) -> Quiet:
        return Quiet(self.after_s, tuple(line.line() for line in self.lines))


class _Beat(_Shape):
    lines: tuple[_Line, ...]
    replies: Whole = 1
    if_quiet: _Quiet | None = None
    does: Act | None = None

    def beat(self) -> Beat:
        quiet = self.if_quiet.quiet() if self.if_quiet else None
        return Beat(tuple(line.line() for line in self.lines), self.replies, quiet, self.does)


class _Question(_Shape):
    ask: _Both
    good: _Both
    source: Text | None = None

    def question(self) -> Question:
        return Question(self.ask.texts(), self.good.texts(), self.source)


class _Intake(_Shape):
    safety: Safety | None = None
    watched: Watched | None = None
    topics: tuple[Topic, ...] = ()
    age_band: AgeBand | None = None

    def intake(self) -> Intake:
        return Intake(
            safety=self.safety, watched=self.watched, topics=self.topics, age_band=self.age_band
        )


class _Scenario(_Shape):
    id: Id
    title: _Both
    about: _Both
    intake: _Intake
    beats: tuple[_Beat, ...]
    look_back: tuple[_Question, ...]

    def scenario(self) -> Scenario:
        return Scenario(
            id=ScenarioId(self.id),
            title=self.title.texts(),
            about=self.about.texts(),
            intake=self.intake.intake(),
            beats=tuple(beat.beat() for beat in self.beats),
            look_back=tuple(question.question() for question in self.look_back),
        )


def read_practice(own: Path | None, faults: list[str]) -> tuple[Scenario, ...]:
    """Return the scenarios in the order of their files; at least one.

    A folder `practice` in the operator's own one takes the place of the one we ship, as a whole.
    """
    folder = own / FOLDER if own and (own / FOLDER).is_dir() else shipped() / FOLDER
    paths = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    strange = [path for path in paths if path.suffix != ".yaml"]
    faults += [f"{path}: is none of the files we read (*.yaml)" for path in strange]
    if paths == strange:
        faults.append(f"{folder}: needs at least one scenario (*.yaml)")
    found = [_read(path, faults) for path in paths if path not in strange]
    scenarios = tuple(scenario for scenario in found if scenario)
    twice = [ident for ident, n in Counter(one.id for one in scenarios).items() if n > 1]
    faults += [f'{FOLDER}, scenario "{ident}": there are two with this id' for ident in twice]
    return scenarios


def _read(path: Path, faults: list[str]) -> Scenario | None:
    name = f"{FOLDER}/{path.name}"
    text = _text(path, name, faults)
    if text is None:
        return None
    try:
        wrong = [*_tricks(text)] or [*_key_faults(yaml.compose(text, Loader=yaml.SafeLoader))]
        table = None if wrong else yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        wrong, table = [f"is not YAML: {_said(error)}"], None
    faults += [f"{name}: {fault}" for fault in wrong]
    return None if wrong else _scenario(table, name, faults)


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
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
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


def _scenario(table: Any, name: str, faults: list[str]) -> Scenario | None:
    ident = table.get("id", "without an id") if isinstance(table, dict) else "not a table"
    where = f'{name}, scenario "{ident}"'
    try:
        scenario = _Scenario.model_validate(table).scenario()
    except ValidationError as error:
        faults += [f"{where}{_path(fault['loc'])}: {_need(fault)}" for fault in error.errors()]
        return None
    wrong = faults_of(scenario)
    faults += [f"{where}, {fault}" for fault in wrong]
    return None if wrong else scenario


def _path(loc: tuple[int | str, ...]) -> str:
    parts = [str(part + 1) if isinstance(part, int) else part for part in loc]
    return f", {'.'.join(parts)}" if parts else ""


def _need(fault: Any) -> str:
    """Say what a field needs; a bare yes, no or 16_17 has already become something else."""
    need = _NEEDS.get(fault["type"], fault["msg"])
    if fault["type"] == "enum":
        need = f"needs {fault['ctx']['expected']}"
        need += "" if isinstance(fault["input"], str) else ", in quotes"
    if need == _QUOTES and isinstance(fault["input"], bool):
        need += " (YAML reads a bare yes, no, on or off as true or false)"
    return str(need)
