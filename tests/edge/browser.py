"""A staff page's browser without a page: its cookies, and an authenticator for passkeys."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Browser:
    """Cookies that are for https alone, carried by hand."""

    http: aiohttp.ClientSession
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Return the status and what was said."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": jar} if jar else {}
        async with self.http.request(method, path, json=body, headers=headers) as answer:
            self.cookies |= {name: one.value for name, one in answer.cookies.items()}
            return answer.status, await answer.json()

    async def do(self, method: str, path: str, body: Any = None) -> Any:
        """Return what was said to what must not be refused."""
        status, said = await self.ask(method, path, body)
        assert status == 200, said
        return said

    async def refused(self, method: str, path: str, body: Any = None) -> str:
        """Return the code of what must be refused."""
        status, said = await self.ask(method, path, body)
        assert status != 200, said
        return str(said["code"])


@asynccontextmanager
async def opened(origin: str) -> AsyncIterator[aiohttp.ClientSession]:
    """Give the HTTP of pages from an origin; no cookie is kept but by their own hand."""
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}, cookie_jar=jar) as http:
        yield http


@dataclass
class Authenticator:
    """A passkey's authenticator in software, which lies where a test wants it to."""

    origin: str
    rp_id: str = "127.0.0.1"
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    user: str = ""
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, offered: dict[str, Any], name: str = "phone") -> dict[str, Any]:
        """Return what a page sends of a new passkey."""
        self.user = offered["user_id"]
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32), -3: public.y.to_bytes(32)}
        credential = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._data(ATTESTED) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return {
            "name": name,
            "ticket": offered["ticket"],
            "id": text(self.id),
            "client_data": text(self._client("webauthn.create", offered["challenge"])),
            "attestation": text(attestation),
        }

    def show(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what a page sends of a passkey that has signed."""
        client = self._client("webauthn.get", asked["challenge"])
        data = self._data(0)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return {
            "ticket": asked["ticket"],
            "id": text(self.id),
            "client_data": text(client),
            "authenticator_data": text(data),
            "signature": text(signed),
            "user_handle": self.user,
        }

    def _data(self, more: int) -> bytes:
        rp = hashlib.sha256(self.rp_id.encode()).digest()
        return rp + bytes([self.flags | more]) + self.counter.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()


def text(data: bytes) -> str:
    """Return bytes in base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text: str) -> bytes:
    """Return the bytes of such a text."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
