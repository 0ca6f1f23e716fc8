"""No small count is shown, and none can be worked out from what is."""

from collections.abc import Iterable, Iterator
from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpline.core.small_cells import Published, publish

LEAST = 3
MOST = 4
Table = tuple[tuple[int, ...], ...]


def tables(rows: int, columns: int, most: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*[st.integers(0, most)] * columns)
    return st.tuples(*[row] * rows)


small = st.sampled_from([(1, 2), (2, 2), (2, 3), (3, 2)]).flatmap(lambda s: tables(*s, MOST))
large = st.tuples(st.integers(1, 15), st.integers(1, 6)).flatmap(lambda s: tables(*s, 40))


def totals(table: Table) -> tuple[list[int], list[int], int]:
    """Return the totals of the rows, of the columns, and of all."""
    columns = [sum(column) for column in zip(*table, strict=True)]
    return [sum(row) for row in table], columns, sum(columns)


def flat(
    cells: Iterable[Iterable[int | None]],
    rows: Iterable[int | None],
    columns: Iterable[int | None],
    total: int | None,
) -> list[int | None]:
    return [*chain.from_iterable(cells), *rows, *columns, total]


def agrees(shown: Published, table: Table) -> bool:
    """Tell whether a table could be the one behind what is shown."""
    told = flat(shown.cells, shown.rows, shown.columns, shown.total)
    pairs = zip(told, flat(table, *totals(table)), strict=True)
    return all(known is None or known == n for known, n in pairs)


def could_be(shown: Published) -> Iterator[Table]:
    """Yield each table behind what is shown, as somebody with patience would find them."""
    width = len(shown.columns)
    cells = chain.from_iterable(shown.cells)
    choices = [range(1, MOST + 2) if known is None else (known,) for known in cells]
    for tried in product(*choices):
        table = tuple(tried[at : at + width] for at in range(0, len(tried), width))
        if agrees(shown, table):
            yield table


@settings(max_examples=40)
@given(small)
def test_nothing_hidden_can_be_worked_out(table: Table) -> None:
    shown = publish(table, LEAST)
    known = [flat(one, *totals(one)) for one in could_be(shown)]
    told = flat(shown.cells, shown.rows, shown.columns, shown.total)
    for at, one in enumerate(told):
        assert (len({row[at] for row in known}) > 1) is (one is None)


@given(large, st.integers(1, 20))
def test_what_is_shown_is_true_and_never_small(table: Table, least: int) -> None:
    shown = publish(table, least)
    assert agrees(shown, table)
    told = flat(shown.cells, shown.rows, shown.columns, shown.total)
    assert all(n == 0 or n >= least for n in told if n is not None)


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert publish(((10, 11), (12, 13)), 10) == Published(
        cells=((10, 11), (12, 13)), rows=(21, 25), columns=(22, 24), total=46
    )


def test_a_small_count_takes_as_much_with_it_as_would_give_it_away() -> None:
    table = ((4, 20, 30), (50, 60, 70), (80, 90, 99))
    assert publish(table, 10) == Published(
        cells=((None, None, 30), (None, None, 70), (80, 90, 99)),
        rows=(54, 180, 269),
        columns=(134, 170, 199),
        total=503,
    )


def test_nobody_is_shown_as_zero() -> None:
    assert publish(((0, 12), (12, 0)), 10).cells == ((0, 12), (12, 0))
    assert publish(((0, 0), (0, 0)), 10).total == 0


def test_ones_that_add_up_to_their_number_hide_more() -> None:
    """Beside a visible 20, a total of 22 would say that each of two hidden counts is 1."""
    shown = publish(((1, 1, 20), (30, 40, 50)), 10)
    assert (shown.cells[0][2], shown.rows[0]) != (20, 22)


@pytest.mark.parametrize(("only", "told"), [(9, None), (10, 10), (0, 0), (1, None)])
def test_one_count_is_a_table_too(only: int, told: int | None) -> None:
    shown = publish([[only]], 10)
    assert (shown.cells, shown.total) == (((told,),), told)
