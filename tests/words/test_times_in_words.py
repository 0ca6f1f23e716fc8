"""Times that pages say in words are those that hold: whoever changes one is told of the other."""

import json
from typing import Final

import pytest

from devtools.tree import WEB
from helpline.core import partner
from helpline.core.intake import Language
from helpline.core.measures import HOUR_S
from helpline.durable import links
from helpline.edge.http.staffing import COUNTED_MONTHS

SPELLED: Final = {
    Language.EN: {3_600: "an hour", 900: "15 minutes", "3 months": "three months"},
    Language.ES: {3_600: "una hora", 900: "15 minutos", "3 months": "tres meses"},
}
SAID: Final = [
    (HOUR_S, "staff", ("floor.raise", "floor.hour", "audit.deed.cap_raised")),
    (partner.LINK_S, "staff", ("floor.join.let_in",)),
    (partner.LINK_S, "partner", ("none",)),
    (links.LIFE_S, "staff", ("people.link.note",)),
    (f"{COUNTED_MONTHS} months", "staff", ("staffing.counted",)),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("time", "page", "keys"), SAID)
def test_a_time_is_said_as_it_is(
    language: Language, time: int | str, page: str, keys: tuple[str, ...]
) -> None:
    texts = json.loads((WEB / "src" / page / "text" / f"{language}.json").read_text("utf-8"))
    for key in keys:
        assert SPELLED[language][time] in texts[key].lower()
