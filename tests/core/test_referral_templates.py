"""What a referral says: facts of the directory alone, and no text with a hole in it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helpline.core.directory.entries import Entry, check
from helpline.core.directory.words import Line, Need
from helpline.core.intake import Language
from helpline.core.referral_facts import Slot, facts
from helpline.core.referral_templates import (
    Fault,
    ReferralTemplate,
    Said,
    directory_faults,
    faults_of,
    filled,
    lacking,
)
from tests.core.listings import SERVICE, package, rows

EN, ES = Language.EN, Language.ES
TODAY = date(2026, 6, 15)
PLAIN = {EN: "Go on.", ES: "Sigue."}


def entry(**changes: Any) -> Entry:
    [found] = check(package()).entries
    return replace(found, **changes)


def template(introduction: str = "It is {service.name}.", **changes: Any) -> ReferralTemplate:
    said = Said(
        introduction={EN: introduction, ES: "Es {service.name}."},
        steps=(PLAIN, PLAIN),
        consent=PLAIN,
        script=(PLAIN,),
        no_answer=PLAIN,
    )
    plain = ReferralTemplate(Need.RUNAWAY, PLAIN, (SERVICE,), said)
    return replace(plain, **changes)


def changed(**changes: Any) -> ReferralTemplate:
    plain = template()
    return replace(plain, said=replace(plain.said, **changes))


def test_each_slot_is_a_fact_in_both_languages() -> None:
    assert facts(entry(), TODAY) == {
        Slot.NAME: {EN: "Harbor line", ES: "Harbor line"},
        Slot.WAYS: {
            EN: "call 1-800-555-0100, or text HELLO to 55512",
            ES: "llamar al 1-800-555-0100, o mandar HELLO en un texto al 55512",
        },
        Slot.PHONE: {EN: "1-800-555-0100", ES: "1-800-555-0100"},
        Slot.HOURS: {
            EN: "on Mon, Tue from 9:00 am to 5:30 pm, by the clock of America/Chicago",
            ES: "lun, mar de 9:00 am a 5:30 pm, hora de America/Chicago",
        },
        Slot.AGES: {EN: "12 to 21", ES: "12 a 21 años"},
        Slot.REPORTS: facts(entry(), TODAY)[Slot.REPORTS],
    }


def phones(*made: tuple[str, str, str]) -> Entry:
    tables = rows()
    tables["phone"] = [
        {"id": f"p{n}", "service_id": SERVICE, "number": number, "type": kind, "text_word": word}
        for n, (number, kind, word) in enumerate(made)
    ]
    tables["metadata"] += [
        {**tables["metadata"][0], "id": f"n{n}", "resource_type": "phone", "resource_id": f"p{n}"}
        for n in range(len(made))
    ]
    [found] = check(package(tables)).entries
    return found


@pytest.mark.parametrize(
    ("number", "kind", "word", "english", "spanish"),
    [
        ("988", "text", "", "text 988", "mandar un texto al 988"),
        ("711", "tty", "", "dial 711 by TTY", "marcar 711 por TTY"),
        (
            "855-555-0101",
            "videophone",
            "",
            "call 855-555-0101 by videophone",
            "llamar al 855-555-0101 por videoteléfono",
        ),
    ],
)
def test_a_number_is_said_by_how_it_is_used(
    number: str, kind: str, word: str, english: str, spanish: str
) -> None:
    found = facts(phones((number, kind, word)), TODAY)
    assert found[Slot.WAYS] == {EN: english, ES: spanish}
    assert Slot.PHONE not in found
    assert (Slot.VIDEOPHONE in found) == (kind == "videophone")


def test_a_service_without_a_number_is_reached_on_its_page() -> None:
    found = facts(entry(phones=()), TODAY)
    assert found[Slot.WAYS][EN] == "go to https://example.org/line"
    assert Slot.PHONE not in found


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (12, None, {EN: "12 and up", ES: "12 años o más"}),
        (None, 21, {EN: "21 and under", ES: "21 años o menos"}),
        (0, 0, {EN: "0 to 0", ES: "0 a 0 años"}),
        (None, None, None),
    ],
)
def test_ages_are_said_by_the_bounds_there_are(
    least: int | None, most: int | None, said: dict[Language, str] | None
) -> None:
    assert facts(entry(ages=(least, most)), TODAY).get(Slot.AGES) == said


def hours(**cells: str) -> dict[Language, str] | None:
    tables = rows()
    tables["schedule"][0].update({"closed_on": "", **cells})
    [found] = check(package(tables)).entries
    told = facts(found, TODAY).get(Slot.HOURS)
    return None if told is None else dict(told)


WHOLE = {"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "00:00"}


@pytest.mark.parametrize(
    ("cells", "english"),
    [
        (WHOLE, "day and night"),
        (WHOLE | {"byday": "SA"}, "on Sat from 12:00 am to 12:00 am, by the clock of"),
        (WHOLE | {"closed_on": "2026-12-25"}, "on Mon, Tue, Wed, Thu, Fri, Sat, Sun from 12:00"),
        ({"opens_at": "12:05", "iana_timezone": "America/New_York"}, "12:05 pm to 5:30 pm"),
        ({"iana_timezone": "America/New_York"}, "by the clock of America/New York"),
        ({"valid_from": "2026-06-15", "valid_to": "2026-06-15"}, "on Mon, Tue from 9:00 am"),
    ],
)
def test_hours_are_said_in_words(cells: dict[str, str], english: str) -> None:
    said = hours(**cells)
    assert said is not None
    assert english in said[EN]


@pytest.mark.parametrize("cells", [{"valid_from": "2026-06-16"}, {"valid_to": "2026-06-14"}])
def test_hours_of_another_season_are_not_said(cells: dict[str, str]) -> None:
    assert hours(**cells) is None


def test_what_a_line_tells_is_said_apart_for_each_kind() -> None:
    said = [facts(entry(line=line), TODAY)[Slot.REPORTS] for line in Line]
    assert len({texts[code] for texts in said for code in Language}) == 2 * len(Line)


def test_a_text_is_filled_in_its_own_language_wherever_a_slot_stands() -> None:
    both = {EN: "{service.ages}: {service.ages}", ES: "{service.ages}"}
    said = filled(changed(steps=(PLAIN, both), script=(both,), consent=both), entry(), TODAY)
    assert said is not None
    assert said.introduction == {EN: "It is Harbor line.", ES: "Es Harbor line."}
    assert said.steps == (PLAIN, {EN: "12 to 21: 12 to 21", ES: "12 a 21 años"})
    assert said.script == said.steps[1:]
    assert (said.consent, said.no_answer) == (said.steps[1], PLAIN)


@pytest.mark.parametrize("part", ["introduction", "consent", "no_answer"])
def test_a_text_with_an_empty_slot_is_not_said_at_all(part: str) -> None:
    one = changed(**{part: {EN: "On {service.videophone}.", ES: "Sigue."}})
    assert lacking(one, entry(), TODAY) == [Slot.VIDEOPHONE]
    assert filled(one, entry(), TODAY) is None


def test_what_the_directory_says_is_never_read_as_a_slot() -> None:
    said = filled(template(), entry(name="{service.phone} {x"), TODAY)
    assert said is not None
    assert said.introduction[EN] == "It is {service.phone} {x."


def test_a_plain_template_has_no_fault() -> None:
    assert faults_of(template("Call 911 or {service.phone}, 24 hours, 7 days.")) == []


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("Call {service.fone}.", "there is no slot {service.fone}: it needs", "{service.fone}"),
        ("Call {}.", "there is no slot {}", "{}"),
        ("Call {service.name", "has a brace without its other half", "{"),
        ("Call service.name}", "has a brace without its other half", "}"),
        ("Call 988.", "a number comes from the directory alone", "988"),
        ("Call 1-888-555-0100.", "a number comes from the directory alone", "1-888-555-0100"),
        ("Call (888) 555 0100.", "a number comes from the directory alone", "888) 555 0100"),
        ("Text 911911.", "a number comes from the directory alone", "911911"),
    ],
)
def test_a_text_brings_no_fact_of_its_own(text: str, words: str, quote: str) -> None:
    [fault] = faults_of(template(text))
    assert (fault.path, fault.quote) == ("introduction.en", quote)
    assert fault.words.startswith(words)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"services": ()}, [Fault("services", "needs 1 to 8")]),
        ({"services": ("a", "b", "a")}, [Fault("services.3", "is named twice")]),
        (
            {"title": {EN: "For {service.name}", ES: "Para"}},
            [Fault("title.en", "a title has no slots", "{service.name}")],
        ),
    ],
)
def test_what_a_template_needs_besides_its_texts(
    changes: dict[str, Any], faults: list[Fault]
) -> None:
    assert faults_of(template(**changes)) == faults


def test_too_few_steps_and_no_line_for_the_call_are_told() -> None:
    wrong = faults_of(changed(steps=(PLAIN,), script=()))
    assert wrong == [Fault("steps", "needs 2 to 8"), Fault("script", "needs 1 to 8")]


def test_a_service_that_is_nowhere_is_told_by_its_place() -> None:
    one = template(services=(SERVICE, "other"))
    words = "the directory has no service with this id"
    assert directory_faults(one, {SERVICE: ()}, TODAY) == [Fault("services.2", words)]


def test_a_fact_that_no_entry_has_is_told_for_each_text_that_needs_it() -> None:
    needy = template("{service.ages} {service.ages}")
    without = entry(ages=(None, None))
    words = f"{{service.ages}}: the directory does not have this of Harbor line ({SERVICE})"
    told = [Fault("introduction.en", words, "{service.ages}")]
    assert directory_faults(needy, {SERVICE: (without,)}, TODAY) == told
    assert directory_faults(needy, {SERVICE: (without, entry())}, TODAY) == []
    assert directory_faults(needy, {SERVICE: ()}, TODAY) == []
