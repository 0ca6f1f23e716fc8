"""A month as CSV: every number once, with what is hidden in a word."""

import csv
from io import StringIO

from helpline.core.month_csv import HEADER, month_csv
from helpline.core.months import Name, Table


def lines(*tables: Table) -> list[tuple[str, ...]]:
    return [tuple(line) for line in csv.reader(StringIO(month_csv("2026-05", tables)))]


def test_a_table_with_totals_gives_a_line_for_each_number() -> None:
    table = Table(Name.ENDINGS, ("a", "b"), ("x",), ((12,), (None,)), (12, None), (None,), 40)
    assert lines(table) == [
        HEADER,
        ("2026-05", "endings", "a", "x", "12"),
        ("2026-05", "endings", "b", "x", "hidden"),
        ("2026-05", "endings", "a", "total", "12"),
        ("2026-05", "endings", "b", "total", "hidden"),
        ("2026-05", "endings", "total", "x", "hidden"),
        ("2026-05", "endings", "total", "total", "40"),
    ]


def test_a_table_without_totals_gives_none() -> None:
    only = Table(Name.HEAVY, ("n",), ("n",), ((0,),))
    by_column = Table(Name.ANSWERS, ("0",), ("x", "y"), ((11, 12),), (), (11, 12))
    assert lines(only, by_column)[1:] == [
        ("2026-05", "heavy", "n", "n", "0"),
        ("2026-05", "answers", "0", "x", "11"),
        ("2026-05", "answers", "0", "y", "12"),
        ("2026-05", "answers", "total", "x", "11"),
        ("2026-05", "answers", "total", "y", "12"),
    ]


def test_nothing_counted_is_a_header() -> None:
    assert lines() == [HEADER]
