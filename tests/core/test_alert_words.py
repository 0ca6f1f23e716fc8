"""What is said outside: in both languages, for every kind, and with nothing in it to keep."""

import pytest

from helpline.core.alert_words import BODIES, TITLES, body
from helpline.core.alerts import AlertKind
from helpline.core.intake import Language

MARKS = ("%", "{", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


@pytest.mark.parametrize("language", Language)
def test_every_kind_has_its_words(language: Language) -> None:
    said = [body(kind, language) for kind in AlertKind]
    assert len(set(said)) == len(AlertKind)
    assert set(BODIES) == set(TITLES) == set(Language)


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("language", Language)
def test_no_number_has_a_place_in_it_nor_what_a_youth_has_answered(
    language: Language, kind: AlertKind
) -> None:
    said = f"{TITLES[language]} {body(kind, language)}".lower()
    assert not [mark for mark in MARKS if mark in said]
    assert not [word for word in ("safe", "salvo", "youth", "joven", "http") if word in said]
