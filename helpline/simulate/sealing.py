"""The encryption of `docs/encryption.md`, written from the document and not from the pages' code.

Two implementations that understand each other are the proof that the document says it all.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyInterface, PyHPKEError

SECRET_BYTES = 32
CHECK_BYTES = 16
POINT_BYTES = 65
NONCE_BYTES = 12
BUCKET = 256
PICTURES = 64
_MESSAGE = "helpline message v1"
_GRANT = "helpline grant v1"
_SUITE = CipherSuite.new(KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)

Pictures = tuple[int, int, int]


class Unreadable(Exception):
    """What came was not sealed for us under this stamp."""


class Kind(IntEnum):
    """What a message holds."""

    TEXT = 1
    NAME = 2
    CHECK = 3
    CARD = 4
    HAND_OFF = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a message is bound to."""

    chat: str
    epoch: int
    sender: str
    n: int
    cid: str


@dataclass(frozen=True, slots=True)
class GrantStamp:
    """What a grant is bound to."""

    chat: str
    reader: str
    epoch: int


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a grant gives."""

    secrets: dict[int, bytes]
    commit: bytes


@dataclass(frozen=True, slots=True, repr=False)
class ReaderKeys:
    """The key pair of a staff page."""

    private: KEMKeyInterface
    point: bytes

    @property
    def public_key(self) -> str:
        """The public key as it crosses the net."""
        return b64(self.point)


def b64(data: bytes) -> str:
    """Return base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Return what base64url without padding stands for."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_id() -> str:
    """Return a fresh message id."""
    return b64(token_bytes(16))


def message_key(secret: bytes, chat: str, epoch: int, sender: str) -> bytes:
    """Return the key of one sender in one epoch."""
    info = _utf8(_MESSAGE, epoch, sender)
    return HKDF(SHA256(), 32, salt=_utf8(chat), info=info).derive(secret)


def seal(key: bytes, stamp: Stamp, kind: Kind, content: bytes) -> str:
    """Return the body of a message."""
    plain = bytes([kind]) + content + b"\x80"
    padded = plain + bytes(-len(plain) % BUCKET)
    nonce = token_bytes(NONCE_BYTES)
    return b64(nonce + AESGCM(key).encrypt(nonce, padded, _aad(stamp)))


def unseal(key: bytes, stamp: Stamp, body: str) -> tuple[Kind, bytes]:
    """Return what a message holds, or raise Unreadable."""
    data = unb64(body)
    try:
        padded = AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _aad(stamp))
    except (InvalidTag, ValueError):
        raise Unreadable from None
    plain, mark, zeros = padded.rpartition(b"\x80")
    if not plain or not mark or zeros.strip(b"\0") or plain[0] not in set(Kind):
        raise Unreadable
    return Kind(plain[0]), plain[1:]


def new_reader_keys() -> ReaderKeys:
    """Return a fresh key pair, as a staff page makes at sign-in."""
    private = ec.generate_private_key(ec.SECP256R1())
    point = KEMKey.from_pyca_cryptography_key(private.public_key()).to_public_bytes()
    return ReaderKeys(KEMKey.from_pyca_cryptography_key(private), point)


def seal_grant(public_key: str, stamp: GrantStamp, keys: Keys) -> str:
    """Return the keys of a chat, sealed to one reader."""
    reader = _SUITE.kem.deserialize_public_key(unb64(public_key))
    enc, sender = _SUITE.create_sender_context(reader, info=_utf8(_GRANT))
    secrets = {str(epoch): b64(secret) for epoch, secret in keys.secrets.items()}
    plain = json.dumps({"secrets": secrets, "commit": b64(keys.commit)}).encode()
    return b64(enc + sender.seal(plain, aad=_grant_aad(stamp)))


def open_grant(reader: ReaderKeys, stamp: GrantStamp, sealed: str) -> Keys:
    """Return the keys that a grant gives, or raise Unreadable."""
    data = unb64(sealed)
    enc, text = data[:POINT_BYTES], data[POINT_BYTES:]
    try:
        context = _SUITE.create_recipient_context(enc, reader.private, info=_utf8(_GRANT))
        said = json.loads(context.open(text, aad=_grant_aad(stamp)))
    except (PyHPKEError, ValueError):
        raise Unreadable from None
    secrets = {int(epoch): unb64(secret) for epoch, secret in said["secrets"].items()}
    return Keys(secrets, unb64(said["commit"]))


def commitment(youth_nonce: bytes) -> bytes:
    """Return what the youth's page commits itself to in a grant."""
    return sha256(b"helpline check v1" + youth_nonce).digest()


def pictures(youth_nonce: bytes, reader_nonce: bytes, point: bytes, secret: bytes) -> Pictures:
    """Return the three pictures both sides show when nobody stands between them."""
    parts = b"helpline pictures v1" + youth_nonce + reader_nonce + point + secret
    first, second, third = sha256(parts).digest()[:3]
    return first % PICTURES, second % PICTURES, third % PICTURES


def _aad(stamp: Stamp) -> bytes:
    return _utf8(_MESSAGE, stamp.chat, stamp.epoch, stamp.sender, stamp.n, stamp.cid)


def _grant_aad(stamp: GrantStamp) -> bytes:
    return _utf8(_GRANT, stamp.chat, stamp.reader, stamp.epoch)


def _utf8(*parts: str | int) -> bytes:
    return "|".join(map(str, parts)).encode()
