"""Return words: the page's token, key and blob against the book's."""

import unicodedata
from collections.abc import Callable
from os import urandom
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from tests.interop import by_the_book as book

Peer = Callable[..., Any]

ENGLISH = ("tiger", "lamp", "river", "cloud", "bread")
SPANISH = ("ábaco", "lápiz", "niño", "río", "café")
VECTOR = (
    "lbldKYWB5kq2tvp-4e_cC3yRL8UJ-JA5iowmaW4nEtg",
    "bb8aba41190961ce53b0e50f1555bd11746eaa33d7b3860a6c4d98f1ab3f5853",
)
TEXT = '{"chat":"ü","n":1}'


@pytest.mark.parametrize("words", [ENGLISH, SPANISH], ids=["English", "Spanish"])
def test_page_and_book_make_the_same_of_the_words(peer: Peer, words: tuple[str, ...]) -> None:
    token, key = book.return_keys(words)
    assert peer("returnToken", words=words) == token
    nonce = urandom(12)
    blob = peer("sealKept", words=words, text=TEXT, nonce=book.b64(nonce))
    assert blob == book.seal_kept(token, key, TEXT.encode(), nonce)
    assert book.open_kept(token, key, blob) == TEXT.encode()
    assert peer("openKept", words=words, blob=blob).rstrip() == TEXT


def test_a_token_that_stays_as_it_is() -> None:
    token, key = book.return_keys(ENGLISH)
    assert (token, key.hex()) == VECTOR


@pytest.mark.parametrize(
    "typed",
    [
        ["ABACO", "lapiz", "nino", "rio", "cafe"],
        ["  ábaco lápiz", "niño  río ", "CAFÉ"],
        [unicodedata.normalize("NFD", "ábaco, lápiz, niño, río, café.")],
    ],
    ids=["plain capitals", "blanks", "apart"],
)
def test_however_they_are_typed(peer: Peer, typed: list[str]) -> None:
    assert peer("returnToken", words=typed) == book.return_keys(SPANISH)[0]


def test_the_order_counts(peer: Peer) -> None:
    assert peer("returnToken", words=ENGLISH[::-1]) != book.return_keys(ENGLISH)[0]


def test_what_other_words_or_another_token_sealed_does_not_open(peer: Peer) -> None:
    token, key = book.return_keys(ENGLISH)
    other, other_key = book.return_keys(SPANISH)
    for wrong in ((token, other_key), (other, key)):
        blob = book.seal_kept(*wrong, TEXT.encode(), urandom(12))
        assert peer("openKept", words=ENGLISH, blob=blob) is None
        with pytest.raises(InvalidTag):
            book.open_kept(token, key, blob)
