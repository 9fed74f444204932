"""Cheapest sequences of moves in which nobody moves twice in a row; nothing is validated here.

The search runs over pairs of a position and its last mover, because on an explicit graph it matters who
came last. Costs are (tolls, moves), compared in that order, and every move costs more than none: so a
level of equal cost is complete when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.graph_model.ways._reach import Onward

Edge = tuple[int, int, int]
"""A dm, and the positions it moves from and to."""

Cost = tuple[int, int]
"""Tolls paid, and moves made."""

Toll = Callable[[int, int, int], int | None]
"""What the move of a dm from one position to another costs; None where it may not be made."""

NOTHING: Cost = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """What one search found.

    Attributes
    ----------
    n_dms : int
    start : int
    toll : callable
    least : dict from (position, last mover) to cost
        No entry where no sequence leads.
    arriving : dict from cost to dict from position to list of edges
        The last moves of the sequences of that cost, positions and moves in the order in which they were
        found: dms in the order of the model, of one dm the moves that change fewest options first.
    """

    n_dms: int
    start: int
    toll: Toll
    least: dict[tuple[int, int], Cost]
    arriving: dict[Cost, dict[int, list[Edge]]]

    def cost(self, end: int) -> Cost | None:
        """Return the least cost of a position, None where no sequence leads."""
        if end == self.start:
            return NOTHING
        arrived = (self.least.get((end, dm)) for dm in range(self.n_dms))
        return min((cost for cost in arrived if cost is not None), default=None)

    def paths(self, end: int) -> Iterator[tuple[Edge, ...]]:
        """Yield all cheapest sequences to a position."""
        cost = self.cost(end)
        left: list[tuple[Cost, int, int, tuple[Edge, ...]]] = (
            [(cost, end, -1, ())] if cost is not None else []
        )
        while left:
            cost, position, following, tail = left.pop()
            if cost == NOTHING:
                yield tail
                continue
            # Last in, first out: reversed, they come back in the order in which they were found.
            for edge in reversed(self.last_moves(cost, position, following)):
                left.append((self._before(cost, edge), edge[1], edge[0], (edge, *tail)))

    def count(self, end: int) -> tuple[int, frozenset[int]]:
        """Return how many cheapest sequences lead to a position, and who makes the first move of some."""
        goal = self.cost(end)
        if goal is None or goal == NOTHING:
            return int(goal == NOTHING), frozenset()
        n_ways: dict[tuple[int, int], int] = {}
        first: dict[tuple[int, int], frozenset[int]] = {}
        for cost, (dm, start, position) in sorted(self.moves_to([end]), key=lambda move: move[0]):
            here, before = (position, dm), self._before(cost, (dm, start, position))
            if before == NOTHING:
                n_ways[here] = n_ways.get(here, 0) + 1
                first[here] = first.get(here, frozenset()) | {dm}
            for earlier in sorted({edge[0] for edge in self.last_moves(before, start, dm)}):
                n_ways[here] = n_ways.get(here, 0) + n_ways[start, earlier]
                first[here] = first.get(here, frozenset()) | first[start, earlier]
        movers = {edge[0] for edge in self.last_moves(goal, end)}
        return sum(n_ways[end, dm] for dm in movers), frozenset().union(*(first[end, dm] for dm in movers))

    def moves_to(self, ends: Iterable[int]) -> frozenset[tuple[Cost, Edge]]:
        """Return every move of the cheapest sequences to some positions, with what it costs up to there."""
        left = [(cost, end, -1) for end in ends if (cost := self.cost(end)) is not None]
        seen = set(left)
        found: set[tuple[Cost, Edge]] = set()
        while left:
            cost, position, following = left.pop()
            for edge in self.last_moves(cost, position, following):
                found.add((cost, edge))
                before = (self._before(cost, edge), edge[1], edge[0])
                if before not in seen:
                    seen.add(before)
                    left.append(before)
        return frozenset(found)

    def last_moves(self, cost: Cost, position: int, following: int = -1) -> list[Edge]:
        """Return the last moves of the sequences of some cost that ``following`` may continue."""
        edges = self.arriving[cost].get(position, [])
        return [edge for edge in edges if edge[0] != following and self.least[position, edge[0]] == cost]

    def _before(self, cost: Cost, edge: Edge) -> Cost:
        return cost[0] - (self.toll(*edge) or 0), cost[1] - 1


def find_routes(graph: MoveGraph, start: int, toll: Toll, *, end: int | None, merges: bool) -> Routes:
    """Find the cheapest sequences from one position to ``end``, or to all positions.

    Parameters
    ----------
    start, end : int
        Positions. With an end the search stops as soon as that is settled.
    merges : bool
        Whether two moves of one dm in a row are always as well made as one, or none, and cost no less.
        Then the cheapest sequences to a state need no thought of who came last.
    """
    found = Routes(n_dms=graph.n_dms, start=start, toll=toll, least={}, arriving={NOTHING: {start: []}})
    onward = Onward(graph)
    known: dict[int, Cost] = {start: NOTHING}
    waiting = [NOTHING]
    while waiting:
        cost = heappop(waiting)
        if end is not None and _is_settled(found, cost, end):
            break
        movers = {position: _movers(found, cost, position) for position in found.arriving[cost]}
        here = [p for p in movers if (known[p] == cost if merges else movers[p] or cost == NOTHING)]
        rows = [onward.targets(dm, np.array(here, dtype=np.intp)).tolist() for dm in range(graph.n_dms)]
        for number, position in enumerate(here):
            for dm, targets in enumerate(rows):
                if movers[position] == {dm}:
                    continue
                for target in targets[number]:
                    price = toll(dm, position, target) if target != position else None
                    # Whoever is back at the start has gained nothing: from there all may move.
                    if price is None or target == start:
                        continue
                    onto = cost[0] + price, cost[1] + 1
                    known[target] = min(known.get(target, onto), onto)
                    if not merges or known[target] == onto:
                        _arrive(found, waiting, onto, (dm, position, target))
    return found


def _movers(found: Routes, cost: Cost, position: int) -> set[int]:
    return {edge[0] for edge in found.last_moves(cost, position)}


def _is_settled(found: Routes, cost: Cost, end: int) -> bool:
    return (cost == NOTHING and end == found.start) or bool(found.last_moves(cost, end))


def _arrive(found: Routes, waiting: list[Cost], cost: Cost, edge: Edge) -> None:
    here = (edge[2], edge[0])
    if here in found.least and found.least[here] < cost:
        return
    found.least[here] = cost
    if cost not in found.arriving:
        found.arriving[cost] = {}
        heappush(waiting, cost)
    found.arriving[cost].setdefault(edge[2], []).append(edge)
