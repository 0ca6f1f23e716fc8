"""Every fault in a guide is told by file and line; those we ship are plain and put no labels."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.core.guides import Counsel, Guide, GuideId, Part, Texts
from helpline.core.intake import Language
from helpline.settings.guides import read_guides
from tests.words.reading import ease, grade

ONE = """\
id: one
title: {en: "One", es: "Uno"}
about: {en: "About", es: "Sobre"}
parts:
  - title: {en: "Part", es: "Parte"}
    points:
      - {en: "a", es: "á"}
      - {en: "b", es: "bé"}
sources: ["Somebody"]
counsel:
  - state: MA
    words: {en: "Tell.", es: "Di."}
"""
EN, ES = Language.EN, Language.ES


def read(folder: Path, **files: str) -> tuple[tuple[Guide, ...], list[str]]:
    """Return what is read, and its faults, where `guides` holds these files."""
    place = folder / "guides"
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text)
    faults: list[str] = []
    return read_guides(folder, faults), faults


def test_what_stands_in_a_file_is_what_stands_beside_a_chat(tmp_path: Path) -> None:
    [one], found = read(tmp_path, one=ONE)
    assert found == []
    assert one == Guide(
        id=GuideId("one"),
        title={EN: "One", ES: "Uno"},
        about={EN: "About", ES: "Sobre"},
        parts=(Part({EN: "Part", ES: "Parte"}, ({EN: "a", ES: "á"}, {EN: "b", ES: "bé"})),),
        sources=("Somebody",),
        counsel=(Counsel("MA", {EN: "Tell.", ES: "Di."}),),
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: one", "id: One", "line 1, id: String should match pattern"),
        (', es: "bé"', "", "line 8, parts.1.points.2.es: is missing"),
        ('["Somebody"]', "[]", "line 9, sources: needs at least one"),
        ("state: MA", "state: XX", "line 11, counsel.1.state: needs the postal code"),
        ("state: MA", "state: no", "line 11, counsel.1.state: needs text in quotes"),
        ('    words: {en: "Tell.", es: "Di."}\n', "", "line 11, counsel.1.words: is missing"),
        ("sources", "source", "line 9, source: is a field we do not know"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in ONE
    _, found = read(tmp_path, one=ONE.replace(old, new, 1))
    assert [one for one in found if one.startswith(f"guides/one.yaml: {fault}")]


def test_two_with_one_id_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, a=ONE, b=ONE)[1] == [
        "guides/b.yaml: line 1, id: there is another guide with this id"
    ]


def test_counsel_may_be_left_out(tmp_path: Path) -> None:
    [one], found = read(tmp_path, one=ONE.partition("counsel:")[0])
    assert (one.counsel, found) == (None, [])


def shipped() -> tuple[Guide, ...]:
    found: list[str] = []
    guides = read_guides(None, found)
    assert found == []
    return guides


SET = shipped()


def texts_of(guide: Guide) -> Iterator[Texts]:
    yield from (guide.title, guide.about)
    for part in guide.parts:
        yield part.title
        yield from part.points


def test_the_shipped_set_is_whole_and_leaves_the_law_to_counsel() -> None:
    assert [one.id for one in SET] == [
        "ground",
        "arriving",
        "safety_planning",
        "headss",
        "signs",
        "suicide",
        "reports",
    ]
    assert {one.id: one.counsel for one in SET if one.counsel is not None} == {"reports": ()}


def test_signs_are_to_be_listened_for_and_never_asked() -> None:
    [signs] = [one for one in SET if one.id == "signs"]
    said = [text for texts in texts_of(signs) for text in texts.values()]
    assert [text for text in said if "?" in text] == []
    assert len(signs.sources) >= 5


@pytest.mark.parametrize("code", list(Language))
def test_every_guide_is_plain(code: Language) -> None:
    whole = {one.id: "\n".join(texts[code] for texts in texts_of(one)) for one in SET}
    hard = {
        ident: round(grade(text) if code is EN else ease(text), 1)
        for ident, text in whole.items()
        if (grade(text) > 7 if code is EN else ease(text) < 65)
    }
    assert hard == {}


NEVER = {
    EN: (
        r"kids?|rescued?|victims?|prostitut\w+|hookers?|pimps?|rap(e|ed|ing)|nudes?|naked"
        r"|kill\w*|blood\w*|cutting|pills?|knife|guns?|rope|overdos\w+|commits|committed"
    ),
    ES: (
        r"rescat\w+|víctimas?|prostitu\w+|proxenet\w+|viol(ar|ó|ada)|desnud\w+|niñ[oa]s?"
        r"|mat(ar|arse)|sangr\w+|pastillas?|cuchillos?|pistolas?|soga|sobredosis"
    ),
}


@pytest.mark.parametrize("code", list(Language))
def test_nothing_is_graphic_and_nobody_is_labelled(code: Language) -> None:
    said = [texts[code] for one in SET for texts in texts_of(one)]
    found = [text for text in said if re.search(rf"\b({NEVER[code]})\b", text, re.IGNORECASE)]
    assert found == []
