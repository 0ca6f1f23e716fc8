"""A ticket proves what it was signed for, and nothing else."""

from base64 import urlsafe_b64encode

from hypothesis import example, given
from hypothesis import strategies as st

from helpline.core.tickets import _mac, read, sign

SECRET, OTHER = b"s" * 32, b"t" * 32
BODIES = st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.integers(), max_size=4)


@given(BODIES)
def test_what_was_signed_is_read(body: dict[str, object]) -> None:
    assert read(SECRET, "ticket", sign(SECRET, "ticket", body)) == body


@given(BODIES)
def test_another_purpose_or_secret_reads_nothing(body: dict[str, object]) -> None:
    signed = sign(SECRET, "ticket", body)
    assert read(SECRET, "socket", signed) is None
    assert read(OTHER, "ticket", signed) is None


@given(BODIES, st.data())
def test_one_changed_character_reads_nothing(body: dict[str, object], data: st.DataObject) -> None:
    signed = sign(SECRET, "ticket", body)
    at = data.draw(st.integers(0, len(signed) - 1))
    other = data.draw(st.characters().filter(lambda c: c != signed[at]))
    assert read(SECRET, "ticket", signed[:at] + other + signed[at + 1 :]) is None


@example("\ud800.x")
@example("x.\udfff")
@given(st.text())
def test_anything_else_reads_nothing_and_raises_nothing(signed: str) -> None:
    """Half a surrogate pair, which JSON may carry, is among it."""
    assert read(SECRET, "ticket", signed) is None


def test_a_signature_over_what_is_no_body_reads_nothing() -> None:
    for data in (b"", b"!!!!", b"x", urlsafe_b64encode(b"[1]"), urlsafe_b64encode(b"\xff\xfe")):
        signed = f"{data.decode()}.{_mac(SECRET, 'ticket', data)}"
        assert read(SECRET, "ticket", signed) is None


def test_a_purpose_cannot_be_moved_into_the_body() -> None:
    """`a` with `b|x` must not be `a|b` with `x`."""
    data = b"b|x"
    forged = f"{data.decode()}.{_mac(SECRET, 'a', data)}"
    assert read(SECRET, "a|b", "x." + forged.split(".")[1]) is None
