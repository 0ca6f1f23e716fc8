"""Every fault in the operator's files is told by file, entry and field."""

from pathlib import Path

import pytest

from helpline.core.intake import Language
from helpline.settings.content import read_disclosure, read_help, read_templates
from helpline.settings.files import Files
from helpline.wire.pages import Template

ENTRY = """
[[numbers]]
service = "line"
about = {en = "Call.", es = "Llama."}
"""
READY = """
[[templates]]
id = "hello"
title = "Hello"
text = {en = "Hi.", es = "Hola."}
"""


def help_faults(folder: Path, text: str) -> list[str]:
    (folder / "help.toml").write_text(text)
    faults: list[str] = []
    read_help(Files(folder, faults), faults)
    return faults


def test_the_shipped_files_are_right_and_fit_the_wire() -> None:
    faults: list[str] = []
    files = Files(None, faults)
    numbers, templates = read_help(files, faults), read_templates(files, faults)
    assert faults == []
    assert len(numbers) == len({number.service for number in numbers}) > 5
    for template in templates:
        fields = {name: getattr(template, name) for name in Template.model_fields}
        assert Template.model_validate(fields).id == template.id
    assert read_disclosure(files, "disclosure.toml", faults) is None
    assert set(read_disclosure(files, "disclosure.example.toml", faults) or {}) == set(Language)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (', es = "Llama."', "", ", about.es: is missing"),
        (', es = "Llama."', ', xx = "?"', ", about.xx: "),
        ('en = "Call."', 'en = " "', ", about.en: is empty"),
        ('en = "Call."', "en = 3", ", about.en: needs text in quotes"),
        ('service = "line"', 'service = ""', ", service: is empty"),
        ('service = "line"', f'service = "{"x" * 65}"', ", service: is too long"),
        ('service = "line"', "", 'entry "without an id", service: is missing'),
        ('service = "line"', 'service = "line"\nfax = 1', ", fax: is a field we do not know"),
        (
            'service = "line"',
            'id = "old"\ncall = "911"',
            'entry "old", call: is for the directory to say now: leave it out',
        ),
    ],
)
def test_a_fault_names_file_entry_and_field(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert help_faults(tmp_path, ENTRY) == []
    found = help_faults(tmp_path, ENTRY.replace(old, new, 1))
    assert any(line.startswith("help.toml, entry ") and fault in line for line in found), found


def test_two_entries_of_one_id_and_a_stray_key_are_told(tmp_path: Path) -> None:
    assert help_faults(tmp_path, "stray = 1\n" + ENTRY + ENTRY) == [
        "help.toml: stray: is a field we do not know",
        'help.toml, entry "line": there are two with this id',
    ]


@pytest.mark.parametrize(
    "text", ["", "numbers = 3", "numbers = []", "numbers = [", "numbers = [1]"]
)
def test_a_file_of_another_shape_is_told_never_fallen_over(tmp_path: Path, text: str) -> None:
    assert help_faults(tmp_path, text)


def test_a_ready_sentence_needs_every_language(tmp_path: Path) -> None:
    (tmp_path / "templates.toml").write_text(READY.replace(', es = "Hola."', ""))
    faults: list[str] = []
    read_templates(Files(tmp_path, faults), faults)
    assert faults == ['templates.toml, entry "hello", text.es: is missing']


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[disclosure]\nen = "x"', "disclosure.toml, disclosure.es: is missing"),
        ('[disclosure]\nen = ""\nes = "x"', "disclosure.toml, disclosure.en: is empty"),
        ('[disclosure]\nen = 3\nes = "x"', "disclosure.toml, disclosure.en: needs text in quotes"),
        (
            '[disclosures]\nen = "x"',
            "disclosure.toml: disclosures: is a field we do not know",
        ),
    ],
)
def test_the_disclosure_is_whole_or_told(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "disclosure.toml").write_text(text)
    faults: list[str] = []
    read_disclosure(Files(tmp_path, faults), "disclosure.toml", faults)
    assert fault in faults


def test_a_folder_of_ones_own_falls_back_to_the_shipped_files(tmp_path: Path) -> None:
    (tmp_path / "templates.toml").write_text(READY)
    faults: list[str] = []
    files = Files(tmp_path, faults)
    assert [entry.id for entry in read_templates(files, faults)] == ["hello"]
    assert len(read_help(files, faults)) > 5
    assert faults == []


def test_a_misnamed_file_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "polices.toml").touch()
    faults: list[str] = []
    Files(tmp_path, faults)
    Files(tmp_path / "none", faults)
    assert "is none of the files we read" in faults[0]
    assert faults[1].endswith("is not a folder")


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes(b"\xff")
    faults: list[str] = []
    assert Files(tmp_path, faults).read("policy.toml") == {}
    assert "is not TOML" in faults[0]
