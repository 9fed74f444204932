"""The arithmetic of stability, over plain arrays; nothing is validated here.

Arrays of values have shape (n_states,) or (n_states, n_profiles): one column per preference profile.
``targets`` are as in `MoveGraph`: a state stands for itself where a move is missing, and that is safe,
because the state a dm improved to is better for it than the one it left and so never deters.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.signedinteger]


def best_own(values: Values, targets: NDArray[np.intp]) -> Values:
    """Return the largest value over each state and what one dm can move to from it."""
    best = values.copy()
    for column in targets:
        np.maximum(best, values[column], out=best)
    return best


def barriers(rank: Values, targets: NDArray[np.intp]) -> list[Values]:
    """Return, per column of moves, 0 where the move improves on the state it leaves, else the largest value.

    Taking the maximum with a barrier keeps a value that an improvement leads to, and makes it too
    large to matter where the move is no improvement.
    """
    wall = np.array(np.iinfo(rank.dtype).max, dtype=rank.dtype)
    zero = np.array(0, dtype=rank.dtype)
    return [np.where(rank[column] > rank, zero, wall) for column in targets]


def worst_legal(
    values: Values, moves: Sequence[NDArray[np.intp]], walls: Sequence[Sequence[Values]] | None
) -> Values:
    """Return the smallest value the movers can reach by any legal sequence, none included.

    Parameters
    ----------
    values : ndarray, shape (n_states, ...)
    moves : sequence of ndarray
        The targets of each mover.
    walls : sequence of lists, or None
        The barriers of each mover when only improvements may be used.

    Notes
    -----
    A fixpoint: minima spread backwards over the moves until nothing changes. No member may move twice
    in a row, which needs no bookkeeping here, because moves made of options are transitive: two in a
    row by one dm are a single move, or none. Other moves need `worst_in_turns`.
    """
    worst = values.copy()
    while True:
        before = worst.copy()
        for mover, targets in enumerate(moves):
            for index, column in enumerate(targets):
                reached = worst[column]
                if walls is not None:
                    np.maximum(reached, walls[mover][index], out=reached)
                np.minimum(worst, reached, out=worst)
        if np.array_equal(before, worst):
            return worst


def worst_in_turns(
    values: Values, moves: Sequence[NDArray[np.intp]], walls: Sequence[Sequence[Values]] | None
) -> Values:
    """Return what `worst_legal` does where moves need not be transitive, so that who moved last counts.

    Notes
    -----
    A fixpoint over (state, first mover): what a sequence that opens with one mover's move leads to is
    what its target is worth, or what a sequence from there leads to that somebody else opens.
    """
    top = np.iinfo(values.dtype).max
    # A state that stands for itself where a move is missing would let its mover pass for a turn.
    missing = [[column == np.arange(len(values)) for column in targets] for targets in moves]
    opened = [np.full_like(values, top) for _ in moves]
    is_settled = False
    while not is_settled:
        is_settled = True
        for mover, targets in enumerate(moves):
            onward = _least(values, opened[:mover] + opened[mover + 1 :])
            best = np.full_like(values, top)
            for index, column in enumerate(targets):
                reached = onward[column]
                if walls is not None:
                    np.maximum(reached, walls[mover][index], out=reached)
                reached[missing[mover][index]] = top
                np.minimum(best, reached, out=best)
            is_settled = is_settled and np.array_equal(best, opened[mover])
            opened[mover] = best
    return _least(values, opened)


def _least(values: Values, others: Sequence[Values]) -> Values:
    least = values.copy()
    for other in others:
        np.minimum(least, other, out=least)
    return least


def worst_once(
    values: Values,
    moves: Sequence[NDArray[np.intp]],
    walls: Sequence[Sequence[Values]] | None,
    longest: int | None = None,
) -> Values:
    """Return the smallest value the movers can reach when each moves at most once, in any order.

    ``longest`` bounds the number of moves: with 1, a single move by a single mover.
    """
    known: dict[int, Values] = {0: values}

    def worst(left: int, steps: int) -> Values:
        if steps == 0:
            return values
        if left not in known:
            result = values.copy()
            for mover, targets in enumerate(moves):
                if not left >> mover & 1:
                    continue
                onward = worst(left & ~(1 << mover), steps - 1)
                for index, column in enumerate(targets):
                    reached = onward[column]
                    if walls is not None:
                        np.maximum(reached, walls[mover][index], out=reached)
                    np.minimum(result, reached, out=result)
            known[left] = result
        return known[left]

    # How many movers have moved is all that `steps` adds to `left`, so one memory serves both.
    return worst((1 << len(moves)) - 1, len(moves) if longest is None else min(longest, len(moves)))


def is_stable(rank: Values, answer: Values, targets: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return where one dm has no improvement that stays better than the state it left.

    ``answer`` is what the others can bring each state down to; the largest value when they cannot act.
    """
    lasting = np.minimum(rank, answer)
    return best_own(lasting, targets) <= rank


def best_lasting(
    rank: Values, answer: Values, targets: NDArray[np.intp], rows: NDArray[np.intp]
) -> NDArray[np.int16]:
    """Return, for some states, the column of the best improvement that no answer deters; -1 for none.

    Of equally good ones the first column, that is, the one that changes fewest options.
    """
    left = rank[rows]
    best = left.copy()
    chosen = np.full(left.shape, -1, dtype=np.int16)
    for index, column in enumerate(targets):
        there = column[rows]
        gained = rank[there]
        better = (np.minimum(gained, answer[there]) > left) & (gained > best)
        best[better] = gained[better]
        chosen[better] = index
    return chosen
