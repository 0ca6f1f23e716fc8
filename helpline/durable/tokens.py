"""Tokens that a browser holds and we do not: the database keeps only their SHA-256."""

import hashlib
import secrets


def new_token() -> str:
    """Return 256 random bits, base64url."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token; plain SHA-256 will do, since nobody can guess 256 bits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
