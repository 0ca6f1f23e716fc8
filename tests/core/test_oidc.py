"""What stands in a token: who it names, for whom, for which sign-in, and how fresh it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.errors import BadInput, HelplineError, NotSignedIn, TryAgain, WrongCode
from helpline.core.factors import FRESH_S
from helpline.core.oidc import (
    ALGORITHMS,
    LEEWAY_S,
    Asked,
    NotBound,
    ProviderDown,
    Shown,
    TokenRefused,
    checked_name,
    is_email,
    shown,
)

NOW = 1_800_000_000.0
ASKED = Asked("https://id.example.org", "helpline", "a nonce")
CLAIMS: dict[str, Any] = {
    "iss": ASKED.issuer,
    "sub": "u-1",
    "aud": ASKED.client_id,
    "nonce": ASKED.nonce,
    "iat": NOW - 1,
    "exp": NOW + 300,
}


def test_a_token_that_fits_names_somebody() -> None:
    assert shown(CLAIMS, ASKED, NOW) == Shown("u-1", None, None)
    several = CLAIMS | {"aud": ["other", "helpline"], "azp": "helpline"}
    assert shown(several, ASKED, NOW).subject == "u-1"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://id.example.org/"},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": []},
        {"aud": None},
        {"aud": {"helpline": 1}},
        {"aud": ["other", "helpline"]},
        {"aud": ["other", "helpline"], "azp": "other"},
        {"azp": "other"},
        {"nonce": "another nonce"},
        {"nonce": None},
        {"exp": NOW - LEEWAY_S},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": float("nan")},
        {"iat": NOW + LEEWAY_S + 1},
        {"iat": None},
        {"nbf": NOW + LEEWAY_S + 1},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
)
def test_a_token_that_does_not_fit_names_nobody(changed: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        shown(CLAIMS | changed, ASKED, NOW)


@pytest.mark.parametrize("name", CLAIMS)
def test_nothing_may_be_missing(name: str) -> None:
    with pytest.raises(TokenRefused):
        shown({key: value for key, value in CLAIMS.items() if key != name}, ASKED, NOW)


@given(
    st.dictionaries(
        st.sampled_from([*CLAIMS, "azp", "nbf", "email", "email_verified", "amr", "auth_time"]),
        st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.text() | st.integers()),
    )
)
def test_whatever_stands_there_is_refused_or_is_one_person(changed: dict[str, Any]) -> None:
    try:
        found = shown(CLAIMS | changed, ASKED, NOW)
    except TokenRefused:
        return
    assert found.subject == changed.get("sub", "u-1")
    assert found.proved is None or found.proved <= NOW


@pytest.mark.parametrize(
    ("verified", "email"), [(True, "dana@example.org"), (False, None), ("true", None), (None, None)]
)
def test_an_email_counts_only_where_it_is_verified(verified: object, email: str | None) -> None:
    claims = CLAIMS | {"email": "Dana@Example.org", "email_verified": verified}
    assert shown(claims, ASKED, NOW).email == email


@pytest.mark.parametrize(
    ("said", "proved"),
    [
        ({"amr": ["pwd", "mfa"], "auth_time": NOW - 5}, int(NOW) - 5),
        ({"amr": ["mfa"], "auth_time": NOW + 30}, int(NOW)),
        ({"amr": ["mfa"], "auth_time": NOW - FRESH_S}, None),
        ({"amr": ["mfa"], "auth_time": NOW + LEEWAY_S + 1}, None),
        ({"amr": ["mfa"]}, None),
        ({"amr": ["pwd"], "auth_time": NOW}, None),
        ({"amr": "mfa", "auth_time": NOW}, None),
        ({"auth_time": NOW}, None),
    ],
)
def test_a_factor_is_fresh_only_where_the_provider_says_so(
    said: dict[str, Any], proved: int | None
) -> None:
    assert shown(CLAIMS | said, ASKED, NOW).proved == proved


def test_every_signature_that_is_taken_has_a_public_key() -> None:
    assert {name[:2] for name in ALGORITHMS} == {"RS", "PS", "ES"}


def test_an_admin_names_a_subject_or_an_email() -> None:
    assert checked_name(" Dana@Example.org ") == "dana@example.org"
    assert checked_name("AbC-1") == "AbC-1"
    assert is_email("dana@example.org")
    assert not is_email("AbC-1")
    for named in ("", " ", "a b", "x" * 256, "a\nb"):
        with pytest.raises(BadInput):
            checked_name(named)


def test_each_error_is_told_as_what_it_is() -> None:
    errors: list[tuple[HelplineError, type[HelplineError]]] = [
        (ProviderDown("x"), TryAgain),
        (TokenRefused("x"), WrongCode),
        (NotBound("u-1"), NotSignedIn),
    ]
    assert all(isinstance(error, kind) for error, kind in errors)
    assert [error.code for error, _ in errors] == ["oidc_down", "oidc_refused", "oidc_unknown"]
    assert "u-1" not in str(errors[2][0])
