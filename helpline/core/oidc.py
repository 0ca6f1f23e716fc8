"""What an organization's own sign-in says of somebody, and whether it is to be believed.

The signature is checked before (`edge/oidc/tokens.py`); here is what stands in the token.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from helpline.core.errors import BadInput, NotSignedIn, TryAgain, WrongCode
from helpline.core.factors import FRESH_S

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
"""Signatures whose key is public: with any other, whoever can check a token could make one."""
LEEWAY_S: Final = 60
"""By which a provider's clock may differ from ours."""
SUBJECT_CHARS: Final = 255
"""As the standard allows."""
_SEVERAL: Final = "mfa"
"""What a provider says that has asked for more than one factor (RFC 8176)."""


class ProviderDown(TryAgain):
    """The provider does not answer, or not as one answers: the other ways to sign in go on."""

    code = "oidc_down"


class TokenRefused(WrongCode):
    """What came back does not fit what was asked for, or came too late."""

    code = "oidc_refused"


class NotBound(NotSignedIn):
    """The provider knows them, and no admin has said who that is; `subject` is whom it names."""

    code = "oidc_unknown"

    def __init__(self, subject: str) -> None:
        super().__init__("nobody on the staff is bound to that account")
        self.subject = subject


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom we asked, as whom, and by which nonce."""

    issuer: str
    client_id: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Who signed in at the provider."""

    subject: str
    email: str | None
    """In small letters, and only where the provider says that it is verified."""
    proved: int | None
    """When they showed a second factor there (seconds since 1970); None: nobody says so."""


def shown(claims: Mapping[str, Any], asked: Asked, now: float) -> Shown:
    """Return who a token of ours names; raise `TokenRefused`."""
    subject = claims.get("sub")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    azp = claims.get("azp")
    expires, issued = _time(claims, "exp"), _time(claims, "iat")
    fits = (
        claims.get("iss") == asked.issuer
        and asked.client_id in audiences
        and (azp == asked.client_id or (azp is None and len(audiences) == 1))
        and claims.get("nonce") == asked.nonce
        and expires is not None
        and now < expires + LEEWAY_S
        and issued is not None
        and issued <= now + LEEWAY_S
        and (_time(claims, "nbf") or 0) <= now + LEEWAY_S
    )
    if not fits or not isinstance(subject, str) or not _is_name(subject):
        raise TokenRefused("the token is not for us, not for this sign-in, or too old")
    email = claims.get("email") if claims.get("email_verified") is True else None
    known = isinstance(email, str) and _is_name(email)
    return Shown(subject, str(email).lower() if known else None, _proved(claims, now))


def is_email(named: str) -> bool:
    """Tell whether an admin has named somebody by an e-mail address."""
    return "@" in named


def checked_name(named: str) -> str:
    """Return what an admin says somebody is called at the provider; raise `BadInput`."""
    named = named.strip()
    if not _is_name(named) or " " in named:
        raise BadInput("a subject or e-mail is empty, too long, or has a blank in it")
    return named.lower() if is_email(named) else named


def _is_name(text: str) -> bool:
    return 0 < len(text) <= SUBJECT_CHARS and text.isprintable()


def _proved(claims: Mapping[str, Any], now: float) -> int | None:
    at, ways = _time(claims, "auth_time"), claims.get("amr")
    if at is None or not isinstance(ways, list) or _SEVERAL not in ways:
        return None
    is_recent = now - FRESH_S < at <= now + LEEWAY_S
    return min(int(at), int(now)) if is_recent else None


def _time(claims: Mapping[str, Any], name: str) -> float | None:
    value = claims.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and value is not None else None
