"""What a script needs so that it can be played."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.intake import Intake, Language, Topic
from helpline.core.practice import (
    GONE_S,
    PAUSE_S,
    QUIET_S,
    Act,
    Beat,
    Line,
    Question,
    Quiet,
    Scenario,
    ScenarioId,
    faults_of,
)

HI = {Language.EN: "hi", Language.ES: "hola"}
BYE = {Language.EN: "ok Thank you", Language.ES: "ok Gracias"}


def line(after_s: int = 5, texts: dict[Language, str] = HI) -> Line:
    return Line(texts, after_s)


def beat(does: Act | None = None, **changes: Any) -> Beat:
    """Return a beat that is right where an act like this may stand."""
    waits = 1 if does in {None, Act.BACK} else 0
    return replace(Beat((line(),), replies=waits, does=does), **changes)


def scenario(*beats: Beat, **changes: Any) -> Scenario:
    plain = Scenario(
        id=ScenarioId("one"),
        title=HI,
        about=HI,
        intake=Intake(),
        beats=beats or (beat(), beat(), beat(Act.LEAVE)),
        look_back=(Question(HI, HI),) * 3,
    )
    return replace(plain, **changes)


def faults(*beats: Beat) -> list[str]:
    return faults_of(scenario(beat(), *beats, beat(), beat(Act.LEAVE)))


def test_a_plain_script_has_no_fault() -> None:
    assert faults_of(scenario()) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"lines": ()}, "beats.2.lines: needs 1 to 3"),
        ({"lines": (line(),) * 4}, "beats.2.lines: needs 1 to 3"),
        ({"lines": (line(), line(1))}, "beats.2.lines.2.after_s: needs 2 to 25 seconds"),
        ({"lines": (line(26),)}, "beats.2.lines.1.after_s: needs 2 to 25 seconds"),
        ({"replies": 0}, "beats.2.replies: needs 1 to 3"),
        ({"replies": 4}, "beats.2.replies: needs 1 to 3"),
        (
            {"if_quiet": Quiet(29, (line(),))},
            "beats.2.if_quiet.after_s: needs 30 to 240 seconds",
        ),
        (
            {"if_quiet": Quiet(30, (line(26),))},
            "beats.2.if_quiet.lines.1.after_s: needs 2 to 25 seconds",
        ),
        ({"if_quiet": Quiet(30, ())}, "beats.2.if_quiet.lines: needs 1 to 3"),
    ],
)
def test_what_is_out_of_range_is_told_by_its_path(wrong: dict[str, Any], fault: str) -> None:
    assert faults(beat(**wrong)) == [fault]


def test_whatever_is_in_range_is_taken() -> None:
    for pause, quiet, replies in zip(PAUSE_S, QUIET_S, (1, 3), strict=True):
        said = Quiet(quiet, (line(pause),) * 3)
        assert faults(beat(lines=(line(pause),) * 3, replies=replies, if_quiet=said)) == []


@pytest.mark.parametrize("hides", [Act.AWAY, Act.COVER])
def test_who_is_gone_or_covered_waits_for_nobody_and_comes_back_next(hides: Act) -> None:
    back = beat(Act.BACK)
    assert faults(beat(hides), back) == []
    assert faults(beat(hides, replies=1), back) == [
        "beats.2.replies: needs 0, since nobody is waited for here"
    ]
    assert faults(beat(hides, if_quiet=Quiet(30, (line(),))), back) == [
        "beats.2.if_quiet: nobody is waited for here"
    ]
    assert faults(beat(hides)) == ["beats.3.does: needs back, since the youth is gone or covered"]
    assert faults(back) == ["beats.2.does: back needs away or cover in the beat before"]


def test_only_who_comes_back_may_have_been_long_and_only_before_the_first_line() -> None:
    long = line(GONE_S[1])
    assert faults(beat(Act.AWAY), beat(Act.BACK, lines=(long,))) == []
    assert faults(beat(Act.AWAY), beat(Act.BACK, lines=(line(GONE_S[1] + 1),))) == [
        "beats.3.lines.1.after_s: needs 2 to 180 seconds"
    ]
    assert faults(beat(Act.AWAY), beat(Act.BACK, lines=(long, long))) == [
        "beats.3.lines.2.after_s: needs 2 to 25 seconds"
    ]


def test_nothing_follows_a_youth_who_has_left() -> None:
    assert faults(beat(Act.LEAVE)) == ["beats.3: nothing can follow once the youth has left"]
    assert faults(beat(Act.LEAVE, replies=1))[0] == (
        "beats.2.replies: needs 0, since nobody is waited for here"
    )


END = "beats.3: the last one needs a thank-you at its end, or to leave"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((line(), line(5, BYE)), []),
        ((line(5, BYE), line()), [END]),
        ((line(5, {**BYE, Language.ES: "adiós"}),), [END]),
        ((line(5, {**BYE, Language.EN: "bye"}),), [END]),
        ((), ["beats.3.lines: needs 1 to 3", END]),
    ],
)
def test_who_does_not_leave_ends_with_thanks_in_every_language(
    lines: tuple[Line, ...], found: list[str]
) -> None:
    assert faults_of(scenario(beat(), beat(), beat(lines=lines))) == found


def test_too_few_beats_too_many_questions_and_a_topic_named_twice_are_all_told() -> None:
    wrong = scenario(
        beat(Act.LEAVE),
        intake=Intake(topics=(Topic.HOME, Topic.HOME)),
        look_back=(Question(HI, HI),) * 6,
    )
    assert faults_of(wrong) == [
        "intake.topics: names a topic twice",
        "beats: needs 3 to 20",
        "look_back: needs 3 to 5",
    ]
    assert faults_of(scenario(beats=())) == ["beats: needs 3 to 20"]


ACTS = {"n": None, "a": Act.AWAY, "c": Act.COVER, "b": Act.BACK, "l": Act.LEAVE}


@given(st.text(alphabet="".join(ACTS), min_size=3, max_size=9), st.sampled_from([HI, BYE]))
def test_a_script_has_no_fault_exactly_when_its_acts_can_follow_each_other(
    acts: str, last: dict[Language, str]
) -> None:
    beats = [beat(ACTS[act]) for act in acts]
    beats[-1] = replace(beats[-1], lines=(line(5, last),))
    sane = re.fullmatch(r"(n|[ac]b)*l?" if last == BYE else r"(n|[ac]b)*l", acts)
    assert (faults_of(scenario(*beats)) == []) == bool(sane)
