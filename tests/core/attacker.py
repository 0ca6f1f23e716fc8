"""Whoever has every export of a month, and knows how its tables add up.

They know a number when no other month than the true one fits all they see. So they are beaten at a
number by another month that fits: each number shown is the same, what is hidden is 1 at least,
everything adds up, and this one is different. Here such months are looked for, and each is checked
by adding up. Nothing here knows how numbers are hidden.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from csv import DictReader

from helpline.core.counted import ENDS, WAITS, Beside, Kind, Length, Wait
from helpline.core.directory.words import Need
from helpline.core.intake import Language
from helpline.core.months import HOURS, WEEKDAYS
from helpline.core.referrals import Referred

Slot = tuple[str, str, str]
"""A number of an export: of which table, in which row and column."""
Sum = dict[Slot, int]
"""Numbers that add up to zero, each with its sign."""
Out = tuple[int | None, int]
"""Which sum is out, and by how much; None: none of them."""
ALL = "total"


def read(csv: str) -> dict[Slot, int | None]:
    """Return the numbers of an export; None: hidden."""
    return {
        (line["table"], line["row"], line["column"]): None
        if line["count"] == "hidden"
        else int(line["count"])
        for line in DictReader(csv.splitlines())
    }


def _is(parts: list[Slot], whole: list[Slot]) -> Sum:
    return {**dict.fromkeys(parts, 1), **dict.fromkeys(whole, -1)}


def _table(name: str, rows: list[str], columns: list[str]) -> Iterator[Sum]:
    for row in rows:
        yield _is([(name, row, column) for column in columns], [(name, row, ALL)])
    for column in columns:
        yield _is([(name, row, column) for row in rows], [(name, ALL, column)])
    yield _is([(name, row, ALL) for row in rows], [(name, ALL, ALL)])


def sums() -> list[Sum]:
    """Return how the tables of a month add up, each number standing in two of these at most."""
    kinds, waits, lengths = [*map(str, WAITS)], [*map(str, Wait)], [*map(str, Length)]
    answered = [Kind.ANSWERED_IN_TIME.value, Kind.ANSWERED_LATE.value]
    ended: Slot = ("endings", ALL, ALL)
    taken: list[Slot] = [("load", one, "n") for one in Beside]
    return [
        *_table("arrivals", list(WEEKDAYS), list(HOURS)),
        _is([("languages", one, "n") for one in Language], [("arrivals", ALL, ALL)]),
        *(_is([("answers", h, k) for k in kinds], [("arrivals", ALL, h)]) for h in HOURS),
        *(_is([("answers", h, k) for h in HOURS], [("answers", ALL, k)]) for k in kinds),
        *(_is([("waits", w, k) for w in waits], [("answers", ALL, k)]) for k in kinds),
        _is([("waits", w, k) for w in waits for k in answered], taken),
        _is(taken, [ended]),
        *_table("endings", [*map(str, ENDS)], lengths),
        *_table("referrals", [*map(str, Need)], [*map(str, Referred)]),
    ]


def more_sums() -> list[Sum]:
    """Return what follows from the others: for the check."""
    answered = [("answers", ALL, k.value) for k in WAITS if k is not Kind.LEFT_WAITING]
    found = [_is(answered, [("endings", ALL, ALL)])]
    for name, columns in (("arrivals", HOURS), ("endings", Length), ("referrals", Referred)):
        found.append(_is([(name, ALL, str(one)) for one in columns], [(name, ALL, ALL)]))
    return found


SUMS, MORE = sums(), more_sums()
IN: dict[Slot, list[int]] = {}
for _at, _sum in enumerate(SUMS):
    for _slot in _sum:
        IN.setdefault(_slot, []).append(_at)
EDGE = [slot for slot, found in IN.items() if len(found) == 1]


def known(shown: Mapping[Slot, int | None], truth: Mapping[Slot, int], small: int) -> set[Slot]:
    """Return the hidden numbers below `small` for which no other month fits."""
    open_ones = {slot for slot, n in shown.items() if n is None and 0 < truth[slot] < small}
    found: set[Slot] = set()
    for one in (*SUMS, *MORE):
        assert sum(sign * truth[slot] for slot, sign in one.items()) == 0
    while open_ones:
        slot = open_ones.pop()
        changed = _another(shown, truth, slot, 1) or _another(shown, truth, slot, -1)
        if changed is None:
            found.add(slot)
        else:
            _check(shown, truth, changed)
            open_ones -= changed.keys()
    return found


def _check(
    shown: Mapping[Slot, int | None], truth: Mapping[Slot, int], changed: Mapping[Slot, int]
) -> None:
    """Add up another month: only hidden numbers differ, and every sum is as it was."""
    assert changed
    assert all(shown[slot] is None and truth[slot] + by > 0 for slot, by in changed.items())
    for one in (*SUMS, *MORE):
        assert sum(one.get(slot, 0) * by for slot, by in changed.items()) == 0


def _another(
    shown: Mapping[Slot, int | None], truth: Mapping[Slot, int], slot: Slot, by: int
) -> dict[Slot, int] | None:
    """Return what else changes, itself included, when a number does; None: nothing fits.

    One change puts a sum out by one, the next brings it level and puts out the other sum in which
    that number stands, until the last brings level the second sum of the first.
    """
    if truth[slot] + by < 1:
        return None
    first, last = _in(slot)
    start: Out = (first, _out(first, slot, by))
    came: dict[Out, tuple[Out, Slot, int]] = {}
    queue = deque([start])
    while queue:
        at, over = here = queue.popleft()
        if at == last and (at is None or over == -_out(last, slot, by)):
            return {slot: by, **dict(_way(came, start, here))}
        for one in _free(shown, at):
            move = -over * _sign(at, one)
            if one == slot or truth[one] + move < 1 or (here in came and came[here][1] == one):
                continue
            for there in _next(one, at, move):
                if there != start and there not in came:
                    came[there] = (here, one, move)
                    queue.append(there)
    return None


def _in(slot: Slot) -> tuple[int | None, int | None]:
    """Return the two sums in which a number stands; None: it stands in fewer."""
    found: list[int | None] = [*IN.get(slot, []), None, None]
    return found[0], found[1]


def _sign(at: int | None, slot: Slot) -> int:
    return 1 if at is None else SUMS[at][slot]


def _out(at: int | None, slot: Slot, by: int) -> int:
    return _sign(at, slot) * by


def _free(shown: Mapping[Slot, int | None], at: int | None) -> Iterator[Slot]:
    slots = EDGE if at is None else SUMS[at]
    return (slot for slot in slots if shown[slot] is None)


def _next(slot: Slot, at: int | None, by: int) -> list[Out]:
    """Return where a change is to be made good; outside of all sums nothing is, either way."""
    first, second = _in(slot)
    there = second if at == first else first
    return [(None, 1), (None, -1)] if there is None else [(there, _out(there, slot, by))]


def _way(
    came: Mapping[Out, tuple[Out, Slot, int]], start: Out, here: Out
) -> Iterator[tuple[Slot, int]]:
    while here != start:
        here, slot, by = came[here]
        yield slot, by
