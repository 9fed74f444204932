"""What can be reached from one state, for many preference profiles at once; nothing is validated here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.moves import MoveGraph

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edges:
    """The moves of one dm, by where they lead.

    Attributes
    ----------
    source, target : ndarray of intp, shape (n_edges,)
        Positions; targets ascending.
    first : ndarray of intp, shape (n_targets,)
        Where in them the moves to each different target begin.
    """

    source: NDArray[np.intp]
    target: NDArray[np.intp]
    first: NDArray[np.intp]


def list_edges(graph: MoveGraph) -> tuple[Edges, ...]:
    """Return the moves of every dm."""
    found = []
    for table in graph.targets:
        source = np.tile(np.arange(graph.n_states), len(table))
        target = table.reshape(-1)
        moved = np.flatnonzero(source != target)
        order = moved[np.argsort(target[moved], kind="stable")]
        first = np.flatnonzero(np.diff(target[order], prepend=-1))
        found.append(Edges(source=source[order], target=target[order], first=first))
    return tuple(found)


def spread(
    edges: Sequence[Edges], start: int, shape: tuple[int, int], allowed: Sequence[Booleans] | None
) -> Booleans:
    """Return where legal sequences lead, the start included.

    Nobody moves twice in a row: what is reached is kept by last mover.

    Parameters
    ----------
    start : int
        A position.
    shape : (n_states, n_profiles)
    allowed : sequence of ndarray of bool, one per dm, each of shape (n_edges, n_profiles), or None
        Which moves may be made in which profile; None for all in all.

    Returns
    -------
    ndarray of bool, shape (n_states, n_profiles)
    """
    reached = np.zeros((len(edges) + 1, *shape), dtype=bool)
    reached[-1, start] = True
    has_grown = True
    while has_grown:
        has_grown = False
        for dm, moves in enumerate(edges):
            if not len(moves.source):
                continue
            others: Booleans = np.logical_or.reduce(np.delete(reached, dm, axis=0), axis=0)
            onward = others[moves.source]
            if allowed is not None:
                onward &= allowed[dm]
            there = moves.target[moves.first]
            grown = reached[dm, there] | np.logical_or.reduceat(onward, moves.first, axis=0)
            if (grown != reached[dm, there]).any():
                reached[dm, there] = grown
                has_grown = True
    everywhere: Booleans = np.logical_or.reduce(reached, axis=0)
    return everywhere
