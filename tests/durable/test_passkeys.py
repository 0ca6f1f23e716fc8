"""Passkeys as they are kept: each its owner's, each counted on, no challenge taken twice."""

import asyncio

import pytest

from helpline.core.audit import By, Deed
from helpline.core.errors import BadInput, NotNow, NotSignedIn
from helpline.core.factors import PASSKEYS_MOST, counter_fits
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer
from tests.durable.conftest import BY


@pytest.fixture
async def sam(durable: Durable) -> StaffId:
    return await durable.staff.add(Newcomer(name="Sam", sign_in_name="sam", role=Role.ADMIN), BY)


async def test_a_passkey_is_kept_found_and_listed(durable: Durable, dana: StaffId) -> None:
    await durable.passkeys.add(" my phone ", b"\x00id", b"\xffkey", 3, By(dana, 5.5))
    await durable.passkeys.add("laptop", b"other", b"key2", 0, By(dana, 9))
    phone, laptop = await durable.passkeys.of(dana)
    assert (phone.name, phone.credential_id, phone.public_key) == (
        "my phone",
        b"\x00id",
        b"\xffkey",
    )
    assert (phone.counter, phone.created, phone.last_used) == (3, 5, None)
    assert await durable.passkeys.find(b"other") == laptop
    assert (await durable.factors.of(dana)).passkeys == 2
    deeds = [entry.written.deed for entry in await durable.audit.latest(2)]
    assert deeds == [Deed.PASSKEY_ADDED] * 2


async def test_one_credential_is_kept_once(durable: Durable, dana: StaffId, sam: StaffId) -> None:
    await durable.passkeys.add("phone", b"id", b"key", 0, By(dana, 1))
    for who in (dana, sam):
        with pytest.raises(NotNow):
            await durable.passkeys.add("again", b"id", b"key", 0, By(who, 2))
    assert [one.name for one in await durable.passkeys.of(dana)] == ["phone"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\nb"])
async def test_a_name_can_be_shown(durable: Durable, dana: StaffId, name: str) -> None:
    with pytest.raises(BadInput):
        await durable.passkeys.add(name, b"id", b"key", 0, By(dana, 1))


async def test_there_is_an_end_to_how_many_one_can_have(durable: Durable, dana: StaffId) -> None:
    for n in range(PASSKEYS_MOST):
        await durable.passkeys.add(f"k{n}", bytes([n]), b"key", 0, By(dana, 1))
    with pytest.raises(NotNow):
        await durable.passkeys.add("one more", b"more", b"key", 0, By(dana, 1))


async def test_only_its_owner_removes_it(durable: Durable, dana: StaffId, sam: StaffId) -> None:
    await durable.passkeys.add("phone", b"id", b"key", 0, By(dana, 1))
    [phone] = await durable.passkeys.of(dana)
    await durable.passkeys.remove(phone.id, By(sam, 2))
    assert await durable.passkeys.of(dana) == [phone]
    for _ in range(2):
        await durable.passkeys.remove(phone.id, By(dana, 3))
    assert await durable.passkeys.of(dana) == []
    with pytest.raises(NotSignedIn):
        await durable.passkeys.find(b"id")
    assert [entry.written.deed for entry in await durable.audit.latest(2)] == [
        Deed.PASSKEY_REMOVED,
        Deed.PASSKEY_ADDED,
    ]


async def test_a_passkey_of_somebody_let_go_is_not_found(durable: Durable, dana: StaffId) -> None:
    await durable.passkeys.add("phone", b"id", b"key", 0, By(dana, 1))
    await durable.staff.set_active(dana, 1, BY, on=False)
    with pytest.raises(NotSignedIn):
        await durable.passkeys.find(b"id")


@pytest.mark.parametrize("kept", [0, 5])
@pytest.mark.parametrize("shown", [0, 1, 5, 6])
async def test_the_counter_goes_on_as_the_rule_says(
    durable: Durable, dana: StaffId, kept: int, shown: int
) -> None:
    await durable.passkeys.add("phone", b"id", b"key", kept, By(dana, 1))
    [phone] = await durable.passkeys.of(dana)
    fits = counter_fits(kept, shown)
    assert await durable.passkeys.use(phone, shown, 9.5) is fits
    [after] = await durable.passkeys.of(dana)
    assert (after.counter, after.last_used) == ((shown, 9) if fits else (kept, None))


async def test_of_two_with_one_counter_one_is_let_in(durable: Durable, dana: StaffId) -> None:
    await durable.passkeys.add("phone", b"id", b"key", 1, By(dana, 1))
    [phone] = await durable.passkeys.of(dana)
    used = await asyncio.gather(*(durable.passkeys.use(phone, 2, 9) for _ in range(4)))
    assert sorted(used) == [False] * 3 + [True]


async def test_a_challenge_is_answered_once(durable: Durable) -> None:
    spent = await asyncio.gather(*(durable.passkeys.spend(b"one", 100, 0) for _ in range(4)))
    assert sorted(spent) == [False] * 3 + [True]
    assert await durable.passkeys.spend(b"two", 100, 99)
    assert not await durable.passkeys.spend(b"one", 100, 99)
