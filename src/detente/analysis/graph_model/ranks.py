"""Preferences as dense integer ranks: 0 is worst, equal numbers are ties."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.graph_model.building.selections import find_state
from detente.errors import ModelError

State = int | str
"""A state as an integer, or as a string of Y and N."""


def dense_ranks(rank: ArrayLike | Sequence[Sequence[object]], n_states: int) -> NDArray[np.int32]:
    """Turn each dm's payoffs into ranks 0, 1, 2, ... without gaps; only their order counts.

    Parameters
    ----------
    rank : array_like, shape (n_dms, n_states)
        Real numbers, larger is better. Python integers of any size keep their exact order (a
        prioritised list of 70 statements needs weights up to 2**69, beyond 64-bit integers).
    n_states : int

    Returns
    -------
    ndarray of int32, shape (n_dms, n_states), read-only

    Raises
    ------
    ModelError
        If a row's length is not ``n_states`` or an entry is missing, NaN or not a number.
    """
    rows = _rows(rank)
    result = np.empty((len(rows), n_states), dtype=np.int32)
    for dm, row in enumerate(rows):
        result[dm] = _dense_row(row, dm, n_states)
    result.flags.writeable = False
    return result


def ranks_from_order(
    best_first: Sequence[State | Sequence[State]], states: ArrayLike, *, n_options: int = 0
) -> NDArray[np.int32]:
    """Return the ranks of one dm that lists the states from best to worst, as print does.

    Parameters
    ----------
    best_first : sequence
        Every state once, as an integer or a string of Y and N; states that are equally good as a list.
    states : array_like of int, shape (n_states,)
        All states, ascending.
    n_options : int
        Number of letters of a string of Y and N; 0 for as many as the first string has.

    Returns
    -------
    ndarray of int32, shape (n_states,)
        0 is worst, larger is better, equal is a tie.

    Raises
    ------
    ModelError
        If a state is missing, unknown or listed twice.

    Examples
    --------
    >>> ranks_from_order(["NY", ["NN", "YY"], "YN"], [0, 1, 2, 3])
    array([1, 0, 2, 1], dtype=int32)
    """
    listed = np.asarray(states, dtype=np.int64)
    if isinstance(best_first, str) or not isinstance(best_first, Sequence | np.ndarray):
        raise ModelError(f"an order is {best_first!r}: give a list of states, best first")
    ranks = np.full(len(listed), -1, dtype=np.int32)
    for place, entry in enumerate(best_first):
        tied = entry if isinstance(entry, Sequence | np.ndarray) and not isinstance(entry, str) else [entry]
        where = f"place {place} of an order"
        for state in tied:
            letters = n_options or (len(state) if isinstance(state, str) else 0)
            position = find_state(state, letters, listed, where)
            if ranks[position] >= 0:
                raise ModelError(f"{where}: state {state!r} is listed twice; remove one")
            ranks[position] = len(best_first) - 1 - place
    missing = listed[ranks < 0]
    if len(missing):
        raise ModelError(
            f"an order leaves out {len(missing)} of {len(listed)} states, the first of them {missing[0]}: "
            "list every state; states that are equally good go into one inner list"
        )
    return ranks


def count_rows(rank: ArrayLike | Sequence[Sequence[object]]) -> int:
    """Return the number of dms a table of ranks is for."""
    return len(_rows(rank))


def _rows(rank: object) -> Sequence[object]:
    if isinstance(rank, np.ndarray):
        if rank.ndim != 2:
            raise ModelError(f"rank has {rank.ndim} dimension(s): give one row per dm, one entry per state")
        return list(rank)
    if isinstance(rank, str) or not isinstance(rank, Sequence):
        raise ModelError(f"rank is a {type(rank).__name__}: give one row per dm, one entry per state")
    if not rank:
        raise ModelError("rank has no rows: a graph model needs at least one dm")
    return rank


def _dense_row(row: object, dm: int, n_states: int) -> NDArray[np.integer]:
    if isinstance(row, str) or not isinstance(row, Sequence | np.ndarray):
        raise ModelError(f"rank of dm {dm} is {row!r}: give one number per feasible state")
    if len(row) != n_states:
        raise ModelError(
            f"rank of dm {dm} has {len(row)} entries for {n_states} feasible states: "
            "give one per state in ascending order of the states, infeasible ones left out"
        )
    if isinstance(row, np.ndarray) and row.dtype.kind in "iuf":
        if row.dtype.kind == "f" and np.isnan(row).any():
            raise _not_a_number(dm, int(np.flatnonzero(np.isnan(row))[0]), "NaN")
        return _dense(row)
    values: list[Real] = []
    for position, value in enumerate(row):
        # NaN is the one number that differs from itself.
        if isinstance(value, bool | np.bool_) or not isinstance(value, Real) or value != value:
            raise _not_a_number(dm, position, repr(value))
        values.append(value)
    # Python compares integers of any size with floats exactly; NumPy would round them first.
    place = {value: index for index, value in enumerate(sorted(set(values)))}
    return np.array([place[value] for value in values], dtype=np.int32)


def _dense(row: NDArray[np.generic]) -> NDArray[np.integer]:
    """Return the place of each number among the different ones."""
    if row.dtype.kind in "iu":
        low, high = int(row.min()), int(row.max())
        if high - low < 4 * len(row):
            # Counting which numbers occur is some twenty times faster than sorting them.
            shifted = row.astype(np.int64) - low if low or row.dtype.itemsize < 4 else row
            occurs = np.zeros(high - low + 1, dtype=bool)
            occurs[shifted] = True
            ranks: NDArray[np.int32] = (np.cumsum(occurs, dtype=np.int32) - np.int32(1))[shifted]
            return ranks
    place: NDArray[np.intp] = np.unique(row, return_inverse=True)[1].reshape(-1)
    return place


def _not_a_number(dm: int, position: int, value: str) -> ModelError:
    return ModelError(
        f"rank of dm {dm}, entry {position}, is {value}: every feasible state needs a number; "
        "states that are equally good get the same one"
    )
