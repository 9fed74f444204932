"""Cheapest sequences of moves in which nobody moves twice in a row; nothing is validated here.

The search runs over pairs of a position and its last mover, because on an explicit graph it matters who
came last. Costs are (tolls, moves), compared in that order, and every move costs more than none: so a
level of equal cost is complete when its turn comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from detente.analysis.graph_model.moves import MoveGraph

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
    start : int
    toll : callable
    least : dict from (position, last mover) to cost
        No entry where no sequence leads.
    arriving : dict from cost to dict from position to list of edges
        The last moves of the sequences of that cost, positions and moves in the order in which they were
        found: dms in the order of the model, of one dm the moves that change fewest options first.
    """

    start: int
    toll: Toll
    least: dict[tuple[int, int], Cost]
    arriving: dict[Cost, dict[int, list[Edge]]]

    def cost(self, end: int) -> Cost | None:
        """Return the least cost of a position, None where no sequence leads."""
        if end == self.start:
            return NOTHING
        return min((cost for (position, _), cost in self.least.items() if position == end), default=None)

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
        for cost in sorted(level for level in self.arriving if NOTHING < level <= goal):
            for position in self.arriving[cost]:
                for dm, start, _ in self.last_moves(cost, position):
                    here, before = (position, dm), self._before(cost, (dm, start, position))
                    if before == NOTHING:
                        n_ways[here] = n_ways.get(here, 0) + 1
                        first[here] = first.get(here, frozenset()) | {dm}
                    for earlier in sorted({edge[0] for edge in self.last_moves(before, start, dm)}):
                        n_ways[here] = n_ways.get(here, 0) + n_ways[start, earlier]
                        first[here] = first.get(here, frozenset()) | first[start, earlier]
        movers = {edge[0] for edge in self.last_moves(goal, end)}
        return sum(n_ways[end, dm] for dm in movers), frozenset().union(*(first[end, dm] for dm in movers))

    def last_moves(self, cost: Cost, position: int, following: int = -1) -> list[Edge]:
        """Return the last moves of the sequences of some cost that ``following`` may continue."""
        edges = self.arriving[cost].get(position, [])
        return [edge for edge in edges if edge[0] != following and self.least[position, edge[0]] == cost]

    def _before(self, cost: Cost, edge: Edge) -> Cost:
        return cost[0] - (self.toll(*edge) or 0), cost[1] - 1


def find_routes(
    graph: MoveGraph, start: int, toll: Toll, *, end: int | None = None, longest: int | None = None
) -> Routes:
    """Find the cheapest sequences from one position to ``end``, or to all positions.

    Parameters
    ----------
    start, end : int
        Positions. With an end the search stops as soon as that is settled.
    longest : int, optional
        Most moves of a sequence. It gives the fewest moves where there are no tolls.
    """
    found = Routes(start=start, toll=toll, least={}, arriving={NOTHING: {start: []}})
    known: dict[tuple[int, int], list[int]] = {}
    waiting = [NOTHING]
    while waiting:
        cost = heappop(waiting)
        if end is not None and _is_settled(found, cost, end):
            break
        if cost[1] == longest:
            continue
        for position in found.arriving[cost]:
            movers = {edge[0] for edge in found.last_moves(cost, position)}
            if not movers and cost != NOTHING:
                continue
            for dm in range(graph.n_dms):
                if movers == {dm}:
                    continue
                if (dm, position) not in known:
                    known[dm, position] = graph.reached(dm, position)
                for target in known[dm, position]:
                    price = toll(dm, position, target)
                    # Whoever is back at the start has gained nothing: from there all may move.
                    if price is not None and target != start:
                        _arrive(found, waiting, (cost[0] + price, cost[1] + 1), (dm, position, target))
    return found


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
