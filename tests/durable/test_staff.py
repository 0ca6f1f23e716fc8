"""Who may sign in, and who may not."""

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from helpline.core.errors import BadInput, NotSignedIn
from helpline.core.intake import Language, Topic
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, NameTaken, Newcomer, Passwords, WeakPassword, open_durable
from helpline.durable.database import open_database
from helpline.durable.tables import staff

WORDS = "kettle quiet otter lamp"


async def test_whoever_was_added_signs_in_as_they_are(durable: Durable) -> None:
    newcomer = Newcomer(
        name=" Dana ",
        sign_in_name=" Dana@Example.org",
        role=Role.SUPERVISOR,
        languages=(Language.EN, Language.ES),
        opted_out=(Topic.SELF_HARM,),
    )
    ident = await durable.staff.add(newcomer, WORDS)
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
    await durable.staff.add(newcomer)
    for password in ("", WORDS):
        with pytest.raises(NotSignedIn):
            await durable.staff.sign_in("dana", password)


async def test_whoever_is_not_active_is_refused(durable: Durable, dana: StaffId, url: str) -> None:
    token = await durable.sessions.create(dana, now=0)
    link = await durable.links.make(dana, now=0)
    async with open_database(url) as database, database.transaction() as connection:
        await connection.execute(sa.update(staff).values(active=False))
    with pytest.raises(NotSignedIn):
        await durable.staff.sign_in("dana", WORDS)
    with pytest.raises(NotSignedIn):
        await durable.sessions.find(token, now=1)
    with pytest.raises(NotSignedIn):
        await durable.links.use(link, now=1)


async def test_a_sign_in_name_is_had_once(durable: Durable, dana: StaffId) -> None:
    assert dana
    with pytest.raises(NameTaken):
        await durable.staff.add(Newcomer(name="Another", sign_in_name="DANA", role=Role.RESPONDER))
    assert len(await durable.staff.everyone()) == 1


@pytest.mark.parametrize(
    ("name", "sign_in"), [("", "x"), ("x" * 61, "x"), ("x", " "), ("x", "x" * 101)]
)
async def test_names_are_there_and_short(durable: Durable, name: str, sign_in: str) -> None:
    with pytest.raises(BadInput):
        await durable.staff.add(Newcomer(name=name, sign_in_name=sign_in, role=Role.RESPONDER))


async def test_a_weak_password_adds_nobody(durable: Durable) -> None:
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    for password in ("danadanadanadanadana", ""):
        with pytest.raises(WeakPassword):
            await durable.staff.add(newcomer, password)
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
