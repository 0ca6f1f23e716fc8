"""Long and not obvious; the same time for a name nobody has."""

import unicodedata

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY
from hypothesis import given
from hypothesis import strategies as st

from helpline.durable.passwords import LEAST, OBVIOUS, Passwords, WeakPassword, refuse_weak


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "passwordpassword",
        "Password1234567890!",
        "correct horse battery staple",
        "qwertyuiop1234567890",
        "aaaaaaaaaaaaaaaaaaaa",
        "abababababababababab",
        "Helpline-Helpline-2026",
        "dana.dana.dana.dana",
        "Dana Responder 2026!",
        "               ",
    ],
)
def test_an_obvious_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        refuse_weak(password, ["Dana"])
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    [
        "kettle quiet otter lamp",
        "T7#kq9!Zr2@mW5xe",
        "ñandú verde con sombrero",
        "x9 " * 2 + "grocer violin",
    ],
)
def test_a_long_password_of_ones_own_is_taken(password: str) -> None:
    refuse_weak(password, ["Dana", "dana@example.org"])


@given(
    st.text(max_size=LEAST - 1).filter(
        lambda text: len(unicodedata.normalize("NFKC", text)) < LEAST
    )
)
def test_short_is_refused_whatever_it_is(password: str) -> None:
    with pytest.raises(WeakPassword):
        refuse_weak(password)


@given(st.text(), st.lists(st.text()))
def test_whatever_the_names_are_it_is_taken_or_refused(password: str, names: list[str]) -> None:
    try:
        refuse_weak(password, names)
    except WeakPassword:
        return
    assert len(unicodedata.normalize("NFKC", password)) >= LEAST


def test_there_are_a_few_dozen_obvious_words_in_lower_case() -> None:
    assert len(OBVIOUS) >= 48
    assert {word.casefold() for word in OBVIOUS} == OBVIOUS


async def test_a_hash_fits_its_password_alone(passwords: Passwords) -> None:
    kept = await passwords.make("kettle quiet otter lamp")
    assert "kettle" not in kept
    assert await passwords.fits(kept, "kettle quiet otter lamp")
    assert not await passwords.fits(kept, "kettle quiet otter lamb")
    assert not await passwords.fits("no hash at all", "kettle quiet otter lamp")


async def test_the_same_characters_fit_from_any_keyboard(passwords: Passwords) -> None:
    kept = await passwords.make(unicodedata.normalize("NFC", "ñandú verde con sombrero"))
    assert await passwords.fits(kept, unicodedata.normalize("NFD", "ñandú verde con sombrero"))


async def test_nothing_kept_costs_one_hash_and_never_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher.from_parameters(CHEAPEST)
    passwords, checked = Passwords(hasher), []
    verify = PasswordHasher.verify

    def spy(self: PasswordHasher, kept: str, password: str) -> bool:
        checked.append(kept)
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", spy)
    assert not await passwords.fits(None, "kettle quiet otter lamp")
    assert [kept.split("$")[3] for kept in checked] == ["m=8,t=1,p=1"]


async def test_a_hash_of_old_parameters_is_renewed() -> None:
    old = Passwords(PasswordHasher.from_parameters(CHEAPEST))
    new = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    kept = await old.make("kettle quiet otter lamp")
    renewed = await new.renewed(kept, "kettle quiet otter lamp")
    assert renewed is not None
    assert await new.renewed(renewed, "kettle quiet otter lamp") is None
    assert await new.fits(renewed, "kettle quiet otter lamp")


@pytest.mark.parametrize("profile", [RFC_9106_LOW_MEMORY, CHEAPEST])
async def test_what_nobody_has_costs_what_a_password_costs(profile: Parameters) -> None:
    hasher = PasswordHasher.from_parameters(profile)
    nobodys = Passwords(hasher)._nobody
    assert extract_parameters(nobodys) == extract_parameters(hasher.hash("x"))
    with pytest.raises(VerifyMismatchError):
        hasher.verify(nobodys, "kettle quiet otter lamp")
