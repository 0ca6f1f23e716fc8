"""The youth's page as it is filled in: whatever a value holds stays inert."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from helpline.core.errors import Misconfigured
from helpline.core.intake import Language
from helpline.edge.http.files import Pages
from helpline.edge.http.headers import page_policy
from helpline.edge.http.site import Site
from helpline.edge.http.youth_page import YouthPage, language_of
from helpline.wire.pages import HelpNumber, Status

EVIL = "</script><script>x()</script>%SETUP%%LANG%<!--&\"'"
OPEN = Status(state="open", answering=True)


def setup_of(page: str) -> dict[str, object]:
    match = re.search(r'<script type="application/json" id="setup">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    found: dict[str, object] = json.loads(match[1])
    return found


def test_the_setup_is_what_the_operator_set(built: Path, site: Site) -> None:
    page = YouthPage(Pages(built), site).render(Language.ES, OPEN)
    setup = setup_of(page)
    assert (setup["language"], setup["decoy"], setup["answering"]) == ("es", site.decoy, True)
    assert setup["disclosure"] == {"en": "When we tell.", "es": "Cuando."}
    assert setup["return_minutes"] == site.return_minutes


def test_no_value_ends_a_script_opens_one_or_is_filled_in_again(built: Path, site: Site) -> None:
    number = HelpNumber(id="e", name=EVIL, call=EVIL, about={Language.EN: EVIL}, reports=False)
    evil = replace(
        site,
        decoy="https://x.example/?q=" + EVIL,
        disclosure={Language.EN: EVIL},
        numbers=(number,),
    )
    page = YouthPage(Pages(built), evil).render(Language.EN, OPEN)
    assert page.count("<script") == page.count("</script>") == 2
    assert "<!--" not in page
    setup = setup_of(page)
    assert setup["disclosure"] == {"en": EVIL}
    assert page.count('"language":"en"') == 1, "a token inside a value must not be filled"
    assert 'data-decoy="https://x.example/?q=&lt;/script&gt;' in page


def test_the_exit_script_is_just_what_its_hash_says(built: Path, site: Site) -> None:
    made = YouthPage(Pages(built), site)
    page = made.render(Language.EN, OPEN)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script is not None
    assert script[1] == 'window.exit = "%DECOY%";', "a script is no template"
    assert made.policy == page_policy(script[1])


def test_help_without_scripts(built: Path, site: Site) -> None:
    made = YouthPage(Pages(built), site)
    english, spanish = (made.render(language, OPEN) for language in Language)
    assert "<b>Line &lt;One&gt;</b><br>About &amp; more<br>Call 555-0100" in english
    assert "Text HI to 555000" in english
    assert "They tell the police." in english
    assert "<br>Sobre<br>" in spanish
    assert "En español." in spanish


def test_a_number_lacking_a_language_is_told_in_english(built: Path, site: Site) -> None:
    number = HelpNumber(
        id="n", name="N", text_to="1", about={Language.EN: "Only English"}, reports=False
    )
    page = YouthPage(Pages(built), replace(site, numbers=(number,))).render(Language.ES, OPEN)
    assert "Only English<br>Text 1</li>" in page


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
