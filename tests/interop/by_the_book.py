"""`docs/encryption.md`, written a second time from its words, with other libraries."""

import json
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

SUITE = CipherSuite.new(KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
TEXT, NAME, CHECK, CARD, HAND_OFF = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Stamp:
    """What a message is bound to."""

    chat: str
    epoch: int
    sender: str
    n: int
    cid: str


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def utf8(*parts: object) -> bytes:
    return "|".join(map(str, parts)).encode()


def sender_key(secret: bytes, stamp: Stamp) -> bytes:
    info = utf8("helpline message v1", stamp.epoch, stamp.sender)
    return HKDF(SHA256(), 32, utf8(stamp.chat), info).derive(secret)


def message_aad(stamp: Stamp) -> bytes:
    parts = stamp.chat, stamp.epoch, stamp.sender, stamp.n, stamp.cid
    return utf8("helpline message v1", *parts)


def seal_body(secret: bytes, stamp: Stamp, kind: int, content: bytes, nonce: bytes) -> str:
    marked = bytes([kind]) + content + b"\x80"
    padded = marked + bytes(-len(marked) % 256)
    sealed = AESGCM(sender_key(secret, stamp)).encrypt(nonce, padded, message_aad(stamp))
    return b64(nonce + sealed)


def open_body(secret: bytes, stamp: Stamp, body: str) -> tuple[int, bytes]:
    sealed = unb64(body)
    aes = AESGCM(sender_key(secret, stamp))
    padded = aes.decrypt(sealed[:12], sealed[12:], message_aad(stamp))
    assert len(padded) % 256 == 0
    marked = padded.rstrip(b"\x00")
    assert marked[-1] == 0x80
    return marked[0], marked[1:-1]


def make_key() -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return private, point


def seal_grant(
    point: bytes, chat: str, reader: str, epoch: int, secrets: Mapping[int, bytes], commit: bytes
) -> str:
    named = {str(held): b64(secret) for held, secret in secrets.items()}
    plaintext = json.dumps({"secrets": named, "commit": b64(commit)}).encode()
    return seal_to(point, utf8("helpline grant v1"), (chat, reader, epoch), plaintext)


def seal_to(point: bytes, label: bytes, bound: tuple[str | int, ...], plaintext: bytes) -> str:
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    to = KEMKey.from_pyca_cryptography_key(public)
    enc, sender = SUITE.create_sender_context(to, info=label)
    return b64(enc + sender.seal(plaintext, aad=utf8(label.decode(), *bound)))


def open_to(
    private: ec.EllipticCurvePrivateKey, label: bytes, bound: tuple[str | int, ...], sealed: str
) -> bytes:
    data, own = unb64(sealed), KEMKey.from_pyca_cryptography_key(private)
    recipient = SUITE.create_recipient_context(data[:65], own, info=label)
    return recipient.open(data[65:], aad=utf8(label.decode(), *bound))


def seal_note(point: bytes, note: str, text: str) -> str:
    content = text.encode() + b"\x80"
    padded = content + bytes(-len(content) % 256)
    return seal_to(point, utf8("helpline note v1"), (note,), padded)


def open_note(private: ec.EllipticCurvePrivateKey, note: str, sealed: str) -> str:
    padded = open_to(private, utf8("helpline note v1"), (note,), sealed)
    assert len(padded) % 256 == 0
    return padded.rstrip(b"\x00")[:-1].decode()


def open_grant(
    private: ec.EllipticCurvePrivateKey, chat: str, reader: str, epoch: int, sealed: str
) -> tuple[dict[int, bytes], bytes]:
    said = json.loads(open_to(private, utf8("helpline grant v1"), (chat, reader, epoch), sealed))
    assert said.keys() == {"secrets", "commit"}
    return {int(held): unb64(s) for held, s in said["secrets"].items()}, unb64(said["commit"])


def commitment(youth_nonce: bytes) -> bytes:
    return sha256(utf8("helpline check v1") + youth_nonce).digest()


def pictures(youth_nonce: bytes, reader_nonce: bytes, point: bytes, secret: bytes) -> list[int]:
    label = utf8("helpline pictures v1")
    digest = sha256(label + youth_nonce + reader_nonce + point + secret).digest()
    return [byte % 64 for byte in digest[:3]]


def return_keys(words: Sequence[str]) -> tuple[str, bytes]:
    """Return the token and the key of return words."""
    plain = unicodedata.normalize("NFKD", " ".join(words))
    plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    typed = " ".join(plain.lower().split()).encode()
    both = PBKDF2HMAC(SHA256(), 64, utf8("helpline return words v1"), 600_000).derive(typed)
    return b64(both[:32]), both[32:]


def seal_kept(token: str, key: bytes, text: bytes, nonce: bytes) -> str:
    padded = text + b" " * (-len(text) % 1024)
    return b64(nonce + AESGCM(key).encrypt(nonce, padded, utf8("helpline return words v1", token)))


def open_kept(token: str, key: bytes, blob: str) -> bytes:
    sealed, aad = unb64(blob), utf8("helpline return words v1", token)
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], aad).rstrip(b" ")
