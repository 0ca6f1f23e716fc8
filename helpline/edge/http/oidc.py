"""Signing in by the organization's own provider: there with a ticket, and back with a code.

The ticket is in a cookie of this browser alone, so that any node can take the answer, and only
from where it was asked. What must not be read out of it is made from it: state, nonce and the
verifier of PKCE.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from helpline.core.errors import HelplineError
from helpline.core.factors import FRESH_S
from helpline.core.oidc import NotBound, ProviderDown, TokenRefused
from helpline.core.sign_in import How
from helpline.core.tickets import read, sign
from helpline.edge.http.bodies import answer
from helpline.edge.http.entrance import Entrance
from helpline.edge.http.sign_in import Inner, SignInDoor
from helpline.edge.oidc.provider import Provider
from helpline.edge.oidc.tokens import check
from helpline.logs import Event, log_error
from helpline.wire.pages import OidcAsked, OidcOffer

COOKIE: Final = "__Host-oidc"
GOOD_S: Final = 600
"""So long somebody has to sign in at the provider."""
BACK: Final = "/session/oidc/back"
SCOPES: Final = "openid email"
CODE_CHARS: Final = 4_096
_PURPOSE: Final = "sign-in by a provider"
_UNKNOWN: Final = "whom a provider has named"


class OidcDoor:
    """`/session/oidc`: the offer, the way there, and the way back."""

    def __init__(
        self,
        inner: Inner,
        entrance: Entrance,
        sign_in: SignInDoor,
        provider: Provider | None,
        origin: str,
    ) -> None:
        self._world = inner.world
        self._durable = inner.durable
        self._entrance = entrance
        self._sign_in = sign_in
        self._provider = provider
        self._back = origin + BACK

    def routes(self) -> list[web.RouteDef]:
        """Return the routes; without a provider, only that there is none."""
        offer = web.get("/session/oidc", self._offer)
        if self._provider is None:
            return [offer]
        return [offer, web.post("/session/oidc", self._go), web.get(BACK, self._come)]

    async def _offer(self, request: web.Request) -> web.Response:
        """Tell what the button says; the provider is not asked."""
        if self._provider is None:
            return answer(OidcOffer(name=None, unknown=None))
        body = read(self._world.secret, _UNKNOWN, request.cookies.get(COOKIE, ""))
        known = body is None or body["until"] < self._world.now()
        unknown = None if body is None or known else str(body["subject"])
        return answer(OidcOffer(name=self._provider.access.name, unknown=unknown))

    async def _go(self, _: web.Request) -> web.Response:
        provider = self._known()
        self._entrance.pass_key()
        now = self._world.now()
        doors = await provider.doors(now)
        ident = secrets.token_urlsafe(24)
        verifier = self._made("verifier", ident)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": provider.access.client_id,
            "redirect_uri": self._back,
            "scope": SCOPES,
            "state": self._made("state", ident),
            "nonce": self._made("nonce", ident),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "max_age": str(FRESH_S),
        }
        joint = "&" if urlsplit(doors.authorization).query else "?"
        response = answer(OidcAsked(url=f"{doors.authorization}{joint}{urlencode(query)}"))
        self._keep(response, _PURPOSE, {"id": ident, "until": now + GOOD_S})
        return response

    async def _come(self, request: web.Request) -> web.Response:
        """Take the answer; the page is told by a code in the fragment, and nothing else.

        Whom the provider named is in a cookie: out of a fragment, a link of somebody else's making
        could have a responder give an admin a stranger's subject as their own.
        """
        try:
            response = await self._entered(request)
        except NotBound as error:
            response = _to_page(error.code)
            body = {"subject": error.subject, "until": self._world.now() + GOOD_S}
            self._keep(response, _UNKNOWN, body)
            return response
        except HelplineError as error:
            response = _to_page(error.code)
        except Exception as error:  # noqa: BLE001 - nobody must be left on a blank page
            log_error(Event.REQUEST_FAILED, error)
            response = _to_page("try_again")
        response.del_cookie(COOKIE, secure=True, httponly=True, samesite="Lax")
        return response

    async def _entered(self, request: web.Request) -> web.Response:
        provider, now = self._known(), self._world.now()
        ident = await self._spent(request, now)
        self._entrance.pass_key()  # not before: whoever has no ticket must slow nobody down
        doors = await provider.doors(now)
        ours = provider.access.issuer
        issuer = request.query.get("iss", None if doors.names_itself else ours)
        if issuer != ours:
            raise TokenRefused("another provider's answer")
        code = request.query.get("code", "")
        if "error" in request.query or not 0 < len(code) <= CODE_CHARS:
            raise TokenRefused("the provider let nobody in")
        token = await provider.token(code, self._made("verifier", ident), self._back, now)
        found = await check(token, provider, self._made("nonce", ident), now)
        whose = await self._durable.oidc.whose(ours, found, now)
        response = _to_page()
        await self._sign_in.let_in(response, whose, How.OIDC, found.proved)
        return response

    async def _spent(self, request: web.Request, now: float) -> str:
        """Return the id in this browser's ticket, which the answer must be to; it is used up."""
        body = read(self._world.secret, _PURPOSE, request.cookies.get(COOKIE, ""))
        if body is None or body["until"] < now:
            raise TokenRefused("no ticket of ours, or too late")
        ident = str(body["id"])
        state = request.query.get("state", "").encode(errors="replace")
        if not hmac.compare_digest(self._made("state", ident).encode(), state):
            raise TokenRefused("an answer to another question")
        if not await self._durable.passkeys.spend(ident.encode(), body["until"], now):
            raise TokenRefused("the answer came before")
        return ident

    def _keep(self, response: web.Response, purpose: str, body: dict[str, Any]) -> None:
        # Strict would keep it back from the very request that comes from the provider.
        response.set_cookie(
            COOKIE,
            sign(self._world.secret, purpose, body),
            max_age=GOOD_S,
            httponly=True,
            secure=True,
            samesite="Lax",
        )

    def _known(self) -> Provider:
        if self._provider is None:
            raise ProviderDown("no provider is set")
        return self._provider

    def _made(self, what: str, ident: str) -> str:
        mac = hmac.digest(self._world.secret, f"oidc {what}|{ident}".encode(), "sha256")
        return urlsafe_b64encode(mac).rstrip(b"=").decode()


def _to_page(code: str = "") -> web.Response:
    return web.Response(status=303, headers={"Location": f"/#oidc={code}" if code else "/"})
