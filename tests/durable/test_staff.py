"""Who may sign in, and who may not."""

import asyncio

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from helpline.core.errors import BadInput, ChangedMeanwhile, NotSignedIn
from helpline.core.intake import Language, Topic
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import (
    Durable,
    NameTaken,
    Newcomer,
    NoSuchPerson,
    Passwords,
    Profile,
    WeakPassword,
    open_durable,
)
from helpline.durable.database import open_database
from helpline.durable.tables import staff
from tests.durable.conftest import BY

WORDS = "kettle quiet otter lamp"


async def test_whoever_was_added_signs_in_as_they_are(durable: Durable) -> None:
    newcomer = Newcomer(
        name=" Dana ",
        sign_in_name=" Dana@Example.org",
        role=Role.SUPERVISOR,
        languages=(Language.EN, Language.ES),
        opted_out=(Topic.SELF_HARM,),
    )
    ident = await durable.staff.add(newcomer, BY, WORDS)
    person = await durable.staff.sign_in("DANA@example.ORG ", WORDS)
    assert len(ident) == 22
    assert (person.id, person.name, person.sign_in_name) == (ident, "Dana", "dana@example.org")
    assert person.role is Role.SUPERVISOR
    assert person.languages == (Language.EN, Language.ES)
    assert person.opted_out == (Topic.SELF_HARM,)
    assert person.active
    assert await durable.staff.everyone() == [person]


@pytest.mark.parametrize(
    ("name", "password"),
    [("dana", "kettle quiet otter lamb"), ("dan", WORDS), ("", ""), ("dana", "")],
)
async def test_a_wrong_name_or_password_is_refused(
    durable: Durable, dana: StaffId, name: str, password: str
) -> None:
    assert dana
    with pytest.raises(NotSignedIn):
        await durable.staff.sign_in(name, password)


async def test_without_a_password_none_signs_in(durable: Durable) -> None:
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    await durable.staff.add(newcomer, BY)
    for password in ("", WORDS):
        with pytest.raises(NotSignedIn):
            await durable.staff.sign_in("dana", password)


async def test_whoever_is_let_go_is_signed_out_everywhere_and_refused(
    durable: Durable, dana: StaffId
) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    link = await durable.links.make(dana, BY)
    gone = await durable.staff.set_active(dana, 1, BY, on=False)
    assert (gone.active, gone.version) == (False, 2)
    with pytest.raises(NotSignedIn):
        await durable.staff.sign_in("dana", WORDS)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)
    with pytest.raises(NotSignedIn):
        await durable.links.use(link, now=1)
    assert (await durable.staff.set_active(dana, 2, BY, on=True)).active
    assert (await durable.staff.sign_in("dana", WORDS)).id == dana
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)


async def test_another_role_signs_out(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    assert (await durable.staff.set_role(dana, 1, Role.ADMIN, BY)).role is Role.ADMIN
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)


async def test_a_profile_is_changed_in_what_is_given(durable: Durable, dana: StaffId) -> None:
    token = await durable.sessions.create(dana, How.LINK, now=0)
    spanish = Profile(languages=(Language.ES,))
    changed = await durable.staff.change(dana, 1, spanish, BY)
    assert (changed.name, changed.languages, changed.version) == ("Dana", (Language.ES,), 2)
    careful = Profile(name=" Dee ", opted_out=(Topic.HOME,))
    changed = await durable.staff.change(dana, 2, careful, BY)
    assert (changed.name, changed.languages) == ("Dee", (Language.ES,))
    assert changed.opted_out == (Topic.HOME,)
    assert (await durable.staff.change(dana, 3, Profile(opted_out=()), BY)).opted_out == ()
    assert (await durable.sessions.find(token, now=1)).person == await durable.staff.find(dana)
    with pytest.raises(BadInput):
        await durable.staff.change(dana, 4, Profile(name=" "), BY)


async def test_the_second_of_two_who_change_somebody_is_told_and_writes_nothing(
    durable: Durable, dana: StaffId
) -> None:
    changes = [
        durable.staff.change(dana, 1, Profile(name="One"), BY),
        durable.staff.set_role(dana, 1, Role.SUPERVISOR, BY),
        durable.staff.set_active(dana, 1, BY, on=False),
    ]
    came = await asyncio.gather(*changes, return_exceptions=True)
    assert sum(isinstance(one, ChangedMeanwhile) for one in came) == 2
    found = await durable.staff.find(dana)
    assert found in came
    assert len(await durable.audit.latest(9)) == 2


async def test_nobody_is_no_one_to_change(durable: Durable) -> None:
    nobody = StaffId("nobody")
    for change in (
        durable.staff.find(nobody),
        durable.staff.change(nobody, 1, Profile(name="x"), BY),
        durable.staff.set_role(nobody, 1, Role.ADMIN, BY),
    ):
        with pytest.raises(NoSuchPerson):
            await change
    assert await durable.audit.latest(9) == []


async def test_a_sign_in_name_is_had_once(durable: Durable, dana: StaffId) -> None:
    assert dana
    newcomer = Newcomer(name="Another", sign_in_name="DANA", role=Role.RESPONDER)
    with pytest.raises(NameTaken):
        await durable.staff.add(newcomer, BY)
    assert len(await durable.staff.everyone()) == 1


@pytest.mark.parametrize(
    ("name", "sign_in"),
    [("", "x"), ("x" * 61, "x"), ("x", " "), ("x", "x" * 101), ("x\u202ey", "x"), ("x\ny", "x")],
)
async def test_names_are_there_and_short(durable: Durable, name: str, sign_in: str) -> None:
    newcomer = Newcomer(name=name, sign_in_name=sign_in, role=Role.RESPONDER)
    with pytest.raises(BadInput):
        await durable.staff.add(newcomer, BY)


async def test_a_weak_password_adds_nobody(durable: Durable) -> None:
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    for password in ("danadanadanadanadana", ""):
        with pytest.raises(WeakPassword):
            await durable.staff.add(newcomer, BY, password)
    assert await durable.staff.everyone() == []


async def test_signing_in_renews_a_hash_of_old_parameters(
    durable: Durable, dana: StaffId, url: str
) -> None:
    assert dana
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    async with open_durable(url, dearer) as later:
        await later.staff.sign_in("dana", WORDS)
    async with open_database(url) as database, database.transaction() as connection:
        kept = (await connection.execute(sa.select(staff.c.password_hash))).scalar_one()
    assert "t=2" in kept
    assert (await durable.staff.sign_in("dana", WORDS)).id == dana
