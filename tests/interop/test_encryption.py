from collections.abc import Callable
from dataclasses import asdict, replace
from os import urandom
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from pyhpke import OpenError

from helpline.wire.notes import SealedNote
from tests.interop import by_the_book as book

Peer = Callable[..., Any]

STAMP = book.Stamp("chat-0123456789abcdef", 3, "r1732292", 7, "cid-0123456789abcdef")
CHANGES: list[dict[str, Any]] = [
    {"chat": "chat-of-somebody-else"},
    {"epoch": 4},
    {"sender": "youth"},
    {"n": 8},
    {"cid": "another-0123456789abc"},
]
GRANT = {"chat": STAMP.chat, "reader": STAMP.sender, "epoch": STAMP.epoch}
GRANT_CHANGES: list[dict[str, Any]] = [
    {"chat": "chat-of-somebody-else"},
    {"reader": "r1"},
    {"epoch": 4},
]
TEXTS = {book.TEXT: "text", book.NAME: "name", book.CARD: "card", book.HAND_OFF: "handoff"}
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=600)
few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(words)
def test_what_the_book_seals_the_page_opens(peer: Peer, text: str) -> None:
    secret, nonce = urandom(32), urandom(12)
    for kind, name in TEXTS.items():
        body = book.seal_body(secret, STAMP, kind, text.encode(), nonce)
        opened = peer("openBody", secret=book.b64(secret), stamp=asdict(STAMP), body=body)
        assert opened == {"kind": name, "text": text}


@few
@given(words)
def test_what_the_page_seals_is_what_the_book_seals(peer: Peer, text: str) -> None:
    secret, nonce = urandom(32), urandom(12)
    sealed = {"secret": book.b64(secret), "stamp": asdict(STAMP), "nonce": book.b64(nonce)}
    for kind, name in TEXTS.items():
        body = peer("sealBody", content={"kind": name, "text": text}, **sealed)
        assert body == book.seal_body(secret, STAMP, kind, text.encode(), nonce)
        assert book.open_body(secret, STAMP, body) == (kind, text.encode())


@pytest.mark.parametrize("size", [0, 1, 253, 254, 255, 256, 16_000])
def test_sizes_fall_into_buckets_on_both_sides(peer: Peer, size: int) -> None:
    secret, nonce, text = urandom(32), urandom(12), "a" * size
    sealed = {"secret": book.b64(secret), "stamp": asdict(STAMP), "nonce": book.b64(nonce)}
    body = peer("sealBody", content={"kind": "text", "text": text}, **sealed)
    assert (len(book.unb64(body)) - 12 - 16) % 256 == 0
    assert book.open_body(secret, STAMP, body)[1] == text.encode()


def test_check_numbers_cross_both_ways(peer: Peer) -> None:
    # Zeros and the mark at the end are the bytes that a careless unpadding eats.
    number = bytes(14) + b"\x80\x00"
    secret, nonce = urandom(32), urandom(12)
    body = book.seal_body(secret, STAMP, book.CHECK, number, nonce)
    sealed = {"secret": book.b64(secret), "stamp": asdict(STAMP)}
    content = {"kind": "check", "nonce": book.b64(number)}
    assert peer("openBody", body=body, **sealed) == content
    assert peer("sealBody", content=content, nonce=book.b64(nonce), **sealed) == body


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_message_under_another_stamp_is_refused(peer: Peer, change: dict[str, Any]) -> None:
    secret, moved = urandom(32), replace(STAMP, **change)
    body = book.seal_body(secret, STAMP, book.TEXT, b"hello", urandom(12))
    assert peer("openBody", secret=book.b64(secret), stamp=asdict(moved), body=body) is None
    with pytest.raises(InvalidTag):
        book.open_body(secret, moved, body)


@pytest.mark.parametrize(
    "padded",
    [b"", bytes(256), b"\x80" + bytes(255), b"\x01hello" + bytes(250), b"\x09hi\x80" + bytes(252)],
    ids=["empty", "zeros", "no kind", "no mark", "unknown kind"],
)
def test_content_that_is_none_is_refused(peer: Peer, padded: bytes) -> None:
    secret, nonce = urandom(32), urandom(12)
    aes = AESGCM(book.sender_key(secret, STAMP))
    body = book.b64(nonce + aes.encrypt(nonce, padded, book.message_aad(STAMP)))
    assert peer("openBody", secret=book.b64(secret), stamp=asdict(STAMP), body=body) is None


def test_a_grant_of_the_book_opens_on_the_page(peer: Peer) -> None:
    secrets, commit = {0: urandom(32), 3: urandom(32)}, urandom(32)
    point = book.unb64(peer("key"))
    sealed = book.seal_grant(
        point, STAMP.chat, STAMP.sender, STAMP.epoch, secrets=secrets, commit=commit
    )
    opened = peer("openGrant", stamp=GRANT, sealed=sealed)
    assert {epoch: book.unb64(secret) for epoch, secret in opened["secrets"]} == secrets
    assert book.unb64(opened["commit"]) == commit
    for change in GRANT_CHANGES:
        assert peer("openGrant", stamp=GRANT | change, sealed=sealed) is None


def test_a_grant_of_the_page_opens_by_the_book(peer: Peer) -> None:
    secrets, commit = {0: urandom(32), 3: urandom(32)}, urandom(32)
    private, point = book.make_key()
    named = [[epoch, book.b64(secret)] for epoch, secret in secrets.items()]
    frame = {"to": book.b64(point), "stamp": GRANT, "secrets": named, "commit": book.b64(commit)}
    sealed = peer("sealGrant", **frame)
    chat, reader, epoch = STAMP.chat, STAMP.sender, STAMP.epoch
    assert book.open_grant(private, chat, reader, epoch, sealed) == (secrets, commit)
    with pytest.raises(OpenError):
        book.open_grant(private, chat, reader, epoch + 1, sealed)
    other, _ = book.make_key()
    with pytest.raises(OpenError):
        book.open_grant(other, chat, reader, epoch, sealed)


@pytest.mark.parametrize("text", ["hi", "ä" * 500, "💛" * 500], ids=["short", "long", "longest"])
def test_notes_cross_both_ways(peer: Peer, text: str) -> None:
    note = "n" * 22
    sealed = book.seal_note(book.unb64(peer("key")), note, text)
    assert peer("openNote", id=note, sealed=sealed) == text
    assert peer("openNote", id="m" * 22, sealed=sealed) is None
    private, point = book.make_key()
    written = peer("sealNote", to=book.b64(point), id=note, text=text)
    assert book.open_note(private, note, written) == text
    assert TypeAdapter(SealedNote).validate_python(written) == written
    with pytest.raises(OpenError):
        book.open_note(private, "m" * 22, written)


def test_the_largest_grant_fits_its_frame(peer: Peer) -> None:
    _, point = book.make_key()
    named = [[99_999 - at, book.b64(urandom(32))] for at in range(100)]
    frame = {"to": book.b64(point), "stamp": GRANT, "secrets": named}
    assert len(peer("sealGrant", commit=book.b64(urandom(32)), **frame)) <= 8_000


@few
@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_both_show_the_same_pictures(peer: Peer, youth: bytes, reader: bytes) -> None:
    secret, (_, point) = urandom(32), book.make_key()
    given_to_both = youth, reader, point, secret
    named = dict(
        zip(("youth", "reader", "point", "secret"), map(book.b64, given_to_both), strict=True)
    )
    assert peer("pictures", **named) == book.pictures(*given_to_both)
    assert peer("commitment", youth=book.b64(youth)) == book.b64(book.commitment(youth))
