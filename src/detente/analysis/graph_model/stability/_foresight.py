"""The arithmetic of limited moves, over plain arrays; nothing is validated here.

``mine[i]`` and ``theirs[j][i]`` below are what a play comes to, as ranks; the recursion is described in
`limited`. ``targets`` are as in `MoveGraph`: a state stands for itself where a move is missing, which
here has to be told apart from a move, because the others may act on a state that was moved to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Foresight:
    """What is foreseen with some number of moves left.

    Attributes
    ----------
    leaves : ndarray of bool, shape (n_dms, n_states)
        Whether the dm, when it is to decide at the state, moves.
    decided : ndarray of int, shape (n_dms, n_dms, n_states)
        ``decided[j, i, s]``: the rank for ``j`` of the final state that ``j`` expects when ``i`` is to
        decide at ``s``.
    moved : ndarray of int, same shape
        The same when ``i`` has just moved to ``s``.
    """

    leaves: NDArray[np.bool_]
    decided: Ranks
    moved: Ranks


def foresee(ranks: Ranks, targets: Sequence[NDArray[np.intp]]) -> Iterator[Foresight]:
    """Yield what is foreseen with 0, 1, 2, ... moves left, without end.

    Parameters
    ----------
    ranks : ndarray of int, shape (n_dms, n_states)
    targets : sequence of ndarray, one per dm, each of shape (n_columns, n_states)
    """
    n_dms, n_states = ranks.shape
    nowhere = np.zeros((n_dms, n_states), dtype=bool)
    # With no move left, everybody expects the state they are in.
    still = np.repeat(ranks[:, None, :], n_dms, axis=1)
    last = Foresight(leaves=nowhere, decided=still, moved=still)
    while True:
        yield last
        leaves, decided = _decide(ranks, targets, last.moved)
        last = Foresight(leaves=leaves, decided=decided, moved=_after(ranks, leaves, decided))


def best_moves(
    rank: Ranks, expected: Ranks, targets: NDArray[np.intp], position: int
) -> tuple[bool, list[int]]:
    """Return whether a dm moves from one position, and all its best moves in order.

    ``expected`` are the dm's final ranks after each of its own moves, shape (n_states,).
    """
    ends = [int(end) for end in targets[:, position] if end != position]
    best = max((int(expected[end]) for end in ends), default=int(rank[position]))
    return best > rank[position], [end for end in ends if expected[end] == best]


def _decide(
    ranks: Ranks, targets: Sequence[NDArray[np.intp]], moved: Ranks
) -> tuple[NDArray[np.bool_], Ranks]:
    """Let every dm choose at every state, from what follows its moves with one move fewer left."""
    n_dms, n_states = ranks.shape
    here = np.arange(n_states)
    leaves = np.zeros((n_dms, n_states), dtype=bool)
    decided = np.repeat(ranks[:, None, :], n_dms, axis=1)
    high = np.iinfo(ranks.dtype).max
    for dm, columns in enumerate(targets):
        best = ranks[dm].copy()
        for column in columns:
            reached = np.where(column == here, -1, moved[dm, dm][column])
            np.maximum(best, reached, out=best)
        leaves[dm] = best > ranks[dm]
        worst = np.full((n_dms, n_states), high, dtype=ranks.dtype)
        for column in columns:
            # Of moves that are equally good for the mover, each onlooker fears the worst for itself.
            chosen = leaves[dm] & (column != here) & (moved[dm, dm][column] == best)
            np.minimum(worst, np.where(chosen, moved[:, dm][:, column], high), out=worst)
        decided[:, dm] = np.where(leaves[dm], worst, ranks)
    return leaves, decided


def _after(ranks: Ranks, leaves: NDArray[np.bool_], decided: Ranks) -> Ranks:
    """Return what each dm expects after a move of each: the worst of those that would move on."""
    n_dms, _ = ranks.shape
    high = np.iinfo(ranks.dtype).max
    moved = np.empty_like(decided)
    for mover in range(n_dms):
        others = [dm for dm in range(n_dms) if dm != mover]
        follows = leaves[others]
        worst = np.where(follows, decided[:, others], high).min(axis=1, initial=high)
        moved[:, mover] = np.where(follows.any(axis=0), worst, ranks)
    return moved
