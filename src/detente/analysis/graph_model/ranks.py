"""Preferences as dense integer ranks: 0 is worst, equal numbers are ties."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.errors import ModelError


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
    rows = [_dense_row(row, dm, n_states) for dm, row in enumerate(_rows(rank))]
    result: NDArray[np.int32] = np.array(rows, dtype=np.int32)
    result.flags.writeable = False
    return result


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
        return np.unique(row, return_inverse=True)[1].reshape(-1)
    values: list[Real] = []
    for position, value in enumerate(row):
        # NaN is the one number that differs from itself.
        if isinstance(value, bool | np.bool_) or not isinstance(value, Real) or value != value:
            raise _not_a_number(dm, position, repr(value))
        values.append(value)
    # Python compares integers of any size with floats exactly; NumPy would round them first.
    place = {value: index for index, value in enumerate(sorted(set(values)))}
    return np.array([place[value] for value in values], dtype=np.int32)


def _not_a_number(dm: int, position: int, value: str) -> ModelError:
    return ModelError(
        f"rank of dm {dm}, entry {position}, is {value}: every feasible state needs a number; "
        "states that are equally good get the same one"
    )
