"""The headers of every answer: nothing kept, nothing framed, nothing from elsewhere.

Sources: OWASP ASVS 5.0 chapter 3, and the header set of `docs/threat-model.md`.
"""

import hashlib
from base64 import b64encode
from typing import Final

_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
ALWAYS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Request-OTR": "1",
}
NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def staff_features() -> str:
    """Return what a staff page may use of the browser: passkeys, and nothing else."""
    passkeys = ("publickey-credentials-create=(self)", "publickey-credentials-get=(self)")
    rest = (f"{feature}=()" for feature in _FEATURES if not feature.startswith("publickey"))
    return ", ".join([*passkeys, *rest])


def page_policy(*inline_scripts: str) -> str:
    """Return the content security policy of a page whose only inline scripts are these."""
    hashes = "".join(f" '{_sha256(script)}'" for script in inline_scripts)
    return (
        f"{NOTHING}; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _sha256(script: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()
