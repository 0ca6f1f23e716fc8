"""What a guide needs so that it can stand beside a chat."""

from dataclasses import replace
from typing import Any

import pytest

from helpline.core.guides import Counsel, Guide, GuideId, Part, faults_of
from helpline.core.intake import Language

HI = {Language.EN: "hi", Language.ES: "hola"}
PART = Part(HI, (HI,))
PLAIN = Guide(GuideId("one"), HI, HI, (PART,), ("Somebody",))


def test_a_plain_guide_has_no_fault_and_nor_has_one_whose_counsel_has_not_written() -> None:
    assert faults_of(PLAIN) == []
    assert faults_of(replace(PLAIN, counsel=())) == []
    assert faults_of(replace(PLAIN, counsel=(Counsel("MA", HI), Counsel("US", HI)))) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"parts": ()}, ("parts", "needs 1 to 10")),
        ({"parts": (PART,) * 11}, ("parts", "needs 1 to 10")),
        ({"parts": (PART, Part(HI, ()))}, ("parts.2.points", "needs 1 to 12")),
        ({"parts": (Part(HI, (HI,) * 13),)}, ("parts.1.points", "needs 1 to 12")),
        ({"sources": ()}, ("sources", "needs at least one: where it was learned")),
        (
            {"counsel": (Counsel("MA", HI), Counsel("US-MA", HI))},
            ("counsel.2.state", "needs the postal code of a state, or US"),
        ),
        (
            {"counsel": (Counsel("MA", HI), Counsel("MA", HI))},
            ("counsel.2.state", "is there twice"),
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_path(changes: dict[str, Any], fault: tuple[str, str]) -> None:
    assert faults_of(replace(PLAIN, **changes)) == [fault]
