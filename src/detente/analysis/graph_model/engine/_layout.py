"""Moves laid out for loops over many profiles: which rows of values there are, and what is compared.

The values of a block of profiles stand in rows, one row per state. Two layouts serve the same loops:

- *cube*, for moves made of options: a row for every combination of options, feasible or not. The best a
  dm can move to is then found option by option, k steps for k options instead of 2**k - 1 moves.
- *listed*, for any other graph, or where most combinations are infeasible: a row per feasible state and
  a step per move.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.moves import MoveGraph

Indices = NDArray[np.int32]


class Layout(NamedTuple):
    """Plain arrays for the loops of `_lanes`; what is dm ``d``'s lies from ``first[d]`` to ``first[d + 1]``.

    Attributes
    ----------
    n_rows : int
    place : ndarray of int32, shape (n_states,)
        The row of each state.
    holes : ndarray of int32, shape (n_holes,)
        Rows that are no state; nothing may stop there.
    spread, spread_first : ndarray of int32, shapes (n_steps, 3) and (n_dms + 1,)
        Steps that, taken in order, bring a value to every state from which one dm can move to it: row
        that takes it, row it comes from, and 1 where the second row takes the value of the first too.
    leave, leave_first : ndarray of int32, shapes (n_leave + 1, 2) and (n_dms + 1,)
        Rows that a dm can leave, and where the rows it can move to begin in ``enter``.
    enter : ndarray of int32, shape (n_moves,)
    """

    n_rows: int
    place: Indices
    holes: Indices
    spread: Indices
    spread_first: Indices
    leave: Indices
    leave_first: Indices
    enter: Indices


def lay_out(graph: MoveGraph) -> Layout:
    """Lay out the moves of a graph in the way that takes fewer steps."""
    n_states = graph.n_states
    moves = [_list_moves(graph, dm) for dm in range(graph.n_dms)]
    n_moves = sum(len(start) for start, _ in moves)
    own = [_own_options(graph, dm) for dm in range(graph.n_dms)]
    n_rows = 1 << len(graph.owner)
    # A step between two options changes both rows, which costs as much as two moves.
    is_cube = graph.is_option_form and not graph.classes and sum(map(len, own)) * n_rows < n_moves
    if is_cube:
        place = graph.states
        spread = [_option_steps(graph, options) for options in own]
    else:
        n_rows, place = n_states, np.arange(n_states)
        spread = [np.stack([start, end, np.zeros_like(start)], axis=1) for start, end in moves]
    leave, enter = zip(*(_by_start(start, end, place) for start, end in moves), strict=True)
    before = np.cumsum([0, *map(len, enter)])
    ends = np.array([[-1, before[-1]]])
    starts = [rows + np.array([0, offset]) for rows, offset in zip(leave, before[:-1], strict=True)]
    return Layout(
        n_rows=n_rows,
        place=_indices(place),
        holes=_indices(np.setdiff1d(np.arange(n_rows), place, assume_unique=True)),
        spread=_indices(np.concatenate(spread)),
        spread_first=_indices(np.cumsum([0, *map(len, spread)])),
        leave=_indices(np.concatenate([*starts, ends])),
        leave_first=_indices(np.cumsum([0, *map(len, leave)])),
        enter=_indices(np.concatenate(enter)),
    )


def _own_options(graph: MoveGraph, dm: int) -> list[int]:
    if dm in graph.silent:
        return []
    return [option for option, owner in enumerate(graph.owner) if owner == dm]


def _list_moves(graph: MoveGraph, dm: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where each move of a dm starts and ends, as positions.

    States that differ in the dm's own options alone come together: they share values, which stay in
    cache when they are taken one after the other.
    """
    start, end = _pairs(graph, dm)
    own = sum(1 << option for option in _own_options(graph, dm))
    order = np.lexsort((start, graph.states[start] & ~np.int64(own)))
    return start[order], end[order]


def _pairs(graph: MoveGraph, dm: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    targets = graph.targets[dm]
    column, start = np.nonzero(targets != np.arange(graph.n_states))
    return start, targets[column, start]


def _option_steps(graph: MoveGraph, options: list[int]) -> NDArray[np.int64]:
    """Return the steps of one dm over all combinations, option by option within each group of rows.

    Both ways, the larger of two values becomes that of both; one way, only the row that can be left
    takes the value of the other.
    """
    n_options = len(graph.owner)
    rows = np.arange(1 << n_options)
    own = sum(1 << option for option in options)
    groups = rows[rows & own == 0]
    steps = []
    for option in options:
        bit = 1 << option
        inside = _combinations([other for other in options if other != option])
        low = groups[:, None] | inside[None, :]
        way = graph.direction[option]
        start, end = (low | bit, low) if way == "back" else (low, low | bit)
        steps.append(np.stack([start, end, np.full_like(low, way == "both")], axis=2))
    if not steps:
        return np.empty((0, 3), dtype=np.int64)
    return np.concatenate(steps, axis=1).reshape(-1, 3)


def _combinations(options: list[int]) -> NDArray[np.int64]:
    found = np.zeros(1, dtype=np.int64)
    for option in options:
        found = np.concatenate([found, found | (1 << option)])
    return found


def _by_start(
    start: NDArray[np.intp], end: NDArray[np.intp], place: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each row that is left and where its moves begin, shape (n_leave, 2), and the rows they enter."""
    is_new = np.ones(len(start), dtype=bool)
    is_new[1:] = start[1:] != start[:-1]
    begins = np.flatnonzero(is_new)
    return np.stack([place[start[begins]], begins], axis=1), place[end]


def _indices(array: NDArray[np.signedinteger]) -> Indices:
    return np.ascontiguousarray(array, dtype=np.int32)
