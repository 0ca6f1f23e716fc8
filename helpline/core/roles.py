"""Who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of the staff does here."""

    RESPONDER = "responder"
    SUPERVISOR = "supervisor"
