"""What a script needs so that it can be played."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.intake import Intake, Language, Topic
from helpline.core.practice import (
    GONE_S,
    PAUSE_S,
    QUIET_S,
    SPARE_S,
    Beat,
    Line,
    Question,
    Quiet,
    Scenario,
    ScenarioId,
    YouthAct,
    faults_of,
    kept_within,
    offered_to,
    set_finished,
)

HI = {Language.EN: "hi", Language.ES: "hola"}
BYE = {Language.EN: "ok Thank you", Language.ES: "ok Gracias"}


def line(after_s: int = 5, texts: dict[Language, str] = HI) -> Line:
    return Line(texts, after_s)


def beat(does: YouthAct | None = None, **changes: Any) -> Beat:
    """Return a beat that is right where an act like this may stand."""
    waits = 1 if does in {None, YouthAct.BACK} else 0
    return replace(Beat((line(),), replies=waits, does=does), **changes)


def scenario(*beats: Beat, **changes: Any) -> Scenario:
    plain = Scenario(
        id=ScenarioId("one"),
        title=HI,
        about=HI,
        intake=Intake(),
        beats=beats or (beat(), beat(), beat(YouthAct.LEAVE)),
        look_back=(Question(HI, HI),) * 3,
    )
    return replace(plain, **changes)


def faults(*beats: Beat) -> list[str]:
    return faults_of(scenario(beat(), *beats, beat(), beat(YouthAct.LEAVE)))


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


@pytest.mark.parametrize("hides", [YouthAct.AWAY, YouthAct.COVER])
def test_who_is_gone_or_covered_waits_for_nobody_and_comes_back_next(hides: YouthAct) -> None:
    back = beat(YouthAct.BACK)
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
    assert faults(beat(YouthAct.AWAY), beat(YouthAct.BACK, lines=(long,))) == []
    assert faults(beat(YouthAct.AWAY), beat(YouthAct.BACK, lines=(line(GONE_S[1] + 1),))) == [
        "beats.3.lines.1.after_s: needs 2 to 180 seconds"
    ]
    assert faults(beat(YouthAct.AWAY), beat(YouthAct.BACK, lines=(long, long))) == [
        "beats.3.lines.2.after_s: needs 2 to 25 seconds"
    ]


def test_nothing_follows_a_youth_who_has_left() -> None:
    assert faults(beat(YouthAct.LEAVE)) == ["beats.3: nothing can follow once the youth has left"]
    assert faults(beat(YouthAct.LEAVE, replies=1))[0] == (
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
        beat(YouthAct.LEAVE),
        intake=Intake(topics=(Topic.HOME, Topic.HOME)),
        look_back=(Question(HI, HI),) * 6,
    )
    assert faults_of(wrong) == [
        "intake.topics: names a topic twice",
        "beats: needs 3 to 20",
        "look_back: needs 3 to 5",
    ]
    assert faults_of(scenario(beats=())) == ["beats: needs 3 to 20"]


ACTS = {"n": None, "a": YouthAct.AWAY, "c": YouthAct.COVER, "b": YouthAct.BACK, "l": YouthAct.LEAVE}


@given(st.text(alphabet="".join(ACTS), min_size=3, max_size=9), st.sampled_from([HI, BYE]))
def test_a_script_has_no_fault_exactly_when_its_acts_can_follow_each_other(
    acts: str, last: dict[Language, str]
) -> None:
    beats = [beat(ACTS[act]) for act in acts]
    beats[-1] = replace(beats[-1], lines=(line(5, last),))
    sane = re.fullmatch(r"(n|[ac]b)*l?" if last == BYE else r"(n|[ac]b)*l", acts)
    assert (faults_of(scenario(*beats)) == []) == bool(sane)


def pauses(one: Scenario) -> list[list[int]]:
    return [[line.after_s for line in beat.lines] for beat in one.beats]


@pytest.mark.parametrize("gone_s", [60, 115, 116, 3_600])
def test_nobody_is_away_for_longer_than_the_line_would_keep_them(gone_s: int) -> None:
    script = scenario(
        beat(YouthAct.AWAY),
        beat(YouthAct.BACK, lines=(line(110), line(25))),
        beat(YouthAct.LEAVE),
    )
    kept = kept_within(script, gone_s)
    assert pauses(kept) == [[5], [min(110, gone_s - SPARE_S), 25], [5]]
    assert faults_of(kept) == []


def test_a_covered_page_is_there_and_may_stay_so() -> None:
    script = scenario(
        beat(YouthAct.COVER), beat(YouthAct.BACK, lines=(line(110),)), beat(YouthAct.LEAVE)
    )
    assert kept_within(script, 60) == script


HOME = scenario(id=ScenarioId("home"), intake=Intake(topics=(Topic.HOME, Topic.FRIEND)))
HURT = scenario(id=ScenarioId("hurt"), intake=Intake(topics=(Topic.HURT,)))
NONE = scenario(id=ScenarioId("none"))


@pytest.mark.parametrize(
    ("opted_out", "left"),
    [
        ((), (HOME, HURT, NONE)),
        ((Topic.FRIEND,), (HURT, NONE)),
        ((Topic.HURT, Topic.HOME), (NONE,)),
        ((Topic.OTHER,), (HOME, HURT, NONE)),
    ],
)
def test_what_somebody_opted_out_of_is_not_practised(
    opted_out: tuple[Topic, ...], left: tuple[Scenario, ...]
) -> None:
    assert offered_to((HOME, HURT, NONE), opted_out) == left


JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))


@pytest.mark.parametrize(
    ("finished", "since"),
    [
        ({}, None),
        ({"home": JAN}, None),
        ({"home": FEB, "hurt": JAN}, JAN),
        ({"home": FEB, "hurt": MAR}, FEB),
        ({"home": FEB, "hurt": MAR, "of an older set": JAN}, FEB),
        ({"home": FEB, "of an older set": JAN}, None),
    ],
)
def test_the_set_counts_from_the_scenario_that_was_played_longest_ago(
    finished: dict[str, date], since: date | None
) -> None:
    known = {ScenarioId(name): day for name, day in finished.items()}
    assert set_finished(known, (HOME, HURT)) == since


def test_where_there_is_nothing_to_finish_nothing_is_finished() -> None:
    assert set_finished({HOME.id: JAN}, ()) is None
