"""The list of other help as it is without any script: by need, open and shut by the browser alone.

Nothing in it asks the server: there is no form, and no link to another page.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from helpline.core.directory.numbers import dialled
from helpline.core.directory.words import Medium, Need
from helpline.core.intake import Language
from helpline.wire.places import HelpPhone, HelpPlace, Listing


def plain_places(listing: Listing, language: Language, text: Mapping[str, Any]) -> str:
    """Return the list as markup in a language; a place stands below each need it is for."""
    find, numbers = text["find"], text["numbers"]
    head = "".join(
        f"<p>{escape(said)}</p>"
        for said in (numbers["danger"], find["lead"], *find["kinds"], find["bill"], find["plain"])
    )
    groups = "".join(
        f"<details><summary>{escape(name)}</summary>"
        f'<ul class="places">{_items(places, language, text)}</ul></details>'
        for name, places in _groups(listing, find)
    )
    return f"<h1>{escape(find['title'])}</h1>{head}{groups}"


def _groups(
    listing: Listing, find: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[HelpPlace, ...]]]:
    for need in Need:
        yes = tuple(place for place in listing.places if need in place.needs)
        if yes:
            yield find["needs"][need.value], yes
    others = tuple(place for place in listing.places if not place.needs)
    if others:
        yield find["others"], others


def _items(places: Iterable[HelpPlace], language: Language, text: Mapping[str, Any]) -> str:
    return "".join(_item(place, language, text) for place in places)


def _item(place: HelpPlace, language: Language, text: Mapping[str, Any]) -> str:
    about, *said = (place.about[language], *place.said[language])
    lines = "".join(f"<p>{escape(line)}</p>" for line in (about, *said))
    ways = "".join(_way(phone, text) for phone in place.phones)
    web = escape(text["find"]["web"].format(address=place.web)) if place.web else ""
    return (
        f'<li class="place {place.line.value}"><h2>{escape(place.name)}</h2>{lines}'
        f'<p class="ways">{ways}</p>{web and f"<p>{web}</p>"}</li>'
    )


def _way(phone: HelpPhone, text: Mapping[str, Any]) -> str:
    numbers = text["numbers"]
    if phone.medium is Medium.VOICE:
        return _link("tel", phone.number, numbers["call"].format(number=phone.number))
    if phone.medium is Medium.TEXT:
        way = "text_word" if phone.word else "text"
        said = numbers[way].format(number=phone.number, word=phone.word)
        return _link("sms", phone.number, said)
    said = text["find"]["by"][phone.medium.value].format(number=phone.number)
    return f"<span>{escape(said)}</span>"


def _link(scheme: str, number: str, said: str) -> str:
    return f'<a class="button" href="{scheme}:{dialled(number)}">{escape(said)}</a>'
