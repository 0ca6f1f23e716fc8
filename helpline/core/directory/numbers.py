"""Numbers to call and to text, as they are dialled in the United States."""

import re
from typing import Final

from helpline.core.directory.words import Medium

_SEPARATORS: Final = re.compile(r"[ ().-]+")
_TEN: Final = re.compile(r"(?:\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})")
_THREE: Final = re.compile(r"[2-9]11|988")
_SHORT: Final = re.compile(r"[2-9][0-9]{4,5}")
WORD: Final = re.compile(r"[A-Za-z0-9]{1,20}")
"""What a text to a number has to say."""


def dialled(number: str) -> str:
    """Return a number's digits as they are dialled, the country's 1 left out."""
    bare = _SEPARATORS.sub("", number)
    ten = _TEN.fullmatch(bare)
    return bare if ten is None else ten[1]


def number_fault(number: str, medium: Medium) -> str | None:
    """Return what is wrong with a number for this medium, or None."""
    if re.search(r"[^0-9 ().+-]", number):
        return "has something that is no digit: an extension has its own column"
    digits = dialled(number)
    if _TEN.fullmatch(digits) or _THREE.fullmatch(digits):
        return None
    if _SHORT.fullmatch(digits):
        if medium is Medium.TEXT:
            return None
        return "is a short code, which can only be texted"
    return "is no number of the United States: 10 digits, a service code as 911, or a short code"
