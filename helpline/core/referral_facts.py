"""What a referral's text may say of a service: facts of the directory, in words, and no others.

Each is a piece of a sentence, in every language: a youth reads it where a text has the slot.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Final

from helpline.core.directory.entries import Entry, Phone
from helpline.core.directory.hours import Hours
from helpline.core.directory.words import Line, Medium
from helpline.core.intake import Language
from helpline.core.wall import MIDNIGHT, Span, Weekday

Texts = Mapping[Language, str]
NOON_H: Final = 12


class Slot(StrEnum):
    """What a text can ask of a service, as `{service.name}`."""

    NAME = "service.name"
    WAYS = "service.ways"
    """How to reach it, after "You can" and "Puedes": "call 988, or text 988"."""
    PHONE = "service.phone"
    """The first number to call, alone."""
    VIDEOPHONE = "service.videophone"
    """The first number for a videophone, alone."""
    HOURS = "service.hours"
    """After "They answer" and "Contestan": "day and night"."""
    AGES = "service.ages"
    """After "for ages" and "para gente de": "12 to 21"."""
    REPORTS = "service.reports"
    """Sentences of their own: whether it tells the state or the police."""


_REPORTS: Final[Mapping[Line, Texts]] = {
    Line.HELP: {
        Language.EN: (
            "It is a help line. It may still have to tell someone if you are in danger."
            " You can ask about that first, before you say who you are."
        ),
        Language.ES: (
            "Es una línea de ayuda. Aun así, puede que tenga que avisar si estás en peligro."
            " Puedes preguntar eso primero, antes de decir quién eres."
        ),
    },
    Line.MAY_REPORT: {
        Language.EN: (
            "It may tell the state or the police if it thinks that someone hurts you."
            " You can ask about that first, before you say who you are."
        ),
        Language.ES: (
            "Puede avisar al estado o a la policía si cree que alguien te hace daño."
            " Puedes preguntar eso primero, antes de decir quién eres."
        ),
    },
    Line.REPORT: {
        Language.EN: "It is a report line. It tells the state or the police what you say.",
        Language.ES: "Es una línea para avisar. Le dice al estado o a la policía lo que cuentas.",
    },
}
_WAYS: Final[Mapping[Medium, Texts]] = {
    Medium.VOICE: {Language.EN: "call {n}", Language.ES: "llamar al {n}"},
    Medium.TEXT: {Language.EN: "text {n}", Language.ES: "mandar un texto al {n}"},
    Medium.TTY: {Language.EN: "dial {n} by TTY", Language.ES: "marcar {n} por TTY"},
    Medium.VIDEOPHONE: {
        Language.EN: "call {n} by videophone",
        Language.ES: "llamar al {n} por videoteléfono",
    },
}
_WORD: Final[Texts] = {
    Language.EN: "text {word} to {n}",
    Language.ES: "mandar {word} en un texto al {n}",
}
_PAGE: Final[Texts] = {Language.EN: "go to {url}", Language.ES: "ir a {url}"}
_OR: Final[Texts] = {Language.EN: ", or ", Language.ES: ", o "}
_ALWAYS: Final[Texts] = {Language.EN: "day and night", Language.ES: "de día y de noche"}
_DAYS: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    Language.ES: ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_WHEN: Final[Texts] = {
    Language.EN: "on {days} from {start} to {end}",
    Language.ES: "{days} de {start} a {end}",
}
_ZONE: Final[Texts] = {
    Language.EN: "{spans}, by the clock of {zone}",
    Language.ES: "{spans}, hora de {zone}",
}
_BETWEEN: Final[Texts] = {Language.EN: "{a} to {b}", Language.ES: "{a} a {b} años"}
_FROM: Final[Texts] = {Language.EN: "{a} and up", Language.ES: "{a} años o más"}
_UNTIL: Final[Texts] = {Language.EN: "{b} and under", Language.ES: "{b} años o menos"}


def facts(entry: Entry, today: date) -> dict[Slot, Texts]:
    """Return what the directory says of a service; a slot of which it says nothing is left out."""
    found: dict[Slot, Texts | None] = {
        Slot.NAME: _same(entry.name),
        Slot.WAYS: _ways(entry),
        Slot.PHONE: _number(entry.phones, Medium.VOICE),
        Slot.VIDEOPHONE: _number(entry.phones, Medium.VIDEOPHONE),
        Slot.HOURS: _hours(entry.hours, today),
        Slot.AGES: _ages(*entry.ages),
        Slot.REPORTS: _REPORTS[entry.line],
    }
    return {slot: texts for slot, texts in found.items() if texts is not None}


def _same(text: str) -> Texts:
    return dict.fromkeys(Language, text)


def _number(phones: Iterable[Phone], medium: Medium) -> Texts | None:
    return next((_same(phone.number) for phone in phones if phone.medium is medium), None)


def _ways(entry: Entry) -> Texts:
    if not entry.phones:
        return {code: text.format(url=entry.url) for code, text in _PAGE.items()}
    return {code: _OR[code].join(_way(one, code) for one in entry.phones) for code in Language}


def _way(phone: Phone, code: Language) -> str:
    form = (_WORD if phone.word else _WAYS[phone.medium])[code]
    return form.format(n=phone.number, word=phone.word)


def _hours(hours: Iterable[Hours], today: date) -> Texts | None:
    """Return when it is open in these weeks: schedules of other seasons are left out."""
    now = [one for one in hours if one.first <= today <= one.last]
    if not now:
        return None
    if any(_is_always(one) for one in now):
        return _ALWAYS
    return {code: "; ".join(_schedule(one, code) for one in now) for code in Language}


def _is_always(hours: Hours) -> bool:
    whole = {span.weekday for span in hours.spans if span.start == span.end == MIDNIGHT}
    return whole == set(Weekday) and not hours.closed


def _schedule(hours: Hours, code: Language) -> str:
    by_time: dict[tuple[str, str], list[Weekday]] = {}
    for span in sorted(hours.spans, key=lambda span: span.weekday):
        by_time.setdefault(_times(span), []).append(span.weekday)
    spans = [
        _WHEN[code].format(days=", ".join(_DAYS[code][day] for day in days), start=start, end=end)
        for (start, end), days in by_time.items()
    ]
    zone = hours.zone.replace("_", " ")
    return _ZONE[code].format(spans=", ".join(spans), zone=zone)


def _times(span: Span) -> tuple[str, str]:
    return _time(span.start), _time(span.end)


def _time(at: time) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < NOON_H else 'pm'}"


def _ages(least: int | None, most: int | None) -> Texts | None:
    if least is None and most is None:
        return None
    form = _UNTIL if least is None else _FROM if most is None else _BETWEEN
    return {code: text.format(a=least, b=most) for code, text in form.items()}
