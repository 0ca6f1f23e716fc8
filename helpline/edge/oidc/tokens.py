"""Checks an ID token: its signature by a key of the provider, then what stands in it."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry

from helpline.core.oidc import ALGORITHMS, Asked, Shown, TokenRefused, shown
from helpline.edge.oidc.provider import Provider

TOKEN_CHARS: Final = 16_384
_KINDS: Final = {"RS": "RSA", "PS": "RSA", "ES": "EC"}


async def check(token: str, provider: Provider, nonce: str, now: float) -> Shown:
    """Return who signed in; raise `TokenRefused`, or `ProviderDown` where its keys are not had."""
    header = header_of(token)
    keys = await provider.keys(header.get("kid"), now)
    claims = claims_of(token, header, keys)
    return shown(claims, Asked(provider.access.issuer, provider.access.client_id, nonce), now)


def header_of(token: str) -> dict[str, Any]:
    """Return what a token says of itself, which is not to be believed yet."""
    if len(token) > TOKEN_CHARS:
        raise TokenRefused("too long for a token")
    try:
        first = token.split(".", maxsplit=1)[0]
        header = json.loads(urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (ValueError, RecursionError):
        raise TokenRefused("not a token") from None
    if not isinstance(header, dict) or header.get("alg") not in ALGORITHMS:
        raise TokenRefused("not signed in a way that is taken")
    return header


def claims_of(token: str, header: dict[str, Any], keys: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return what a key of these has signed, or raise `TokenRefused`."""
    for key in keys:
        if not _may_have_signed(key, header):
            continue
        try:
            known = JWKRegistry.import_key(_public(key))
            return dict(jwt.decode(token, known, algorithms=[header["alg"]]).claims)
        except (JoseError, ValueError, TypeError):
            continue
    raise TokenRefused("no key of the provider has signed it")


def _may_have_signed(key: dict[str, Any], header: dict[str, Any]) -> bool:
    kid, alg = header.get("kid"), header["alg"]
    return (
        key.get("kty") == _KINDS[alg[:2]]
        and (kid is None or key.get("kid") == kid)
        and key.get("use", "sig") == "sig"
        and key.get("alg", alg) == alg
    )


def _public(key: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a library might stumble over, and what no provider should have shown."""
    return {name: key[name] for name in ("kty", "kid", "n", "e", "crv", "x", "y") if name in key}
