"""Every fault in a scenario is told by file, scenario and path, and the ones we ship have none."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.core.intake import AgeBand, Intake, Language, Safety, Topic, Watched
from helpline.core.practice import Beat, Line, Question, Scenario, Texts, YouthAct
from helpline.settings.practice import read_practice
from helpline.settings.yaml_files import BYTES
from tests.words.reading import ease, grade, words

ONE = """\
id: one
title: {en: "One", es: "Uno"}
about: {en: "About", es: "Sobre"}
intake:
  safety: unsure
  watched: "yes"
  topics: [home, friend]
  age_band: "16_17"
beats:
  - lines:
      - {after_s: 4, en: "hi", es: "hola"}
      - {after_s: 5, en: "you there", es: "estás"}
    replies: 2
    if_quiet:
      after_s: 40
      lines: [{after_s: 2, en: "hello?", es: "hola?"}]
  - lines: [{after_s: 4, en: "wait", es: "espera"}]
    replies: 0
    does: cover
  - lines: [{after_s: 90, en: "thank you", es: "gracias"}]
    does: back
look_back:
  - {ask: {en: "a?", es: "¿a?"}, good: {en: "A", es: "A"}, source: "Somebody"}
  - {ask: {en: "b?", es: "¿b?"}, good: {en: "B", es: "B"}}
  - {ask: {en: "c?", es: "¿c?"}, good: {en: "C", es: "C"}}
"""
WHERE = 'practice/one.yaml, scenario "one"'
BARE = "(YAML reads a bare yes, no, on or off as true or false)"


def read(folder: Path, **files: str | bytes) -> tuple[tuple[Scenario, ...], list[str]]:
    """Return what is read, and its faults, where `practice` holds these files."""
    practice = folder / "practice"
    practice.mkdir(exist_ok=True)
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (practice / f"{name}.yaml").write_bytes(data)
    faults: list[str] = []
    return read_practice(folder, faults), faults


def faults(folder: Path, text: str | bytes) -> list[str]:
    scenarios, found = read(folder, one=text)
    assert scenarios == ()
    return found


def changed(old: str, new: str) -> str:
    assert old in ONE
    return ONE.replace(old, new, 1)


def test_what_stands_in_a_file_is_what_is_played(tmp_path: Path) -> None:
    (one,), found = read(tmp_path, one=ONE)
    assert found == []
    assert one.id == "one"
    assert one.title == {Language.EN: "One", Language.ES: "Uno"}
    assert one.intake == Intake(
        safety=Safety.UNSURE,
        watched=Watched.YES,
        topics=(Topic.HOME, Topic.FRIEND),
        age_band=AgeBand.FROM_16,
    )
    first, cover, back = one.beats
    assert (first.replies, first.does) == (2, None)
    assert first.lines[1] == Line({Language.EN: "you there", Language.ES: "estás"}, 5)
    assert first.if_quiet
    assert (first.if_quiet.after_s, len(first.if_quiet.lines)) == (40, 1)
    assert (cover.does, cover.replies, cover.if_quiet) == (YouthAct.COVER, 0, None)
    assert (back.does, back.replies) == (YouthAct.BACK, 1)
    assert [question.source for question in one.look_back] == ["Somebody", None, None]
    assert one.look_back[0].ask[Language.ES] == "¿a?"
    assert one.look_back[0].good[Language.ES] == "A"


def test_scenarios_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    scenarios, found = read(tmp_path, b=ONE, a=changed("id: one", "id: two"))
    assert ([one.id for one in scenarios], found) == (["two", "one"], [])


def test_all_that_may_be_left_out_may(tmp_path: Path) -> None:
    bare = re.sub(r"intake:.*?beats:", "intake: {}\nbeats:", ONE, flags=re.DOTALL)
    (one,), found = read(tmp_path, one=bare)
    assert (one.intake, found) == (Intake(), [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (', es: "Uno"', "", ", title.es: is missing"),
        ('en: "hi", ', "", ", beats.1.lines.1.en: is missing"),
        ('en: "hello?", ', "", ", beats.1.if_quiet.lines.1.en: is missing"),
        (', es: "B"', "", ", look_back.2.good.es: is missing"),
        ('"About"', '" "', ", about.en: is empty"),
        ('"hi"', "7", ", beats.1.lines.1.en: needs text in quotes"),
        ('"hi"', "2020-01-01", ", beats.1.lines.1.en: needs text in quotes"),
        (
            '"hi"',
            "no",
            f", beats.1.lines.1.en: needs text in quotes {BARE}",
        ),
        ('"yes"', "yes", ", intake.watched: needs 'yes', 'no' or 'unsure', in quotes"),
        ('"yes"', '"maybe"', ", intake.watched: needs 'yes', 'no' or 'unsure'"),
        (
            '"16_17"',
            "16_17",
            ", intake.age_band: needs 'under_13', '13_15', '16_17' or '18_plus', in quotes",
        ),
        ("cover", "hide", ", beats.2.does: needs 'away', 'back', 'cover' or 'leave'"),
        ("[home, friend]", "home", ", intake.topics: needs a list"),
        ("after_s: 4", 'after_s: "4"', ", beats.1.lines.1.after_s: needs a whole number"),
        ("after_s: 4", "after_s: 4.5", ", beats.1.lines.1.after_s: needs a whole number"),
        ("replies: 2", "replies: yes", ", beats.1.replies: needs a whole number"),
        ("replies: 2", "replys: 2", ", beats.1.replys: is a field we do not know"),
        ("replies: 2", "replies: 9", ", beats.1.replies: needs 1 to 3"),
        ("after_s: 4", "after_s: 1", ", beats.1.lines.1.after_s: needs 2 to 25 seconds"),
        ("  safety: unsure", "  state: TX", ", intake.state: is a field we do not know"),
        ('{en: "One", es: "Uno"}', '"One"', ", title: needs fields of its own"),
        ('"Somebody"', '""', ", look_back.1.source: is empty"),
    ],
)
def test_a_fault_names_file_scenario_and_path(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert faults(tmp_path, changed(old, new)) == [f"{WHERE}{fault}"]


def test_a_scenario_without_an_id_or_with_a_strange_one_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, changed("id: one\n", "")) == [
        'practice/one.yaml, scenario "without an id", id: is missing'
    ]
    assert 'scenario "One!", id: ' in faults(tmp_path, changed("id: one", 'id: "One!"'))[0]


def test_two_scenarios_of_one_id_are_told(tmp_path: Path) -> None:
    _, found = read(tmp_path, one=ONE, two=ONE)
    assert found == ['practice, scenario "one": there are two with this id']


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    wrong = changed('en: "hi"', "en: 3").replace("replies: 2", "replies: few")
    _, found = read(tmp_path, one=wrong, two="- no scenario")
    assert found == [
        f"{WHERE}, beats.1.lines.1.en: needs text in quotes",
        f"{WHERE}, beats.1.replies: needs a whole number",
        'practice/two.yaml, scenario "not a table": needs fields of its own',
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    replies: 2\n", "    replies: 2\n    replies: 3\n", "line 14: replies is there twice"),
        ('es: "hola"}', 'es: "hola", en: "no"}', "line 11: en is there twice"),
        ("id: one", "id: one\nid: one", "line 2: id is there twice"),
        (
            'title: {en: "One", es: "Uno"}',
            'title: &t {en: "One", es: "Uno"}',
            "line 2: anchors and aliases are not read; write it out",
        ),
        ("id: one", "id: !!str one", "line 1: tags are not read"),
        ("id: one", "id: !!python/name:os.system one", "line 1: tags are not read"),
        ('{en: "One"', '{no: "One"', "line 2: a field's name needs to be text"),
        ('{en: "One"', '{<<: {en: "One"}', "line 2: a field's name needs to be text"),
        ('{en: "One"', '{[en]: "One"', "line 2: a field's name needs to be text"),
        ('"Uno"}', "[" * 40 + "]" * 40 + "}", "line 2: is nested too deep"),
    ],
)
def test_what_yaml_would_pass_over_in_silence_is_told_by_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert faults(tmp_path, changed(old, new)) == [f"practice/one.yaml: {fault}"]


def test_an_alias_is_told_and_never_followed(tmp_path: Path) -> None:
    bomb = 'a: &a ["x"]\n' + "".join(f"b{n}: [*a, *a]\n" for n in range(3))
    found = faults(tmp_path, bomb)
    assert len(found) == 7
    assert set(found) == {
        f"practice/one.yaml: line {n}: anchors and aliases are not read; write it out"
        for n in range(1, 5)
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ', scenario "not a table": needs fields of its own'),
        ("id: [", ": is not YAML: line 2: "),
        ("id: a\n---\nid: b", ": is not YAML: line 2: "),
        ("id: \x00", ": is not YAML: "),
        ("id: 2020-13-45", ": is not YAML: month must be in 1..12"),
        (b"id: \xff", ": is not UTF-8"),
        ("#" * (BYTES + 1), f": is over {BYTES} bytes"),
    ],
)
def test_a_file_of_another_shape_is_told_never_fallen_over(
    tmp_path: Path, text: str | bytes, fault: str
) -> None:
    (found,) = faults(tmp_path, text)
    assert found.startswith(f"practice/one.yaml{fault}")
    assert "\n" not in found


def test_a_file_of_exactly_the_size_is_read(tmp_path: Path) -> None:
    filled = ONE + "#" * (BYTES - len(ONE.encode()))
    assert read(tmp_path, one=filled)[1] == []


def test_a_misnamed_file_an_empty_folder_and_what_can_not_be_read_are_told(tmp_path: Path) -> None:
    practice = tmp_path / "practice"
    practice.mkdir()
    (practice / ".hidden").touch()
    empty = f"{practice}: needs at least one scenario (*.yaml)"
    assert read(tmp_path)[1] == [empty]
    (practice / "one.yml").touch()
    misnamed = f"{practice / 'one.yml'}: is none of the files we read (*.yaml)"
    assert read(tmp_path)[1] == [misnamed, empty]
    (practice / "two.yaml").mkdir()
    assert read(tmp_path)[1] == [misnamed, "practice/two.yaml: can't be read by this user"]


def shipped() -> tuple[Scenario, ...]:
    found: list[str] = []
    scenarios = read_practice(None, found)
    assert found == []
    return scenarios


def test_a_folder_without_practice_of_its_own_falls_back_to_the_shipped_set(tmp_path: Path) -> None:
    found: list[str] = []
    assert read_practice(tmp_path, found) == shipped()
    assert read(tmp_path, one=ONE)[0] != shipped()
    assert found == []


def test_the_shipped_set_is_whole() -> None:
    assert [one.id for one in shipped()] == [
        "no_label",
        "who_reads",
        "watched",
        "friend",
        "not_safe",
        "someone_else",
        "suicide",
    ]
    beats = [beat for one in shipped() for beat in one.beats]
    assert {beat.does for beat in beats} == {None, *YouthAct}
    assert any(beat.if_quiet for beat in beats)


SET = shipped()
LANGUAGES = list(Language)
LONG_ENOUGH = 4
"""Fewer words than this make the formulas jump; they are counted with their whole scenario."""


def lines(beat: Beat) -> tuple[Line, ...]:
    return beat.lines + (beat.if_quiet.lines if beat.if_quiet else ())


def said(language: Language) -> list[str]:
    """Return each line that a youth may say."""
    every = [line for one in SET for beat in one.beats for line in lines(beat)]
    return [line.texts[language] for line in every]


def shown(one: Scenario) -> Iterator[Texts]:
    """Yield what only the responder reads."""
    yield from (one.title, one.about)
    for question in one.look_back:
        yield from _both(question)


def _both(question: Question) -> tuple[Texts, Texts]:
    return question.ask, question.good


def everything(language: Language) -> list[str]:
    return said(language) + [texts[language] for one in SET for texts in shown(one)]


def too_hard(text: str, language: Language) -> bool:
    return grade(text) > 6 if language is Language.EN else ease(text) < 70


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_youth_is_easy_to_read(language: Language) -> None:
    longer = [text for text in said(language) if len(words(text)) >= LONG_ENOUGH]
    assert len(longer) > 100
    assert [text for text in longer if too_hard(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scenario_is_easy_to_read_as_a_whole(language: Language) -> None:
    whole = {
        one.id: "\n".join(line.texts[language] for beat in one.beats for line in lines(beat))
        for one in SET
    }
    assert [ident for ident, text in whole.items() if too_hard(text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_youth_types_as_a_teen_does(language: Language) -> None:
    own = [line.texts[language] for one in SET for beat in one.beats for line in beat.lines]
    lengths = [len(words(text)) for text in own]
    assert 6 <= sum(lengths) / len(lengths) <= 9
    assert max(lengths) <= 12
    assert [text for text in said(language) if text != text.lower()] == []
    bursts = [len(beat.lines) for one in SET for beat in one.beats]
    assert set(bursts) == {1, 2, 3}


LABELS = {
    Language.EN: (
        r"kids?|rescued?|victims?|private|untraceable|anonymous|secure|we promise|survivors?"
        r"|traffick\w+|saved? (you|me|them|her)"
    ),
    Language.ES: (
        r"rescat\w+|víctimas?|privad[oa]s?|anónim[oa]s?|segur[oa]s?|prometemos|niñ[oa]s?"
        r"|trata|te salv\w+"
    ),
}
PROMISES = {
    Language.EN: (
        r"(you are|you're|you will be|you'll be|keeps? (you|them|her|him)) safe"
        r"|nothing will happen|i promise"
    ),
    Language.ES: (
        r"(aquí estás|estarás|vas a estar|te mantengo|mantener\w*) a salvo"
        r"|no (te )?va a pasar nada|te prometo"
    ),
}
GRAPHIC = {
    Language.EN: (
        r"kill\w*|die[sd]?|blood\w*|cut(s|ting)?|pills?|knife|guns?|rope|bridge|overdos\w+"
        r"|rap(e|ed|ing)|sex\w*|nudes?|naked|beat\w*|punch\w*|hit(s|ting)?|chok\w+|committed"
    ),
    Language.ES: (
        r"mat(ar|arme|ó)|morir\w*|muert[oa]|sangr\w+|cort(ar|arme|e|es)|pastillas?|cuchillo"
        r"|pistolas?|soga|puente|sobredosis|viol(ar|ó|ada|ación)|sex\w*|desnud\w+|golpe\w*"
        r"|puños?|ahorc\w+"
    ),
}


def holding(texts: list[str], never: str) -> list[str]:
    return [text for text in texts if re.search(rf"\b({never})\b", text, re.IGNORECASE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_labelled_or_rescued_and_nothing_is_promised(language: Language) -> None:
    assert holding(everything(language), LABELS[language]) == []
    assert holding(everything(language), PROMISES[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_graphic_and_no_way_is_named(language: Language) -> None:
    assert holding(said(language), GRAPHIC[language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_youth_asks_who_reads_along_and_one_whether_it_is_reported(language: Language) -> None:
    asked = {
        Language.EN: ("who can read what i type", "do you have to report it"),
        Language.ES: ("quién puede leer lo que pongo", "tienes que avisar?"),
    }
    whole = "\n".join(said(language))
    assert [question for question in asked[language] if question not in whole] == []
