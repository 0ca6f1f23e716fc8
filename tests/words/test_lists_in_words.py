"""The closed lists of the counts: the page has a word for each member, in each language.

The page puts the keys together from what the server sends, so that its compiler can't know.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import pytest

from devtools.tree import WEB
from helpline.core.counted import ENDS, WAITS, Beside, Length, Outcome, Wait
from helpline.core.directory.words import Need
from helpline.core.intake import Language, Topic
from helpline.core.months import Name
from helpline.core.referrals import Referred

LISTS: Final[dict[str, Iterable[StrEnum]]] = {
    "counts.table": Name,
    "counts.by": Name,
    "counts.kind": (*WAITS, *ENDS),
    "counts.wait": Wait,
    "counts.beside": Beside,
    "counts.length": Length,
    "intake.language": Language,
    "topic": Topic,
    "wrap.outcome": Outcome,
    "referral.need": Need,
    "referral.outcome": Referred,
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("prefix", LISTS)
def test_each_member_has_its_word(language: Language, prefix: str) -> None:
    texts = json.loads((WEB / "src" / "staff" / "text" / f"{language}.json").read_text("utf-8"))
    assert [one for one in LISTS[prefix] if f"{prefix}.{one}" not in texts] == []
