"""What must be true before the doors open to the public; a demo skips these and says it is one."""

from typing import Final
from urllib.parse import urlsplit

from helpline.settings.content import Texts
from helpline.settings.environment import PREFIX, Environment

SECRET_BYTES: Final = 32
_VARIETY: Final = 10
"""A secret made by dice has more different characters than this; a typed placeholder has not."""
_PLACEHOLDERS: Final = ("change-me", "changeme", "demo-", "example", "helpline", "secret")
_NO_DISCLOSURE: Final = (
    "disclosure.toml: is not there; your counsel says in it when you may have to tell someone. "
    f"Copy disclosure.example.toml under this name into the folder {PREFIX}CONFIG_DIR names"
)
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def public_faults(
    env: Environment, origins: tuple[str, str], disclosure: Texts | None, example: Texts | None
) -> list[str]:
    """Return why this helpline may not open to the public; nothing means that it may."""
    return [
        *secret_faults(env.secret),
        *_origin_faults(origins),
        *_disclosure_faults(disclosure, example),
    ]


def secret_faults(secret: str | None) -> list[str]:
    """Return what is wrong with the key that signs tickets, without quoting it."""
    name, make = f"{PREFIX}SECRET", "make one with `openssl rand -base64 48`"
    if secret is None:
        return [f"{name}: is not set; {make}"]
    if len(secret.encode()) < SECRET_BYTES:
        return [f"{name}: needs at least {SECRET_BYTES} bytes; {make}"]
    typed = any(word in secret.lower() for word in _PLACEHOLDERS)
    if typed or len(set(secret)) < _VARIETY:
        return [f"{name}: can be guessed; {make}"]
    return []


def _origin_faults(origins: tuple[str, str]) -> list[str]:
    names = (f"{PREFIX}PUBLIC_ORIGIN", f"{PREFIX}STAFF_ORIGIN")
    return [
        f"{name}: needs https, since it is not this machine alone"
        for name, origin in zip(names, origins, strict=True)
        if urlsplit(origin).scheme != "https" and urlsplit(origin).hostname not in _LOCAL
    ]


def _disclosure_faults(disclosure: Texts | None, example: Texts | None) -> list[str]:
    if disclosure is None:
        return [_NO_DISCLOSURE]
    same = [code for code, text in disclosure.items() if example and text == example.get(code)]
    return [f"disclosure.toml, disclosure.{code}: still has our example's words" for code in same]
