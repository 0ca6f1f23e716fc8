"""Other help as the pages show it: everything at once, so that looking for it asks nobody."""

from datetime import date
from typing import Annotated

from pydantic import Field

from helpline.core.directory.words import Line, Medium, Need
from helpline.core.intake import Language
from helpline.wire.shapes import Frame

Minutes = Annotated[int, Field(ge=0, lt=1_440)]
"""Since midnight, by the clock on the wall."""


class OpenSpan(Frame):
    """Hours of every week; an end that is not after the start is on the next day."""

    day: Annotated[int, Field(ge=0, le=6)]
    """0 is Monday."""
    opens: Minutes
    closes: Minutes


class OpenHours(Frame):
    """When a place is open by its own wall; on a closed date no span begins."""

    zone: str
    """As the time zone database calls it."""
    spans: tuple[OpenSpan, ...]
    first: date | None
    last: date | None
    closed: tuple[date, ...]


class HelpPhone(Frame):
    """A number, how it is used, and the word a text to it has to say."""

    number: str
    medium: Medium
    word: str | None


class HelpPlace(Frame):
    """One entry of the directory: what is read of it, and what it can be found by."""

    id: str
    name: str
    about: dict[Language, str]
    """What it is for."""
    said: dict[Language, tuple[str, ...]]
    """Whether it tells the state or the police, then its hours, languages, ages and states."""
    phones: tuple[HelpPhone, ...]
    web: str
    """The address of its page, to be read and not to be opened; empty where there is none."""
    line: Line
    needs: tuple[Need, ...]
    hours: tuple[OpenHours, ...]
    """Empty where nothing is known."""
    languages: tuple[str, ...]
    youngest: int | None
    oldest: int | None
    areas: tuple[str, ...]
    """`US`, or states by their postal codes; empty where nothing is said."""


class Listing(Frame):
    """`GET /more.json`, and inside the page of `/more`: all other help, in the order shown."""

    places: tuple[HelpPlace, ...]
