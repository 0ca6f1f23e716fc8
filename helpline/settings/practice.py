"""`config/practice/*.yaml`: the scripted youth that responders practise with."""

from collections import Counter
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from helpline.core.intake import AgeBand, Intake, Safety, Topic, Watched
from helpline.core.practice import (
    Beat,
    Line,
    Question,
    Quiet,
    Scenario,
    ScenarioId,
    YouthAct,
    faults_of,
)
from helpline.settings.content import Id, Text
from helpline.settings.yaml_files import (
    Both,
    Document,
    Shape,
    Whole,
    dotted,
    need_of,
    read_folder,
)

FOLDER: Final = "practice"


class _Line(Both):
    after_s: Whole

    def line(self) -> Line:
        return Line(self.texts(), self.after_s)


class _Quiet(Shape):
    after_s: Whole
    lines: tuple[_Line, ...]

    def quiet(self) -> Quiet:
        return Quiet(self.after_s, tuple(line.line() for line in self.lines))


class _Beat(Shape):
    lines: tuple[_Line, ...]
    replies: Whole = 1
    if_quiet: _Quiet | None = None
    does: YouthAct | None = None

    def beat(self) -> Beat:
        quiet = self.if_quiet.quiet() if self.if_quiet else None
        return Beat(tuple(line.line() for line in self.lines), self.replies, quiet, self.does)


class _Question(Shape):
    ask: Both
    good: Both
    source: Text | None = None

    def question(self) -> Question:
        return Question(self.ask.texts(), self.good.texts(), self.source)


class _Intake(Shape):
    safety: Safety | None = None
    watched: Watched | None = None
    topics: tuple[Topic, ...] = ()
    age_band: AgeBand | None = None

    def intake(self) -> Intake:
        return Intake(
            safety=self.safety, watched=self.watched, topics=self.topics, age_band=self.age_band
        )


class _Scenario(Shape):
    id: Id
    title: Both
    about: Both
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
    found = [_scenario(one, faults) for one in read_folder(own, FOLDER, "scenario", faults)]
    scenarios = tuple(scenario for scenario in found if scenario)
    twice = [ident for ident, n in Counter(one.id for one in scenarios).items() if n > 1]
    faults += [f'{FOLDER}, scenario "{ident}": there are two with this id' for ident in twice]
    return scenarios


def _scenario(document: Document, faults: list[str]) -> Scenario | None:
    table = document.table
    ident = table.get("id", "without an id") if isinstance(table, dict) else "not a table"
    where = f'{document.name}, scenario "{ident}"'
    try:
        scenario = _Scenario.model_validate(table).scenario()
    except ValidationError as error:
        for fault in error.errors():
            path = dotted(fault["loc"])
            faults.append(f"{where}{f', {path}' if path else ''}: {need_of(fault)}")
        return None
    wrong = faults_of(scenario)
    faults += [f"{where}, {fault}" for fault in wrong]
    return None if wrong else scenario
