"""The ways by which somebody can sign in."""

from enum import StrEnum


class How(StrEnum):
    """By what somebody signed in."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105 - the name of a way, not a password
