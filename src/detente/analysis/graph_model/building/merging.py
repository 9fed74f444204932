"""States that cannot be told apart, merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.moves import MoveGraph
from detente.analysis.graph_model.relation import Relation
from detente.errors import ModelError


def merge_states(graph: MoveGraph, groups: Iterable[NDArray[np.bool_]]) -> MoveGraph:
    """Return the graph in which the states of each group are one state.

    Being indistinguishable carries over: two groups that share a state are one group. From a merged
    state a dm can move wherever it can from any of its members. Two moves in a row by one dm then need
    not be one move, so that the moves are given as an explicit graph.

    Parameters
    ----------
    graph : MoveGraph
        In option form.
    groups : iterable of ndarray of bool, shape (n_states,)

    References
    ----------
    Peng (1999), *A Decision Support System for Conflict Resolution*, University of Waterloo, on coalescing
    indistinguishable states.
    """
    first = np.arange(graph.n_states)
    for group in groups:
        joined = np.unique(first[group])
        stands_for = np.arange(graph.n_states)
        stands_for[joined] = joined[0]
        first = stands_for[first]
    representatives, place = np.unique(first, return_inverse=True)
    if len(representatives) == graph.n_states:
        return graph
    states = graph.states[representatives]
    states.flags.writeable = False
    merged = np.flatnonzero(np.bincount(place, minlength=len(representatives)) > 1)
    return replace(
        graph,
        states=states,
        edges=tuple(_between_classes(targets, place, len(representatives)) for targets in graph.targets),
        classes=tuple(tuple(graph.states[place == index].tolist()) for index in merged),
    )


def class_index(merged: MoveGraph, states: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where each of the states before merging stands in ``merged.states``, shape (n_before,)."""
    first = states.copy()
    for members in merged.classes:
        first[np.isin(states, members)] = members[0]
    return np.searchsorted(merged.states, first)


def merge_ranks(
    ranks: NDArray[np.int32], place: NDArray[np.intp], states: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return ranks over merged states from ranks over all; ``place`` is their `class_index`.

    Raises
    ------
    ModelError
        If a dm prefers one member of a merged state to another.
    """
    first = np.unique(place, return_index=True)[1]
    for dm, row in enumerate(ranks):
        differs = np.flatnonzero(row != row[first][place])
        if len(differs):
            one, other = states[first[place[differs[0]]]], states[differs[0]]
            raise _not_one_state(dm, int(one), int(other))
    return np.ascontiguousarray(ranks[:, first])


def merge_relation(relation: Relation, place: NDArray[np.intp], states: NDArray[np.int64]) -> Relation:
    """Return a relation over merged states from one over all; ``place`` is their `class_index`.

    Raises
    ------
    ModelError
        If a dm prefers one member of a merged state to another, or compares two of them differently
        with a third state.
    """
    first = np.unique(place, return_index=True)[1]
    stands_for = first[place]
    kept = {}
    for name in ("prefers", "strongly", "unknown"):
        matrices = getattr(relation, name)
        differs = np.argwhere(matrices != matrices[:, stands_for][:, :, stands_for])
        if len(differs):
            dm, row, column = (int(index) for index in differs[0])
            moved = row if stands_for[row] != row else column
            raise _not_one_state(dm, int(states[stands_for[moved]]), int(states[moved]))
        kept[name] = matrices[:, first][:, :, first]
    return Relation(**kept)


def _between_classes(targets: NDArray[np.intp], place: NDArray[np.intp], n_classes: int) -> NDArray[np.int64]:
    """Return the moves between classes as sorted pairs, shape (n_edges, 2)."""
    start = np.broadcast_to(place, targets.shape).ravel()
    end = place[targets].ravel()
    pairs = np.unique(start.astype(np.int64) * n_classes + end)
    edges: NDArray[np.int64] = np.stack([pairs // n_classes, pairs % n_classes], axis=1)
    edges = edges[edges[:, 0] != edges[:, 1]]
    edges.flags.writeable = False
    return edges


def _not_one_state(dm: int, one: int, other: int) -> ModelError:
    return ModelError(
        f"dm {dm} judges states {one} and {other} differently, and they are merged as states that cannot be "
        "told apart: make them equal, or give preferences over the merged states alone"
    )
