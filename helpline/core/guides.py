"""Guides: what a responder can have beside a chat, to look at while they talk.

A guide is read by the responder alone. A point is a thing to keep in mind or to listen for, not a
line to read out. Which points somebody has ticked is known to their page and to nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NewType

from helpline.core.directory.words import COUNTRY, STATES
from helpline.core.intake import Language

Texts = Mapping[Language, str]
GuideId = NewType("GuideId", str)

PARTS: Final = (1, 10)
POINTS: Final = (1, 12)


@dataclass(frozen=True, slots=True)
class Part:
    """Points that belong together, under a heading."""

    title: Texts
    points: tuple[Texts, ...]


@dataclass(frozen=True, slots=True)
class Counsel:
    """What the operator's counsel says for a state (its postal code), or for `US` as a whole."""

    state: str
    words: Texts


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide, from its heading to the sources it was written after."""

    id: GuideId
    title: Texts
    about: Texts
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    counsel: tuple[Counsel, ...] | None = None
    """None: the guide is not about the law. Empty: it is, and counsel has not written yet."""


def faults_of(guide: Guide) -> list[tuple[str, str]]:
    """Return for each thing wrong its path, places counted from 1, and what it needs."""
    found = _count("parts", len(guide.parts), PARTS)
    for place, part in enumerate(guide.parts, 1):
        found += _count(f"parts.{place}.points", len(part.points), POINTS)
    if not guide.sources:
        found.append(("sources", "needs at least one: where it was learned"))
    return found + _state_faults(guide.counsel or ())


def _state_faults(counsel: Sequence[Counsel]) -> list[tuple[str, str]]:
    found = []
    states = [one.state for one in counsel]
    for place, state in enumerate(states, 1):
        if state != COUNTRY and state not in STATES:
            words = f"needs the postal code of a state, or {COUNTRY}"
            found.append((f"counsel.{place}.state", words))
        elif state in states[: place - 1]:
            found.append((f"counsel.{place}.state", "is there twice"))
    return found


def _count(path: str, number: int, allowed: tuple[int, int]) -> list[tuple[str, str]]:
    least, most = allowed
    return [] if least <= number <= most else [(path, f"needs {least} to {most}")]
