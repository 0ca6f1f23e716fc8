"""Codes against another implementation's, and what counts as fresh."""

from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.factors import (
    FRESH_S,
    STEP_S,
    Factors,
    begins_fresh,
    code_at,
    counter_fits,
    enrolment_uri,
    fitting_step,
    is_authenticator_code,
    is_fresh,
    plain_code,
    recovery_code,
    secret_text,
)
from helpline.core.sign_in import How

SECRET = b"12345678901234567890"
"""That of the test vectors in RFC 6238."""
NOW = 1_800_000_015.0
STEP = int(NOW) // STEP_S


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_the_codes_of_the_standard(now: int, code: str) -> None:
    assert code_at(SECRET, now // STEP_S) == code[-6:]


@given(st.binary(min_size=16, max_size=32), st.integers(STEP_S, 2**33))
def test_the_codes_are_those_of_another_implementation(secret: bytes, now: int) -> None:
    theirs = pyotp.TOTP(secret_text(secret)).at(now)
    assert code_at(secret, now // STEP_S) == theirs
    assert fitting_step(secret, theirs, now, after=-1) is not None


@pytest.mark.parametrize("drift", [-2, -1, 0, 1, 2])
def test_the_clock_may_be_one_step_off(drift: int) -> None:
    found = fitting_step(SECRET, code_at(SECRET, STEP + drift), NOW, after=-1)
    assert found == (STEP + drift if abs(drift) <= 1 else None)


def test_a_code_is_taken_once_and_none_that_is_older() -> None:
    codes = {drift: code_at(SECRET, STEP + drift) for drift in (-1, 0, 1)}
    assert fitting_step(SECRET, codes[0], NOW, after=STEP) is None
    assert fitting_step(SECRET, codes[-1], NOW, after=STEP) is None
    assert fitting_step(SECRET, codes[1], NOW, after=STEP) == STEP + 1


@given(st.text(max_size=8))
def test_nothing_else_is_a_code(text: str) -> None:
    right = {code_at(SECRET, STEP + drift) for drift in (-1, 0, 1)}
    assert (fitting_step(SECRET, text, NOW, after=-1) is not None) == (text in right)


def test_the_uri_is_read_by_another_implementation() -> None:
    uri = enrolment_uri(SECRET, "desk.example.org", "dana ñ:&@x")
    read = pyotp.parse_uri(uri)
    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.issuer) == (secret_text(SECRET), "desk.example.org")
    assert (read.digits, read.interval, read.digest().name) == (6, STEP_S, "sha1")
    parts = urlsplit(uri)
    assert unquote(parts.path) == "/desk.example.org:dana ñ:&@x"
    assert parse_qs(parts.query)["secret"] == [secret_text(SECRET)]


@pytest.mark.parametrize(
    ("typed", "authenticator"),
    [
        ("123456", True),
        (" 123 456 ", True),
        ("123-456", True),
        ("12345", False),
        ("1234567", False),
        ("abcd-efgh-ijkl-mnop", False),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", False),
        ("", False),
    ],
)
def test_a_code_of_an_authenticator_is_told_from_one_for_recovery(
    typed: str, *, authenticator: bool
) -> None:
    assert is_authenticator_code(typed) is authenticator


@given(st.binary(min_size=10, max_size=10))
def test_a_recovery_code_is_read_however_it_is_typed(chance: bytes) -> None:
    code = recovery_code(chance)
    assert len(code) == 19
    assert not is_authenticator_code(code)
    for typed in (code, code.upper(), code.replace("-", " "), f"  {code.replace('-', '')}\n"):
        assert plain_code(typed) == plain_code(code)


def test_different_chance_is_a_different_code() -> None:
    assert len({recovery_code(bytes([n]) + bytes(9)) for n in range(256)}) == 256


NONE, WORDS = Factors(), Factors(password=True)
CODE = Factors(password=True, authenticator=True, recovery=3)
KEY = Factors(password=True, passkeys=1)


@pytest.mark.parametrize(
    ("how", "factors", "fresh"),
    [
        (How.LINK, NONE, True),
        (How.LINK, CODE, True),
        (How.PASSKEY, KEY, True),
        (How.CODE, CODE, True),
        (How.OIDC, NONE, False),
        (How.OIDC, KEY, False),
        (How.PASSWORD, WORDS, True),
        (How.PASSWORD, KEY, False),
        (How.PASSWORD, CODE, False),
    ],
)
def test_a_session_begins_fresh_by_the_most_somebody_can_show(
    how: How, factors: Factors, *, fresh: bool
) -> None:
    assert begins_fresh(how, factors) is fresh


def test_recovery_codes_alone_are_no_second_factor() -> None:
    assert [one.has_second for one in (NONE, WORDS, CODE, KEY)] == [False, False, True, True]
    assert not Factors(password=True, recovery=10).has_second


def test_what_was_shown_is_fresh_for_ten_minutes() -> None:
    assert FRESH_S == 600
    assert is_fresh(1_000, 1_000)
    assert is_fresh(1_000, 1_599.9)
    assert not is_fresh(1_000, 1_600)
    assert not is_fresh(None, 0)


@pytest.mark.parametrize(
    ("kept", "shown", "fits"),
    [(0, 0, True), (0, 1, True), (5, 6, True), (5, 5, False), (5, 4, False), (5, 0, False)],
)
def test_a_passkeys_counter_goes_on_or_does_not_count(kept: int, shown: int, *, fits: bool) -> None:
    assert counter_fits(kept, shown) is fits
