"""Counts at the staff door: what the referrals of a month came to, with small counts hidden."""

from datetime import UTC, date, datetime
from typing import Final

from helpline.actions.world import World
from helpline.core.directory.words import Need
from helpline.core.errors import BadInput
from helpline.core.referrals import Referred, ended_months, month_after
from helpline.core.roles import Act
from helpline.core.small_cells import publish
from helpline.durable import Durable
from helpline.edge.http.acts import Acts, Asked
from helpline.wire import referrals as frames
from helpline.wire.shapes import Frame

_WRITTEN: Final = "%Y-%m"


class CountsDoor:
    """Whole months alone: what grows before one's eyes tells of the chat that has just ended."""

    def __init__(self, world: World, durable: Durable) -> None:
        self._world = world
        self._durable = durable
        self.acts: Final[Acts] = {
            ("GET", "/counts/referrals"): (Act.SEE_COUNTS, self._referrals),
        }

    async def _referrals(self, asked: Asked) -> Frame:
        months = ended_months(datetime.fromtimestamp(self._world.now(), UTC).date())
        month = _chosen(asked.request.query.get("month", months[0].strftime(_WRITTEN)), months)
        found = await self._durable.counts.referrals(month, month_after(month))
        least = self._world.policy.count_least
        shown = publish([[found.get((need, one), 0) for one in Referred] for need in Need], least)
        rows = zip(Need, shown.cells, shown.rows, strict=True)
        return frames.ReferralCounts(
            month=month.strftime(_WRITTEN),
            months=tuple(one.strftime(_WRITTEN) for one in months),
            least=least,
            outcomes=tuple(Referred),
            rows=tuple(
                frames.ReferralRow(need=need, counts=counts, total=total)
                for need, counts, total in rows
            ),
            totals=shown.columns,
            total=shown.total,
        )


def _chosen(text: str, months: tuple[date, ...]) -> date:
    for month in months:
        if month.strftime(_WRITTEN) == text:
            return month
    raise BadInput("that month is not over, or too long ago")
