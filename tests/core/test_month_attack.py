"""Somebody with every export there ever was: of each day on which one could be asked for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from helpline.core import months
from helpline.core.counted import Count
from helpline.core.hiding import Arc, hide
from helpline.core.month_csv import month_csv
from helpline.core.months import days_around, ended_months, month_after, tables
from tests.core.attacker import Slot, known, read
from tests.core.histories import Noted, counts, history, midnight

HISTORIES, BLOCKS = 1_000, 10
ZONES = [ZoneInfo(name) for name in ("UTC", "America/Chicago", "Asia/Kolkata", "Etc/GMT+12")]
ZONES += [ZoneInfo("Pacific/Kiritimati")]


def exported(kept: list[Count], month: date, zone: ZoneInfo, least: int) -> str:
    first, end = days_around(month)
    inside = [one for one in kept if first <= one.day < end]
    return month_csv(f"{month:%Y-%m}", tables(inside, month, zone, least))


def truth(kept: list[Count], month: date, zone: ZoneInfo) -> dict[Slot, int]:
    return {slot: n or 0 for slot, n in read(exported(kept, month, zone, least=1)).items()}


def all_exports(
    rng: Random, noted: list[Noted], zone: ZoneInfo, least: int
) -> dict[date, set[str]]:
    """Return what was exported of each month by somebody who asks on any days, many or few."""
    every: dict[date, set[str]] = {}
    for month in ended_months(date(2026, 7, 5))[:2]:
        days = [month_after(month) + timedelta(days=day) for day in range(40)]
        asked = [day for day in days if month in ended_months(day)]
        for day in {asked[0], rng.choice([asked[0], *asked[:3], asked[-1]])}:
            kept = counts(
                noted, by=datetime(*day.timetuple()[:3], tzinfo=midnight(2026, 1, 1).tzinfo)
            )
            every.setdefault(month, set()).add(exported(kept, month, zone, least))
    return every


def attacked(seed: int) -> set[Slot]:
    """Return the small numbers that somebody with every export of a history knows."""
    rng = Random(seed)
    zone, least = rng.choice(ZONES), rng.choice([5, 10, 10, 20])
    most = 11.5 if seed % 50 == 0 else 7.5
    noted = history(rng, midnight(2026, 4, 28), 40, int(2 ** rng.uniform(0, most)))
    found: set[Slot] = set()
    for month, exports in all_exports(rng, noted, zone, least).items():
        [export] = exports  # the same whenever it was asked for, so there is nothing to compare
        found |= known(read(export), truth(counts(noted), month, zone), least)
    return found


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_small_count_is_known_to_whoever_has_every_export(block: int) -> None:
    each = HISTORIES // BLOCKS
    assert [s for s in range(block * each, (block + 1) * each) if attacked(s)] == []


Hiding = Callable[[list[Arc], int], frozenset[int]]


def small_alone(arcs: list[Arc], least: int) -> frozenset[int]:
    return frozenset(at for at, arc in enumerate(arcs) if 0 < arc.n < least)


def one_by_one(whole: Hiding) -> Hiding:
    """Return what looks at the network's parts by themselves, as if they shared nothing."""

    def parts(arcs: list[Arc], least: int) -> frozenset[int]:
        cuts = [
            0,
            *(at for at, arc in enumerate(arcs) if arc.start in {"all", "answered"}),
            len(arcs),
        ]
        found: set[int] = set()
        for first, end in pairwise(cuts):
            found |= {first + at for at in whole(arcs[first:end], least)}
        return frozenset(found)

    return parts


def test_the_attacker_knows_what_is_hidden_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "hide", small_alone)
    assert sum(bool(attacked(seed)) for seed in range(20)) > 5


def test_the_attacker_takes_one_table_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "hide", one_by_one(hide))
    assert any(attacked(seed) for seed in range(40))


def test_the_attacker_compares_exports_of_a_month_that_was_shown_too_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(months, "_SETTLED", timedelta(days=0))
    found = [
        exports
        for seed in range(10)
        for exports in all_exports(
            Random(seed), history(Random(seed), midnight(2026, 3, 28), 70, 500), ZONES[3], 10
        ).values()
    ]
    assert any(len(exports) > 1 for exports in found)
