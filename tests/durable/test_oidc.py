"""Whose account is whose: as an admin has said, once, and never by an address alone."""

import asyncio
from collections.abc import Awaitable, Callable
from time import time

import pytest

from helpline.core.audit import Deed
from helpline.core.errors import BadInput, NotSignedIn
from helpline.core.names import StaffId
from helpline.core.oidc import NotBound, Shown
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import AccountTaken, Binding, Durable, Newcomer, NoSuchPerson
from tests.durable.conftest import BY

ISSUER = "https://id.example.org"
DANA = Shown("u-1", "dana@example.org", None)


@pytest.fixture
async def sam(durable: Durable) -> StaffId:
    return await durable.staff.add(Newcomer(name="Sam", sign_in_name="sam", role=Role.ADMIN), BY)


async def test_a_subject_lets_in_whom_it_was_bound_to(durable: Durable, dana: StaffId) -> None:
    with pytest.raises(NotBound) as refused:
        await durable.oidc.whose(ISSUER, DANA, 5)
    assert refused.value.subject == "u-1"
    await durable.oidc.bind(dana, ISSUER, "u-1", BY)
    assert await durable.oidc.whose(ISSUER, Shown("u-1", None, None), 5) == dana
    for issuer, found in ((ISSUER + "/", DANA), (ISSUER, Shown("U-1", None, None))):
        with pytest.raises(NotBound):
            await durable.oidc.whose(issuer, found, 5)


async def test_an_email_lets_in_the_first_account_alone_and_is_forgotten(
    durable: Durable, dana: StaffId
) -> None:
    await durable.oidc.bind(dana, ISSUER, "Dana@example.org", BY)
    assert await durable.oidc.all() == [Binding(dana, ISSUER, None, "dana@example.org")]
    with pytest.raises(NotBound):
        await durable.oidc.whose(ISSUER, Shown("u-1", None, None), 5)
    assert await durable.oidc.whose(ISSUER, DANA, 5) == dana
    assert await durable.oidc.all() == [Binding(dana, ISSUER, "u-1", None)]
    with pytest.raises(NotBound):
        await durable.oidc.whose(ISSUER, Shown("u-2", "dana@example.org", None), 5)
    assert await durable.oidc.whose(ISSUER, Shown("u-1", "new@example.org", None), 5) == dana
    entries = [entry.written for entry in await durable.audit.latest(2)]
    assert [(one.actor, one.deed, one.detail) for one in entries] == [
        ("provider", Deed.OIDC_BOUND, "first sign-in"),
        ("console", Deed.OIDC_BOUND, "email"),
    ]


async def test_of_two_accounts_with_one_address_one_is_bound(
    durable: Durable, dana: StaffId
) -> None:
    await durable.oidc.bind(dana, ISSUER, "dana@example.org", BY)
    accounts = [Shown(f"u-{n}", "dana@example.org", None) for n in range(4)]
    came = await asyncio.gather(
        *(durable.oidc.whose(ISSUER, one, 5) for one in accounts), return_exceptions=True
    )
    assert [one for one in came if not isinstance(one, NotBound)] == [dana]


async def test_whoever_is_bound_does_not_take_what_waits_for_another(
    durable: Durable, dana: StaffId, sam: StaffId
) -> None:
    await durable.oidc.bind(dana, ISSUER, "u-1", BY)
    await durable.oidc.bind(sam, ISSUER, "dana@example.org", BY)
    assert await durable.oidc.whose(ISSUER, DANA, 5) == dana
    assert Binding(sam, ISSUER, None, "dana@example.org") in await durable.oidc.all()


@pytest.mark.parametrize("account", ["u-1", "dana@example.org"])
async def test_two_people_have_no_account_in_common(
    durable: Durable, dana: StaffId, sam: StaffId, account: str
) -> None:
    await durable.oidc.bind(dana, ISSUER, account, BY)
    await durable.oidc.bind(sam, ISSUER, "u-9", BY)
    before = await durable.oidc.all()
    with pytest.raises(AccountTaken):
        await durable.oidc.bind(sam, ISSUER, account, BY)
    assert await durable.oidc.all() == before


async def test_what_can_not_be_bound_is_refused(durable: Durable, dana: StaffId) -> None:
    with pytest.raises(NoSuchPerson):
        await durable.oidc.bind(StaffId("nobody"), ISSUER, "u-1", BY)
    with pytest.raises(BadInput):
        await durable.oidc.bind(dana, ISSUER, " ", BY)
    assert await durable.oidc.all() == []


async def test_a_binding_that_ends_takes_its_sessions_and_no_others(
    durable: Durable, dana: StaffId
) -> None:
    now = time()
    await durable.oidc.bind(dana, ISSUER, "u-1", BY)
    other = await durable.sessions.create(dana, How.PASSKEY, now)
    changes: tuple[Callable[[], Awaitable[None]], ...] = (
        lambda: durable.oidc.bind(dana, ISSUER, "u-2", BY),
        lambda: durable.oidc.unbind(dana, BY),
    )
    for change in changes:
        token = await durable.sessions.create(dana, How.OIDC, now)
        await change()
        with pytest.raises(NotSignedIn):
            await durable.sessions.find(token, now)
        assert (await durable.sessions.find(other, now)).person.id == dana
    await durable.oidc.unbind(dana, BY)  # it is gone already
    deeds = [entry.written.deed for entry in await durable.audit.latest(2)]
    assert deeds == [Deed.OIDC_UNBOUND, Deed.OIDC_BOUND]


async def test_who_was_let_go_does_not_come_in(durable: Durable, dana: StaffId) -> None:
    await durable.oidc.bind(dana, ISSUER, "dana@example.org", BY)
    await durable.staff.set_active(dana, 1, BY, on=False)
    with pytest.raises(NotBound):
        await durable.oidc.whose(ISSUER, DANA, 5)
    await durable.staff.set_active(dana, 2, BY, on=True)
    assert await durable.oidc.whose(ISSUER, DANA, 5) == dana
    await durable.staff.set_active(dana, 3, BY, on=False)
    with pytest.raises(NotBound):
        await durable.oidc.whose(ISSUER, DANA, 5)
