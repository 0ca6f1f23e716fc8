"""Words that occur nowhere else, and every form in which they could be lying about."""

import json
import secrets
import string
from base64 import b64encode
from typing import Final
from urllib.parse import quote

LETTERS: Final = 12
PADS: Final = 3
"""Bytes before a text shift its base64; there are three ways."""


class Marks:
    """Marked sentences of one test; what is common to all is hunted for in every form."""

    def __init__(self) -> None:
        self.tag = _letters()
        self.forms = forms(self.tag)

    def sentence(self) -> str:
        """Return words that nobody has written before, marked at both ends."""
        return f"{self.word()} ¿me oyes? {self.word()}"

    def word(self) -> str:
        """Return one word that nobody has written before."""
        return self.tag + _letters()


def _letters() -> str:
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS))


def forms(text: str) -> frozenset[bytes]:
    """Return a text in every encoding that a program is likely to give it."""
    plain = text.encode()
    wide = [text.encode(code) for code in ("utf-16-le", "utf-16-be", "utf-32-le")]
    spelt = [quote(text), json.dumps(text)[1:-1], plain.hex(), plain.hex().upper()]
    spelt.append("".join(f"%{byte:02X}" for byte in plain))
    return frozenset([plain, *wide, *(one.encode() for one in spelt), *_base64(plain)])


def _base64(plain: bytes) -> set[bytes]:
    """Return base64 of a text wherever it stands in what is encoded, its shared ends cut off."""
    found = set()
    for pad in range(PADS):
        coded = b64encode(bytes(pad) + plain)[(pad * 8 + 5) // 6 :]
        kept = coded.rstrip(b"=")[:-1]
        found |= {kept, kept.replace(b"+", b"-").replace(b"/", b"_")}
    return found
