"""How one simulated youth behaves in front of the page."""

import asyncio
from random import Random

from helpline.simulate import load, words
from helpline.simulate.ledger import DUE_S
from helpline.simulate.load import Ending, Visit
from helpline.simulate.sealing import Kind
from helpline.simulate.stage import Stage, end
from helpline.simulate.youth import YouthPage

FOREVER = float("inf")
BYE_WAIT_S = 600.0
"""How long somebody who has said goodbye waits for the chat to be ended."""


async def pay(stage: Stage, visit: Visit, dice: Random) -> None:
    """Live through one visit."""
    page = YouthPage(stage, visit.intake, dice, lambda: dice.uniform(*load.OFFLINE_S))
    parts = [stage.start(page.live()), stage.start(_bad_network(stage, page, dice))]
    try:
        await _Youth(stage, page, visit, dice).behave()
    finally:
        await end(parts)


async def _bad_network(stage: Stage, page: YouthPage, dice: Random) -> None:
    while True:
        await stage.rest(load.next_drop_s(dice))
        page.cut()


class _Youth:
    def __init__(self, stage: Stage, page: YouthPage, visit: Visit, dice: Random) -> None:
        self._stage = stage
        self._page = page
        self._visit = visit
        self._dice = dice

    async def behave(self) -> None:
        if not await self._wait(FOREVER, self._page.joined) or not await self._is_answered():
            return
        bounce_s = self._visit.bounce_s
        await self._talk(self._visit.length_s if bounce_s is None else bounce_s)
        if self._stage.over.is_set():
            await self._go_home()
        elif not self._page.over.is_set():
            await self._end("bounced" if bounce_s is not None else None)

    async def _is_answered(self) -> bool:
        """Wait in the line; False when the youth has gone."""
        if self._dice.random() < load.GIVES_A_NAME:
            self._page.say(words.name(self._dice), Kind.NAME)
        if self._dice.random() < load.WRITES_WHILE_WAITING:
            await self._burst()
        bounce_s = self._visit.bounce_s
        patience_s = self._visit.patience_s if bounce_s is None else bounce_s
        if await self._wait(patience_s, self._page.opened):
            return True
        if self._stage.over.is_set():
            await self._page.leave("run over")
        elif not self._page.over.is_set():
            await self._page.leave("gave up waiting" if bounce_s is None else "bounced")
        return False

    async def _talk(self, length_s: float) -> None:
        left_s, pause_s = length_s, self._dice.uniform(*load.GREETS_AFTER_S)
        while not await self._over_within(min(pause_s, left_s)):
            left_s -= pause_s
            if left_s <= 0:
                return
            await self._burst()
            pause_s = load.next_burst_s(self._dice)

    async def _burst(self) -> None:
        await self._page.typing()
        for count in load.burst(self._dice):
            self._page.say(words.sentence(self._dice, count))
            if await self._over_within(self._dice.uniform(*load.BURST_GAP_S)):
                return

    async def _end(self, how: str | None) -> None:
        match Ending.LEAVE if how is not None else self._visit.ending:
            case Ending.EXIT:
                await self._page.exit(Ending.EXIT)
            case Ending.DROP:
                self._page.vanish(Ending.DROP)
            case Ending.IDLE:
                await self._fall_silent()
            case Ending.BYE:
                await self._say_goodbye()
            case Ending.LEAVE:
                await self._page.leave(how or Ending.LEAVE)

    async def _fall_silent(self) -> None:
        self._page.stays = False
        await self._over_within(FOREVER)
        if not self._page.over.is_set():
            await self._page.leave("run over")

    async def _say_goodbye(self) -> None:
        self._page.say(words.GOODBYE)
        if not await self._over_within(BYE_WAIT_S) or self._stage.over.is_set():
            await self._go_home()

    async def _go_home(self) -> None:
        """Leave at the end of the run, once all that was said can have come."""
        if not self._page.over.is_set():
            await asyncio.sleep(DUE_S + 1)
            await self._page.leave("run over")

    async def _wait(self, seconds: float, event: asyncio.Event) -> bool:
        """Wait for something good; False when the page or the run is over before, or time is."""
        await self._stage.wait(seconds, event, self._page.over, self._stage.over)
        return event.is_set()

    async def _over_within(self, seconds: float) -> bool:
        return await self._stage.wait(seconds, self._page.over, self._stage.over)
