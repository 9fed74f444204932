"""The fewest moves of legal sequences to every state, by last mover; nothing is validated here."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from numpy.typing import NDArray

from detente.analysis.graph_model.ways._reach import Onward, Positions

Improves = Callable[[int, Positions, Positions], NDArray[np.bool_]]
"""Whether a dm improves by moving from each of some positions to the position beside it."""


def fewest_moves(
    onward: Onward,
    start: int,
    improves: Improves | None,
    *,
    movers: Collection[int],
    beginners: Collection[int],
    longest: int | None = None,
) -> NDArray[np.int64]:
    """Return the fewest moves of a sequence that ends in a state with a move of a dm.

    Parameters
    ----------
    start : int
        A position; no sequence comes back to it.
    improves : callable or None
        Given, every move must be an improvement for its mover.
    movers, beginners : collection of int
        Who moves at all, and who may make the first move.
    longest : int, optional
        Most moves of a sequence.

    Returns
    -------
    ndarray of int64, shape (n_dms, n_states)
        -1 where there is no such sequence.
    """
    graph = onward.graph
    table = np.full((graph.n_dms, graph.n_states), -1, dtype=np.int64)
    n_moves = 0
    # Where the sequences of n moves end, by last mover: at first nobody has moved.
    ends: dict[int, Positions] = {-1: np.array([start], dtype=np.intp)}
    while ends and n_moves != longest:
        n_moves += 1
        following: dict[int, Positions] = {}
        for dm in movers:
            before = [positions for last, positions in ends.items() if last != dm]
            if not before or (n_moves == 1 and dm not in beginners):
                continue
            found = _new(onward, dm, np.unique(np.concatenate(before)), improves, table[dm])
            found = found[found != start]
            if len(found):
                table[dm, found] = n_moves
                following[dm] = found
        ends = following
    return table


def _new(
    onward: Onward, dm: int, positions: Positions, improves: Improves | None, known: NDArray[np.int64]
) -> Positions:
    """Return the positions one dm moves to from some, of those it has not been known to move to."""
    found = []
    for first, targets in onward.in_chunks(dm, positions):
        here = np.repeat(positions[first : first + len(targets)], targets.shape[1])
        there = targets.reshape(-1)
        fresh = (there != here) & (known[there] < 0)
        here, there = here[fresh], there[fresh]
        if improves is not None:
            there = there[improves(dm, here, there)]
        found.append(there)
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.intp)
