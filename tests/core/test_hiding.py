"""In any network nothing small is shown, and every hidden number has another one that would fit."""

from collections import Counter, deque
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.hiding import Arc, hide

NODES = 5


def circles(walks: Sequence[tuple[list[int], int]]) -> list[Arc]:
    """Return numbers that add up: each walk goes round and comes back, some times."""
    found = Counter[tuple[int, int]]()
    for nodes, n in walks:
        for start, end in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
            found[start, end] += n
    return [Arc(start, end, n) for (start, end), n in found.items() if start != end]


walks = st.lists(
    st.tuples(
        st.lists(st.integers(0, NODES), min_size=2, max_size=4, unique=True), st.integers(0, 15)
    ),
    min_size=1,
    max_size=8,
)


def could_change(arcs: Sequence[Arc], hidden: frozenset[int], at: int, by: int) -> bool:
    """Tell whether a number can be one more or less: walked anew, without what `hide` knows."""
    arc = arcs[at]
    if arc.n + by < 1:
        return False
    start, goal = (arc.end, arc.start) if by > 0 else (arc.start, arc.end)
    seen, queue = {start}, deque([start])
    while queue:
        node = queue.popleft()
        for other in hidden - {at}:
            one = arcs[other]
            ways = [(one.start, one.end)] + [(one.end, one.start)] * (one.n > 1)
            for here, there in ways:
                if here == node and there not in seen and one.n > 0:
                    seen.add(there)
                    queue.append(there)
    return goal in seen


@given(walks, st.integers(2, 12))
def test_every_hidden_number_could_be_another(
    walks: list[tuple[list[int], int]], least: int
) -> None:
    arcs = circles(walks)
    hidden = hide(arcs, least)
    assert {at for at, arc in enumerate(arcs) if 0 < arc.n < least} <= hidden
    assert all(arcs[at].n > 0 for at in hidden)
    for at in hidden:
        assert could_change(arcs, hidden, at, 1) or could_change(arcs, hidden, at, -1)


@given(walks)
def test_where_nothing_is_small_nothing_is_hidden(walks: list[tuple[list[int], int]]) -> None:
    assert hide(circles(walks), 1) == frozenset()
    assert hide([], 10) == frozenset()


def test_the_cheapest_way_round_is_hidden() -> None:
    arcs = [Arc("a", "b", 3), Arc("a", "b", 50), Arc("a", "b", 20), Arc("b", "a", 73)]
    assert hide(arcs, 10) == {0, 2}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 30)), max_size=12))
def test_numbers_that_do_not_add_up_are_hidden_all_the_same(
    made: list[tuple[int, int, int]],
) -> None:
    arcs = [Arc(start, end, n) for start, end, n in made if start != end]
    assert {at for at, arc in enumerate(arcs) if 0 < arc.n < 10} <= hide(arcs, 10)


def test_what_was_lost_is_a_way_only_where_there_is_no_other() -> None:
    """Of 12 who came 10 were answered, 1 left, and one was lost, who hides nobody."""
    arcs = [Arc("all", "came", 12), Arc("came", "all", 10), Arc("came", "all", 1)]
    assert hide(arcs, 10) == {1, 2}
    assert hide([Arc("all", "came", 3)], 10) == {0}
