"""Forged tokens, keys that change, and providers that are not what they say."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from time import time
from typing import Any
from unittest.mock import patch

import aiohttp
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from helpline.core.oidc import ProviderDown, TokenRefused
from helpline.edge.oidc import provider as providers
from helpline.edge.oidc.provider import Provider
from helpline.edge.oidc.tokens import check
from tests.edge.browser import Browser
from tests.edge.issuer import CLIENT_SECRET, Issuer, key, public
from tests.edge.oidc_visit import Visit, access, bound, http, issuer, nobody_came, node, visit

__all__ = ["bound", "http", "issuer", "node", "visit"]


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    parts = (urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (header, claims))
    return ".".join([*(part.decode() for part in parts), ""])


def under_hmac(issuer: Issuer, nonce: str) -> str:
    """Return a token whose HMAC is made with the public key, which anybody has."""
    head = unsigned({"alg": "HS256", "kid": "one"}, issuer.claims(nonce)).removesuffix(".")
    mac = hmac.digest(key("one").as_pem(private=False), head.encode(), "sha256")
    return f"{head}.{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def under_its_own_key(issuer: Issuer, nonce: str) -> str:
    """Return a token that brings along the key by which it is to be checked."""
    own = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "jwk": own.as_dict(private=False)}
    return jwt.encode(header, issuer.claims(nonce), own)


def changed_since(issuer: Issuer, nonce: str) -> str:
    """Return a token with the signature of another."""
    head, _, tail = issuer.sign(nonce).split(".")
    return ".".join([head, issuer.sign(nonce, sub="u-2").split(".")[1], tail])


FORGED: dict[str, Callable[[Issuer, str], str]] = {
    "none": lambda issuer, nonce: unsigned({"alg": "none"}, issuer.claims(nonce)),
    "none with a key id": lambda issuer, nonce: unsigned(
        {"alg": "none", "kid": "one"}, issuer.claims(nonce)
    ),
    "HS256 with the public key": under_hmac,
    "another's key under this id": lambda issuer, nonce: jwt.encode(
        {"alg": "RS256", "kid": "one"}, issuer.claims(nonce), key("two")
    ),
    "a key in its own header": under_its_own_key,
    "no signature": lambda issuer, nonce: issuer.sign(nonce).rsplit(".", 1)[0] + ".",
    "words changed after it was signed": changed_since,
    "nothing": lambda *_: "",
    "rubbish": lambda *_: "a.b.c",
    "five parts": lambda issuer, nonce: f"{issuer.sign(nonce)}.x.y",
    "long": lambda *_: "x" * 20_000,
}


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_token_lets_nobody_in(visit: Visit, issuer: Issuer, how: str) -> None:
    issuer.token = FORGED[how](issuer, visit.asked["nonce"])
    await nobody_came(visit)


async def test_a_key_that_came_since_is_fetched_and_one_that_went_counts_no_more(
    issuer: Issuer,
) -> None:
    provider = Provider(access(issuer))
    now = time()
    assert (await check(issuer.sign("n"), provider, "n", now)).subject == "u-1"
    await check(issuer.sign("n"), provider, "n", now + 1)
    assert issuer.asked.count("/keys") == 1
    issuer.keys = [public("two")]
    with pytest.raises(TokenRefused):  # made-up ids are no way to have it asked again and again
        await check(issuer.sign("n", "two"), provider, "n", now + 1)
    assert issuer.asked.count("/keys") == 1
    later = now + providers.AGAIN_S
    assert (await check(issuer.sign("n", "two"), provider, "n", later)).subject == "u-1"
    assert issuer.asked.count("/keys") == 2
    with pytest.raises(TokenRefused):
        await check(issuer.sign("n"), provider, "n", later)


async def test_keys_for_something_else_sign_nothing(issuer: Issuer) -> None:
    now = time()
    for other in ({"use": "enc"}, {"alg": "PS256"}):
        issuer.keys = [public("one") | other]
        with pytest.raises(TokenRefused):
            await check(issuer.sign("n"), Provider(access(issuer)), "n", now)


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://["},
    ],
)
async def test_a_provider_that_describes_itself_wrongly_is_not_used(
    http: aiohttp.ClientSession, issuer: Issuer, described: dict[str, Any]
) -> None:
    issuer.described = described
    assert await Browser(http).refused("POST", "/session/oidc") == "oidc_down"


async def test_a_provider_that_does_not_answer_is_waited_for_a_little(issuer: Issuer) -> None:
    issuer.silent = True
    provider, now = Provider(access(issuer)), time()
    with patch.object(providers, "ANSWER_S", 0.05):
        for at in (now, now + 1):
            with pytest.raises(ProviderDown):
                await provider.doors(at)
    assert len(issuer.asked) == 1
    issuer.silent = False
    assert (await provider.doors(now + providers.REST_S)).token == f"{issuer.origin}/token"


async def test_a_provider_that_wants_the_secret_in_the_body_gets_it_there(issuer: Issuer) -> None:
    issuer.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    issuer.token = "t"
    provider = Provider(access(issuer))
    assert await provider.token("c", "v", "http://x/", time()) == "t"
    assert issuer.forms[0]["client_secret"] == CLIENT_SECRET
    assert issuer.authorization == ""
    assert CLIENT_SECRET not in repr(provider.access)
