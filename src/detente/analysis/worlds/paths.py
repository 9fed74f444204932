"""The way from where things stand to an outcome, one party moving at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model import shortest_paths
from detente.analysis.results import Path, Step
from detente.analysis.worlds.draws import Draws
from detente.analysis.worlds.preferences import Preferences
from detente.analysis.worlds.shares import share_where
from detente.analysis.worlds.structure import Structure

MAX_PATHS = 1000
"""Shortest paths compared at most: five parties can move in 120 orders, six in 720."""

Edge = tuple[int, int, int]
"""A dm, and the positions it moves from and to."""


def find_path(structure: Structure, draws: Draws, preferences: Preferences, end: int) -> Path | None:
    """Find a shortest path of unilateral moves from now; among the shortest, the most often willing one.

    Parameters
    ----------
    end : int
        Position of the outcome.

    Returns
    -------
    Path or None
        The one whose every step improves for its mover in the largest share of worlds; of equals the
        first in case order. None when there is no path, or no present state.
    """
    if structure.now is None:
        return None
    best: tuple[int, tuple[Edge, ...], NDArray[np.bool_]] | None = None
    willing: dict[Edge, NDArray[np.bool_]] = {}
    for count, edges in enumerate(shortest_paths(structure.graph, structure.now, end)):
        everyone = np.ones(draws.n_worlds, dtype=bool)
        for edge in edges:
            if edge not in willing:
                willing[edge] = preferences.improves(*edge) & draws.members[edge[0]]
            everyone &= willing[edge]
        total = int(everyone.sum())
        if best is None or total > best[0]:
            best = total, edges, everyone
        if count + 1 == MAX_PATHS:
            break
    if best is None:
        return None
    return Path(steps=tuple(_step(structure, edge) for edge in best[1]), by_improvements=share_where(best[2]))


def _step(structure: Structure, edge: Edge) -> Step:
    dm, start, end = edge
    states = structure.graph.states
    return Step(
        party=structure.dms[dm].id,
        changes=structure.changes(int(states[start]), int(states[end])),
        state=int(states[end]),
    )
