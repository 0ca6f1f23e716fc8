"""One picture for all who ask at about the same time, and never an old one."""

import asyncio
from time import monotonic
from typing import Any

import pytest

from helpline.actions import picture
from helpline.actions.picture import REST_MOST_S, Pictures
from helpline.core.errors import TryAgain
from tests.world import House


async def test_a_thousand_who_ask_together_share_one(house: House) -> None:
    pictures = Pictures(house.world)
    taken = await asyncio.gather(*(pictures.fresh() for _ in range(1_000)))
    assert len({id(one) for one in taken}) == 1


async def test_whoever_asks_sees_what_was_done_before(house: House) -> None:
    pictures = Pictures(house.world)
    for number in range(5):
        before = asyncio.create_task(pictures.fresh())
        await asyncio.sleep(0)
        chat = await house.join(f"youth-{number}")
        assert chat in (await pictures.fresh()).chats
        await before


async def test_whoever_goes_takes_nobody_elses_picture_away(house: House) -> None:
    pictures = Pictures(house.world)
    gone, stays = (asyncio.create_task(pictures.fresh()) for _ in range(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await stays).line == ()


async def test_after_a_picture_that_could_not_be_taken_nobody_waits_longer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = Pictures(house.world)

    async def slow(_: Any) -> None:
        await asyncio.sleep(REST_MOST_S)
        raise TryAgain("the store did not answer")

    with monkeypatch.context() as outage:
        outage.setattr(picture, "take", slow)
        with pytest.raises(TryAgain):
            await pictures.fresh()
    began = monotonic()
    await pictures.fresh()
    assert monotonic() - began < REST_MOST_S
