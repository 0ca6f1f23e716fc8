"""What is sealed opens under the same secret, for the same purpose and owner, and not otherwise."""

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.durable.tables import SEALED
from helpline.edge.sealing import Sealer

SECRET = b"s" * 32
SEALER = Sealer(SECRET, "authenticator")


@given(st.binary(max_size=64), st.text(st.characters(codec="utf-8"), max_size=22))
def test_what_was_sealed_is_opened(plain: bytes, owner: str) -> None:
    sealed = SEALER.seal(owner, plain)
    assert SEALER.open(owner, sealed) == plain
    assert SEALER.open(owner + "x", sealed) is None


def test_it_fits_its_column_and_is_never_the_same_twice() -> None:
    sealed = SEALER.seal("d" * 22, b"x" * 20)
    assert len(sealed) <= SEALED
    assert sealed != SEALER.seal("d" * 22, b"x" * 20)


@pytest.mark.parametrize(
    "other", [Sealer(b"t" * 32, "authenticator"), Sealer(SECRET, "something else")]
)
def test_another_secret_or_purpose_opens_nothing(other: Sealer) -> None:
    assert other.open("dana", SEALER.seal("dana", b"secret")) is None


@pytest.mark.parametrize("text", ["", "x", "====", "ñ", urlsafe_b64encode(bytes(40)).decode()])
def test_rubbish_opens_nothing(text: str) -> None:
    assert SEALER.open("dana", text) is None
