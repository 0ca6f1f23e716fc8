"""Referrals over HTTP: for each kind of need what is said, the directory's facts filled in."""

from helpline.core.directory.words import Line, Need
from helpline.core.intake import Language
from helpline.core.referral_facts import Slot
from helpline.wire.places import HelpPhone
from helpline.wire.shapes import Frame

Both = dict[Language, str]
"""One text in each language."""


class ReferralSaid(Frame):
    """What is said of one service; all but the script is for the youth."""

    introduction: Both
    steps: tuple[Both, ...]
    consent: Both
    script: tuple[Both, ...]
    no_answer: Both


class ReferralService(Frame):
    """A service of the directory that may be given out now, and what is said of it.

    First those that the texts name, then whoever else is for this need.
    """

    id: str
    name: str
    about: str
    """As the directory has it, in one language: for staff."""
    line: Line
    phones: tuple[HelpPhone, ...]
    web: str
    """The address of its page; empty where there is none."""
    languages: tuple[str, ...]
    youngest: int | None
    oldest: int | None
    areas: tuple[str, ...]
    """`US`, or states by their postal codes; empty where nothing is said."""
    open_now: bool | None
    """None: nothing is known of its hours."""
    check_first: bool
    """Its facts were checked too long ago, or nobody knows when: call it before it is given."""
    said: ReferralSaid | None
    """None: the directory does not say all that the texts need."""
    lacking: tuple[Slot, ...]
    """What the directory would have to say."""


class ReferralNeed(Frame):
    """The texts for one kind of need; no service: the directory gives none of them out now."""

    need: Need
    title: Both
    services: tuple[ReferralService, ...]


class Referrals(Frame):
    """`GET /referrals`: all kinds of need, so that nobody is told which one is looked at."""

    needs: tuple[ReferralNeed, ...]
