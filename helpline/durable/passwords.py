"""Passwords by NIST SP 800-63B-4: long, not obvious, kept as Argon2id."""

import asyncio
import re
import secrets
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from helpline.core.errors import BadInput

LEAST: Final = 15
"""Characters of a password that stands alone, without a second factor."""
_OWN: Final = 8
"""Characters that must remain once the obvious words are taken out."""
_AT_ONCE: Final = 2
"""Each hash takes 64 MiB, so a flood of sign-ins waits instead of filling the memory."""

OBVIOUS: Final = frozenset(
    [
        "abc123",
        "abcdef",
        "abcdefgh",
        "admin",
        "administrator",
        "battery",
        "changeme",
        "chat",
        "correct",
        "default",
        "dragon",
        "football",
        "freedom",
        "guest",
        "helpline",
        "horse",
        "iloveyou",
        "letmein",
        "login",
        "master",
        "michael",
        "monkey",
        "mustang",
        "p4ssw0rd",
        "pa55word",
        "passphrase",
        "passw0rd",
        "password",
        "princess",
        "qazwsx",
        "qwerty",
        "qwertyuiop",
        "responder",
        "secret",
        "shadow",
        "staple",
        "starwars",
        "sunshine",
        "superman",
        "supervisor",
        "test",
        "trustno1",
        "welcome",
        "whatever",
        "asdfgh",
        "asdfghjkl",
        "zxcvbn",
        "zxcvbnm",
        "000",
        "111",
        "123",
        "1234",
        "12345",
        "123456",
        "1234567890",
        "987654321",
        "321",
        "666",
        "777",
        "999",
        "2024",
        "2025",
        "2026",
        "2027",
        "aaa",
        "xxx",
    ]
)


class WeakPassword(BadInput):
    """The password is too short or too easy to guess; the text says what is needed."""


class Passwords:
    """Hashes and checks passwords in a thread, a few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._seats = asyncio.Semaphore(_AT_ONCE)
        self._nobody = _nobodys(self._hasher)

    async def make(self, password: str, names: Iterable[str] = ()) -> str:
        """Return the hash of a new password; raise `WeakPassword` where it would be guessed."""
        refuse_weak(password, names)
        async with self._seats:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def fits(self, kept: str | None, password: str) -> bool:
        """Tell whether a password fits; with nothing kept, take as long and say no."""
        async with self._seats:
            fits = await asyncio.to_thread(self._verify, kept or self._nobody, _normal(password))
        return fits and kept is not None

    async def renewed(self, kept: str, password: str) -> str | None:
        """Return a new hash of a password that fits, or None where the kept one is still good."""
        if not self._hasher.check_needs_rehash(kept):
            return None
        async with self._seats:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


def refuse_weak(password: str, names: Iterable[str] = ()) -> None:
    """Raise `WeakPassword` for one that is short, or made of obvious words and `names`."""
    plain = _normal(password)
    if len(plain) < LEAST:
        raise WeakPassword(f"a password needs at least {LEAST} characters")
    words = OBVIOUS | {part.casefold() for name in names for part in re.split(r"\W+", name) if part}
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    rest = re.sub(rf"{pattern}|[\W_]", "", plain.casefold())
    if len(rest) < _OWN or len(set(rest)) < _OWN // 2:
        raise WeakPassword("that password is easy to guess: take a few words nobody would expect")


def _nobodys(hasher: PasswordHasher) -> str:
    """Return the hash of a password that nobody has; to look whether one fits takes as long.

    It is written down and not computed: every command that opens the store would wait for it.
    """
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    salt, digest = (
        b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (hasher.salt_len, hasher.hash_len)
    )
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


def _normal(password: str) -> str:
    """Return the same characters whichever keyboard typed them."""
    return unicodedata.normalize("NFKC", password)
