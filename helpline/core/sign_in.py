"""The ways by which somebody can sign in."""

from enum import StrEnum


class How(StrEnum):
    """By what somebody signed in."""

    LINK = "link"
    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - the name of a way, not a password
    CODE = "code"
    """A password, and a code of an authenticator or for recovery beside it."""
    OIDC = "oidc"
    """The organization's own sign-in."""
