"""Random values put in the order a case states, without adding anything it does not state."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def keep_order(values: Floats, order: NDArray[np.int64]) -> Floats:
    """Deal the values of the ordered rows out again, so that an earlier order gets smaller values.

    Parameters
    ----------
    values : ndarray of float, shape (n_concerns, n_worlds)
    order : ndarray of int, shape (n_concerns,)
        1 first; rows with 0 keep their values. Rows of one order keep, among themselves, the sequence
        of their own values.

    Returns
    -------
    ndarray of float, shape (n_concerns, n_worlds)
        Of exchangeable values, this is a uniform draw among the arrangements that keep the order.
    """
    chain = np.flatnonzero(order)
    dealt = np.sort(values[chain], axis=0)
    result = values.copy()
    start = 0
    for rank in np.unique(order[chain]):
        group = chain[order[chain] == rank]
        sequence = np.argsort(np.argsort(values[group], axis=0, kind="stable"), axis=0)
        result[group] = np.take_along_axis(dealt[start : start + len(group)], sequence, axis=0)
        start += len(group)
    return result
