"""A table of counts as it may be shown: small ones hidden, and what would give them away.

Totals stand beside the counts, so a count that is hidden alone in its row is the total less the
others. More is hidden until no hidden count can be worked out: each could be one more or one less
with everything shown staying as it is. That is looked at as what it is, a flow: raise one count by
one, and rows and columns have to be brought level again over other hidden counts. Where there is no
such way round, the cheapest one is hidden as well. What is hidden as small looks the same as what
is hidden beside it.

Zero is nobody, and is shown: so whoever reads the table knows that what is hidden is 1 at least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product
from sys import maxsize

Grid = list[list[int]]
Cell = tuple[int, int]
Place = tuple[str, int]
"""A row or a column of the grid, by its number."""


@dataclass(frozen=True, slots=True)
class Published:
    """A table and its totals; None: hidden."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None


def publish(counts: Sequence[Sequence[int]], least: int) -> Published:
    """Return what may be shown of counts: nothing from 1 to below `least`.

    `counts` are rows of the same length, one at least.
    """
    grid = _with_totals(counts)
    every = product(range(len(grid)), range(len(grid[0])))
    hidden = {cell for cell in every if 0 < _at(grid, cell) < least}
    while more := {one for cell in sorted(hidden) for one in _way_round(grid, hidden, cell)}:
        hidden.add(min(more, key=lambda cell: (_at(grid, cell), cell)))
    *cells, totals = [
        tuple(None if (row, column) in hidden else n for column, n in enumerate(line))
        for row, line in enumerate(grid)
    ]
    return Published(
        cells=tuple(row[:-1] for row in cells),
        rows=tuple(row[-1] for row in cells),
        columns=totals[:-1],
        total=totals[-1],
    )


def _with_totals(counts: Sequence[Sequence[int]]) -> Grid:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _at(grid: Grid, cell: Cell) -> int:
    row, column = cell
    return grid[row][column]


def _way_round(grid: Grid, hidden: set[Cell], cell: Cell) -> list[Cell]:
    """Return what has to be hidden too, so that a hidden cell can't be worked out; the least."""
    row, column = ("row", cell[0]), ("column", cell[1])
    raised, lowered = _ways(grid, cell)
    ways = [
        *([_cheapest(grid, hidden, cell, column, row)] if raised else []),
        *([_cheapest(grid, hidden, cell, row, column)] if lowered else []),
    ]
    return min(ways)[1]


def _ways(grid: Grid, cell: Cell) -> tuple[bool, bool]:
    """Tell whether an entry can be one more, and one less, without a count below 1.

    A total enters its row and its column with a minus, so that each of them adds up to zero: as an
    entry it can always be one less, the total then being one more.
    """
    row, column = cell
    is_total = (row == len(grid) - 1) != (column == len(grid[0]) - 1)
    falls = _at(grid, cell) > 1
    return (falls, True) if is_total else (True, falls)


def _cheapest(
    grid: Grid, hidden: set[Cell], without: Cell, start: Place, goal: Place
) -> tuple[int, list[Cell]]:
    """Return the cheapest way by what it hides anew, counts added up, and those cells.

    This is Dijkstra's walk. That a count is more, with its totals, always has a way.
    """
    queue: list[tuple[int, list[Cell], Place]] = [(0, [], start)]
    done: set[Place] = set()
    while queue:
        cost, way, place = heappop(queue)
        if place == goal:
            return cost, [cell for cell in way if cell not in hidden]
        if place in done:
            continue
        done.add(place)
        for cell, there in _level(grid, place):
            if cell != without and _at(grid, cell) > 0:
                more = 0 if cell in hidden else _at(grid, cell)
                heappush(queue, (cost + more, [*way, cell], there))
    return maxsize, []


def _level(grid: Grid, place: Place) -> Iterator[tuple[Cell, Place]]:
    """Yield over which entry a row or column can be brought level, and what is then out of level.

    In a row an entry is raised, which its column has to make up for; in a column one is lowered,
    and its row has to.
    """
    kind, number = place
    if kind == "row":
        for column in range(len(grid[0])):
            if _ways(grid, (number, column))[0]:
                yield (number, column), ("column", column)
    else:
        for row in range(len(grid)):
            if _ways(grid, (row, number))[1]:
                yield (row, number), ("row", row)
