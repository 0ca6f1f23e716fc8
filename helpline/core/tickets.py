"""Signed strings that prove something without being stored: HMAC-SHA256, bound to a purpose."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Any


def sign(secret: bytes, purpose: str, body: dict[str, Any]) -> str:
    """Return `body` with a signature that holds for this purpose only."""
    data = urlsafe_b64encode(json.dumps(body, separators=(",", ":")).encode()).rstrip(b"=")
    return f"{data.decode()}.{_mac(secret, purpose, data)}"


def read(secret: bytes, purpose: str, signed: str) -> dict[str, Any] | None:
    """Return the body that was signed, or None when it was not signed for this purpose."""
    data, _, mac = signed.partition(".")
    if not signed.isascii():
        return None
    if not hmac.compare_digest(mac.encode(), _mac(secret, purpose, data.encode()).encode()):
        return None
    try:
        body = json.loads(urlsafe_b64decode(data + "=" * (-len(data) % 4)))
    except (ValueError, NotBase64):
        return None
    return body if isinstance(body, dict) else None


def _mac(secret: bytes, purpose: str, data: bytes) -> str:
    mac = hmac.digest(secret, purpose.encode() + b"|" + data, "sha256")
    return urlsafe_b64encode(mac).rstrip(b"=").decode()
