"""Every sentence a youth may read: easy, kind, and promising nothing that is not ours to give."""

import csv
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.words.reading import ease, english_syllables, grade, sentences, spanish_syllables, words

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "web_client" / "src" / "text"
STAFF_TEXT = ROOT / "web_client" / "src" / "staff" / "text"
LANGUAGES = ("en", "es")
GRADE = 6.0
EASE = 70.0
LONG_ENOUGH = 8
"""Fewer words than this make the formulas jump; they are counted with their group."""
FILLED = {"name": "Ana", "names": "Ana", "word": "HI"}


def text(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((TEXT / f"{language}.json").read_text())
    return found


def config(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "config" / name).read_text())


def services() -> list[dict[str, str]]:
    with (ROOT / "config" / "directory" / "service.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each sentence below a node, with the way to it."""
    if isinstance(node, str):
        yield path, node
        return
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in children:
        yield from leaves(child, f"{path}.{key}")


def groups(language: str) -> dict[str, list[str]]:
    """Return what is read together: a screen's sentences, the directory, the disclosure."""
    numbers, ready = config("help.toml")["numbers"], config("templates.toml")["templates"]
    return {
        **{name: [said for _, said in leaves(part)] for name, part in text(language).items()},
        "help.toml": [number["about"][language] for number in numbers],
        "disclosure": [config("disclosure.example.toml")["disclosure"][language]],
        "templates.toml": [template["text"][language] for template in ready],
    }


def filled(sentence: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: FILLED.get(slot[1], "5"), sentence)


def too_hard(said: str, language: str) -> bool:
    return grade(said) > GRADE if language == "en" else ease(said) < EASE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_is_easy_to_read(language: str) -> None:
    said = {name: filled("\n".join(group)) for name, group in groups(language).items()}
    assert [name for name, group in said.items() if too_hard(group, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_longer_piece_is_easy_to_read(language: str) -> None:
    pieces = [filled(piece) for group in groups(language).values() for piece in group]
    longer = [piece for piece in pieces if len(words(piece)) >= LONG_ENOUGH]
    assert len(longer) > LONG_ENOUGH
    assert [piece for piece in longer if too_hard(piece, language)] == []


def test_every_language_says_the_same_things() -> None:
    paths = [{path for path, _ in leaves(text(language))} for language in LANGUAGES]
    assert paths[0] == paths[1]
    slots = [
        {path: set(re.findall(r"\{(\w+)\}", said)) for path, said in leaves(text(language))}
        for language in LANGUAGES
    ]
    assert slots[0] == slots[1]


@pytest.mark.parametrize(
    ("language", "never"),
    [
        (
            "en",
            r"kids?|rescued?|victims?|private|untraceable|anonymous|secure|we promise|survivors?",
        ),
        ("es", r"rescat\w+|víctimas?|privad[oa]s?|anónim[oa]s?|segur[oa]s?|prometemos|niñ[oa]s?"),
    ],
)
def test_nothing_is_promised_and_nobody_is_labelled(language: str, never: str) -> None:
    said = [piece for group in groups(language).values() for piece in group]
    assert [piece for piece in said if re.search(rf"\b({never})\b", piece, re.IGNORECASE)] == []


def test_safe_is_only_ever_a_question() -> None:
    said = [
        piece for name, group in groups("en").items() for piece in group if name != "templates.toml"
    ]
    named = [piece for piece in said if re.search(r"\bsafe\b", piece, re.IGNORECASE)]
    assert [piece for piece in named if not piece.endswith("?")] == []


def test_the_first_screen_does_not_name_what_many_do_not_see_themselves_in() -> None:
    first = config("help.toml")["numbers"][:2]
    names = {service["id"]: service["name"] for service in services()}
    pieces = [
        piece
        for said in map(text, LANGUAGES)
        for part in ("arrive", "exit", "hide")
        for _, piece in leaves(said[part])
    ]
    pieces += [piece for number in first for _, piece in leaves(number["about"])]
    pieces += [names[number["service"]] for number in first]
    assert [piece for piece in pieces if re.search(r"traffick|trata\b", piece, re.IGNORECASE)] == []


def test_what_is_read_before_the_first_message_is_short() -> None:
    for language in LANGUAGES:
        said = text(language)["arrive"]
        disclosure = config("disclosure.example.toml")["disclosure"][language]
        whole = " ".join([said["who"], said["name"], said["saved"], disclosure])
        assert len(words(whole)) <= 62


def test_the_exit_says_what_it_does_not_do() -> None:
    assert text("en")["exit"]["about"] == (
        "Exit now hides this page. It does not erase your history. "
        "If someone checks your phone, use one they can't see."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_return_words_last_is_the_policys_to_say(language: str) -> None:
    staff = json.loads((STAFF_TEXT / f"{language}.json").read_text())
    parked = [said for key, said in staff.items() if key.startswith("ended.parked")]
    said = [piece for _, piece in leaves(text(language)["returns"])] + parked
    assert [piece for piece in said if re.search(r"\d", piece)] == []
    assert len([piece for piece in said if "{n} minut" in piece]) == 3


def test_the_link_without_any_script_bears_the_same_words() -> None:
    page = (ROOT / "web_client" / "youth.html").read_text()
    for language in LANGUAGES:
        assert f'<span lang="{language}">{text(language)["exit"]["link"]}</span>' in page


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("responsibility", 6), ("the", 1), ("recipe", 3), ("zorbles", 2), ("can't", 1)],
)
def test_english_syllables(word: str, syllables: int) -> None:
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("día", 2), ("ciudad", 2), ("aquí", 2), ("pingüino", 3), ("leer", 2), ("muy", 1), ("y", 1)],
)
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_the_measures_tell_hard_from_easy() -> None:
    hard = (
        "Confidentiality of electronically transmitted communications is contingent upon "
        "applicable jurisdictional disclosure obligations."
    )
    assert grade(hard) > 20 > GRADE > grade("You can stop when you like.")
    difficult = (
        "La confidencialidad de las comunicaciones electrónicas depende de obligaciones legales."
    )
    assert ease(difficult) < 30 < EASE < ease("Puedes parar cuando quieras.")
    assert sentences('He said "go." Then we left. Right?') == 3
