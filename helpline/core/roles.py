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
    SET_LINE = "set_line"
    """Open, pause and close the line."""
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
    SEE_AUDIT = "see_audit"
    """Read what staff did to staff and to settings."""


_OWN: Final = frozenset({Whose.OWN})
_ANY: Final = frozenset(Whose)
_OTHERS: Final = frozenset({Whose.OTHER})

_EVERYBODY: Final = {
    Act.SEE_STAFF: _OWN,
    Act.CHANGE_PROFILE: _OWN,
    Act.SEE_SESSIONS: _OWN,
    Act.END_SESSIONS: _OWN,
}
_FLOOR: Final = {
    Act.WATCH_FLOOR: _ANY,
    Act.PULL_BACK: _ANY,
    Act.SET_LINE: _ANY,
    Act.SEE_STAFF: _ANY,
}
ALLOWED: Final[dict[Role, dict[Act, frozenset[Whose]]]] = {
    Role.RESPONDER: {**_EVERYBODY, Act.ANSWER: _OWN},
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
        Act.SEE_AUDIT: _ANY,
    },
}
"""What is not here is not allowed. No admin can change their own role or let themselves go, so
that the last one can't be lost by a slip; another admin, or the command line, can."""


def may(role: Role, act: Act, whose: Whose) -> bool:
    """Tell whether the table allows it."""
    return whose in ALLOWED[role].get(act, frozenset())


def allow(role: Role, act: Act, whose: Whose) -> None:
    """Do nothing where the table allows it, else raise `NotAllowed`."""
    if not may(role, act, whose):
        raise NotAllowed(f"{role} may not {act} ({whose})")
