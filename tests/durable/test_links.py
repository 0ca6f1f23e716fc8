"""A link signs in once."""

import asyncio

import pytest

from helpline.core.errors import NotNow, NotSignedIn
from helpline.core.names import StaffId
from helpline.durable import Durable
from helpline.durable.links import LIFE_S
from tests.durable.conftest import BY


async def test_a_link_works_once(durable: Durable, dana: StaffId) -> None:
    token = await durable.links.make(dana, BY)
    assert await durable.links.use(token, now=1) == dana
    with pytest.raises(NotSignedIn):
        await durable.links.use(token, now=1)


async def test_a_link_is_good_for_a_quarter_of_an_hour(durable: Durable, dana: StaffId) -> None:
    early, late = [await durable.links.make(dana, BY) for _ in range(2)]
    assert await durable.links.use(early, now=LIFE_S - 1) == dana
    with pytest.raises(NotSignedIn):
        await durable.links.use(late, now=LIFE_S)


async def test_nobody_is_made_a_link_who_may_not_come_in(durable: Durable, dana: StaffId) -> None:
    await durable.staff.set_active(dana, 1, BY, on=False)
    for nobody in (dana, StaffId("nobody")):
        with pytest.raises(NotNow):
            await durable.links.make(nobody, BY)


async def test_of_many_who_come_at_once_one_gets_in(durable: Durable, dana: StaffId) -> None:
    token = await durable.links.make(dana, BY)
    came = await asyncio.gather(
        *(durable.links.use(token, now=1) for _ in range(10)), return_exceptions=True
    )
    assert [who for who in came if who == dana] == [dana]
    assert sum(isinstance(who, NotSignedIn) for who in came) == 9
