"""What the database keeps without being able to read it: AES-256-GCM under the nodes' secret."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE: Final = 12


class Sealer:
    """Seals for one purpose; what is sealed for one owner opens for nobody else."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        info = f"helpline {purpose}".encode()
        self._key = AESGCM(HKDF(SHA256(), length=32, salt=None, info=info).derive(secret))

    def seal(self, owner: str, plain: bytes) -> str:
        """Return what only `open` can read, in base64url."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._key.encrypt(nonce, plain, owner.encode())
        return urlsafe_b64encode(sealed).decode()

    def open(self, owner: str, sealed: str) -> bytes | None:
        """Return what was sealed, or None where it was under another secret or for another."""
        try:
            data = urlsafe_b64decode(sealed)
            return self._key.decrypt(data[:_NONCE], data[_NONCE:], owner.encode())
        except (NotBase64, ValueError, InvalidTag):
            return None
