"""The encryption of the document: what is sealed opens for its reader, and for nobody else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from helpline.simulate.sealing import (
    BUCKET,
    GrantStamp,
    Keys,
    Kind,
    Stamp,
    Unreadable,
    b64,
    commitment,
    message_key,
    new_id,
    new_reader_keys,
    open_grant,
    pictures,
    seal,
    seal_grant,
    unb64,
    unseal,
)
from helpline.wire.shapes import Body, Id, PublicKey, SealedGrant

SECRET = bytes(range(32))
STAMP = Stamp("c" * 22, 3, "r17", 5, "m" * 22)
KEY = message_key(SECRET, STAMP.chat, STAMP.epoch, STAMP.sender)
GRANT = GrantStamp("c" * 22, "r17", 3)
KEYS = Keys({0: b"0" * 32, 3: SECRET}, commitment(b"n" * 16))


@given(st.sampled_from(Kind), st.binary(max_size=1_200))
def test_what_is_sealed_opens(kind: Kind, content: bytes) -> None:
    assert unseal(KEY, STAMP, seal(KEY, STAMP, kind, content)) == (kind, content)


@given(st.binary(max_size=1_200))
def test_its_size_says_little(content: bytes) -> None:
    body = seal(KEY, STAMP, Kind.TEXT, content)
    assert (len(unb64(body)) - 12 - 16) % BUCKET == 0
    TypeAdapter(Body).validate_python(body)


@pytest.mark.parametrize(
    "moved",
    [
        replace(STAMP, chat="d" * 22),
        replace(STAMP, epoch=4),
        replace(STAMP, sender="youth"),
        replace(STAMP, n=6),
        replace(STAMP, cid="n" * 22),
    ],
)
def test_it_opens_nowhere_else(moved: Stamp) -> None:
    body = seal(KEY, STAMP, Kind.TEXT, b"hello")
    with pytest.raises(Unreadable):
        unseal(KEY, moved, body)


def test_each_sender_and_epoch_and_chat_has_a_key_of_its_own() -> None:
    keys = {
        message_key(SECRET, chat, epoch, sender)
        for chat in ("a", "b")
        for epoch in (0, 1)
        for sender in ("youth", "r1")
    }
    assert len(keys) == 8


@pytest.mark.parametrize("body", ["", "AAAA", "A" * 64, b64(bytes(300))])
def test_rubbish_is_unreadable(body: str) -> None:
    with pytest.raises(Unreadable):
        unseal(KEY, STAMP, body)


@settings(max_examples=10)
@given(st.dictionaries(st.integers(0, 99), st.binary(min_size=32, max_size=32), max_size=20))
def test_a_grant_opens_for_its_reader(secrets: dict[int, bytes]) -> None:
    reader = new_reader_keys()
    sealed = seal_grant(reader.public_key, GRANT, Keys(secrets, KEYS.commit))
    TypeAdapter(SealedGrant).validate_python(sealed)
    assert open_grant(reader, GRANT, sealed) == Keys(secrets, KEYS.commit)


def test_a_grant_opens_for_nobody_else_and_nowhere_else() -> None:
    reader = new_reader_keys()
    sealed = seal_grant(reader.public_key, GRANT, KEYS)
    for keys, stamp in [
        (new_reader_keys(), GRANT),
        (reader, replace(GRANT, reader="r18")),
        (reader, replace(GRANT, chat="d" * 22)),
        (reader, replace(GRANT, epoch=4)),
    ]:
        with pytest.raises(Unreadable):
            open_grant(keys, stamp, sealed)


def test_names_and_keys_fit_the_wire() -> None:
    TypeAdapter(Id).validate_python(new_id())
    TypeAdapter(PublicKey).validate_python(new_reader_keys().public_key)
    assert new_id() != new_id()


def test_another_key_shows_other_pictures() -> None:
    mine, other = new_reader_keys(), new_reader_keys()
    shown = pictures(b"y" * 16, b"r" * 16, mine.point, SECRET)
    assert shown == pictures(b"y" * 16, b"r" * 16, mine.point, SECRET)
    assert shown != pictures(b"y" * 16, b"r" * 16, other.point, SECRET)
    assert all(0 <= picture < 64 for picture in shown)
