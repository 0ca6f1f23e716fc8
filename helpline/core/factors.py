"""Second factors: what code fits and when, and how long one that was shown stays fresh."""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from helpline.core.sign_in import How

FRESH_S: Final = 600
"""So long after a factor was shown, what needs a fresh one may be done."""
STEP_S: Final = 30
DIGITS: Final = 6
DRIFT: Final = 1
"""Steps by which the clock of an authenticator may be ahead or behind."""
SECRET_BYTES: Final = 20
"""Of an authenticator's secret, as RFC 4226 recommends."""
RECOVERY_CODES: Final = 10
RECOVERY_BYTES: Final = 10
"""Of chance in a recovery code: 80 bits, which nobody guesses, with its hash in hand or without."""
PASSKEYS_MOST: Final = 20
"""That one person can keep."""
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Factors:
    """By what somebody can show who they are."""

    password: bool = False
    authenticator: bool = False
    recovery: int = 0
    """Recovery codes that are left."""
    passkeys: int = 0

    @property
    def has_second(self) -> bool:
        """Whether there is more than a password; recovery codes only stand in for something."""
        return self.authenticator or self.passkeys > 0


def begins_fresh(how: How, factors: Factors) -> bool:
    """Tell whether this way of signing in has shown as much as this person can show.

    What was shown at a provider is its to say: see `core.oidc.Shown`.
    """
    if how is How.OIDC:
        return False
    return how is not How.PASSWORD or not factors.has_second


def is_fresh(proved: int | None, now: float) -> bool:
    """Tell whether what was shown at `proved` (seconds since 1970; None: nothing) still counts."""
    return proved is not None and now < proved + FRESH_S


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a time step (RFC 6238, with SHA-1 as every authenticator has it)."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    at = mac[-1] & 0x0F
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def fitting_step(secret: bytes, code: str, now: float, after: int) -> int | None:
    """Return the time step whose code this is, or None.

    Only a step later than `after`, that of the last code that was used, will do: so no code is
    taken twice, nor one that is older than it.
    """
    present = int(now) // STEP_S
    fits = [
        step
        for step in range(present - DRIFT, present + DRIFT + 1)
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode(errors="replace"))
    ]
    return next((step for step in fits if step > after), None)


def is_authenticator_code(code: str) -> bool:
    """Tell a code of an authenticator, as it is typed, from one for recovery."""
    plain = plain_code(code)
    return len(plain) == DIGITS and plain.isascii() and plain.isdigit()


def plain_code(code: str) -> str:
    """Return a code as it is compared: without blanks and dashes, in small letters."""
    return "".join(code.replace("-", " ").split()).lower()


def recovery_code(chance: bytes) -> str:
    """Return `RECOVERY_BYTES` of chance as a code to write down, in groups of four."""
    plain = b32encode(chance).decode().lower()
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def secret_text(secret: bytes) -> str:
    """Return an authenticator's secret as it is typed in by hand."""
    return b32encode(secret).decode()


def enrolment_uri(secret: bytes, issuer: str, account: str) -> str:
    """Return what an authenticator reads out of a picture (the `otpauth` key URI format)."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    return f"otpauth://totp/{label}?secret={secret_text(secret)}&issuer={quote(issuer, safe='')}"


def counter_fits(kept: int, shown: int) -> bool:
    """Tell whether a passkey's counter has gone on; one that does not count always shows 0."""
    return shown > kept or shown == kept == 0
