"""Entries of the directory as the pages show them, in every language, with the pages' own words.

What a place is for is said by the operator's sentence, or else by the directory's needs. All other
sentences come from its facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from helpline.core.directory.entries import Entry, Phone
from helpline.core.directory.hours import Hours
from helpline.core.directory.saying import hours_said
from helpline.core.directory.words import COUNTRY, Line, Medium, Need
from helpline.core.intake import Language
from helpline.wire.pages import HelpNumber
from helpline.wire.places import HelpPhone, HelpPlace, OpenHours, OpenSpan

Words = Mapping[str, Any]
_SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Told:
    """What the operator says of a service: what it is for, in each language."""

    service: str
    about: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Sayings:
    """The pages' words on other help by language ("find"), and the names of the states."""

    words: Mapping[Language, Words]
    states: Mapping[str, str]


def number_of(entry: Entry, told: Told | None, sayings: Sayings) -> HelpNumber:
    """Return an entry as a number to call or text."""
    voice, text = _first(entry, Medium.VOICE), _first(entry, Medium.TEXT)
    return HelpNumber(
        id=entry.id,
        name=entry.name,
        call=None if voice is None else voice.number,
        text_to=None if text is None else text.number,
        text_word=None if text is None else text.word or None,
        about=_about(entry, told, sayings),
        said={
            language: (*hours_said(entry.hours, words["hours"]), *_ages(entry, words))
            for language, words in sayings.words.items()
        },
        reports=entry.line is Line.REPORT,
    )


def place_of(entry: Entry, told: Told | None, sayings: Sayings) -> HelpPlace:
    """Return an entry with all it says, and all it can be found by."""
    return HelpPlace(
        id=entry.id,
        name=entry.name,
        about=_about(entry, told, sayings),
        said={
            language: tuple(_facts(entry, words, sayings.states))
            for language, words in sayings.words.items()
        },
        phones=help_phones(entry),
        web=_read_out(entry.url),
        line=entry.line,
        needs=tuple(need for need in Need if need in entry.needs),
        hours=tuple(map(open_hours, entry.hours)),
        languages=tuple(sorted(entry.languages)),
        youngest=entry.ages[0],
        oldest=entry.ages[1],
        areas=tuple(sorted(entry.areas)),
    )


def help_phones(entry: Entry) -> tuple[HelpPhone, ...]:
    """Return the numbers of a service, each with how it is used."""
    return tuple(
        HelpPhone(number=phone.number, medium=phone.medium, word=phone.word or None)
        for phone in entry.phones
    )


def open_hours(hours: Hours) -> OpenHours:
    """Return a schedule as the pages read it, to tell what is open now."""
    return OpenHours(
        zone=hours.zone,
        spans=tuple(
            OpenSpan(
                day=span.weekday,
                opens=span.start.hour * 60 + span.start.minute,
                closes=span.end.hour * 60 + span.end.minute,
            )
            for span in hours.spans
        ),
        first=None if hours.first == date.min else hours.first,
        last=None if hours.last == date.max else hours.last,
        closed=tuple(sorted(hours.closed)),
    )


def _first(entry: Entry, medium: Medium) -> Phone | None:
    return next((phone for phone in entry.phones if phone.medium is medium), None)


def _about(entry: Entry, told: Told | None, sayings: Sayings) -> dict[Language, str]:
    if told is not None:
        return dict(told.about)
    return {language: _purpose(entry, words) for language, words in sayings.words.items()}


def _purpose(entry: Entry, words: Words) -> str:
    needs = [words["needs"][need.value] for need in Need if need in entry.needs]
    return str(words["for"]).format(needs="; ".join(needs)) if needs else str(words["for_any"])


def _facts(entry: Entry, words: Words, states: Mapping[str, str]) -> Iterator[str]:
    yield words["line"][entry.line.value]
    yield from hours_said(entry.hours, words["hours"])
    if entry.languages:
        named = [words["languages"].get(code, code) for code in sorted(entry.languages)]
        yield words["speaks"].format(languages=", ".join(named))
    yield from _ages(entry, words)
    if entry.areas and COUNTRY not in entry.areas:
        places = sorted(states.get(code, code) for code in entry.areas)
        yield words["only_in"].format(places=", ".join(places))


def _ages(entry: Entry, words: Words) -> tuple[str, ...]:
    least, most = entry.ages
    if least is None and most is None:
        return ()
    way = "ages_to" if least is None else "ages_from" if most is None else "ages_both"
    return (str(words[way]).format(least=least, most=most),)


def _read_out(url: str) -> str:
    for scheme in _SCHEMES:
        url = url.removeprefix(scheme)
    return url.rstrip("/")
