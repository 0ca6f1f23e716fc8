"""The youth's page as it is filled in: whatever a value holds stays inert."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpline.core.errors import Misconfigured
from helpline.core.intake import Language
from helpline.edge.http.files import Pages
from helpline.edge.http.headers import page_policy
from helpline.edge.http.places import Told
from helpline.edge.http.site import Site
from helpline.edge.http.youth_page import YouthPage, language_of
from helpline.wire.pages import Status
from tests.core.listings import SERVICE, rows
from tests.edge.test_places import Show, entries, show

__all__ = ["show"]

EVIL = "</script><script>x()</script>%SETUP%%LANG%<!--&\"'"
OPEN = Status(state="open", answering=True, opens=None)


def setup_of(page: str) -> dict[str, object]:
    match = re.search(r'<script type="application/json" id="setup">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    found: dict[str, object] = json.loads(match[1])
    return found


def test_the_setup_is_what_the_operator_set(show: Show, site: Site) -> None:
    page = YouthPage(show(())).render(Language.ES, OPEN)
    setup = setup_of(page)
    assert (setup["language"], setup["answering"]) == ("es", True)
    assert setup["decoy"] == site.decoy
    assert setup["disclosure"] == {"en": "When we tell.", "es": "Cuando."}
    assert setup["return_minutes"] == site.return_minutes


@pytest.mark.parametrize("finding", [False, True])
def test_no_value_ends_a_script_opens_one_or_is_filled_in_again(
    show: Show, *, finding: bool
) -> None:
    shown = show(entries({"name": EVIL}), (Told(SERVICE, dict.fromkeys(Language, EVIL)),))
    shown.site = replace(
        shown.site, decoy="https://x.example/?q=" + EVIL, disclosure={Language.EN: EVIL}
    )
    page = YouthPage(shown).render(Language.EN, OPEN, finding=finding)
    assert page.count("<script") == page.count("</script>") == 2
    assert "<!--" not in page
    setup = setup_of(page)
    assert setup["disclosure"] == {"en": EVIL}
    assert page.count('"language":"en"') == 1, "a token inside a value must not be filled"
    assert 'data-decoy="https://x.example/?q=&lt;/script&gt;' in page


def test_the_exit_script_is_just_what_its_hash_says(show: Show) -> None:
    made = YouthPage(show(()))
    page = made.render(Language.EN, OPEN)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script is not None
    assert script[1] == 'window.exit = "%DECOY%";', "a script is no template"
    assert made.policy == page_policy(script[1])


def test_help_without_scripts(show: Show) -> None:
    made = YouthPage(show(entries({"name": "Line <One>"})))
    english, spanish = (made.render(language, OPEN) for language in Language)
    assert "<b>Line &lt;One&gt;</b><br>About &amp; more<br>Monday, Tuesday: 9:00 am" in english
    assert "<br>Call 1-800-555-0100<br>Text HELLO to 55512</li>" in english
    assert "This one tells" not in english
    assert "<br>Sobre<br>" in spanish
    assert "Puedes llamar" in spanish


def test_a_report_line_says_so_without_scripts(show: Show) -> None:
    terms = [{"id": "t1", "code": "line:report", "name": "x"}, *rows()["taxonomy_term"][1:]]
    page = YouthPage(show(entries(taxonomy_term=terms))).render(Language.EN, OPEN)
    assert "This one tells the police or the state.</li>" in page


def test_the_page_that_finds_help_has_the_list_before_any_script(show: Show) -> None:
    made = YouthPage(show(entries()))
    finding, chatting = (made.render(Language.ES, OPEN, finding=one) for one in (True, False))
    assert "<summary>Me fui de casa o no tengo dónde dormir</summary>" in finding
    assert "<summary>" not in chatting
    listing: Any = setup_of(finding)["listing"]
    assert [place["id"] for place in listing["places"]] == [SERVICE]
    assert setup_of(chatting)["listing"] is None


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("es", Language.ES),
        ("ES-MX", Language.ES),
        ("fr, es;q=0.5, en;q=0.4", Language.ES),
        ("en-GB,es", Language.EN),
        ("*", Language.EN),
        ("", Language.EN),
        (",,;;=", Language.EN),
        ("zh", Language.EN),
        ("x" * 5_000, Language.EN),
    ],
)
def test_language(accept: str, language: Language) -> None:
    assert language_of(accept) is language


def test_only_files_of_known_kinds_exist(built: Path) -> None:
    pages = Pages(built)
    assert pages.file("assets/app.js") is not None
    for name in ("secret.env", "../pages/youth.html", "/youth.html", "assets", "", "nothing.js"):
        assert pages.file(name) is None


def test_pages_that_were_not_built_are_said_to_be(tmp_path: Path, built: Path) -> None:
    with pytest.raises(Misconfigured, match=r"dev\.py build"):
        Pages(tmp_path)
    with pytest.raises(Misconfigured, match=r"nothing\.html"):
        Pages(built).text("nothing.html")
