"""Practice over HTTP: the scripts to play, and what the page reports. Nothing here is of a chat."""

from datetime import date

from helpline.core.intake import Language
from helpline.core.practice import YouthAct
from helpline.wire.shapes import Frame, IntakeShape, Seconds

Both = dict[Language, str]
"""One text in each language."""


class PracticeLine(Frame):
    """A message of a scripted youth, and the pause before it is typed."""

    text: Both
    after_s: Seconds


class PracticeQuiet(Frame):
    """What the youth says, once, when nothing has been written for so long."""

    after_s: Seconds
    lines: tuple[PracticeLine, ...]


class PracticeBeat(Frame):
    """Lines, an act, and how many messages of the responder are waited for after them."""

    lines: tuple[PracticeLine, ...]
    replies: int
    if_quiet: PracticeQuiet | None
    does: YouthAct | None


class PracticeQuestion(Frame):
    """A question to look back with; no answer is asked for, and none is kept."""

    ask: Both
    good: Both
    source: str | None


class PracticeScenario(Frame):
    """One scripted youth."""

    id: str
    title: Both
    about: Both
    intake: IntakeShape
    """Its language is the page's to set: the one in which it is played."""
    beats: tuple[PracticeBeat, ...]
    look_back: tuple[PracticeQuestion, ...]


class PracticeSet(Frame):
    """`GET /practice`: what this person may practise, with nothing about what they opted out of."""

    offer_s: Seconds
    """How long an offer stands, as on the real line."""
    scenarios: tuple[PracticeScenario, ...]
    done: dict[str, date]
    """By scenario: the day on which this person finished it last."""


class PracticeDone(Frame):
    """`POST /practice/{id}/done`: it is kept. The page's word is all there is to go by."""

    trained: bool
    """That made the set whole, and it counts as a training."""
