"""Improvements of several dms made at the same time, combined through the options they change."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.building.merging import class_index
from detente.analysis.graph_model.model import GraphModel
from detente.analysis.graph_model.moves import MoveGraph, build_moves
from detente.errors import ModelError

MAX_COMBINATIONS = 2**33
"""Limit on states times combinations of moves, which may all have to be looked at: about a minute."""

Choice = tuple[tuple[int, int], ...]
"""Pairs (dm, column): who makes which of its moves."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """The improvements of every dm from every state, and what they do to the options.

    A merged state stands here with all its members, so that ``states`` may be more than the model has.

    Attributes
    ----------
    states : ndarray of int64, shape (n_rows,)
        Feasible states, ascending, before any were merged.
    place : ndarray of int, shape (n_rows,)
        Where each stands in the states of the model.
    ends : tuple of ndarray of int, one per dm, each of shape (n_columns, n_rows)
        The rows a dm can move to; the row itself where a move is missing.
    gains : tuple of ndarray of bool, of the same shapes
        Whether the move is an improvement that may be made.
    """

    states: NDArray[np.int64]
    place: NDArray[np.intp]
    ends: tuple[NDArray[np.intp], ...]
    gains: tuple[NDArray[np.bool_], ...]


def find_ways(model: GraphModel, may_move: NDArray[np.bool_]) -> Ways:
    """List the improvements that may be made together; ``may_move`` has shape (n_dms, n_states).

    Raises
    ------
    ModelError
        If states are not made of options, if a dm's move changes an option it does not own, if the
        combinations are too many, or if a combination from a merged state is not one state.
    """
    graph = model.graph
    if not graph.owner:
        raise ModelError(
            "the states of this model are not made of options, so what two dms bring about by moving at "
            "the same time is not defined: build it from options, or use gmr, smr or seq"
        )
    states, place, ends = _unmerged(graph)
    _check_owned(graph, states, ends)
    gains = tuple(
        is_better(model, dm, place, place[columns]) & may_move[dm][place] for dm, columns in enumerate(ends)
    )
    ways = Ways(states=states, place=place, ends=ends, gains=gains)
    n_combined = len(states) * math.prod(1 + len(columns) for columns in ends)
    if n_combined > MAX_COMBINATIONS:
        raise ModelError(
            f"{len(states)} states with {n_combined} combinations of moves pass the limit of "
            f"{MAX_COMBINATIONS} for simultaneous stability: merge options or rule out more states"
        )
    if graph.classes:
        _check_one_outcome(ways)
    return ways


def is_better(
    model: GraphModel, dm: int, origins: NDArray[np.intp], ends: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return whether each end is better for a dm than its origin; positions, of shapes that broadcast."""
    relation = model.relation
    if relation is not None:
        preferred: NDArray[np.bool_] = relation.prefers[dm][origins, ends]
        return preferred
    rank = model.rank[dm]
    higher: NDArray[np.bool_] = rank[ends] > rank[origins]
    return higher


def combine(
    ways: Ways, dms: Sequence[int], rows: NDArray[np.intp]
) -> Iterator[tuple[Choice, NDArray[np.intp], NDArray[np.int64]]]:
    """Yield what a non-empty part of some dms can do together, each making one improvement.

    Yields
    ------
    choice : tuple of (dm, column)
    rows : ndarray of int
        Those of ``rows`` from which all of them are improvements.
    change : ndarray of int64
        The options changed there, as bits.
    """
    yield from _extend(ways, tuple(dms), (), rows, np.zeros(len(rows), dtype=np.int64))


def outcomes(ways: Ways, rows: NDArray[np.intp], change: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the rows that changes of options lead to; -1 where the state is not feasible."""
    turned = ways.states[rows] ^ change
    found = np.minimum(np.searchsorted(ways.states, turned), len(ways.states) - 1)
    return np.where(ways.states[found] == turned, found, -1)


def changes(ways: Ways, dm: int, column: int, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the options that one move of one dm changes, as bits."""
    turned: NDArray[np.int64] = ways.states[rows] ^ ways.states[ways.ends[dm][column, rows]]
    return turned


def _extend(
    ways: Ways, dms: tuple[int, ...], choice: Choice, rows: NDArray[np.intp], change: NDArray[np.int64]
) -> Iterator[tuple[Choice, NDArray[np.intp], NDArray[np.int64]]]:
    if not len(rows):
        return
    if not dms:
        if choice:
            yield choice, rows, change
        return
    dm, later = dms[0], dms[1:]
    yield from _extend(ways, later, choice, rows, change)
    for column, gains in enumerate(ways.gains[dm]):
        kept = gains[rows]
        there = rows[kept]
        also = change[kept] ^ changes(ways, dm, column, there)
        yield from _extend(ways, later, (*choice, (dm, column)), there, also)


def _unmerged(
    graph: MoveGraph,
) -> tuple[NDArray[np.int64], NDArray[np.intp], tuple[NDArray[np.intp], ...]]:
    """Return the states before merging, where each stands after it, and the moves between them."""
    if not graph.classes:
        return graph.states, np.arange(graph.n_states), graph.targets
    known = set(graph.states.tolist())
    members = {state for group in graph.classes if group[0] in known for state in group}
    states = np.array(sorted(known | members), dtype=np.int64)
    moves = build_moves(n_dms=graph.n_dms, owner=graph.owner, direction=graph.direction, states=states)
    return states, class_index(graph, states), moves.without(graph.silent).targets


def _check_owned(graph: MoveGraph, states: NDArray[np.int64], ends: Sequence[NDArray[np.intp]]) -> None:
    """Refuse an explicit graph in which what two dms change is not kept apart by who owns it."""
    if graph.edges is None or graph.classes:
        return
    for dm, columns in enumerate(ends):
        foreign = sum(1 << k for k, owner in enumerate(graph.owner) if owner != dm)
        strays = np.argwhere((states[columns] ^ states) & foreign)
        if len(strays):
            column, row = strays[0]
            raise ModelError(
                f"dm {dm} moves from state {states[row]} to {states[columns[column, row]]} and so changes an "
                "option of another dm: what such a move comes to together with others is not defined; "
                "use gmr, smr or seq"
            )


def _check_one_outcome(ways: Ways) -> None:
    """Refuse combinations that end in different states from different members of a merged state."""
    known: dict[tuple[object, ...], tuple[int, int]] = {}
    dms = range(len(ways.ends))
    everywhere = np.arange(len(ways.states))
    for choice, rows, change in combine(ways, dms, everywhere):
        found = outcomes(ways, rows, change)
        ended = np.where(found >= 0, ways.place[found], -1)
        for row, end in zip(rows.tolist(), ended.tolist(), strict=True):
            made = tuple((dm, int(ways.place[ways.ends[dm][column, row]])) for dm, column in choice)
            first, row_of_first = known.setdefault((int(ways.place[row]), made), (end, row))
            if first != end:
                raise ModelError(
                    f"states {ways.states[row_of_first]} and {ways.states[row]} cannot be told apart, and "
                    f"the same improvements of dms {[dm for dm, _ in made]} at the same time lead from them "
                    "to different states: merge fewer states, or use gmr, smr or seq"
                )
