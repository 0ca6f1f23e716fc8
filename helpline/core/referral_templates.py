"""Referrals in words: for each kind of need, what a youth is told and how somebody is called.

A *warm* referral means that the responder stays until the youth is with somebody else. The texts
have slots, as `{service.name}`, which the directory alone fills, service by service: a text that
brought a number of its own would still be read when the number is wrong and long switched off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from helpline.core.directory.entries import Entry
from helpline.core.directory.words import Need
from helpline.core.intake import Language
from helpline.core.referral_facts import Slot, Texts, facts

SERVICES: Final = (1, 8)
STEPS: Final = (2, 8)
LINES: Final = (1, 8)

_SLOT: Final = re.compile(r"\{[^{}]*\}")
_BRACE: Final = re.compile(r"[{}]")
_EMERGENCY: Final = "911"
_NUMBER: Final = re.compile(r"\d(?:[ ().-]{0,2}\d){2,}")
"""Three digits or more, however they are parted: a number to call."""
_KNOWN: Final = ", ".join(f"{{{slot}}}" for slot in Slot)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, in every language; all but the script is for the youth."""

    introduction: Texts
    """What the other service is, before anything is asked."""
    steps: tuple[Texts, ...]
    """What will happen, one thing after another."""
    consent: Texts
    """The question that comes before anybody is called."""
    script: tuple[Texts, ...]
    """What the responder says on the call, line by line."""
    no_answer: Texts
    """What is done if nobody answers."""


@dataclass(frozen=True, slots=True)
class ReferralTemplate:
    """The texts for one kind of need, and the services they are for, by their directory's ids."""

    need: Need
    title: Texts
    """For the responder."""
    services: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a template: the path to it, and of a text the part that is meant."""

    path: str
    words: str
    quote: str = ""


def parts(template: ReferralTemplate) -> Iterator[tuple[str, str]]:
    """Yield each text that can have slots, with its path, places counted from 1."""
    said = template.said
    yield from _texts("introduction", said.introduction)
    for place, step in enumerate(said.steps, 1):
        yield from _texts(f"steps.{place}", step)
    yield from _texts("consent", said.consent)
    for place, line in enumerate(said.script, 1):
        yield from _texts(f"script.{place}", line)
    yield from _texts("no_answer", said.no_answer)


def slots_in(text: str) -> list[str]:
    """Return the slots of a text as they stand there, braces and all."""
    return _SLOT.findall(text)


def faults_of(template: ReferralTemplate) -> list[Fault]:
    """Return what is wrong with a template whatever the directory says."""
    found = _count("services", len(template.services), SERVICES)
    found += _count("steps", len(template.said.steps), STEPS)
    found += _count("script", len(template.said.script), LINES)
    found += [
        Fault(f"services.{place}", "is named twice")
        for place, ident in enumerate(template.services, 1)
        if ident in template.services[: place - 1]
    ]
    for path, text in (*_texts("title", template.title), *parts(template)):
        found += [Fault(path, *fault) for fault in _text_faults(path, text)]
    return found


def directory_faults(
    template: ReferralTemplate, known: Mapping[str, Sequence[Entry]], today: date
) -> list[Fault]:
    """Return which services and facts a template names that the directory does not have.

    `known` has the id of every service there is, with its entries, one of which has to do; none:
    whether its facts are there is not to be asked.
    """
    found = []
    for place, ident in enumerate(template.services, 1):
        if ident not in known:
            found.append(Fault(f"services.{place}", "the directory has no service with this id"))
        entries = known.get(ident, ())
        if entries and all(lacking(template, entry, today) for entry in entries):
            found += _lacking(template, entries[0], today)
    return found


def lacking(template: ReferralTemplate, entry: Entry, today: date) -> list[Slot]:
    """Return the slots of a template of which the directory says nothing for a service."""
    has = {f"{{{slot}}}" for slot in facts(entry, today)}
    used = {slot for _, text in parts(template) for slot in slots_in(text)}
    return [slot for slot in Slot if f"{{{slot}}}" in used - has]


def filled(template: ReferralTemplate, entry: Entry, today: date) -> Said | None:
    """Return what is said of a service, or None where a slot would stay empty."""
    if lacking(template, entry, today):
        return None
    has, said = facts(entry, today), template.said
    return Said(
        introduction=_fill(said.introduction, has),
        steps=tuple(_fill(step, has) for step in said.steps),
        consent=_fill(said.consent, has),
        script=tuple(_fill(line, has) for line in said.script),
        no_answer=_fill(said.no_answer, has),
    )


def _texts(path: str, texts: Texts) -> Iterator[tuple[str, str]]:
    yield from ((f"{path}.{code}", text) for code, text in texts.items())


def _text_faults(path: str, text: str) -> Iterator[tuple[str, str]]:
    known = {f"{{{slot}}}" for slot in Slot}
    for slot in slots_in(text):
        if path.startswith("title."):
            yield "a title has no slots", slot
        elif slot not in known:
            yield f"there is no slot {slot}: it needs to be one of {_KNOWN}", slot
    bare = _SLOT.sub("", text)
    if brace := _BRACE.search(bare):
        yield "has a brace without its other half", brace[0]
    for number in _NUMBER.findall(bare):
        if number != _EMERGENCY:
            words = "a number comes from the directory alone: use a slot, as {service.phone}"
            yield words, number


def _lacking(template: ReferralTemplate, entry: Entry, today: date) -> list[Fault]:
    empty = {f"{{{slot}}}" for slot in lacking(template, entry, today)}
    return [
        Fault(path, f"{slot}: the directory does not have this of {entry.name} ({entry.id})", slot)
        for path, text in parts(template)
        for slot in dict.fromkeys(slots_in(text))
        if slot in empty
    ]


def _fill(texts: Texts, has: Mapping[Slot, Texts]) -> Texts:
    return {code: _put(text, code, has) for code, text in texts.items()}


def _put(text: str, code: Language, has: Mapping[Slot, Texts]) -> str:
    return _SLOT.sub(lambda slot: has[Slot(slot[0][1:-1])][code], text)


def _count(path: str, number: int, allowed: tuple[int, int]) -> list[Fault]:
    least, most = allowed
    return [] if least <= number <= most else [Fault(path, f"needs {least} to {most}")]
