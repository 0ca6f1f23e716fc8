"""Browsers in which somebody has signed in before: a signed cookie, so that it can't be made up.

It says nothing but for which sign-in names it counts as known, as keyed hashes. It lets nobody in:
it only keeps strangers who guess from delaying whoever really works here.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from helpline.core.names import folded
from helpline.core.tickets import read, sign

COOKIE: Final = "__Host-device"
GOOD_S: Final = 180 * 86_400
"""Since somebody last signed in there."""
NAMES: Final = 8
"""Of people who share a browser."""
_PURPOSE: Final = "device"


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, and the names (as hashes) that have signed in there, the latest last."""

    id: str
    names: tuple[str, ...] = ()


class Devices:
    """Reads and writes the cookie."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def name(self, sign_in_name: str) -> str:
        """Return what stands for a sign-in name, whether somebody has it or not."""
        plain = b"sign-in name|" + folded(sign_in_name).encode(errors="replace")
        return hmac.digest(self._secret, plain, "sha256").hex()

    def of(self, request: web.Request, now: float) -> Device | None:
        """Return the browser that asks, or None where nobody has signed in there of late."""
        body = read(self._secret, _PURPOSE, request.cookies.get(COOKIE, ""))
        if body is None or body["until"] < now:
            return None
        return Device(body["id"], tuple(body["names"]))

    def remember(
        self, device: Device | None, response: web.StreamResponse, sign_in_name: str, now: float
    ) -> None:
        """Let a browser count as known for a name that has just signed in there."""
        device = device or Device(secrets.token_urlsafe(16))
        name = self.name(sign_in_name)
        names = [*(known for known in device.names if known != name), name][-NAMES:]
        body: dict[str, Any] = {"id": device.id, "names": names, "until": now + GOOD_S}
        response.set_cookie(
            COOKIE,
            sign(self._secret, _PURPOSE, body),
            max_age=GOOD_S,
            httponly=True,
            secure=True,
            samesite="Strict",
        )
