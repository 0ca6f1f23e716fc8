"""What staff did to staff and to settings: who, what, when, and never a word of a chat.

Each entry's digest covers the entry before it, so one that was changed, taken out or slipped in
shows. That the last ones were cut off shows against a head that was noted somewhere else.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Final

BEGINNING: Final = ""
"""The digest before the first entry."""
CONSOLE: Final = "console"
"""Who acts by the command line: whoever may read the database's address may do so."""


class Deed(StrEnum):
    """What is written down."""

    STAFF_ADDED = "staff_added"
    PROFILE_CHANGED = "profile_changed"
    ROLE_CHANGED = "role_changed"
    LET_GO = "let_go"
    LET_IN_AGAIN = "let_in_again"
    LINK_MADE = "link_made"
    SIGNED_OUT = "signed_out"
    AUTHENTICATOR_SET = "authenticator_set"
    AUTHENTICATOR_OFF = "authenticator_off"
    RECOVERY_MADE = "recovery_made"
    RECOVERY_USED = "recovery_used"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    OIDC_BOUND = "oidc_bound"
    OIDC_UNBOUND = "oidc_unbound"
    FACTORS_RESET = "factors_reset"
    MODULE_SET = "module_set"
    TRAINED = "trained"
    TRAINING_DROPPED = "training_dropped"
    SLOT_SET = "slot_set"
    SLOT_DROPPED = "slot_dropped"
    HOLIDAY_SET = "holiday_set"
    HOLIDAY_DROPPED = "holiday_dropped"
    OPENING_SET = "opening_set"
    LINE_SET = "line_set"
    NOTICE_SET = "notice_set"
    SURGE_SET = "surge_set"
    CAP_RAISED = "cap_raised"
    DIRECTORY_IMPORTED = "directory_imported"
    DIRECTORY_CHANGED = "directory_changed"
    DIRECTORY_CHECKED = "directory_checked"
    DIRECTORY_OFF = "directory_off"
    DIRECTORY_ON = "directory_on"


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and when (seconds since 1970)."""

    who: str
    at: float


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the audit before it is sealed: `subject` is whom it was done to."""

    n: int
    at: int
    actor: str
    deed: Deed
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit, and the digest over it and all before it."""

    written: Written
    digest: str


def digest_after(before: str, written: Written) -> str:
    """Return the SHA-256 that chains an entry to the digest before it."""
    plain = json.dumps([before, *astuple(written)], separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()


def first_break(entries: Iterable[Entry], before: Entry | None = None) -> int | None:
    """Return the number of the first entry that does not follow from the one before, or None."""
    n, digest = (0, BEGINNING) if before is None else (before.written.n, before.digest)
    for entry in entries:
        n += 1
        if entry.written.n != n or entry.digest != digest_after(digest, entry.written):
            return n
        digest = entry.digest
    return None
