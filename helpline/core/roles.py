"""Who may do what: one table, asked by every door and drawn from it in `docs/permissions.md`."""

from enum import StrEnum
from typing import Final

from helpline.core.errors import NotAllowed


class Role(StrEnum):
    """What a member of the staff does here."""

    RESPONDER = "responder"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Whose(StrEnum):
    """Whom an act concerns."""

    OWN = "own"
    OTHER = "other"


class Act(StrEnum):
    """What a member of the staff may ask for; each line is one row of the table."""

    ANSWER = "answer"
    """Have a desk, take what is offered, talk."""
    WATCH_FLOOR = "watch_floor"
    """See the line and who answers; never what is said."""
    PULL_BACK = "pull_back"
    """Put an open chat back to the front of the line."""
    HAND_ON = "hand_on"
    """Offer an open chat that somebody else has to a responder by name."""
    ASK_JOIN = "ask_join"
    """Ask a youth to be let into the chat; the youth's page alone can do it."""
    WRITE_NOTE = "write_note"
    """Write to somebody at a desk, sealed between the two pages, and be answered."""
    LOWER_HAND = "lower_hand"
    """Take down a hand that somebody at a desk has raised, being with them now."""
    ACKNOWLEDGE = "acknowledge"
    """Say that one sees to an alert."""
    SET_LINE = "set_line"
    """Open, pause and close the line, tell those who wait something, switch a surge on."""
    RAISE_CAP = "raise_cap"
    """Let somebody have one chat more for an hour."""
    SEE_STAFF = "see_staff"
    """See a person's name, role, languages and topics opted out of."""
    ADD_STAFF = "add_staff"
    """Add somebody, and get the link that signs them in."""
    CHANGE_PROFILE = "change_profile"
    """Change a first name, languages, topics opted out of."""
    CHANGE_ROLE = "change_role"
    """Make somebody a responder, a supervisor or an admin."""
    SET_ACTIVE = "set_active"
    """Let somebody in no more, or again."""
    SEE_SESSIONS = "see_sessions"
    """See where somebody is signed in."""
    END_SESSIONS = "end_sessions"
    """Sign somebody out."""
    MAKE_LINK = "make_link"
    """Make a link that signs somebody in once, for whoever can't get in any more."""
    SEE_TRAINING = "see_training"
    """See what somebody was trained in, and whether they are cleared."""
    KEEP_TRAINING = "keep_training"
    """Keep a record of training, or take one back."""
    SET_MODULES = "set_modules"
    """Say what there is to be trained in, and what is required."""
    SEE_FACTORS = "see_factors"
    """See which second factors somebody has; never the factors themselves."""
    SET_FACTORS = "set_factors"
    """Set up a second factor, or take it away."""
    SET_OIDC = "set_oidc"
    """Say by which account of the organization's own sign-in somebody comes in."""
    SEE_AUDIT = "see_audit"
    """Read what staff did to staff and to settings."""
    SEE_SHIFTS = "see_shifts"
    """See the weekly plan, the coming shifts, and by first name who comes."""
    SET_SHIFTS = "set_shifts"
    """Change the weekly plan, the holidays, and how the line opens."""
    SIGN_UP = "sign_up"
    """Sign somebody who answers up for a shift, or take that back."""
    SEE_DIRECTORY = "see_directory"
    """See the directory of other help, with what vouches for it and what is wrong with it."""
    CHANGE_DIRECTORY = "change_directory"
    """Change an entry of it, switch one off or on, mark one as checked, take in a new one whole."""
    SEE_COUNTS = "see_counts"
    """See and take away the counts of months that are over; small counts are hidden."""
    PLAN_STAFFING = "plan_staffing"
    """Work out how many responders each hour needs, beside the weekly plan."""


_OWN: Final = frozenset({Whose.OWN})
_ANY: Final = frozenset(Whose)
_OTHERS: Final = frozenset({Whose.OTHER})

_EVERYBODY: Final = {
    Act.SEE_STAFF: _OWN,
    Act.CHANGE_PROFILE: _OWN,
    Act.SEE_SESSIONS: _OWN,
    Act.END_SESSIONS: _OWN,
    Act.SEE_TRAINING: _OWN,
    Act.SEE_FACTORS: _OWN,
    Act.SET_FACTORS: _OWN,
    Act.SEE_SHIFTS: _ANY,
    Act.SEE_DIRECTORY: _ANY,
}
_FLOOR: Final = {
    Act.WATCH_FLOOR: _ANY,
    Act.PULL_BACK: _ANY,
    Act.HAND_ON: _ANY,
    Act.ASK_JOIN: _ANY,
    Act.WRITE_NOTE: _OTHERS,
    Act.LOWER_HAND: _ANY,
    Act.ACKNOWLEDGE: _ANY,
    Act.SET_LINE: _ANY,
    Act.RAISE_CAP: _ANY,
    Act.SEE_STAFF: _ANY,
    Act.SEE_TRAINING: _ANY,
    Act.KEEP_TRAINING: _OTHERS,
    Act.SET_SHIFTS: _ANY,
    Act.SIGN_UP: _OTHERS,
    Act.CHANGE_DIRECTORY: _ANY,
    Act.SEE_COUNTS: _ANY,
    Act.PLAN_STAFFING: _ANY,
}
ALLOWED: Final[dict[Role, dict[Act, frozenset[Whose]]]] = {
    Role.RESPONDER: {**_EVERYBODY, Act.ANSWER: _OWN, Act.SIGN_UP: _OWN},
    Role.SUPERVISOR: {**_EVERYBODY, **_FLOOR},
    Role.ADMIN: {
        **_EVERYBODY,
        **_FLOOR,
        Act.ADD_STAFF: _OTHERS,
        Act.CHANGE_PROFILE: _ANY,
        Act.CHANGE_ROLE: _OTHERS,
        Act.SET_ACTIVE: _OTHERS,
        Act.SEE_SESSIONS: _ANY,
        Act.END_SESSIONS: _ANY,
        Act.MAKE_LINK: _OTHERS,
        Act.KEEP_TRAINING: _ANY,
        Act.SET_MODULES: _ANY,
        Act.SEE_FACTORS: _ANY,
        Act.SET_OIDC: _OTHERS,
        Act.SEE_AUDIT: _ANY,
    },
}
"""What is not here is not allowed. No admin can change their own role or let themselves go, so
that the last one can't be lost by a slip; another admin, or the command line, can."""


FRESH: Final = frozenset(
    {
        Act.ADD_STAFF,
        Act.CHANGE_ROLE,
        Act.SET_ACTIVE,
        Act.MAKE_LINK,
        Act.SET_FACTORS,
        Act.SET_OIDC,
    }
)
"""What lets somebody in, or more in: it needs a second factor shown not long ago, so that a page
that was left open, or a stolen cookie, is no way to make an account."""


def may(role: Role, act: Act, whose: Whose) -> bool:
    """Tell whether the table allows it."""
    return whose in ALLOWED[role].get(act, frozenset())


def allow(role: Role, act: Act, whose: Whose) -> None:
    """Do nothing where the table allows it, else raise `NotAllowed`."""
    if not may(role, act, whose):
        raise NotAllowed(f"{role} may not {act} ({whose})")
