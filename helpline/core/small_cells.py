"""A table of counts as it may be shown: small ones hidden, and what would give them away.

Totals stand beside the counts, so a count that is hidden alone in its row is the total less the
others. What has to be hidden beside the small ones says `core.hiding`; what is hidden as small
looks the same as what is hidden beside it.

Zero is nobody, and is shown: so whoever reads the table knows that what is hidden is 1 at least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from helpline.core.hiding import Arc, hide


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
    rows = [sum(row) for row in counts]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    arcs = [
        *(
            Arc(("row", row), ("column", column), n)
            for row, line in enumerate(counts)
            for column, n in enumerate(line)
        ),
        *(Arc("first", ("row", row), n) for row, n in enumerate(rows)),
        *(Arc(("column", column), "last", n) for column, n in enumerate(columns)),
        Arc("last", "first", sum(rows)),
    ]
    hidden = hide(arcs, least)
    shown = [None if at in hidden else arc.n for at, arc in enumerate(arcs)]
    cells = shown[: len(rows) * len(columns)]
    totals = shown[len(cells) :]
    return Published(
        cells=grid(cells, len(columns)),
        rows=tuple(totals[: len(rows)]),
        columns=tuple(totals[len(rows) : -1]),
        total=totals[-1],
    )


def grid(cells: Sequence[int | None], width: int) -> tuple[tuple[int | None, ...], ...]:
    """Return cells that stand one after the other as rows of a width."""
    return tuple(tuple(cells[at : at + width]) for at in range(0, len(cells), width))
