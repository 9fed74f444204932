"""What a drawing of the ways from one state shows: states in columns by number of moves, and the moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.ways._routes import Edge, Routes, find_routes
from detente.analysis.graph_model.ways.paths import (
    By,
    are_improvements,
    as_move,
    check_by,
    merges_moves,
    toll_by,
)
from detente.analysis.graph_model.witness import Move
from detente.errors import ModelError

MAX_STATES = 60
"""States that can still be told apart in one drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A move of a shortest legal sequence from the start.

    Attributes
    ----------
    move : Move
    is_improvement : bool
        Whether its mover prefers where it leads to.
    is_on_way : bool
        Whether it is part of a shortest path to one of the ends.
    """

    move: Move
    is_improvement: bool
    is_on_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The ways from one state.

    Attributes
    ----------
    model : GraphModel
    start : int
    by : {"moves", "improvements"}
    ends : tuple of int
        The states asked for, of those that are shown.
    unreached : tuple of int
        The states asked for that no sequence leads to.
    columns : tuple of tuple of int
        The states shown by the fewest moves to them: the start alone, those one move away, and so on.
    arrows : tuple of Arrow
        The moves between neighbouring columns on shortest legal sequences.
    n_left_out : int
        States that can be reached and are not shown.
    """

    model: GraphModel
    start: int
    by: By
    ends: tuple[int, ...]
    unreached: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]
    arrows: tuple[Arrow, ...]
    n_left_out: int


def find_chart(
    model: GraphModel, *, start: int, ends: Sequence[int], by: str = "moves", max_states: int = MAX_STATES
) -> Chart:
    """Work out what to draw of the ways from one state.

    Parameters
    ----------
    start : int
        A feasible state.
    ends : sequence of int
        Feasible states whose shortest paths are to stand out, such as the equilibria.
    by : {"moves", "improvements"}
    max_states : int
        Where more states than this can be reached, only one shortest path to each end is shown, the first
        in the order of the dms; nearest ends first, as long as there are no more states.

    Raises
    ------
    ModelError
        If a state is not feasible, or ``max_states`` is less than 1.
    """
    if max_states < 1:
        raise ModelError(f"max_states is {max_states}: a drawing shows at least the start; give 1 or more")
    known = check_by(by)
    here = model.graph.position(start)
    goals = list(dict.fromkeys(model.graph.position(end) for end in ends))
    routes = find_routes(
        model.graph, here, toll_by(model, known), end=None, merges=merges_moves(model, known)
    )
    steps = _fewest(routes)
    near = sorted((goal for goal in goals if goal in steps), key=lambda goal: steps[goal])
    is_whole = len(steps) <= max_states
    kept, on_way = (
        (set(steps), frozenset(edge for _, edge in routes.moves_to(near)))
        if is_whole
        else _one_way_each(routes, near, max_states)
    )
    shown = [goal for goal in near if goal in kept]
    return Chart(
        model=model,
        start=start,
        by=known,
        ends=_states(model, shown),
        unreached=_states(model, [goal for goal in goals if goal not in steps]),
        columns=tuple(
            _states(model, [position for position, n in steps.items() if n == column and position in kept])
            for column in range(1 + max(steps[position] for position in kept))
        ),
        arrows=tuple(
            Arrow(
                move=as_move(model.graph, edge),
                is_improvement=bool(are_improvements(model, edge[0], *np.array([edge[1:]]).T)[0]),
                is_on_way=edge in on_way,
            )
            for position, n in steps.items()
            for edge in routes.last_moves((0, n), position)
            if steps[edge[1]] == n - 1 and (is_whole or edge in on_way)
        ),
        n_left_out=len(steps) - len(kept),
    )


def _fewest(routes: Routes) -> dict[int, int]:
    """Return the fewest moves to every position that is reached, in the order in which they were found."""
    steps: dict[int, int] = {routes.start: 0}
    for cost in sorted(routes.arriving):
        for position in routes.arriving[cost]:
            if position not in steps and routes.last_moves(cost, position):
                steps[position] = cost[1]
    return steps


def _one_way_each(routes: Routes, goals: Sequence[int], max_states: int) -> tuple[set[int], frozenset[Edge]]:
    """Return the positions and moves of the first shortest path to each goal, while there is room."""
    kept, found = {routes.start}, set[Edge]()
    for goal in goals:
        path = next(routes.paths(goal))
        more = kept | {edge[2] for edge in path}
        if len(more) <= max_states:
            kept, found = more, found | set(path)
    return kept, frozenset(found)


def _states(model: GraphModel, positions: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(model.states[position]) for position in positions)
