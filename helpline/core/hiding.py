"""What has to be hidden of numbers that add up, so that no small one can be worked out.

The numbers are the arcs of a network: what comes into a node goes out of it. A table with its
totals is one (what all come to goes to the rows, over the cells to the columns, and back), and so
are several tables that share totals, one behind the other. Whoever knows all that is shown, and how
it adds up, still can't tell a hidden number if it could be one more, or one less, with everything
shown staying as it is: then the network has a way round over hidden numbers alone, raised where it
goes along an arc and lowered, to 1 at least, where it goes against one. Where there is no such way,
the cheapest is hidden as well, counts added up (Dijkstra's walk). What is on a way round is as safe
as what it was found for, so one look at each small number is enough.

Zero is nobody, and is shown: no way leads over it.

Numbers that were lost somewhere do not add up. What is missing at a node is taken for known: a way
leads over it only where there is no other at all.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain
from math import inf


@dataclass(frozen=True, slots=True)
class Arc:
    """A number, and from where to where it counts."""

    start: Hashable
    end: Hashable
    n: int


def hide(arcs: Sequence[Arc], least: int) -> frozenset[int]:
    """Return the places of what may not be shown: whatever is from 1 to below `least`, and more."""
    return frozenset(_Network(arcs, least).hidden)


class _Network:
    """The numbers, what is hidden of them by now, and what is known to have a way round."""

    def __init__(self, arcs: Sequence[Arc], least: int) -> None:
        self._arcs = [*arcs, *_missing(arcs)]
        self._dear = 1.0 + sum(arc.n for arc in arcs)
        self._known = len(arcs)
        self._from: dict[Hashable, list[tuple[int, Hashable]]] = {}
        for at, arc in enumerate(self._arcs):
            if arc.n > 0:
                self._from.setdefault(arc.start, []).append((at, arc.end))
            if arc.n > 1:
                self._from.setdefault(arc.end, []).append((at, arc.start))
        small = [at for at, arc in enumerate(arcs) if 0 < arc.n < least]
        self.hidden = set(small)
        safe: set[int] = set()
        for at in small:
            if at not in safe:
                way = self._way_round(at)
                safe |= {at, *way}
                self.hidden |= {one for one in way if one < self._known}

    def _way_round(self, at: int) -> list[int]:
        """Return what changes with a number when it is one more, or one less: the cheaper."""
        arc = self._arcs[at]
        raised = self._cheapest(arc.end, arc.start, at)
        if raised[0] == 0 or arc.n == 1:
            return raised[1]
        return min(raised, self._cheapest(arc.start, arc.end, at))[1]

    def _cheapest(self, start: Hashable, goal: Hashable, without: int) -> tuple[float, list[int]]:
        """Return the cheapest way by what it hides anew, and what is on it."""
        best: dict[Hashable, float] = {start: 0.0}
        came: dict[Hashable, tuple[int, Hashable]] = {}
        queue: list[tuple[float, int, Hashable]] = [(0.0, 0, start)]
        pushed = 0
        while queue:
            cost, _, node = heappop(queue)
            if node == goal:
                return cost, list(_back(came, start, goal))
            if cost > best[node]:
                continue
            for at, there in self._from.get(node, ()):
                more = cost + self._cost(at)
                if at != without and more < best.get(there, inf):
                    best[there], came[there] = more, (at, node)
                    heappush(queue, (more, pushed := pushed + 1, there))
        return inf, []

    def _cost(self, at: int) -> float:
        if at >= self._known:
            return self._dear
        return 0.0 if at in self.hidden else self._arcs[at].n


def _back(
    came: dict[Hashable, tuple[int, Hashable]], start: Hashable, goal: Hashable
) -> Iterator[int]:
    """Yield what is on the way that was found, from its end."""
    node = goal
    while node != start:
        at, node = came[node]
        yield at


def _missing(arcs: Sequence[Arc]) -> list[Arc]:
    """Return arcs for what comes into a node and does not go out of it, or the other way."""
    if not arcs:
        return []
    over = dict.fromkeys(chain.from_iterable((arc.start, arc.end) for arc in arcs), 0)
    for arc in arcs:
        over[arc.start] -= arc.n
        over[arc.end] += arc.n
    nowhere = object()
    lacks = [Arc(node, nowhere, n) for node, n in over.items() if n > 0]
    return lacks + [Arc(nowhere, node, -n) for node, n in over.items() if n < 0]
