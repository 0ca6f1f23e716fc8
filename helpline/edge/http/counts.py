"""Counts at the staff door: of a month that is over, with small counts hidden."""

from asyncio import to_thread
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Final

from aiohttp import web

from helpline.actions.world import World
from helpline.core.errors import BadInput
from helpline.core.month_csv import month_csv
from helpline.core.months import Table, days_around, ended_months, tables
from helpline.core.roles import Act
from helpline.core.today import today
from helpline.durable import Durable
from helpline.edge.http.acts import Acts, Asked
from helpline.wire import counts as frames
from helpline.wire.shapes import Frame

_WRITTEN: Final = "%Y-%m"
_NAME: Final = "counts"
DAY: Final = timedelta(days=1)


class CountsDoor:
    """Whole months alone: what grows before one's eyes tells of the chat that has just ended."""

    def __init__(self, world: World, durable: Durable) -> None:
        self._world = world
        self._durable = durable
        self.acts: Final[Acts] = {
            ("GET", "/counts"): (Act.SEE_COUNTS, self._see),
            ("GET", "/counts/file"): (Act.SEE_COUNTS, self._take),
            ("GET", "/counts/today"): (Act.WATCH_FLOOR, self._today),
        }

    async def _see(self, asked: Asked) -> Frame:
        month, months = self._asked(asked)
        return self._frame(month, months, await self._tables(month))

    async def _take(self, asked: Asked) -> web.Response:
        month, months = self._asked(asked)
        found = await self._tables(month)
        is_csv = "csv" in asked.request.query
        name = f"{_NAME}.csv" if is_csv else f"{_NAME}.json"
        told = self._frame(month, months, found).model_dump_json()
        return web.Response(
            text=month_csv(month.strftime(_WRITTEN), found) if is_csv else told,
            content_type="text/csv" if is_csv else "application/json",
            charset="utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def _today(self, _: Asked) -> Frame:
        """The one exception: so coarse that it can't be taken from what a month shows."""
        world = self._world
        day = datetime.fromtimestamp(world.now(), world.zone).date()
        counts = await self._durable.counts.between(day - DAY, day + 2 * DAY)
        found = today(counts, day, world.zone, world.policy.count_least)
        return frames.TodayCounts(target_s=world.policy.answer_target_s, **asdict(found))

    def _asked(self, asked: Asked) -> tuple[date, tuple[date, ...]]:
        months = ended_months(datetime.fromtimestamp(self._world.now(), UTC).date())
        return _chosen(
            asked.request.query.get("month", months[0].strftime(_WRITTEN)), months
        ), months

    async def _tables(self, month: date) -> tuple[Table, ...]:
        counts = await self._durable.counts.between(*days_around(month))
        least = self._world.policy.count_least
        return await to_thread(tables, counts, month, self._world.zone, least)

    def _frame(
        self, month: date, months: tuple[date, ...], found: tuple[Table, ...]
    ) -> frames.MonthCounts:
        policy = self._world.policy
        return frames.MonthCounts(
            month=month.strftime(_WRITTEN),
            months=tuple(one.strftime(_WRITTEN) for one in months),
            time_zone=self._world.zone.key,
            least=policy.count_least,
            target_s=policy.answer_target_s,
            tables=tuple(frames.CountTable(**asdict(table)) for table in found),
        )


def _chosen(text: str, months: tuple[date, ...]) -> date:
    for month in months:
        if month.strftime(_WRITTEN) == text:
            return month
    raise BadInput("that month is not over, or too long ago")
