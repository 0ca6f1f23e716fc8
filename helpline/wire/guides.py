"""Guides over HTTP: what a desk can have beside a chat. No tick of them is ever sent."""

from helpline.core.intake import Language
from helpline.wire.shapes import Frame

Both = dict[Language, str]
"""One text in each language."""


class GuidePart(Frame):
    """Points that belong together, under a heading."""

    title: Both
    points: tuple[Both, ...]


class GuideCounsel(Frame):
    """What the operator's counsel says for a state (its postal code), or for `US` as a whole."""

    state: str
    words: Both


class GuideShape(Frame):
    """One guide."""

    id: str
    title: Both
    about: Both
    parts: tuple[GuidePart, ...]
    sources: tuple[str, ...]
    counsel: tuple[GuideCounsel, ...] | None
    """None: the guide is not about the law. Empty: it is, and counsel has not written yet."""


class Guides(Frame):
    """`GET /guides`: all of them, so that nobody is told which one is looked at."""

    guides: tuple[GuideShape, ...]
