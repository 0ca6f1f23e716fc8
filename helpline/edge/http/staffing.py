"""Staffing at the staff door: how many responders each hour needs, beside the weekly plan."""

from asyncio import to_thread
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from helpline.actions.world import World
from helpline.core.arrivals import mean_arrivals
from helpline.core.erlang import Target
from helpline.core.errors import NotNow
from helpline.core.months import days_around, ended_months
from helpline.core.roles import Act
from helpline.core.staffing import DAY_HOURS, Hour, Ways, every_day, staffed
from helpline.durable import Durable
from helpline.edge.http.acts import Acts, Asked
from helpline.edge.http.bodies import read
from helpline.wire import staffing as frames
from helpline.wire.shapes import Frame

_MINUTE_S: Final = 60
COUNTED_MONTHS: Final = 3
"""Out of the counts of so many months that are over: more would tell of another season."""


class StaffingDoor:
    """It reckons with what was typed and keeps none of it."""

    def __init__(self, world: World, durable: Durable) -> None:
        self._world = world
        self._durable = durable
        self.acts: Final[Acts] = {
            ("POST", "/staffing"): (Act.PLAN_STAFFING, self._week),
        }

    async def _week(self, asked: Asked) -> Frame:
        given = await read(asked.request, frames.StaffingAsked)
        ways = Ways(
            chat_s=given.chat_min * _MINUTE_S,
            patience_s=given.patience_min * _MINUTE_S,
            chats_each=given.chats_each,
            target=Target(share=given.percent / 100, within_s=given.within_s),
        )
        plan = (await self._durable.shifts.week(self._world.zone)).plan
        # A crowd takes tenths of a second to reckon with, and the chats here shall not wait for it.
        hours = await to_thread(staffed, await self._arrivals(given), ways, plan.slots)
        days = [hours[at : at + DAY_HOURS] for at in range(0, len(hours), DAY_HOURS)]
        return frames.Staffing(
            zone=plan.zone, days=tuple(tuple(_hour(hour) for hour in day) for day in days)
        )

    async def _arrivals(self, given: frames.StaffingAsked) -> Sequence[float]:
        """Return how many come in each hour of a week: as typed, or out of what was counted.

        Raises `NotNow` where no month says enough.
        """
        if given.arrivals is not None:
            return every_day(given.arrivals)
        today = datetime.fromtimestamp(self._world.now(), UTC).date()
        months = ended_months(today)[:COUNTED_MONTHS]
        around = (days_around(months[-1])[0], days_around(months[0])[1])
        counts = await self._durable.counts.between(*around)
        least = self._world.policy.count_least
        week = await to_thread(mean_arrivals, counts, months, self._world.zone, least)
        if week is None:
            raise NotNow("no month says how many come")
        return [number for day in week for number in day]


def _hour(hour: Hour) -> frames.StaffingHour:
    flow = hour.flow
    return frames.StaffingHour(
        arrivals=hour.arrivals,
        needed=hour.needed,
        planned=hour.planned,
        lacks=hour.lacks,
        in_time=flow.in_time,
        leaves=flow.leaves,
        wait_s=flow.wait_s,
        busy=flow.busy,
    )
