"""How those who answer are looked after: a hand, a pause, and what their shift has been so far.

Counts of a desk live as long as the desk, which ends when its owner signs out. They see their own;
a supervisor sees how full a shift has been and how many chats were heavy, so as to look after them;
nothing says what a chat was about.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Hand(StrEnum):
    """What somebody at a desk asks a supervisor for."""

    HELP = "help"
    """A hand with a chat that is open."""
    DEBRIEF = "debrief"
    """A talk after a heavy one."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a desk has seen since its owner signed in: chats that were open, and heavy ones."""

    chats: int = 0
    heavy: int = 0


class Outline(StrEnum):
    """What a supervisor sees of a load."""

    LIGHT = "light"
    STEADY = "steady"
    FULL = "full"


HEAVY_AS: Final = 3
"""A heavy chat weighs as much as so many others."""
STEADY_FROM: Final = 3
FULL_FROM: Final = 6
"""At two an hour this is a shift of three hours; a wish of ours, not a finding of anybody's."""


def one_more(load: Load) -> Load:
    """Return the load once an open chat has left the desk."""
    return replace(load, chats=load.chats + 1)


def heavier(load: Load) -> Load:
    """Return the load once a chat that it counts was called heavy."""
    return replace(load, heavy=load.heavy + 1)


def outline(load: Load) -> Outline:
    """Return how full a shift has been."""
    weight = load.chats + load.heavy * (HEAVY_AS - 1)
    if weight >= FULL_FROM:
        return Outline.FULL
    return Outline.STEADY if weight >= STEADY_FROM else Outline.LIGHT
