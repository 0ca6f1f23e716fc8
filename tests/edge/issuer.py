"""A provider that answers whatever a test wants it to: over HTTP, with keys made here."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import time
from typing import Any

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.stores import free_ports

CLIENT, CLIENT_SECRET = "helpline", "s:e c/ret"
_KEYS = {name: RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("one", "two")}


def key(name: str) -> RSAKey:
    return _KEYS[name]


def public(name: str) -> dict[str, Any]:
    return dict(key(name).as_dict(private=False))


@dataclass
class Issuer:
    """What it says, and what it was asked."""

    origin: str
    keys: list[dict[str, Any]] = field(default_factory=lambda: [public("one")])
    token: str = ""
    described: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, web.Response] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    authorization: str = ""
    silent: bool = False

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/auth",
            "token_endpoint": f"{self.origin}/token",
            "jwks_uri": f"{self.origin}/keys",
            **self.described,
        }

    def claims(self, nonce: str, **changed: Any) -> dict[str, Any]:
        now = int(time())
        own = {"iss": self.origin, "sub": "u-1", "aud": CLIENT, "nonce": nonce}
        return own | {"iat": now, "exp": now + 300} | changed

    def sign(self, nonce: str, name: str = "one", **changed: Any) -> str:
        return jwt.encode({"alg": "RS256", "kid": name}, self.claims(nonce, **changed), key(name))

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if self.silent:
            await asyncio.Event().wait()
        if request.path in self.answers:
            given = self.answers[request.path]
            return web.Response(status=given.status, body=given.body, headers=given.headers)
        if request.path == "/.well-known/openid-configuration":
            return web.json_response(self.description())
        if request.path == "/keys":
            return web.json_response({"keys": self.keys})
        self.authorization = request.headers.get("Authorization", "")
        self.forms.append({name: str(value) for name, value in (await request.post()).items()})
        tokens = {"access_token": "x", "token_type": "Bearer", "id_token": self.token}
        return web.json_response(tokens)


def refusal(code: str, status: int = 400) -> web.Response:
    return web.Response(
        status=status, text=json.dumps({"error": code}), content_type="application/json"
    )


@asynccontextmanager
async def issuing() -> AsyncIterator[Issuer]:
    """Give a running provider on a port of its own."""
    (port,) = free_ports(1)
    issuer = Issuer(f"http://127.0.0.1:{port}")
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", issuer.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield issuer
    finally:
        await runner.cleanup()
