"""Practice: a scripted youth for a responder, and what a script needs so that it can be played.

Nobody is behind it: the script is played in the responder's own page, beat by beat. In a beat the
youth types its lines, each after a pause; does something, where the beat says so; and then waits
for the responder's messages. The page's player (`web_client/src/chat/practice.ts`) keeps to this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from helpline.core.intake import Intake, Language, Topic

Texts = Mapping[Language, str]
ScenarioId = NewType("ScenarioId", str)


class YouthAct(StrEnum):
    """What a scripted youth can do besides writing; the desk shows it as it does for anyone."""

    AWAY = "away"
    """The page is gone for a while."""
    BACK = "back"
    """The page is there again, or no longer covered; comes before the lines of its beat."""
    COVER = "cover"
    """The page is covered, since somebody might see it."""
    LEAVE = "leave"
    """The chat ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the youth, and the pause in seconds before it is typed."""

    texts: Texts
    after_s: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """What the youth says, once, when the responder has written nothing for so many seconds."""

    after_s: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Beat:
    """Lines, an act, and how many messages of the responder are waited for before the next beat."""

    lines: tuple[Line, ...]
    replies: int = 1
    if_quiet: Quiet | None = None
    does: YouthAct | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the responder alone, and what good practice says; no answer is kept."""

    ask: Texts
    good: Texts
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scripted youth, from the intake to what the responder looks back on."""

    id: ScenarioId
    title: Texts
    about: Texts
    """What is practised, for the responder."""
    intake: Intake
    """Its language is left alone: it becomes the one in which the scenario is played."""
    beats: tuple[Beat, ...]
    look_back: tuple[Question, ...]


Range = tuple[int, int]

BEATS: Final = (3, 20)
LINES: Final = (1, 3)
REPLIES: Final = (1, 3)
QUESTIONS: Final = (3, 5)
PAUSE_S: Final = (2, 25)
GONE_S: Final = (2, 180)
"""The pause before the first line of somebody who comes back: how long they were gone."""
QUIET_S: Final = (30, 240)
"""Shorter than `responder_silent_s` as shipped, after which the chat goes to somebody else."""

SPARE_S: Final = 5
"""So long before the line would let them go, a youth who was away is back."""
TRAINER: Final = "practice"
"""Who trained somebody that has finished the set, as their training record says it."""

_HIDDEN: Final = frozenset({YouthAct.AWAY, YouthAct.COVER})
_WAITS_FOR_NOBODY: Final = _HIDDEN | {YouthAct.LEAVE}
_THANKS: Final = {Language.EN: ("thank", "thx"), Language.ES: ("gracias",)}


def kept_within(scenario: Scenario, gone_s: int) -> Scenario:
    """Return it with no youth away for longer than the line keeps one, which is `gone_s` seconds.

    Who is away longer has no chat to come back to, so a script must not show it.
    """
    before = (None, *(beat.does for beat in scenario.beats))
    beats = [
        _back_within(beat, gone_s - SPARE_S) if does is YouthAct.AWAY else beat
        for does, beat in zip(before, scenario.beats, strict=False)
    ]
    return replace(scenario, beats=tuple(beats))


def _back_within(beat: Beat, most_s: int) -> Beat:
    first, *others = beat.lines
    first = replace(first, after_s=min(first.after_s, most_s))
    return replace(beat, lines=(first, *others))


def offered_to(scenarios: Iterable[Scenario], opted_out: Iterable[Topic]) -> tuple[Scenario, ...]:
    """Return those about nothing that somebody has opted out of, as with a real chat."""
    never = set(opted_out)
    return tuple(one for one in scenarios if not never & set(one.intake.topics))


def set_finished(finished: Mapping[ScenarioId, date], scenarios: Iterable[Scenario]) -> date | None:
    """Return the day from which on the whole set counts as finished; None: it is not.

    Of each scenario the last time counts, of the set the scenario that was played longest ago: so
    the set is renewed by playing all of it again.
    """
    days = [finished.get(one.id) for one in scenarios]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def faults_of(scenario: Scenario) -> list[str]:
    """Return a line for each thing wrong: its path, places counted from 1, and what it needs."""
    topics = scenario.intake.topics
    found = ["intake.topics: names a topic twice"] if len(set(topics)) < len(topics) else []
    found += _count("beats", len(scenario.beats), BEATS)
    for place, beat in enumerate(scenario.beats, 1):
        found += [f"beats.{place}.{fault}" for fault in _beat_faults(beat)]
    found += _order_faults(scenario.beats)
    return found + _count("look_back", len(scenario.look_back), QUESTIONS)


def _beat_faults(beat: Beat) -> list[str]:
    found = _lines_faults(beat.lines, GONE_S if beat.does is YouthAct.BACK else PAUSE_S)
    if beat.does in _WAITS_FOR_NOBODY:
        found += ["replies: needs 0, since nobody is waited for here"] if beat.replies else []
        found += ["if_quiet: nobody is waited for here"] if beat.if_quiet else []
    else:
        found += _count("replies", beat.replies, REPLIES)
    if beat.if_quiet:
        quiet = _seconds("after_s", beat.if_quiet.after_s, QUIET_S)
        quiet += _lines_faults(beat.if_quiet.lines, PAUSE_S)
        found += [f"if_quiet.{fault}" for fault in quiet]
    return found


def _lines_faults(lines: Sequence[Line], first: Range) -> list[str]:
    found = _count("lines", len(lines), LINES)
    for place, line in enumerate(lines, 1):
        found += _seconds(f"lines.{place}.after_s", line.after_s, first if place == 1 else PAUSE_S)
    return found


def _order_faults(beats: Sequence[Beat]) -> list[str]:
    """Find what the youth can't do after what came before, and an end that is none."""
    found = []
    before: YouthAct | None = None
    for place, beat in enumerate(beats, 1):
        hidden = before in _HIDDEN
        if hidden and beat.does is not YouthAct.BACK:
            found.append(f"beats.{place}.does: needs back, since the youth is gone or covered")
        if beat.does is YouthAct.BACK and not hidden:
            found.append(f"beats.{place}.does: back needs away or cover in the beat before")
        if before is YouthAct.LEAVE:
            found.append(f"beats.{place}: nothing can follow once the youth has left")
        before = beat.does
    if beats and not _ends(beats[-1]):
        found.append(f"beats.{len(beats)}: the last one needs a thank-you at its end, or to leave")
    return found


def _ends(beat: Beat) -> bool:
    if beat.does is YouthAct.LEAVE:
        return True
    return beat.does not in _HIDDEN and bool(beat.lines) and _thanks(beat.lines[-1])


def _thanks(line: Line) -> bool:
    return all(
        any(thanks in text.lower() for thanks in _THANKS[language])
        for language, text in line.texts.items()
    )


def _count(path: str, number: int, allowed: Range) -> list[str]:
    least, most = allowed
    return [] if least <= number <= most else [f"{path}: needs {least} to {most}"]


def _seconds(path: str, number: int, allowed: Range) -> list[str]:
    return [f"{fault} seconds" for fault in _count(path, number, allowed)]
