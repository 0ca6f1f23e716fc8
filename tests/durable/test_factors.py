"""Authenticators and recovery codes as they are kept: each code once, the codes as hashes."""

import asyncio
from pathlib import Path

import pytest

from helpline.core.audit import By, Deed
from helpline.core.errors import NotSignedIn
from helpline.core.factors import Factors
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import Durable, Newcomer
from tests.durable.conftest import BY

CODES = [f"code{n}code{n}code" for n in range(10)]


async def deeds(durable: Durable) -> list[tuple[Deed, str]]:
    """Return what was done since somebody was added, the latest first."""
    entries = await durable.audit.latest(99)
    found = [(entry.written.deed, entry.written.detail) for entry in entries]
    return [one for one in found if one[0] is not Deed.STAFF_ADDED]


async def test_whoever_has_set_up_nothing_has_a_password_alone(
    durable: Durable, dana: StaffId
) -> None:
    sam = await durable.staff.add(Newcomer(name="Sam", sign_in_name="sam", role=Role.ADMIN), BY)
    assert await durable.factors.of(dana) == Factors(password=True)
    assert await durable.factors.of(sam) == Factors()
    assert await durable.factors.of(StaffId("nobody")) == Factors()
    assert await durable.factors.of_everyone() == {dana: Factors(password=True), sam: Factors()}
    assert await durable.factors.authenticator(dana) is None


async def test_an_authenticator_comes_with_recovery_codes_the_first_time(
    durable: Durable, dana: StaffId
) -> None:
    by = By(dana, 5)
    assert await durable.factors.set_authenticator(dana, "sealed", 7, CODES, by)
    assert await durable.factors.authenticator(dana) == ("sealed", 7)
    assert await durable.factors.of(dana) == Factors(password=True, authenticator=True, recovery=10)
    assert not await durable.factors.set_authenticator(dana, "again", 9, ["other"], by)
    assert await durable.factors.authenticator(dana) == ("again", 9)
    assert not await durable.factors.use_recovery(dana, "other", by)
    assert await durable.factors.use_recovery(dana, CODES[0], by)
    assert await deeds(durable) == [
        (Deed.RECOVERY_USED, "9 left"),
        (Deed.AUTHENTICATOR_SET, ""),
        (Deed.RECOVERY_MADE, ""),
        (Deed.AUTHENTICATOR_SET, ""),
    ]


async def test_of_many_who_come_with_one_code_one_is_let_in(
    durable: Durable, dana: StaffId
) -> None:
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    steps = await asyncio.gather(*(durable.factors.use_step(dana, 8) for _ in range(5)))
    assert sorted(steps) == [False] * 4 + [True]
    used = await asyncio.gather(
        *(durable.factors.use_recovery(dana, CODES[3], BY) for _ in range(5))
    )
    assert sorted(used) == [False] * 4 + [True]
    assert not await durable.factors.use_step(dana, 7)
    assert (await durable.factors.of(dana)).recovery == 9


async def test_new_recovery_codes_take_the_place_of_the_old(
    durable: Durable, dana: StaffId
) -> None:
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    await durable.factors.set_recovery(dana, ["new1", "new2"], BY)
    assert (await durable.factors.of(dana)).recovery == 2
    assert not await durable.factors.use_recovery(dana, CODES[0], BY)
    assert await durable.factors.use_recovery(dana, "new2", BY)
    assert not await durable.factors.use_recovery(dana, "new2", BY)


async def test_a_code_is_good_for_its_owner_alone(durable: Durable, dana: StaffId) -> None:
    sam = await durable.staff.add(Newcomer(name="Sam", sign_in_name="sam", role=Role.ADMIN), BY)
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    assert not await durable.factors.use_recovery(sam, CODES[0], BY)
    assert not await durable.factors.use_step(sam, 8)
    assert (await durable.factors.of(dana)).recovery == 10


async def test_without_the_authenticator_its_recovery_codes_are_gone(
    durable: Durable, dana: StaffId
) -> None:
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    for _ in range(2):
        await durable.factors.drop_authenticator(dana, BY)
    assert await durable.factors.of(dana) == Factors(password=True)
    assert (await deeds(durable))[0] == (Deed.AUTHENTICATOR_OFF, "")
    assert [deed for deed, _ in await deeds(durable)].count(Deed.AUTHENTICATOR_OFF) == 1


async def test_a_reset_takes_everything_and_signs_out(durable: Durable, dana: StaffId) -> None:
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    await durable.passkeys.add("phone", b"id", b"key", 0, By(dana, 1))
    token = await durable.sessions.create(dana, How.CODE, now=0)
    await durable.factors.reset(dana, BY)
    assert await durable.factors.of(dana) == Factors(password=True)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)
    assert (await deeds(durable))[0] == (Deed.FACTORS_RESET, "")
    assert (await durable.staff.sign_in("dana", "kettle quiet otter lamp")).id == dana


async def test_a_password_is_asked_again_of_whoever_is_signed_in(
    durable: Durable, dana: StaffId
) -> None:
    sam = await durable.staff.add(Newcomer(name="Sam", sign_in_name="sam", role=Role.ADMIN), BY)
    assert await durable.staff.is_password_of(dana, "kettle quiet otter lamp")
    assert not await durable.staff.is_password_of(dana, "kettle quiet otter lamb")
    assert not await durable.staff.is_password_of(sam, "")
    assert not await durable.staff.is_password_of(StaffId("nobody"), "kettle quiet otter lamp")


@pytest.mark.parametrize("url", ["file_url"], indirect=True)
async def test_no_recovery_code_is_in_the_files(durable: Durable, dana: StaffId, url: str) -> None:
    await durable.factors.set_authenticator(dana, "sealed", 7, CODES, BY)
    folder = Path(url.removeprefix("sqlite+aiosqlite:///")).parent
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert dana.encode() in kept
    assert not any(code.encode() in kept for code in CODES)
