"""What is counted of a referral: closed lists."""

from enum import StrEnum


class Referred(StrEnum):
    """What came of it."""

    CARD = "card"
    """A card was given; nobody was told anything."""
    CONNECTED = "connected"
    """The youth said that they are in touch."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The youth had said yes, and took it back."""
    EXPIRED = "expired"
    """The time for it was over before the youth had said how it went."""
    UNKNOWN = "unknown"
    """The chat ended, or who asked for it left, before the youth had said how it went."""
