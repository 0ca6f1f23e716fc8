"""The youth's page, filled in: it works in part before, or without, any script."""

from html import escape

from helpline.core.intake import Language
from helpline.edge.http.headers import page_policy
from helpline.edge.http.plain_places import plain_places
from helpline.edge.http.shown import Shown
from helpline.wire.pages import HelpNumber, Status, YouthSetup


class YouthPage:
    """The template and the texts of the youth's page, which is opened to chat or to find help."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._template = shown.pages.text("youth.html")
        self._exit = shown.pages.text("exit.js").strip()
        self.policy = page_policy(self._exit)

    def render(self, language: Language, status: Status, *, finding: bool = False) -> str:
        """Return the page in a language, with the line as it is now."""
        site = self._shown.site
        setup = YouthSetup(
            language=language,
            decoy=site.decoy,
            disclosure=site.disclosure,
            numbers=self._shown.numbers,
            listing=self._shown.listing if finding else None,
            return_minutes=site.return_minutes,
            state=status.state,
            answering=status.answering,
            opens=status.opens,
            way=site.way,
        )
        return _filled(
            self._template,
            {
                "LANG": language.value,
                "DECOY": escape(site.decoy),
                "NOSCRIPT": self._places(language) if finding else self._numbers(language),
                "SETUP": setup.model_dump_json().replace("<", "\\u003c"),
                "EXIT_SCRIPT": self._exit,
            },
        )

    def _numbers(self, language: Language) -> str:
        text = self._shown.texts[language]["noscript"]
        rows = "".join(_number(number, language, text) for number in self._shown.numbers)
        return (
            f"<h1>{escape(text['title'])}</h1><p>{escape(text['lead'])}</p>"
            f"<p>{escape(text['bill'])}</p><ul>{rows}</ul>"
        )

    def _places(self, language: Language) -> str:
        return plain_places(self._shown.listing, language, self._shown.texts[language])


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
    lines = "<br>".join(map(escape, (number.about[language], *number.said[language], *ways)))
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
