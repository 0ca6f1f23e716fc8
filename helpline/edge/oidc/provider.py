"""What we ask of the provider: where its doors are, its keys, and a token for a code.

It is asked only when somebody wants to sign in by it. No redirect is followed, no cookie kept, no
proxy of the environment used, and an answer is cut off by time and by size.
"""

import asyncio
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

import aiohttp

from helpline.core.oidc import ProviderDown, TokenRefused
from helpline.logs import Event, log

ANSWER_S: Final = 5.0
ANSWER_BYTES: Final = 256 * 1_024
KEPT_S: Final = 3_600
"""So long what the provider says of itself is taken from memory."""
REST_S: Final = 5
"""So long a provider that has failed is left alone: many who wait would wait for each other."""
AGAIN_S: Final = 30
"""Keys are not asked for again sooner than this: a made-up key id makes no flood of requests."""
_PATH: Final = "/.well-known/openid-configuration"
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_OURS: Final = ("invalid_client", "unauthorized_client")
"""Errors by which it is our settings that are wrong, and not whoever signs in."""
_OK, _BAD_REQUEST, _SERVER_ERROR = 200, 400, 500


class Why(Enum):
    """What was wrong with it, for the log."""

    ANSWER = "it did not answer in time, or not as a provider does"
    ISSUER = "it calls itself by another name than HELPLINE_OIDC_ISSUER"
    DOORS = "it does not say where its doors are, or they are not https"
    KEYS = "it shows no keys"
    CLIENT = "it does not take HELPLINE_OIDC_CLIENT_ID with its secret"


@dataclass(frozen=True, slots=True)
class Access:
    """As whom we are known to which provider; `name` is what people call it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the provider's doors are, as it says itself."""

    authorization: str
    token: str
    keys: str
    names_itself: bool
    """It says in each answer who it is (RFC 9207)."""
    secret_in_body: bool
    """It takes our secret in the body alone."""


class Provider:
    """One provider, and what it has said of itself of late."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._doors: tuple[float, Doors] | None = None
        self._keys: tuple[float, list[dict[str, Any]]] | None = None
        self._failed = float("-inf")
        self._asking = asyncio.Lock()

    async def doors(self, now: float) -> Doors:
        """Return where its doors are; raise `ProviderDown`."""
        async with self._asking:
            if self._doors is None or not self._doors[0] <= now < self._doors[0] + KEPT_S:
                self._doors = (now, await self._described(now))
            return self._doors[1]

    async def keys(self, kid: object, now: float) -> list[dict[str, Any]]:
        """Return its keys; asked for anew where they are old, or none has this id."""
        doors = await self.doors(now)
        async with self._asking:
            if self._keys is None or self._are_stale(self._keys, kid, now):
                said = await self._ask("GET", doors.keys)
                keys = said.get("keys")
                if not isinstance(keys, list):
                    raise _fault(Why.KEYS)
                self._keys = (now, [key for key in keys if isinstance(key, dict)])
            return self._keys[1]

    async def token(self, code: str, verifier: str, redirect: str, now: float) -> str:
        """Return the ID token for a code; raise `TokenRefused` where there is none, any more."""
        doors = await self.doors(now)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
            "client_id": self.access.client_id,
        }
        headers = {}
        if doors.secret_in_body:
            form["client_secret"] = self.access.client_secret
        else:
            pair = (self.access.client_id, self.access.client_secret)
            plain = ":".join(quote_plus(part) for part in pair)
            headers["Authorization"] = f"Basic {b64encode(plain.encode()).decode()}"
        said = await self._ask("POST", doors.token, form, headers)
        token = said.get("id_token")
        if not isinstance(token, str):
            raise TokenRefused("the provider gave no ID token")
        return token

    async def _described(self, now: float) -> Doors:
        if 0 <= now - self._failed < REST_S:
            raise ProviderDown("it has just failed")
        try:
            said = await self._ask("GET", self.access.issuer.rstrip("/") + _PATH)
            return _doors(said, self.access.issuer)
        except ProviderDown:
            self._failed = now
            raise

    @staticmethod
    def _are_stale(kept: tuple[float, list[dict[str, Any]]], kid: object, now: float) -> bool:
        at, keys = kept
        age = now - at
        is_known = kid is None or any(key.get("kid") == kid for key in keys)
        return not 0 <= age < KEPT_S or (not is_known and age >= AGAIN_S)

    async def _ask(
        self,
        method: str,
        url: str,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
        try:
            async with (
                aiohttp.ClientSession(
                    timeout=aiohttp.ClientTimeout(total=ANSWER_S),
                    cookie_jar=aiohttp.DummyCookieJar(),
                ) as http,
                http.request(
                    method, url, data=form, headers=sent, allow_redirects=False
                ) as response,
            ):
                body = await _body(response)
                said = json.loads(body)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError):
            raise _fault(Why.ANSWER) from None
        if form is not None and _BAD_REQUEST <= response.status < _SERVER_ERROR:
            if isinstance(said, dict) and said.get("error") in _OURS:
                raise _fault(Why.CLIENT)
            raise TokenRefused("the provider did not take the code")
        if response.status != _OK or not isinstance(said, dict):
            raise _fault(Why.ANSWER)
        return said


def _doors(said: Mapping[str, Any], issuer: str) -> Doors:
    """Return the doors in a provider's own description, or raise `ProviderDown`."""
    if said.get("issuer") != issuer:
        raise _fault(Why.ISSUER)
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = not isinstance(ways, list) or "client_secret_basic" in ways
    return Doors(
        authorization=_address(said, "authorization_endpoint", issuer),
        token=_address(said, "token_endpoint", issuer),
        keys=_address(said, "jwks_uri", issuer),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        secret_in_body=not basic,
    )


def _address(said: Mapping[str, Any], name: str, issuer: str) -> str:
    address = said.get(name)
    if not isinstance(address, str):
        raise _fault(Why.DOORS)
    try:
        parts, own = urlsplit(address), urlsplit(issuer)
        is_safe = parts.scheme == "https" and bool(parts.hostname)
        # A provider on this machine is one that is being tried out.
        is_here = own.hostname in _HERE and parts.hostname in _HERE and parts.scheme == "http"
    except ValueError:
        is_safe = is_here = False
    if not (is_safe or is_here):
        raise _fault(Why.DOORS)
    return address


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    async for piece in response.content.iter_chunked(16_384):
        body += piece
        if len(body) > ANSWER_BYTES:
            raise ValueError
    return body


def _fault(why: Why) -> ProviderDown:
    log(Event.PROVIDER_FAILED, why=why)
    return ProviderDown(why.value)
