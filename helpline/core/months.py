"""The counts of a month as they may be shown: which months, which tables, and what is hidden.

**Months.** Only whole ones that are over, in the helpline's own time zone, and never parts or spans
of them: months do not overlap, so none can be taken from another. A month is shown from the third
day after it on (UTC), when nothing can be added to it any more (`counted.LATEST_S`): it is the same
whenever it is asked for.

**Tables.** All of a youth's chat stands in the month, on the day and in the hour in which they
came. So the tables share totals, and are looked at together, as one network (`core.hiding`):

    all ─► languages ─► weekdays ─► hours ─► what came of the wait ─► by how long it was ─┐
     ▲                                                                    left: back to all
     │                                                                                    ▼
     └───────────── lengths ◄── endings ◄── all that ended ◄── load of the desk ◄── all answered

What staff tick in a wrap-up is no part of it: none of it has to be ticked, and nothing says of
which chat it was. Topics are hidden each by itself, since they have no total; so is "heavy".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.counted import (
    ENDS,
    WAITS,
    Beside,
    Count,
    Kind,
    Length,
    Outcome,
    Wait,
    referral_kind,
)
from helpline.core.directory.words import Need
from helpline.core.hiding import Arc, hide
from helpline.core.intake import Language, Topic
from helpline.core.referrals import Referred
from helpline.core.small_cells import grid, publish

MONTHS: Final = 12
"""So many are looked back at."""
_SETTLED: Final = timedelta(days=2)
"""The zone that is last ends a month half a day after UTC; then comes `counted.LATEST_S`."""


class Name(StrEnum):
    """The tables of a month."""

    ARRIVALS = "arrivals"
    ANSWERS = "answers"
    WAITS = "waits"
    LOAD = "load"
    ENDINGS = "endings"
    LANGUAGES = "languages"
    TOPICS = "topics"
    OUTCOMES = "outcomes"
    HEAVY = "heavy"
    REFERRALS = "referrals"


Shown = tuple[int | None, ...]
"""None: hidden."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table; where it has no totals of rows, of columns or of all, they are empty or None."""

    name: Name
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Shown, ...]
    row_totals: Shown = ()
    totals: Shown = ()
    total: int | None = None


WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS: Final = tuple(str(hour) for hour in range(24))
ONLY: Final = ("n",)
"""The column of a table that has but one."""


def ended_months(today: date) -> tuple[date, ...]:
    """Return the first days of the months that are over and settled, the latest first.

    `today` is the day in UTC.
    """
    settled = today - _SETTLED
    return tuple(_month(settled, -back) for back in range(1, MONTHS + 1))


def month_after(month: date) -> date:
    """Return the first day of the month that follows."""
    return _month(month, 1)


def days_around(month: date) -> tuple[date, date]:
    """Return the first UTC day with an hour of a month in any zone, and the first one after."""
    return month - timedelta(days=1), month_after(month) + timedelta(days=1)


def tables(counts: Iterable[Count], month: date, zone: ZoneInfo, least: int) -> tuple[Table, ...]:
    """Return what may be shown of a month: of `counts`, what falls into it on the clocks of `zone`.

    Nothing from 1 to below `least` is shown, nor what would give it away.
    """
    placed = [(local, one) for one in counts if (local := local_of(one, zone)).date() >= month]
    inside = [(local, one) for local, one in placed if local.date() < month_after(month)]
    return (*_chats(inside, least), *_wrap_ups([one for _, one in inside], least))


def _month(day: date, by: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(years, month + 1, 1)


def local_of(count: Count, zone: ZoneInfo) -> datetime:
    """Return when the hour of a count began, on the clocks of a zone."""
    at = datetime(count.day.year, count.day.month, count.day.day, count.hour, tzinfo=UTC)
    return at.astimezone(zone)


class _Arcs:
    """Numbers in one network, and where each table's stand in it."""

    def __init__(self) -> None:
        self.arcs: list[Arc] = []
        self.places: dict[str, slice] = {}

    def add(self, name: str, arcs: Iterable[Arc]) -> None:
        before = len(self.arcs)
        self.arcs += arcs
        self.places[name] = slice(before, len(self.arcs))


def _chats(counts: Sequence[tuple[datetime, Count]], least: int) -> tuple[Table, ...]:
    """Return the tables of the chats themselves, looked at together."""
    network = _Arcs()
    _add_arrivals(network, [(at, one) for at, one in counts if one.kind is Kind.CAME])
    _add_waits(network, [(at, one) for at, one in counts if one.kind in WAITS])
    _add_load(network, [one for _, one in counts if one.kind is Kind.TAKEN])
    _add_ends(network, [one for _, one in counts if one.kind in ENDS])
    hidden = hide(network.arcs, least)
    shown = tuple(None if at in hidden else arc.n for at, arc in enumerate(network.arcs))

    def part(name: str) -> Shown:
        return shown[network.places[name]]

    [came], [ended] = part("came"), part("ended")
    days, hours = part("weekdays"), part("hours")
    waits, ends, lengths = tuple(WAITS), tuple(ENDS), tuple(Length)
    return (
        Table(
            Name.ARRIVALS, WEEKDAYS, HOURS, grid(part("arrivals"), len(HOURS)), days, hours, came
        ),
        Table(Name.ANSWERS, HOURS, waits, grid(part("answers"), len(waits)), (), part("results")),
        Table(Name.WAITS, tuple(Wait), waits, grid(part("waits"), len(waits))),
        Table(Name.LOAD, tuple(Beside), ONLY, grid(part("load"), 1)),
        Table(
            Name.ENDINGS,
            ends,
            lengths,
            grid(part("ends"), len(lengths)),
            part("endings"),
            part("lengths"),
            ended,
        ),
        Table(Name.LANGUAGES, tuple(Language), ONLY, grid(part("languages"), 1)),
    )


def _add_arrivals(network: _Arcs, counts: Iterable[tuple[datetime, Count]]) -> None:
    days, hours, cells = Counter[int](), Counter[int](), Counter[tuple[int, int]]()
    languages = Counter[str]()
    for at, one in counts:
        days[at.weekday()] += one.n
        hours[at.hour] += one.n
        cells[at.weekday(), at.hour] += one.n
        languages[one.value] += one.n
    network.add("came", [Arc("all", "came", languages.total())])
    network.add("languages", [Arc("came", "asked", languages[one]) for one in Language])
    network.add("weekdays", [Arc("asked", f"day {day}", days[day]) for day in range(7)])
    network.add(
        "arrivals",
        [Arc(f"day {d}", f"from {h}", cells[d, h]) for d in range(7) for h in range(24)],
    )
    network.add("hours", [Arc(f"from {hour}", f"at {hour}", hours[hour]) for hour in range(24)])


def _add_waits(network: _Arcs, counts: Iterable[tuple[datetime, Count]]) -> None:
    results, cells = Counter[Kind](), Counter[tuple[int, Kind]]()
    bands = Counter[tuple[str, Kind]]()
    for at, one in counts:
        results[one.kind] += one.n
        cells[at.hour, one.kind] += one.n
        bands[one.value, one.kind] += one.n
    network.add(
        "answers",
        [Arc(f"at {hour}", kind, cells[hour, kind]) for hour in range(24) for kind in WAITS],
    )
    network.add("results", [Arc(kind, f"all {kind}", results[kind]) for kind in WAITS])
    network.add(
        "waits",
        [
            Arc(
                f"all {kind}", "all" if kind is Kind.LEFT_WAITING else "answered", bands[wait, kind]
            )
            for wait in Wait
            for kind in WAITS
        ],
    )


def _add_load(network: _Arcs, counts: Iterable[Count]) -> None:
    others = Counter[str]()
    for one in counts:
        others[one.value] += one.n
    network.add("load", [Arc("answered", "taken", others[one]) for one in Beside])


def _add_ends(network: _Arcs, counts: Iterable[Count]) -> None:
    endings, lengths, cells = Counter[Kind](), Counter[str](), Counter[tuple[Kind, str]]()
    for one in counts:
        endings[one.kind] += one.n
        lengths[one.value] += one.n
        cells[one.kind, one.value] += one.n
    network.add("ended", [Arc("taken", "ended", endings.total())])
    network.add("endings", [Arc("ended", kind, endings[kind]) for kind in ENDS])
    network.add(
        "ends", [Arc(kind, f"long {one}", cells[kind, one]) for kind in ENDS for one in Length]
    )
    network.add("lengths", [Arc(f"long {one}", "all", lengths[one]) for one in Length])


def _wrap_ups(counts: Iterable[Count], least: int) -> tuple[Table, ...]:
    """Return the tables of what staff ticked: each adds up for itself, or not at all."""
    found = Counter[tuple[Kind, str]]()
    for one in counts:
        found[one.kind, one.value] += one.n
    topics = tuple(publish([[found[Kind.TOPIC, one]]], least).cells[0] for one in Topic)
    outcomes = publish([[found[Kind.OUTCOME, one]] for one in Outcome], least)
    heavy = publish([[found[Kind.HEAVY, ""]]], least)
    referred = publish(
        [[found[referral_kind(outcome), need] for outcome in Referred] for need in Need], least
    )
    return (
        Table(Name.TOPICS, tuple(Topic), ONLY, topics),
        Table(Name.OUTCOMES, tuple(Outcome), ONLY, outcomes.cells),
        Table(Name.HEAVY, ONLY, ONLY, heavy.cells),
        Table(
            Name.REFERRALS,
            tuple(Need),
            tuple(Referred),
            referred.cells,
            referred.rows,
            referred.columns,
            referred.total,
        ),
    )
