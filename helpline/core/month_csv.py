"""The counts of a month as CSV: a line for each number and total, a word where it is hidden.

Whatever stands in it is a number or a member of a closed list, none of which has to be quoted.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from helpline.core.months import Shown, Table

HEADER: Final = ("month", "table", "row", "column", "count")
TOTAL: Final = "total"
HIDDEN: Final = "hidden"


def month_csv(month: str, tables: Iterable[Table]) -> str:
    """Return the tables of a month (`2026-10`) as a CSV file with a header."""
    lines = [HEADER]
    for table in tables:
        lines += [(month, table.name.value, *line) for line in _lines(table)]
    return "".join(f"{','.join(line)}\r\n" for line in lines)


def _lines(table: Table) -> Iterator[tuple[str, str, str]]:
    for row, cells in zip(table.rows, table.cells, strict=True):
        yield from _across(row, table.columns, cells)
    if table.row_totals:
        for row, n in zip(table.rows, table.row_totals, strict=True):
            yield row, TOTAL, _said(n)
    if table.totals:
        yield from _across(TOTAL, table.columns, table.totals)
    if table.row_totals and table.totals:
        yield TOTAL, TOTAL, _said(table.total)


def _across(row: str, columns: Iterable[str], cells: Shown) -> Iterator[tuple[str, str, str]]:
    for column, n in zip(columns, cells, strict=True):
        yield row, column, _said(n)


def _said(n: int | None) -> str:
    return HIDDEN if n is None else str(n)
