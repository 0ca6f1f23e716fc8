"""Every fault in a template is told by file and line, and those we ship have none.

What they say to a youth is easy to read, kind and true, with each fact filled in.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from helpline.core.directory.entries import Entry
from helpline.core.directory.words import Need
from helpline.core.intake import Language
from helpline.core.referral_facts import Slot
from helpline.core.referral_templates import (
    ReferralTemplate,
    Said,
    directory_faults,
    filled,
    parts,
    slots_in,
)
from helpline.settings.referral_templates import WrittenReferral, read_referrals
from tests.settings.test_directory import shipped_entries
from tests.words.reading import ease, grade, words

ONE = """\
need: runaway
title: {en: "One", es: "Uno"}
services: [harbor, other]
introduction:
  en: >
    It is {service.name}.
    You can {service.ways}.
  es: "Es {service.name}."
steps:
  - {en: "A.", es: "A."}
  - {en: "B.", es: "B."}
consent: {en: "OK?", es: "¿Bien?"}
script:
  - {en: "Hello.", es: "Hola."}
no_answer: {en: "Wait.", es: "Espera."}
"""
EN, ES = Language.EN, Language.ES


def read(folder: Path, **files: str) -> tuple[tuple[WrittenReferral, ...], list[str]]:
    """Return what is read, and its faults, where `referrals` holds these files."""
    place = folder / "referrals"
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text)
    faults: list[str] = []
    return read_referrals(folder, faults), faults


def changed(old: str, new: str) -> str:
    assert old in ONE
    return ONE.replace(old, new, 1)


def test_what_stands_in_a_file_is_what_is_said(tmp_path: Path) -> None:
    [one], found = read(tmp_path, one=ONE)
    assert found == []
    assert one.template == ReferralTemplate(
        need=Need.RUNAWAY,
        title={EN: "One", ES: "Uno"},
        services=("harbor", "other"),
        said=Said(
            introduction={
                EN: "It is {service.name}. You can {service.ways}.",
                ES: "Es {service.name}.",
            },
            steps=({EN: "A.", ES: "A."}, {EN: "B.", ES: "B."}),
            consent={EN: "OK?", ES: "¿Bien?"},
            script=({EN: "Hello.", ES: "Hola."},),
            no_answer={EN: "Wait.", ES: "Espera."},
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (', es: "Uno"', "", "line 2, title.es: is missing"),
        ("need: runaway", "need: rescue", "line 1, need: needs 'danger', 'trafficking',"),
        ("[harbor, other]", "harbor", "line 3, services: needs a list"),
        ("[harbor, other]", "[harbor, 7]", "line 3, services.2: needs text in quotes"),
        ("[harbor, other]", "[]", "line 3, services: needs 1 to 8"),
        ("[harbor, other]", "[harbor, harbor]", "line 3, services.2: is named twice"),
        ("{service.name}", "{service.nam}", "line 6, introduction.en: there is no slot {servi"),
        ("{service.ways}", "{service.way}", "line 7, introduction.en: there is no slot {servi"),
        ("{service.ways}", "call 988", "line 7, introduction.en: a number comes from the dir"),
        ('"Es {service.name}."', '"Es {service.name."', "line 8, introduction.es: has a brace"),
        ('  - {en: "B.", es: "B."}\n', "", "line 9, steps: needs 2 to 8"),
        ('"B.", es: "B."', '"B.", es: " "', "line 11, steps.2.es: is empty"),
        ("consent:", "concent:", "line 12, concent: is a field we do not know"),
        ('script:\n  - {en: "Hello.", es: "Hola."}\n', "", "line 1, script: is missing"),
        ('"Wait."', "no", "line 15, no_answer.en: needs text in quotes (YAML reads a bare"),
        ("need: runaway", "need: runaway\nneed: danger", "line 2: need is there twice"),
        ("need: runaway", "- runaway", "is not YAML: line 2: "),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    _, found = read(tmp_path, one=changed(old, new))
    told = [one for one in found if one.startswith(f"referrals/one.yaml: {fault}")]
    assert len(told) == 1
    assert [one for one in found if not one.startswith("referrals/one.yaml: ")] == []


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, one="")[1] == ["referrals/one.yaml: line 1: needs fields of its own"]


def test_a_need_has_one_file_and_the_other_is_told(tmp_path: Path) -> None:
    [one], found = read(tmp_path, a=ONE, b=ONE)
    assert one.document.name == "referrals/a.yaml"
    assert found == ["referrals/b.yaml: line 1, need: referrals/a.yaml is for runaway already"]


def test_an_empty_folder_of_ones_own_is_told_and_none_falls_back_to_ours(tmp_path: Path) -> None:
    faults: list[str] = []
    assert read_referrals(tmp_path, faults) == read_referrals(None, faults) != ()
    assert faults == []
    assert read(tmp_path) == (
        (),
        [f"{tmp_path / 'referrals'}: needs at least one template (*.yaml)"],
    )


def test_what_the_directory_lacks_is_told_by_the_line_that_needs_it(tmp_path: Path) -> None:
    [one], _ = read(tmp_path, one=ONE)
    told = one.told(directory_faults(one.template, {"other": ()}, TODAY))
    words = "the directory has no service with this id"
    assert told == [f"referrals/one.yaml: line 3, services.1: {words}"]


def shipped() -> tuple[ReferralTemplate, ...]:
    found: list[str] = []
    referrals = read_referrals(None, found)
    assert found == []
    return tuple(one.template for one in referrals)


TODAY = date(2026, 11, 28)
SET = shipped()
ENTRIES = shipped_entries()
LANGUAGES = list(Language)
LONG_ENOUGH = 8
"""Fewer words than this make the formulas jump; they are counted with their whole template."""


def given() -> Iterator[tuple[ReferralTemplate, Entry, Said]]:
    """Yield each template with each of its services, filled in."""
    for one in SET:
        for ident in one.services:
            said = filled(one, ENTRIES[ident], TODAY)
            assert said is not None
            yield one, ENTRIES[ident], said


FILLED = list(given())


def read_by_a_youth(said: Said, code: Language) -> list[str]:
    steps = [step[code] for step in said.steps]
    return [said.introduction[code], *steps, said.consent[code], said.no_answer[code]]


def everything(code: Language) -> list[str]:
    script = [line[code] for _, _, said in FILLED for line in said.script]
    return [text for _, _, said in FILLED for text in read_by_a_youth(said, code)] + script


def too_hard(text: str, code: Language) -> bool:
    return grade(text) > 6 if code is EN else ease(text) < 70


def test_there_is_one_for_each_kind_of_need_and_each_is_filled_by_what_we_ship() -> None:
    assert {one.need for one in SET} == set(Need)
    known = {ident: (entry,) for ident, entry in ENTRIES.items()}
    assert [fault for one in SET for fault in directory_faults(one, known, TODAY)] == []


def test_the_lines_that_had_to_be_there_are() -> None:
    named = {entry.name for _, entry, _ in FILLED}
    assert named >= {
        "911",
        "National Human Trafficking Hotline",
        "National Runaway Safeline",
        "988 Lifeline",
        "RAINN",
        "NCMEC CyberTipline",
        "Childhelp",
        "The Trevor Project",
        "StrongHearts Native Helpline",
    }


def test_a_service_is_named_for_a_need_that_the_directory_has_it_for() -> None:
    unlisted = {Need.LEGAL, Need.HEALTH, Need.SUBSTANCES}
    """Nothing verified is for these, and the texts say so."""
    strange = [(one.need, entry.name) for one, entry, _ in FILLED if one.need not in entry.needs]
    assert {need for need, _ in strange} == unlisted


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_longer_text_a_youth_reads_is_easy(code: Language) -> None:
    texts = [text for _, _, said in FILLED for text in read_by_a_youth(said, code)]
    longer = [text for text in texts if len(words(text)) >= LONG_ENOUGH]
    assert len(longer) > 100
    assert [text for text in longer if too_hard(text, code)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_template_is_easy_as_a_whole(code: Language) -> None:
    whole = {
        (one.need, entry.name): "\n".join(read_by_a_youth(said, code))
        for one, entry, said in FILLED
    }
    assert [name for name, text in whole.items() if too_hard(text, code)] == []


NEVER = {
    EN: (
        r"kids?|rescued?|victims?|private|untraceable|anonymous|secure|we promise|i promise"
        r"|survivors?|traffick\w+|you (are|will be) safe"
    ),
    ES: (
        r"rescat\w+|víctimas?|privad[oa]s?|anónim[oa]s?|segur[oa]s?|prometemos|te prometo"
        r"|niñ[oa]s?|trata\b|a salvo"
    ),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_nobody_is_labelled_and_nothing_is_promised(code: Language) -> None:
    # Names of services are theirs to choose; so the texts are looked at as they were written.
    written = [text for one in SET for path, text in parts(one) if path.endswith(code)]
    assert len(written) > 100
    found = [text for text in written if re.search(rf"\b({NEVER[code]})", text, re.IGNORECASE)]
    assert found == []


BILL = {EN: "shows on the phone bill", ES: "salen en la cuenta del teléfono"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_introduction_tells_of_the_bill_and_of_what_is_reported(code: Language) -> None:
    said = {one.need: one.said.introduction[code] for one in SET}
    assert [need for need, text in said.items() if BILL[code] not in text] == []
    reports = f"{{{Slot.REPORTS}}}"
    assert [need for need, text in said.items() if reports not in text] == [Need.DANGER]
    ways = f"{{{Slot.WAYS}}}"
    assert [need for need, text in said.items() if ways not in text] == []


AGREED = {EN: r"say only this: (.*) Is that OK\?", ES: r"diría solo esto: (.*) ¿Te parece bien\?"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_on_the_call_nothing_is_told_but_what_was_agreed_to(code: Language) -> None:
    """Where no words are proposed, the youth gives their own."""
    open_words = {Need.DANGER, Need.REPORT}
    for one in SET:
        agreed = re.search(AGREED[code], one.said.consent[code])
        assert (agreed is None) == (one.need in open_words)
        assert "?" in one.said.consent[code]
        assert f"{{{Slot.NAME}}}" in one.said.consent[code]
        if agreed is not None:
            [_] = [line for line in one.said.script if line[code].endswith(agreed[1])]


def test_both_languages_have_the_same_slots() -> None:
    for one in SET:
        texts = dict(parts(one))
        for path, text in texts.items():
            if path.endswith(".en"):
                other = texts[f"{path.removesuffix('en')}es"]
                assert sorted(slots_in(text)) == sorted(slots_in(other)), (one.need, path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_fits_into_one_message(code: Language) -> None:
    assert max(map(len, everything(code))) < 1_000
