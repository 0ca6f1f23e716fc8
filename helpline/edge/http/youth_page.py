"""The youth's page, filled in: it works in part before, or without, any script."""

from html import escape

from helpline.core.intake import Language
from helpline.edge.http.files import Pages
from helpline.edge.http.headers import page_policy
from helpline.edge.http.site import Site
from helpline.wire.pages import HelpNumber, Status, YouthSetup


class YouthPage:
    """The template and the texts of the youth's page."""

    def __init__(self, pages: Pages, site: Site) -> None:
        self._site = site
        self._template = pages.text("youth.html")
        self._exit = pages.text("exit.js").strip()
        self._texts = {lang: pages.json(f"text/{lang}.json") for lang in Language}
        self.policy = page_policy(self._exit)

    def render(self, language: Language, status: Status) -> str:
        """Return the page in a language, with the line as it is now."""
        setup = YouthSetup(
            language=language,
            decoy=self._site.decoy,
            disclosure=self._site.disclosure,
            numbers=self._site.numbers,
            return_minutes=self._site.return_minutes,
            state=status.state,
            answering=status.answering,
            way=self._site.way,
        )
        return _filled(
            self._template,
            {
                "LANG": language.value,
                "DECOY": escape(self._site.decoy),
                "NOSCRIPT": self._noscript(language),
                "SETUP": setup.model_dump_json().replace("<", "\\u003c"),
                "EXIT_SCRIPT": self._exit,
            },
        )

    def _noscript(self, language: Language) -> str:
        text = self._texts[language]["noscript"]
        rows = "".join(_number(number, language, text) for number in self._site.numbers)
        return (
            f"<h1>{escape(text['title'])}</h1><p>{escape(text['lead'])}</p>"
            f"<p>{escape(text['bill'])}</p><ul>{rows}</ul>"
        )


def language_of(accept: str) -> Language:
    """Return the first language we have of an Accept-Language header; English otherwise."""
    for part in accept.split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in set(Language):
            return Language(code)
    return Language.EN


def _number(number: HelpNumber, language: Language, text: dict[str, str]) -> str:
    ways = []
    if number.call is not None:
        ways.append(text["call"].format(number=number.call))
    if number.text_to is not None:
        way = "text_word" if number.text_word else "text"
        ways.append(text[way].format(number=number.text_to, word=number.text_word))
    if number.reports:
        ways.append(text["reports"])
    about = number.about.get(language) or number.about[Language.EN]
    lines = "<br>".join(escape(line) for line in (about, *ways))
    return f"<li><b>{escape(number.name)}</b><br>{lines}</li>"


def _filled(template: str, values: dict[str, str]) -> str:
    """Fill the tokens in one pass, so that no value is ever searched for tokens itself."""
    out, rest = [], template
    while rest:
        before, mark, after = rest.partition("%")
        name, _, behind = after.partition("%")
        if mark and name in values:
            out += [before, values[name]]
            rest = behind
        else:
            out += [before, mark]
            rest = after
    return "".join(out)
